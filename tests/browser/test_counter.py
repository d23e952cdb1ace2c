"""At the counter: type, say who checks, bring a photo, hold up the camera, print, go back."""

import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import segno
from PIL import Image
from playwright.sync_api import Browser
from tests.browser.conftest import FLAGS
from tests.browser.hand import Hand

CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}\b")
HEADLINE = {"ja": "適法に在留しています（申請中）", "en": "Lawfully in Japan, application pending"}
WINDOWS = [
    pytest.param("ja", 360, False, id="ja-phone-without-script"),
    pytest.param("en", 360, True, id="en-phone"),
    pytest.param("ja", 1280, True, id="ja-desktop"),
]


@pytest.fixture(scope="module")
def code(chromium: Browser, address: str) -> str:
    """Return the code that Rahman carries: his extension is open."""
    hand = Hand(chromium, address, language="ja", width=1280, script=True)
    hand.sign_in("rahman")
    hand.go("/me")
    case = hand.page.locator('main article a[href^="/cases/"]').first.get_attribute("href")
    hand.go(f"/cases/{(case or '').split('/')[2]}/show")
    shown = hand.page.locator("main").inner_text()
    found = CODE.search(shown)
    assert found, shown
    hand.close()
    return found[0]


def qr_png(text: str, scale: int = 6) -> Image.Image:
    drawn = io.BytesIO()
    segno.make(text, micro=False).save(drawn, kind="png", scale=scale, border=4)
    return Image.open(drawn).convert("L")


@pytest.mark.parametrize(("language", "width", "script"), WINDOWS)
def test_a_checker_types_says_who_it_is_and_goes_back(
    chromium: Browser, address: str, code: str, language: str, width: int, script: bool
) -> None:
    hand = Hand(chromium, address, language=language, width=width, script=script)
    hand.go("/v/")
    hand.page.locator("[name=code]").fill("wrong")
    hand.press(hand.main_button())
    assert hand.page.locator(".q--wrong").count() == 1
    hand.page.locator("[name=code]").fill(code.lower().replace("-", " "))
    hand.page.locator("#code-form [name=for]").select_option("bank")
    hand.press(hand.main_button())
    assert hand.path == f"/v/{code}/for/bank"
    assert HEADLINE[language] in hand.text
    status = hand.text
    hand.press(hand.page.locator('.purposes a[href$="/employer"]'))
    assert hand.path == f"/v/{code}/for/employer"
    assert hand.text != status
    hand.page.go_back()
    assert hand.path == f"/v/{code}/for/bank"
    hand.go("/v/genuine/")
    hand.page.goto(f"{address}/v/7777-7777-7777-77")
    hand.look()
    hand.close()


def test_by_keyboard_alone(chromium: Browser, address: str, code: str) -> None:
    hand = Hand(chromium, address, language="ja", width=1280, script=True)
    hand.go("/v/")
    hand.page.locator("[name=code]").focus()
    hand.page.keyboard.type(code)
    hand.page.keyboard.press("Enter")
    hand.page.wait_for_url(f"**/v/{code}")
    first = hand.page.locator(".purposes a").first
    first.focus()
    hand.page.keyboard.press("Enter")
    hand.page.wait_for_url("**/for/bank")
    hand.close()


def test_a_photo_of_the_paper_is_read(chromium: Browser, address: str, code: str) -> None:
    hand = Hand(chromium, address, language="ja", width=360, script=False)
    hand.go("/v/")
    photo = Image.new("L", (1200, 1600), 225)
    photo.paste(qr_png(f"{address}/v/{code}"), (200, 900))
    out = io.BytesIO()
    photo.rotate(9, expand=True, fillcolor=225).save(out, "JPEG", quality=70)
    hand.attach(hand.page.locator("#file-form [name=file]"), "p.jpg", out.getvalue(), "image/jpeg")
    hand.press(hand.page.locator("#file-form button"))
    assert hand.path == f"/v/{code}"
    assert HEADLINE["ja"] in hand.text
    hand.close()


def test_the_answer_prints_as_a_record(chromium: Browser, address: str, code: str) -> None:
    hand = Hand(chromium, address, language="ja", width=1280, script=True)
    hand.go(f"/v/{code}/for/bank")
    hand.page.emulate_media(media="print")
    assert not hand.page.locator(".purposes").is_visible()
    assert hand.page.locator(".record").is_visible()
    printed = hand.page.pdf(format="A4")
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") <= 2
    assert re.search(r"V-[0-9A-Z]{4}-[0-9A-Z]{4}", hand.text)
    hand.close()


@pytest.fixture
def watching(chromium: Browser, tmp_path: Path, address: str, code: str) -> Iterator[Browser]:
    """Open a browser whose camera sees the code on a table."""
    film = tmp_path / "camera.y4m"
    film.write_bytes(_film(qr_png(f"{address}/v/{code}", scale=5)))
    seen = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    browser = chromium.browser_type.launch(
        executable_path=shutil.which("chromium"),
        args=[*FLAGS, *seen, f"--use-file-for-fake-video-capture={film}"],
    )
    yield browser
    browser.close()


def _film(code: Image.Image) -> bytes:
    """Return a film of one picture: grey values, then no colour."""
    table = Image.new("L", (640, 480), 200)
    table.paste(code, ((640 - code.width) // 2, (480 - code.height) // 2))
    frame = b"FRAME\n" + table.tobytes() + bytes([128]) * (640 * 480 // 2)
    return b"YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420jpeg\n" + frame * 10


def test_the_camera_reads_the_code(watching: Browser, address: str, code: str) -> None:
    hand = Hand(watching, address, language="ja", width=360, script=True)
    hand.context.grant_permissions(["camera"], origin=address)
    hand.go("/v/")
    hand.page.locator("#code-form [name=for]").select_option("employer")
    hand.page.locator("#camera-start").click()
    hand.page.wait_for_url(f"**/v/{code}/for/employer")
    assert HEADLINE["ja"] in hand.text
    hand.close()

"""Takes the pictures of the main pages: phone and desktop, Japanese, English and easy Japanese.

Starts a demo of its own, signs in as the cast, and writes
`docs/pictures/<page>-<width>-<language>.png`.
"""

import io
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "zairyu.config.settings.test"

import django  # noqa: E402
from PIL import Image  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402

django.setup()

from tests.browser.conftest import FLAGS  # noqa: E402
from tests.browser.demo import served_demo  # noqa: E402
from tests.browser.hand import Hand  # noqa: E402

OUT = ROOT / "docs" / "pictures"
TALLEST = 8  # a picture ends at eight times its width; longer pages go on alike
COLOURS = 64  # enough to judge a page by, at a quarter of the size
WINDOWS = [("ja", 1280), ("en", 1280), ("ja", 360), ("en", 360), ("ja-x-easy", 360)]


@dataclass(frozen=True)
class Shot:
    """A page to be taken: its name, how to get there, and who looks."""

    name: str
    who: str
    path: str
    follow: tuple[str, ...] = ()  # links to press on the way, by selector
    then: str = ""  # the page below that one


DRAFT = 'main a[href^="/drafts/"]:not([href$="discard"])'
CASE = "main a[href^='/cases/'][href$='/']"
SHOTS = [
    Shot("01-front", "", "/"),
    Shot("02-sign-up", "", "/account/signup/"),
    Shot("03-my-page", "adaeze", "/me"),
    Shot("04-choose", "adaeze", "/apply"),
    Shot("05-requests", "adaeze", "/me", (CASE,), "requests"),
    Shot("06-sections", "kobayashi", "/me", (DRAFT,)),
    Shot("07-section", "kobayashi", "/me", (DRAFT, "main .tasks a >> nth=0")),
    Shot("08-papers", "kobayashi", "/me", (DRAFT,), "papers/"),
    Shot("09-review", "kobayashi", "/me", (DRAFT,), "review"),
    Shot("10-case", "rahman", "/me", (CASE,)),
    Shot("11-show", "rahman", "/me", (CASE,), "show"),
    Shot("12-sent-back", "tanaka", "/me", (CASE,), "receive"),
    Shot("13-certificate", "kenichi", "/me", (CASE,), "certificate"),
    Shot("14-counter", "", "/v/"),
    Shot("15-queue", "sato", "/desk/?list=all"),
    Shot("16-desk-case", "sato", "/desk/?list=all", ('main th a[href^="/desk/cases/"]',)),
    Shot("17-admissions", "sato", "/desk/admissions/"),
    Shot("18-mailbox", "", "/demo/mail"),
]


def take(hand: Hand, shot: Shot) -> None:
    """Go to a page and take its picture from the top."""
    hand.go(shot.path)
    for link in shot.follow:
        hand.press(hand.page.locator(link).first)
    if shot.then:
        hand.go(f"/{'/'.join(hand.path.split('/')[1:3])}/{shot.then}")
    name = f"{shot.name}-{hand.page.evaluate('innerWidth')}-{hand.language}.png"
    whole = Image.open(io.BytesIO(hand.page.screenshot(full_page=True))).convert("RGB")
    top = whole.crop((0, 0, whole.width, min(whole.height, whole.width * TALLEST)))
    top.quantize(COLOURS).save(OUT / name, optimize=True)
    print(name, flush=True)


def visit(browser: Browser, address: str, who: str, language: str, width: int) -> None:
    """Take all pictures of one visitor at one window."""
    hand = Hand(browser, address, language=language, width=width, script=True)
    if who:
        hand.sign_in(who)
    for shot in SHOTS:
        if shot.who == who:
            take(hand, shot)
    hand.close()


def main() -> int:
    """Take every picture at every window."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("Chromium is missing: on Debian, install the package chromium", file=sys.stderr)
        return 1
    OUT.mkdir(parents=True, exist_ok=True)
    with served_demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for language, width in WINDOWS:
            for who in dict.fromkeys(shot.who for shot in SHOTS):
                visit(browser, address, who, language, width)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""A stranger, in no seed data, registers, is admitted by an officer, and files."""

import secrets
import time

import pytest
from playwright.sync_api import Browser
from tests.browser import filing, office
from tests.browser.hand import Hand, fresh_code, pdf

PASSWORD = "kawa-no-hotori-4711"


def link_in_mail(hand: Hand, to: str, part: str) -> str:
    """Wait for a mail at the demo's mailbox and return its link."""
    for _ in range(40):
        hand.go("/demo/mail")
        found = hand.page.locator(f'.demo-mail:has-text("{to}") a[href*="{part}"]')
        if found.count():
            return (found.first.get_attribute("href") or "").removeprefix(hand.address)
        time.sleep(0.5)
    raise AssertionError(f"no mail with {part} came to {to}")


def register(hand: Hand, email: str) -> None:
    """Sign up, confirm the address, set up a second factor."""
    hand.go("/account/signup/")
    hand.fill({"email": [email], "password1": [PASSWORD], "password2": [PASSWORD]})
    hand.press(hand.main_button())
    hand.go(link_in_mail(hand, email, "confirm-email"))
    hand.press(hand.main_button())
    if "/login" in hand.path:
        hand.fill({"login": [email], "password": [PASSWORD]})
        hand.press(hand.main_button())
    hand.go("/account/2fa/totp/activate/")
    secret = hand.page.locator("main .number").first.inner_text().replace(" ", "").replace("-", "")
    hand.fill({"code": [fresh_code(secret)]})
    hand.press(hand.main_button())


def state_category(hand: Hand) -> None:
    """Say in which category one files, with a proof."""
    hand.go("/register/category/foreign-national/")
    hand.fill({"name": ["TRAN VAN MINH"], "birth.y": ["1994"], "birth.m": ["3"], "birth.d": ["9"]})
    hand.attach(hand.page.locator("[name=proof]"), "card.pdf", pdf("proof"))
    hand.press(hand.main_button())


def admit(browser: Browser, hand: Hand) -> None:
    """An officer looks at the proof and admits."""
    with office.at_the_desk(browser, hand, "sato") as sato:
        sato.go("/desk/admissions/")
        sato.press(sato.page.locator('main a:has-text("TRAN VAN MINH")').last)
        sato.fill({"answer": ["admit"]})
        sato.press(sato.main_button())


@pytest.mark.parametrize(
    ("language", "width", "script"),
    [("en", 360, True), ("ja", 1280, False), ("ja-x-easy", 360, True)],
    ids=["en-phone", "ja-desktop-no-script", "easy-phone"],
)
def test_a_stranger_registers_is_admitted_and_files(chromium, address, language, width, script):
    hand = Hand(chromium, address, language=language, width=width, script=script)
    email = f"minh-{secrets.token_hex(4)}@stranger.example"
    register(hand, email)
    state_category(hand)
    admit(chromium, hand)
    filed = filing.file(hand, "engineer", hand.today())
    hand.go("/me")
    assert filed.number in hand.text
    hand.close()

"""A stranger, in no seed data, registers with papers, is admitted by an officer, and files."""

import secrets

import pytest
from playwright.sync_api import Browser
from tests.browser import filing, office, registering
from tests.browser.hand import Hand


def admit(browser: Browser, hand: Hand, name: str = "TRAN VAN MINH") -> None:
    """An officer looks at the newest proof of that name and admits."""
    with office.at_the_desk(browser, hand, "sato") as sato:
        sato.go("/desk/admissions/")
        sato.press(sato.page.locator(f'main a:has-text("{name}")').last)
        sato.fill({"answer": ["admit"]})
        sato.press(sato.main_button())
        if "/account/" in sato.path:  # a decision asks once more who it is
            sato.prove_again("sato")
            sato.fill({"answer": ["admit"]})
            sato.press(sato.main_button())
        assert sato.path == "/desk/admissions/", sato.text


@pytest.mark.parametrize(
    ("language", "width", "script"),
    [("en", 360, True), ("ja", 1280, False), ("ja-x-easy", 360, True)],
    ids=["en-phone", "ja-desktop-no-script", "easy-phone"],
)
def test_a_stranger_registers_is_admitted_and_files(chromium, address, language, width, script):
    hand = Hand(chromium, address, language=language, width=width, script=script)
    email = f"minh-{secrets.token_hex(4)}@stranger.example"
    done = registering.choose(hand, "foreign-national", "papers")
    registering.details(hand, done, email, registering.STATED)
    registering.finish(hand, done, email)
    registering.second_factor(hand, done)
    admit(chromium, hand)
    filed = filing.file(hand, "engineer", hand.today())
    hand.go("/me")
    assert filed.number in hand.text
    hand.close()

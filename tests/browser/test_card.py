"""Signing in by the My Number card: the demo's virtual card, on a phone and without a script."""

import pytest
from tests.browser.hand import Hand


def to_the_card(hand: Hand, going: str) -> None:
    """Open the sign-in page on the way to somewhere, and choose the card."""
    hand.go(f"/account/login/?next={going}")
    hand.press(hand.page.locator('form[action="/card/login/"] button'))
    assert hand.path.startswith("/card/errand/")


def read(hand: Hand, pin: str, state: str = "good", who: str = "linh") -> None:
    """Have the box read a virtual card."""
    box = hand.page.locator(".demo-card")
    box.locator("[name=who]").select_option(who)
    box.locator("[name=state]").select_option(state)
    box.locator("[name=pin]").fill(pin)
    hand.press(box.locator("button"))


@pytest.mark.parametrize(
    ("language", "width", "script"),
    [("ja", 360, True), ("en", 1280, True), ("ja", 1280, False)],
    ids=["ja-phone", "en-desktop", "ja-no-script"],
)
def test_a_person_signs_in_with_the_virtual_card(chromium, address, language, width, script):
    hand = Hand(chromium, address, language=language, width=width, script=script)
    to_the_card(hand, "/me/cards/")
    read(hand, "9999")
    assert hand.page.locator(".q--wrong [name=pin]").count() == 1
    read(hand, "1234")
    code = hand.page.locator(".demo-card__code").inner_text()
    hand.press(hand.main_button())
    if script:
        hand.page.wait_for_url("**/me/**")
    else:
        hand.page.locator("[name=fc]").fill(code)
        hand.press(hand.main_button())
    assert hand.path == "/me/passkey/"
    hand.look()
    hand.press(hand.page.locator("main .button:not(.button--main)"))
    assert hand.path == "/me/cards/"
    hand.go("/me/cards/extend/")
    hand.go("/me/cards/lost/")
    hand.go("/me")
    hand.close()


def test_the_first_tab_goes_on_when_the_second_has_finished(chromium, address):
    hand = Hand(chromium, address, language="ja", width=1280, script=True)
    to_the_card(hand, "/me/cards/")
    errand = hand.page.url
    second = hand.context.new_page()
    second.goto(errand)
    box = second.locator(".demo-card")
    box.locator("[name=who]").select_option("adaeze")
    box.locator("[name=pin]").fill("1234")
    box.locator("button").click()
    second.locator("main .button--main").click()
    second.wait_for_url("**/me/**")
    hand.page.wait_for_url("**/me/cards/", timeout=10_000)
    hand.close()


@pytest.mark.parametrize("state", ["expired", "renewed", "locked", "removed"])
def test_a_card_that_fails_says_what_to_do_and_one_press_starts_anew(chromium, address, state):
    hand = Hand(chromium, address, language="ja", width=360, script=True)
    to_the_card(hand, "/me/cards/")
    read(hand, "1234", state)
    assert hand.page.locator("[role=alert]").count() == 1
    hand.press(hand.page.locator('form[action="/card/login/"] button'))
    read(hand, "1234")
    hand.page.locator("main .button--main").click()
    hand.page.wait_for_url("**/me/**")
    hand.close()


def test_another_browser_is_told_to_go_back_to_the_first(chromium, address):
    first = Hand(chromium, address, language="ja", width=360, script=True)
    to_the_card(first, "/me/cards/")
    read(first, "1234", who="beatriz")
    back = first.page.locator("main .button--main").get_attribute("href")
    other = Hand(chromium, address, language="ja", width=360, script=True)
    other.page.goto(f"{address}{back}")
    other.look()
    code = other.page.locator("#card-shown b").inner_text()
    assert len(code) == 8
    first.page.go_back()
    first.page.reload()
    first.page.locator("[name=fc]").fill(code)
    first.press(first.page.locator("#card-finish button"))
    assert first.path.startswith("/me/")
    other.close()
    first.close()

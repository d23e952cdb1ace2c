"""A proof in the hands of its holder, and what the public counter says of it."""

from tests.browser.hand import Hand


def code_of(hand: Hand, key: str) -> str:
    """Return the code of the proof of a case, as typed at the public counter."""
    hand.go(f"/cases/{key}/show")
    return hand.page.locator("main .proof .number").first.inner_text()


def verdict(hand: Hand, code: str) -> str:
    """Ask the public counter; return the state that it shows."""
    hand.go("/v/")
    hand.page.locator("main [name=code]").first.fill(code)
    hand.press(hand.main_button())
    shown = hand.page.locator("main .result").first.get_attribute("class") or ""
    return shown.split("result--")[1].split()[0]

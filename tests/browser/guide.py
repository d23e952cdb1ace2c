"""Walking the guide by hand: question after question, to the page of the answer."""

from collections.abc import Callable, Mapping, Sequence

from tests.browser.hand import Hand

QUESTIONS = 20  # more than the guide ever asks
Look = Callable[[Hand, str], None]


def walk(hand: Hand, answers: Mapping[str, Sequence[str]], look: Look | None = None) -> None:
    """Answer the guide from where it stands; what is not among the answers is not known."""
    for _ in range(QUESTIONS):
        name = hand.path.removeprefix("/guide/") or "what"
        if look:
            look(hand, name)
        if name == "result":
            return
        answer(hand, name, answers)
    raise AssertionError(f"the guide goes in circles: {hand.path}")


def answer(hand: Hand, name: str, answers: Mapping[str, Sequence[str]]) -> None:
    """Answer one page of the guide and go on."""
    closed = hand.page.locator("#guide details:not([open]) > summary")
    while closed.count():
        closed.first.click()
    skip = hand.page.locator("#guide button[name=skip]")
    if skip.count():
        hand.press(skip)
        return
    if name in ("house", "host"):  # whichever organisation stands first
        hand.page.locator(f"#guide [name={name}]").first.check()
    filled = hand.fill({key: values for key, values in answers.items() if values})
    if not filled and name not in (*answers, "house", "host"):
        _not_known(hand)
    hand.press(hand.main_button())


def _not_known(hand: Hand) -> None:
    box = hand.page.locator("#guide [value=unknown]").first
    if box.evaluate("one => one.tagName") == "OPTION":
        hand.page.locator("#guide select").select_option("unknown")
    else:
        box.check()

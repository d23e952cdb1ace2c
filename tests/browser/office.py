"""The other side of the counter by hand: examine, recommend, decide, collect, issue."""

import re
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from tests.browser.hand import Hand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser


@contextmanager
def at_the_desk(browser: "Browser", like: Hand, name: str) -> "Iterator[Hand]":
    """Open a second window in which an officer is signed in."""
    hand = Hand(
        browser,
        like.address,
        language=like.language,
        width=like.page.viewport_size["width"] if like.page.viewport_size else 1280,
        script=like.script,
    )
    try:
        hand.sign_in(name)
        yield hand
    finally:
        hand.close()


def do(hand: Hand, key: str, act: str, boxes: Mapping[str, list[str]] | None = None) -> None:
    """Do an act of the desk, through the page that asks twice where there is one."""
    hand.go(f"/desk/cases/{key}/do/{act}")
    assert hand.path.endswith(f"/do/{act}"), f"{act} is not offered: {hand.text}"
    hand.fill(boxes or {})
    hand.press(hand.main_button())
    if hand.page.locator("main button[name=sure]").count():
        hand.press(hand.page.locator("main button[name=sure]"))
    assert hand.path == f"/desk/cases/{key}/", hand.text


def open_papers(hand: Hand, key: str) -> None:
    """Look at every paper of a case."""
    hand.go(f"/desk/cases/{key}/")
    links = hand.page.locator("main a[data-paper]").all()
    for address in [link.get_attribute("href") or "" for link in links]:
        hand.go(f"/desk/cases/{key}/{address}")
        hand.page.locator(".viewer__page").wait_for()


def recommend(hand: Hand, key: str, boxes: Mapping[str, list[str]]) -> None:
    """Recommend, with grounds."""
    open_papers(hand, key)
    hand.go(f"/desk/cases/{key}/recommend")
    hand.fill(boxes)
    hand.press(hand.main_button())
    assert hand.path == f"/desk/cases/{key}/", hand.text


def decide(hand: Hand, key: str, name: str) -> None:
    """Agree with the recommendation, after looking at the papers and proving again who it is."""
    open_papers(hand, key)
    hand.go(f"/desk/cases/{key}/decision")
    hand.press(hand.main_button())
    hand.prove_again(name)
    hand.press(hand.main_button())
    assert hand.path == f"/desk/cases/{key}/", hand.text


def print_and_compare(hand: Hand, key: str) -> None:
    """Type what the printer printed, which is what was decided, and compare."""
    hand.go(f"/desk/cases/{key}/do/print")
    rows = hand.page.locator("main form table tbody tr")
    for row in rows.all():
        decided = row.locator("td").first.inner_text().strip()
        row.locator("input").fill("" if decided == "–" else decided)
    hand.press(hand.main_button())
    assert hand.path == f"/desk/cases/{key}/", hand.text


def grant(
    browser: "Browser", like: Hand, key: str, period: str = "", permits: Sequence[str] = ()
) -> None:
    """Two officers examine and grant a case, and the permits that were asked for beside it."""
    boxes = {
        "outcome": ["grant"],
        "period": [period],
        "ground1": ["活動が在留資格に当たる"],
        "fact1": ["提出された資料のとおり"],
        **{f"permit-{permit}": ["grant"] for permit in permits},
    }
    with at_the_desk(browser, like, "sato") as sato:
        sato.go(f"/desk/cases/{key}/")
        if sato.page.locator('main a[href$="/do/take"]').count():
            do(sato, key, "take")
        recommend(sato, key, {name: one for name, one in boxes.items() if one != [""]})
    with at_the_desk(browser, like, "mori") as mori:
        decide(mori, key, "mori")


def collect_fee(hand: Hand, key: str, day: date) -> int:
    """Record the payment of everything that is due; return how much it was, in yen."""
    hand.go(f"/desk/cases/{key}/do/fee")
    due = int(re.sub(r"\D", "", hand.page.locator("main dl.kv dd b").last.inner_text()))
    boxes = {"amount": [str(due)], "paid_on": [day.isoformat()], "reference": ["CV-20261201"]}
    do(hand, key, "fee", boxes)
    return due


def receive_by_post(officer: Hand, key: str) -> None:
    """Papers arrive, the print is compared, the post takes it."""
    officer.go(f"/desk/cases/{key}/")
    if officer.page.locator('main a[href$="/do/arrival"]').count():
        officer.go(f"/desk/cases/{key}/do/arrival")
        boxes = officer.page.locator("main [name=arrived]")
        for place in range(boxes.count()):
            boxes.nth(place).check()
        officer.press(officer.main_button())
    print_and_compare(officer, key)
    do(officer, key, "dispatch", {"tracking": ["1234-5678-9012"]})
    do(officer, key, "deliver")

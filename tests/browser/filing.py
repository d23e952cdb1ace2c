"""Filing an application by hand: from choosing the procedure to the number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.browser import guide
from tests.browser.hand import Hand, pdf, portrait

from zairyu.demo.journeys import Journey, journey, typed
from zairyu.questionnaire.form import Section, form
from zairyu.questionnaire.parts import Field

Boxes = Mapping[str, Sequence[str]]
TRIES = 5  # an answer can make further questions appear; each save shows them


@dataclass
class Filed:
    """What was filed: the key of its case, and its number as shown."""

    key: str
    number: str


def boxes_of(
    one: Journey, today: date, changes: Mapping[str, str] | None = None
) -> dict[str, list[str]]:
    """Return everything that the person types, by the names of the boxes."""
    whole = form(one.procedure, one.status, one.permits, today)
    fields: list[Field] = [field for section in whole.sections for field in section.fields]
    return typed(one, fields, today, changes)


def begin(hand: Hand, one: Journey, today: date) -> str:
    """Walk the guide from the procedure to the draft; return the draft's address."""
    given = boxes_of(one, today)
    held = next((value[0] for name, value in given.items() if name.endswith(".current_status")), "")
    answers: dict[str, list[str]] = {
        "held": [held or one.status],
        "wanted": [one.status],
        "permits": list(one.permits),
        "period": ["P1Y"],
    }
    for name, value in given.items():
        if name.startswith("common-") and ".current_expiry." in name:
            answers[f"expires.{name[-1]}"] = list(value)
        if name.startswith("common-acquisition.date_of_birth."):
            answers[f"event.{name[-1]}"], answers["born"] = list(value), ["birth"]
    return walk(hand, one.procedure, answers)


def walk(hand: Hand, procedure: str, answers: Boxes) -> str:
    """Answer the guide's questions about a procedure and begin the draft; return its address."""
    hand.go(f"/apply/{procedure}")
    guide.walk(hand, answers)
    hand.press(hand.main_button())
    assert hand.path.startswith("/drafts/"), hand.text
    return hand.path


def write_section(hand: Hand, draft: str, section: Section, boxes: Boxes) -> None:
    """Fill in a section, its tables row by row, until nothing of it is missing."""
    for _ in range(TRIES):
        hand.go(f"{draft}sections/{section.key}/")
        hand.fill(boxes)
        hand.press(hand.page.locator("main button[name=go][value=list]"))
        if not hand.page.locator(".q--wrong").count():
            break
    for field in section.fields:
        if field.type == "table":
            write_rows(hand, draft, field.key, boxes)


def write_rows(hand: Hand, draft: str, table: str, boxes: Boxes) -> None:
    """Fill in the rows of a table, each on its own page."""
    mine = [name.removeprefix(f"{table}.") for name in boxes if name.startswith(f"{table}.")]
    for place in sorted({name.split(".")[0] for name in mine}):
        hand.go(f"{draft}rows/{table}/{place}")
        hand.fill(boxes)
        hand.press(hand.main_button())
        assert not hand.page.locator(".q--wrong").count(), hand.text


def answer_facts(hand: Hand, draft: str, facts: Mapping[str, Any]) -> None:
    """Answer the questions that decide which papers are asked; answers can bring further ones."""
    said = {True: "yes", False: "no"}
    boxes = {f"fact.{name}": [said.get(value, str(value))] for name, value in facts.items()}
    hand.go(f"{draft}papers/questions")
    for _ in range(TRIES):
        if "questions" not in hand.path or not hand.fill(boxes):
            return
        hand.press(hand.main_button())


def send_papers(hand: Hand, draft: str) -> int:
    """Send one file for each paper that is wanted; return how many."""
    sent = 0
    hand.go(f"{draft}papers/")
    slots = [
        box.get_attribute("value") or ""
        for box in hand.page.locator("main .paper:has(.need:not(.need--free)) [name=slot]").all()
    ]
    for slot in slots:
        one = hand.page.locator(f'main form:has([name=slot][value="{slot}"])')
        hand.attach(one.locator("input[type=file]"), f"{sent}.pdf", pdf(slot))
        hand.press(one.locator("button"))
        assert not hand.page.locator(".paper--bad").count(), hand.text
        sent += 1
    return sent


def send_photo(hand: Hand, draft: str) -> None:
    """Send a photo, move it a little, and settle on it."""
    hand.go(f"{draft}photo")
    if not hand.page.locator("#photo-file").count():
        return
    hand.attach(hand.page.locator("#photo-file"), "face.jpg", portrait(), "image/jpeg")
    hand.press(hand.page.locator("#photo button[name=send]"))
    hand.press(hand.page.locator("button[name=move][value=larger]"))
    hand.page.locator("#recent").check()
    hand.press(hand.page.locator("button[name=use]"))


def file(hand: Hand, name: str, today: date, changes: Mapping[str, str] | None = None) -> Filed:
    """Write an application whole and file it."""
    one = journey(name)
    draft = begin(hand, one, today)
    boxes = boxes_of(one, today, changes)
    links = hand.page.locator('main .tasks a[href*="/sections/"]').all()
    open_now = {(link.get_attribute("href") or "").split("/")[-2] for link in links}
    for section in form(one.procedure, one.status, one.permits, today).sections:
        if section.key in open_now:
            write_section(hand, draft, section, boxes)
    return finish(hand, draft, one.facts)


def finish(hand: Hand, draft: str, facts: Mapping[str, Any]) -> Filed:
    """Send papers and photo of an application that is written, and press the button."""
    answer_facts(hand, draft, facts)
    send_papers(hand, draft)
    send_photo(hand, draft)
    hand.go(f"{draft}review")
    assert hand.page.locator("form:has([name=once])").count(), hand.text
    hand.page.locator("#true").check()
    hand.press(hand.page.locator(".file-it .button--main"))
    assert hand.path.endswith("/done"), hand.text
    number = hand.page.locator("main .number").first.inner_text()
    return Filed(hand.path.split("/")[2], number)

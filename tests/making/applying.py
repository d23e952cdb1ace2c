"""A made-up person files through the acts: from the answer of the guide to the number."""

from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import TYPE_CHECKING, Any

from tests.filing.making import pdf, photo
from tests.making.persons import Person, person
from tests.making.standing import files_as
from tests.making.visitors import Visitor, visit

from zairyu.casework import actions as office
from zairyu.filing import actions, papers, queries
from zairyu.filing.forms import context_of, form_of
from zairyu.filing.guide.begin import begin
from zairyu.filing.guide.verdict import verdict
from zairyu.filing.ready import missing
from zairyu.law.dates import legal_day

if TYPE_CHECKING:
    from zairyu.casework.models import Case
    from zairyu.filing.models import Draft
    from zairyu.people.models import Person as Account

# How the sheet names a delivery; a certificate of eligibility cannot be asked for at a counter.
_AS_ON_THE_SHEET = {"post": "mailing", "email": "email", "counter": "counter"}
_METHODS = (
    "coe_receipt_method", "residence_card_receipt_method", "work_certificate_receipt_method",
)  # fmt: skip
_ROUNDS = 8


@dataclass
class Applying:
    """A visitor with an account, the draft that was begun, and what the person answers."""

    visitor: Visitor
    by: "Account"
    at: datetime
    draft: "Draft"
    made: Person

    @property
    def on(self) -> date:
        return legal_day(self.at)

    def again(self) -> "Draft":
        return queries.draft_of(self.by, self.draft.key)


def begun(visitor: Visitor, by: "Account", at: datetime) -> Applying:
    """Go through the guide and begin the draft that it leads to."""
    files_as(by, visitor.category)
    answers = visit(visitor)
    found = verdict(answers)
    assert found.may_begin, (visitor, found)
    draft = begin(answers, by, at)
    known = queries.content_of(draft).answers
    on = legal_day(at)
    made = person(
        form_of(draft, on), visitor.seed, on, context_of(draft, on), _fixed(visitor, known)
    )
    return Applying(visitor, by, at, draft, made)


def _fixed(visitor: Visitor, known: dict[str, Any]) -> dict[str, Any]:
    sheet = _AS_ON_THE_SHEET[visitor.delivery]
    if visitor.kind.procedure == "coe" and sheet == "counter":
        sheet = "mailing"
    fixed = dict.fromkeys(_METHODS, sheet) | {"cause_of_acquisition": "birth"}
    return fixed | {key: value for key, value in known.items() if not isinstance(value, list)}


def fill_in(one: Applying) -> None:
    """Type the answers of every section; nothing may be wrong with any."""
    for section in one.made.form.sections:
        boxes = one.made.boxes(section.key)
        if boxes:
            version = one.again().versions.get(section.key, [0])[0]
            kept = actions.save_answers(
                one.draft.key, section.key, boxes, version, by=one.by, at=one.at
            )
            wrong = [each for each in kept.problems if each.severity == "error"]
            assert wrong == [], (str(one.visitor.kind), section.key, wrong)


def send_papers(one: Applying) -> int:
    """Answer what decides the papers, and send each that is asked; return how many were sent."""
    dice, said = Random(one.visitor.seed), _said(queries.content_of(one.again()).facts)
    for _ in range(_ROUNDS):
        draft = one.again()
        open_ = papers.open_facts(draft, queries.content_of(draft), one.on)
        if not open_:
            break
        said |= {f"fact.{asked.id}": [dice.choice(_values(asked))] for asked in open_}
        actions.save_facts(one.draft.key, said, by=one.by, at=one.at)
    draft = one.again()
    content = queries.content_of(draft)
    lacking = papers.lacking(papers.slots(papers.asked(draft, content, one.on), ()))
    for slot in lacking:
        sent = actions.attach(
            draft.key, f"paper:{slot.paper.id}", "資料.pdf", pdf(), by=one.by, at=one.at
        )
        assert sent.problem is None, (slot.paper.id, sent.problem)
    if papers.photo_needed(draft, content, one.on):
        taken = actions.send_photo(draft.key, "me.jpg", photo(), by=one.by, at=one.at)
        assert taken.problem is None, (len(lacking), taken.problem)
        actions.use_photo(draft.key, by=one.by, at=one.at)
    return len(lacking)


def _said(facts: dict[str, Any]) -> dict[str, list[str]]:
    """Return the facts that the guide has passed on, as the page of the papers sends them again."""
    plain = {True: "yes", False: "no"}
    return {f"fact.{name}": [plain.get(value, value)] for name, value in facts.items()}


def _values(asked: Any) -> list[str]:
    return [value for value, _ in asked.choices] or ["yes", "no"]


def press(one: Applying) -> "Case":
    """File: what is missing would be named page by page."""
    draft = one.again()
    uploads = [each for each in queries.uploads_of(draft) if each.removed_at is None]
    lacks = missing(draft, queries.content_of(draft), uploads, one.on)
    assert lacks == [], (str(one.visitor.kind), lacks)
    return office.lodge(draft.key, queries.once_of(draft), by=one.by, at=one.at)


def file(visitor: Visitor, by: "Account", at: datetime) -> "Case":
    """Go the whole way from the guide to the number."""
    one = begun(visitor, by, at)
    fill_in(one)
    send_papers(one)
    return press(one)

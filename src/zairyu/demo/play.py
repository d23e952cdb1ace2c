"""The cast at work: whole steps of both sides, each made of the same acts that the pages call."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from zairyu.casework import actions as office
from zairyu.casework import queries as cases
from zairyu.demo import specimens
from zairyu.demo.journeys import Journey, typed
from zairyu.filing import actions as filing
from zairyu.filing import papers
from zairyu.filing import queries as filed
from zairyu.filing.for_whom import houses_of
from zairyu.filing.forms import form_of
from zairyu.filing.ready import missing
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem, Refusal
from zairyu.people.queries import post_of

if TYPE_CHECKING:
    from zairyu.casework.models import Case
    from zairyu.filing.models import Draft
    from zairyu.people.models import Person

_ROUNDS = 6  # an answer about papers may raise further questions


class NotAsItMustBe(AssertionError):
    """The play came to something that the real day must not come to."""


def must(holds: object, what: str) -> None:
    """Stop the play where something is not as it must be."""
    if not holds:
        raise NotAsItMustBe(what)


def told(problems: object) -> str:
    """Return the codes and places of problems, for whoever reads why the play stopped."""
    found: list[Problem] = list(problems)  # type: ignore[call-overload]
    return ", ".join(f"{one.code} at {one.at}" for one in found)


def _pledge(by: "Person", today: date) -> str:
    """Return the first pledge of whoever files for host organisations, or nothing."""
    hosts = [key for house in houses_of(by, today) for key, _ in house.hosts]
    return hosts[0] if hosts else ""


def draft(
    one: Journey, by: "Person", at: datetime, changes: Mapping[str, Any] | None = None
) -> "Draft":
    """Begin an application and answer every section of its form."""
    today = legal_day(at)
    begun = filing.start_draft(
        by,
        one.procedure,
        one.status,
        at=at,
        permits=one.permits,
        current_status=str(one.facts.get("current_status") or _own_status(one)),
        expires_on=_expiry(one, today, changes),
        pledge=_pledge(by, today),
    )
    for section in form_of(begun, today).sections:
        boxes = typed(one, section.fields, today, changes)
        if boxes:
            version = filed.draft_of(by, begun.key).versions.get(section.key, [0])[0]
            saved = filing.save_answers(begun.key, section.key, boxes, version, by=by, at=at)
            wrong = [each for each in saved.problems if each.severity == "error"]
            must(not wrong, f"{one.id}, section {section.key}: {told(wrong)}")
    return filed.draft_of(by, begun.key)


def _own_status(one: Journey) -> str:
    return "" if one.procedure in ("coe", "acquisition") else one.status


def _expiry(one: Journey, today: date, changes: Mapping[str, Any] | None) -> date | None:
    answers = {**one.answers, **(changes or {})}
    for key, value in answers.items():
        if key.endswith(".current_expiry"):
            moved = str(value).removeprefix("today")
            return today + timedelta(days=int(moved))
    return None


def papers_for(one: Journey, begun: "Draft", by: "Person", at: datetime) -> None:
    """Answer the questions about papers, and send every paper that is asked, and the photo."""
    facts = {f"fact.{name}": [_said(value)] for name, value in one.facts.items()}
    for _round in range(_ROUNDS):
        filing.save_facts(begun.key, facts, by=by, at=at)
    begun = filed.draft_of(by, begun.key)
    content, today = filed.content_of(begun), legal_day(at)
    for slot in papers.lacking(papers.slots(papers.asked(begun, content, today), ())):
        name = slot.paper.name["ja"]
        data = specimens.paper(name, f"氏名　{by.name}", "この資料は見本です。")
        sent = filing.attach(begun.key, f"paper:{slot.paper.id}", f"{name}.pdf", data, by=by, at=at)
        must(
            sent.problem is None,
            f"{one.id}, paper {slot.paper.id}: {told(each for each in (sent.problem,) if each)}",
        )
    if papers.photo_needed(begun, content, today):
        tone = sum(map(ord, one.id)) % 4
        filing.send_photo(begun.key, "photo.jpg", specimens.photo(tone), by=by, at=at)
        filing.use_photo(begun.key, by=by, at=at)


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def lodge(
    one: Journey, by: "Person", at: datetime, changes: Mapping[str, Any] | None = None
) -> "Case":
    """Fill in, send papers and photo, and file: the way of an applicant from start to number."""
    begun = draft(one, by, at, changes)
    papers_for(one, begun, by, at)
    begun = filed.draft_of(by, begun.key)
    _nothing_missing(one, begun, legal_day(at))
    once = filed.once_of(begun)
    return office.lodge(begun.key, once, by=by, at=at)


def _nothing_missing(one: Journey, begun: "Draft", today: date) -> None:
    uploads = [each for each in filed.uploads_of(begun) if each.removed_at is None]
    for lack in missing(begun, filed.content_of(begun), uploads, today):
        must(False, f"{one.id}, {lack.place}: {told(lack.problems)}")


def fresh(case: "Case") -> "Case":
    """Return a case as it stands now."""
    case.refresh_from_db()
    return case


def look(case: "Case", by: "Person", at: datetime) -> int:
    """Open a case and every page of its papers, as an officer does; return how many files."""
    post = post_of(by, legal_day(at))
    decides = post is not None and post.rank == "supervisor"
    why = "decision" if decides else "examination"
    office.read_case(case, by=by, at=at, why=why, post=post)
    uploads = filed.uploads_of_submission(case.submission_id)
    for upload in uploads:
        for page in range(1, upload.pages + 1):
            office.read_page(case, upload.key, page, 620, by=by, at=at)
    return len(uploads)


def recommend(case: "Case", by: "Person", at: datetime, outcome: str, period: str = "") -> None:
    """Recommend a result with its grounds."""
    reasons = {
        "grant": "活動は在留資格に当たる（事実：提出資料のとおり）\n素行と納税に問題がない",
        "refuse": "活動の継続性が認められない（事実：決算書で事業の実態を確認できない）",
    }
    permits = {permit.kind: "grant" for permit in cases.permits_of(case)}
    proposal = office.Proposal(outcome, reasons[outcome], period=period, permits=permits)
    office.recommend(case.key, proposal, by=by, at=at, seen=fresh(case).version)


def approve(case: "Case", by: "Person", at: datetime) -> None:
    """Look at everything and decide as recommended: grant."""
    look(fresh(case), by, at)
    office.approve(case.key, by=by, at=at, seen=fresh(case).version)


def pay(case: "Case", by: "Person", at: datetime, amount: int = 0, reference: str = "") -> str:
    """Record money for the order of a case; without an amount, all that is still to come."""
    order = cases.order_of(case)
    must(order is not None, "there is an order to pay")
    if order is None:
        return ""
    left = order.amount_yen + order.charge_yen - order.paid_yen
    name = reference or f"CVS-{order.number[-6:]}-{order.paid_yen}"
    paid = office.record_payment(order.key, amount or left, legal_day(at), name, by=by, at=at)
    return paid.verdict


def print_same(case: "Case", by: "Person", at: datetime) -> bool:
    """Compare a card that was printed without a mistake."""
    printed = cases.print_data(fresh(case), legal_day(at))
    return office.compare_print(case.key, printed, by=by, at=at).same


def papers_arrive(case: "Case", by: "Person", at: datetime) -> list[str]:
    """Record that every paper of the list has come by post; return what is missing."""
    wanted = [one.paper for one in cases.returns_of(case)]
    return office.record_return_documents(case.key, wanted, by=by, at=at)


def refused(act: Callable[[], object]) -> str:
    """Return the code with which an act was refused, or nothing if it was not."""
    try:
        act()
    except Refusal as refusal:
        return refusal.problem.code
    return ""

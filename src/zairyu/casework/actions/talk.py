"""Verbs of the two sides talking: messages, requests for papers, and their answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, Max

from zairyu import vault
from zairyu.audit import actions as audit
from zairyu.casework import letters, parties
from zairyu.casework.actions.move import happened, held, move
from zairyu.casework.facts import note as sealed
from zairyu.casework.models import Case, Message, Request, RequestItem
from zairyu.casework.refusals import CaseUnknown, refuse
from zairyu.filing import actions as filing
from zairyu.filing import queries as filed
from zairyu.law import stay
from zairyu.law.dates import legal_day
from zairyu.people.keys import new_key

if TYPE_CHECKING:
    from zairyu.people.models import Person

LONGEST = 4000


@dataclass(frozen=True)
class ItemAsked:
    """One paper or explanation that an officer asks for."""

    name: str
    why: str
    kind: str = "file"  # or text
    required: bool = True
    paper: str = ""  # id of a known paper


def _said(text: str, at: str) -> str:
    if not text.strip():
        raise refuse("text-wanted", at=at)
    if len(text) > LONGEST:
        raise refuse("text-too-long", at=at, longest=LONGEST)
    return text


@transaction.atomic
def send_message(case_key: str, text: str, *, by: "Person", at: datetime) -> Message:
    """Write to the person who filed; a letter says that there is a message, not what it says."""
    case = held(case_key)
    party = parties.officer(case, by, at)
    _said(text, "text")
    move(case, "office-message", by=party, at=at)
    message = _message(case, "office", text, by, at)
    _count(case, unread_filer=1)
    letters.tell(case, "about-use-of-system", ("user",), at)
    return message


@transaction.atomic
def write_to_office(case_key: str, text: str, *, by: "Person", at: datetime) -> Message:
    """Write to the office that examines one's application."""
    case = held(case_key)
    party = parties.filer(case, by, "tell")
    _said(text, "text")
    if not case.open:
        raise refuse("over")
    happened(case, "message", by=party, at=at)
    message = _message(case, "filer", text, by, at)
    _count(case, unread_office=1)
    return message


def _message(case: Case, side: str, text: str, by: "Person", at: datetime) -> Message:
    return Message.objects.create(
        key=new_key(), case=case, side=side, author=by, text=sealed(text, case.key), at=at
    )


def _count(case: Case, **unread: int) -> None:
    Case.objects.filter(pk=case.pk).update(**{name: F(name) + n for name, n in unread.items()})


@transaction.atomic
def read_messages(case_key: str, *, by: "Person", at: datetime) -> int:
    """Mark what the other side wrote as read; return how many were new."""
    case = held(case_key)
    if parties.side_of(case, by):
        side, counter = "office", "unread_filer"
    else:
        parties.officer(case, by, at)
        side, counter = "filer", "unread_office"
    new = Message.objects.filter(case=case, side=side, read_at=None).update(read_at=at)
    if new:
        Case.objects.filter(pk=case.pk).update(**{counter: 0})
        audit.record(f"case:{case.key}", "message-read", at=at, by=by.key, messages=new)
    return new


@transaction.atomic
def request_documents(
    case_key: str,
    items: Sequence[ItemAsked],
    due_on: date | None,
    note: str,
    *,
    by: "Person",
    at: datetime,
) -> Request:
    """Ask for papers, item by item, until a day at least three days ahead (else fourteen)."""
    case = held(case_key)
    party = parties.officer(case, by, at)
    if not items:
        raise refuse("items-wanted", at="items")
    for number, item in enumerate(items):
        _said(item.name, f"items.{number}.name")
    until = stay.additional_documents_due(legal_day(at), due_on)
    number = 1 + (case.requests.aggregate(last=Max("number"))["last"] or 0)
    detail = {"request": number, "items": len(items), "due_on": until.isoformat()}
    move(case, "request-additional-documents", by=party, at=at, detail=detail)
    request = Request.objects.create(
        key=new_key(),
        case=case,
        number=number,
        officer=by,
        note=sealed(note, case.key),
        due_on=until,
        requested_at=at,
    )
    RequestItem.objects.bulk_create(_item(case, request, n, i) for n, i in enumerate(items, 1))
    case.due_on = until
    case.save(update_fields=["due_on"])
    letters.tell(case, "about-application-contents", ("user",), at, due_on=letters.day(until))
    return request


def _item(case: Case, request: Request, number: int, asked: ItemAsked) -> RequestItem:
    words = {"name": asked.name.strip(), "why": asked.why.strip()}
    return RequestItem(
        key=new_key(),
        request=request,
        number=number,
        paper=asked.paper,
        kind=asked.kind if asked.kind in ("file", "text") else "file",
        required=asked.required,
        asked=vault.seal_json(words, f"case:{case.key}:item"),
    )


def _open_item(case: Case, item_key: str) -> RequestItem:
    item = RequestItem.objects.filter(key=item_key, request__case=case).first()
    if item is None:
        raise CaseUnknown(item_key)
    if item.request.state != "open":
        raise refuse("request-over")
    return item


def answer_item(
    case_key: str, item_key: str, name: str, data: bytes, *, by: "Person", at: datetime
) -> Any:
    """Answer an item with a file; what cannot be read comes back as a problem, nothing is lost.

    The file is looked into before the case is held, so that nobody waits for it.
    """
    case = Case.objects.filter(key=case_key).first()
    if case is None:
        raise CaseUnknown(case_key)
    parties.filer(case, by, "answer")
    item = _open_item(case, item_key)
    given = filing.attach_later(case.submission_id, f"request:{item.key}", name, data, by, at)
    if given.problem is None:
        _answered(case_key, item_key, by, at)
    return given


@transaction.atomic
def _answered(case_key: str, item_key: str, by: "Person", at: datetime) -> None:
    case = held(case_key)
    item = _open_item(case, item_key)
    item.answered_at = at
    item.save(update_fields=["answered_at"])
    detail = {"item": item.number}
    happened(case, "answer-item", by=parties.filer(case, by, "answer"), at=at, detail=detail)


@transaction.atomic
def take_back(case_key: str, upload_key: str, *, by: "Person", at: datetime) -> None:
    """Take a file of an open request back; an item without a file is unanswered again."""
    case = held(case_key)
    party = parties.filer(case, by, "answer")
    try:
        upload = filing.detach_later(case.submission_id, upload_key, at=at)
    except LookupError:
        raise CaseUnknown(upload_key) from None
    item = _open_item(case, upload.slot.removeprefix("request:"))
    left = filed.uploads_of_submission(case.submission_id)
    if all(other.slot != upload.slot for other in left):
        item.answered_at = None
        item.save(update_fields=["answered_at"])
    happened(case, "take-back", by=party, at=at, detail={"item": item.number})


@transaction.atomic
def answer_text(case_key: str, item_key: str, text: str, *, by: "Person", at: datetime) -> None:
    """Answer an item in words; it can be written anew until it is handed in."""
    case = held(case_key)
    party = parties.filer(case, by, "answer")
    item = _open_item(case, item_key)
    item.answer = sealed(_said(text, f"item.{item.key}"), case.key)
    item.answered_at = at
    item.save(update_fields=["answer", "answered_at"])
    happened(case, "answer-text", by=party, at=at, detail={"item": item.number})


@transaction.atomic
def submit_documents(case_key: str, *, by: "Person", at: datetime) -> Case:
    """Hand in what was answered; late papers are taken while the case is undecided."""
    case = held(case_key)
    move(case, "submit-additional-documents", by=parties.filer(case, by, "answer"), at=at)
    Request.objects.filter(case=case, state="open").update(state="answered", ended_at=at)
    case.due_on = None
    case.save(update_fields=["due_on"])
    letters.tell(case, "additional-documents-received", ("user",), at)
    return case


@transaction.atomic
def extend_due_date(case_key: str, due_on: date, *, by: "Person", at: datetime) -> Case:
    """Give more time for the papers that are asked for."""
    case = held(case_key)
    party = parties.officer(case, by, at)
    until = stay.additional_documents_due(legal_day(at), due_on)
    if not Request.objects.filter(case=case, state="open").update(due_on=until):
        raise refuse("request-over")
    case.due_on = until
    case.save(update_fields=["due_on"])
    happened(case, "extend-due-date", by=party, at=at, detail={"due_on": until.isoformat()})
    letters.tell(case, "about-application-contents", ("user",), at, due_on=letters.day(until))
    return case

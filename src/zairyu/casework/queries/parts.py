"""What belongs to a case: requests, messages, money, papers sent, the electronic certificate."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from zairyu import vault
from zairyu.casework import printing
from zairyu.casework.facts import read_note
from zairyu.casework.guards import standing_decision
from zairyu.casework.letters import permit_reasons
from zairyu.casework.models import (
    Case,
    CaseEvent,
    Dispatch,
    ECoe,
    FeeOrder,
    HandOver,
    Payment,
    Permit,
    PrintCheck,
    Recommendation,
    Withdrawal,
)
from zairyu.filing import queries as filing
from zairyu.law import procedures
from zairyu.law.tables import Text


@dataclass(frozen=True)
class ItemShown:
    """One thing that is asked for, and its answer."""

    key: str
    number: int
    name: str
    why: str
    kind: str
    required: bool
    paper: str
    answer: str
    answered_at: datetime | None
    uploads: list[Any]


@dataclass(frozen=True)
class RequestShown:
    """A request with its items."""

    key: str
    number: int
    state: str
    note: str
    due_on: date
    requested_at: datetime
    ended_at: datetime | None
    items: list[ItemShown]


@dataclass(frozen=True)
class MessageShown:
    """A message with its seal broken."""

    key: str
    side: str
    text: str
    at: datetime
    read_at: datetime | None


def requests_of(case: Case) -> list[RequestShown]:
    """Return the requests of a case, the newest first."""
    uploads: dict[str, list[Any]] = {}
    for upload in filing.uploads_of_submission(case.submission_id):
        uploads.setdefault(upload.slot, []).append(upload)
    found = case.requests.prefetch_related("items").order_by("-number")
    return [
        RequestShown(
            key=request.key,
            number=request.number,
            state=request.state,
            note=read_note(request.note, case.key),
            due_on=request.due_on,
            requested_at=request.requested_at,
            ended_at=request.ended_at,
            items=[
                _item(case, item, uploads.get(f"request:{item.key}", []))
                for item in sorted(request.items.all(), key=lambda item: item.number)
            ],
        )
        for request in found
    ]


def _item(case: Case, item: Any, uploads: list[Any]) -> ItemShown:
    words = vault.open_json(bytes(item.asked), f"case:{case.key}:item")
    return ItemShown(
        key=item.key,
        number=item.number,
        name=words["name"],
        why=words["why"],
        kind=item.kind,
        required=item.required,
        paper=item.paper,
        answer=read_note(item.answer, case.key),
        answered_at=item.answered_at,
        uploads=uploads,
    )


def messages_of(case: Case) -> list[MessageShown]:
    """Return the messages of a case, oldest first."""
    return [
        MessageShown(
            message.key,
            message.side,
            read_note(message.text, case.key),
            message.at,
            message.read_at,
        )
        for message in case.messages.order_by("id")
    ]


def permits_of(case: Case) -> QuerySet[Permit]:
    """Return the permits that are decided with a case."""
    return case.permits.order_by("kind")


def recommendation_of(case: Case) -> Recommendation | None:
    """Return the recommendation that waits, or was decided last."""
    return case.recommendations.exclude(state="sent-back").order_by("-id").first()


def words_of(case: Case, row: Recommendation) -> tuple[str, str]:
    """Return reasons and conditions of a recommendation."""
    return read_note(row.reasons, case.key), read_note(row.conditions, case.key)


def order_of(case: Case) -> FeeOrder | None:
    """Return the newest fee order of a case."""
    return case.orders.order_by("-id").first()


def order_with(key: str) -> FeeOrder | None:
    """Return a fee order by key, for a door that has checked whose case it is."""
    return FeeOrder.objects.filter(key=key).select_related("case").first()


def payments_of(order: FeeOrder) -> QuerySet[Payment]:
    """Return the money that came in for an order, oldest first."""
    return order.payments.order_by("id")


@dataclass(frozen=True)
class ReturnShown:
    """One paper that the person sends in."""

    paper: str
    name: Text
    arrived_at: datetime | None
    missing: bool


def returns_of(case: Case) -> list[ReturnShown]:
    """Return exactly the papers that the person sends in, in the order of the letter."""
    names = {item.id: item.name for item in procedures.return_items(case.procedure, case.filed_on)}
    return [
        ReturnShown(item.paper, names[item.paper], item.arrived_at, item.missing)
        for item in case.returns.order_by("number")
    ]


def print_data(case: Case, on: date) -> dict[str, str]:
    """Return what must be printed if it is given out on a day, for the desk."""
    return printing.print_data(case, standing_decision(case), on)


def prints_of(case: Case) -> list[tuple[PrintCheck, dict[str, list[str]]]]:
    """Return the comparisons of print and decision, newest first, with both values per field."""
    return [
        (check, vault.open_json(bytes(check.fields), f"print:{check.key}"))
        for check in case.prints.select_related("officer").order_by("-id")
    ]


def dispatches_of(case: Case) -> QuerySet[Dispatch]:
    """Return what was posted, newest first."""
    return case.dispatches.order_by("-id")


def handovers_of(case: Case) -> QuerySet[HandOver]:
    """Return what was given over the counter, newest first."""
    return case.handovers.order_by("-id")


@dataclass(frozen=True)
class CorrectionShown:
    """A correction that waits for agreement, with its seal broken."""

    kind: str
    who: str
    at: datetime
    error: str
    ground: str
    changes: dict[str, list[str]]


def correction_of(case: Case) -> CorrectionShown | None:
    """Return the correction that waits for the agreement of a second supervisor."""
    found = case.corrections.filter(state="waiting").select_related("proposer").first()
    if found is None:
        return None
    changes = vault.open_json(bytes(found.changes), f"correction:{found.key}")
    error, ground = read_note(found.error, case.key), read_note(found.ground, case.key)
    return CorrectionShown(found.kind, found.proposer.name, found.at, error, ground, changes)


def permit_reasons_of(case: Case, row: Recommendation) -> dict[str, str]:
    """Return why permits filed with a case are to be refused, by their kind."""
    return permit_reasons(case, row)


def withdrawal_of(case: Case) -> Withdrawal | None:
    """Return the withdrawal of a case."""
    return Withdrawal.objects.filter(case=case).first()


def ecoe_of(case: Case) -> ECoe | None:
    """Return the electronic certificate of a case."""
    return ECoe.objects.filter(case=case).select_related("certificate").first()


def ecoe_with(key: str) -> ECoe | None:
    """Return the electronic certificate that a link opens; whoever holds the link may see it."""
    return ECoe.objects.filter(key=key).select_related("certificate", "case", "case__filer").first()


def moves_of(case: Case) -> QuerySet[CaseEvent]:
    """Return the bare happenings of a case, oldest first."""
    return case.events.order_by("id")

"""Withdrawal (取下げ): an application is taken back, and cannot be taken up again."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from zairyu.casework import letters, parties
from zairyu.casework.actions.move import held, move
from zairyu.casework.facts import note
from zairyu.casework.models import Case, Request, Withdrawal
from zairyu.casework.refusals import refuse
from zairyu.law.dates import legal_day

if TYPE_CHECKING:
    from zairyu.people.models import Person


@transaction.atomic
def withdraw(case_key: str, reason: str, *, confirmed: bool, by: "Person", at: datetime) -> Case:
    """Take an application back, confirmed a second time after its effect on the stay was shown.

    Law: the Act has no rule. Reading: the special period ends with the day of the withdrawal.
    """
    case = held(case_key)
    party = parties.filer(case, by, "withdraw")
    if not confirmed:
        raise refuse("confirm-wanted", at="confirmed")
    move(case, "withdraw", by=party, at=at)
    return _withdrawn(case, reason, by, at, paper=False)


@transaction.atomic
def withdraw_at_office(case_key: str, reason: str, *, by: "Person", at: datetime) -> Case:
    """Record a signed withdrawal that reached the office before the permission took effect."""
    case = held(case_key)
    move(case, "withdraw-at-office", by=parties.officer(case, by, at), at=at)
    return _withdrawn(case, reason, by, at, paper=True)


def _withdrawn(case: Case, reason: str, by: "Person", at: datetime, *, paper: bool) -> Case:
    until = lawful_after_withdrawal(case, legal_day(at))
    Withdrawal.objects.create(
        case=case, by=by, at=at, reason=note(reason, case.key), shown_until=until, paper=paper
    )
    case.permits.filter(state__in=("pending", "granted")).update(state="withdrawn", decided_at=at)
    case.orders.filter(state="open").update(state="cancelled", settled_at=at)
    Request.objects.filter(case=case, state="open").update(state="given-up", ended_at=at)
    case.due_on = None
    case.save(update_fields=["due_on"])
    stay = _stay(case, until, legal_day(at))
    letters.tell(case, "withdrawal-received", letters.BOTH, at, stay=stay)
    return case


def lawful_after_withdrawal(case: Case, on: date) -> date | None:
    """Return the last lawful day of the stay if the application is withdrawn on a day."""
    if case.expires_on is None:
        return None
    return case.expires_on if on <= case.expires_on else on


def _stay(case: Case, until: date | None, on: date) -> letters.Param:
    if until is None:
        return {"say": "notices.withdrawal-received.no-stay"}
    if until <= on:
        office = letters.common(case)["office"]
        return {"say": ["notices.withdrawal-received.stay-over", {"office": office}]}
    return {"say": ["notices.withdrawal-received.stay", {"until": letters.day(until)}]}

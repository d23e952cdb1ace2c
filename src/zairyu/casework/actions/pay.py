"""Money that came in: an officer records it; full, short, double and late are told apart.

No payment company is connected yet: the officer reads the bank's list and writes down what it says.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from zairyu.casework import letters, parties, proofs, readers
from zairyu.casework.actions.move import happened, held, move
from zairyu.casework.actions.onward import onward
from zairyu.casework.facts import note
from zairyu.casework.guards import standing_decision
from zairyu.casework.models import Case, Decision, FeeOrder, Payment
from zairyu.casework.refusals import CaseUnknown, refuse
from zairyu.certificates import actions as certificates
from zairyu.law.dates import legal_day
from zairyu.people.keys import new_key
from zairyu.words import codes

if TYPE_CHECKING:
    from zairyu.people.models import Person


def verdict(total_yen: int, already_yen: int, amount_yen: int) -> str:
    """Say what a payment is, seen against what was ordered and what has come before.

    >>> verdict(56550, 0, 56550), verdict(56550, 0, 50000), verdict(56550, 50000, 6550)
    ('full', 'short', 'completed')
    >>> verdict(56550, 56550, 56550), verdict(56550, 0, 60000)
    ('double', 'over')
    """
    if already_yen >= total_yen:
        return "double"
    left = total_yen - already_yen
    if amount_yen < left:
        return "short"
    if amount_yen > left:
        return "over"
    return "completed" if already_yen else "full"


def _checked(order: FeeOrder, amount_yen: int, paid_on: date, reference: str, today: date) -> None:
    if amount_yen <= 0:
        raise refuse("amount-wanted", at="amount")
    if paid_on > today:
        raise refuse("paid-in-future", at="paid_on")
    if paid_on < legal_day(order.ordered_at):
        raise refuse("paid-before-order", at="paid_on")
    if not reference.strip():
        raise refuse("reference-wanted", at="reference")
    if order.payments.filter(reference=reference.strip()).exists():
        raise refuse("reference-known", at="reference")


def _held(order_key: str) -> tuple[Case, FeeOrder]:
    found = FeeOrder.objects.filter(key=order_key).select_related("case").first()
    if found is None:
        raise CaseUnknown(order_key)
    return held(found.case.key), FeeOrder.objects.select_for_update().get(pk=found.pk)


@transaction.atomic
def record_payment(
    order_key: str,
    amount_yen: int,
    paid_on: date,
    reference: str,
    *,
    by: "Person",
    at: datetime,
) -> Payment:
    """Write down money that came in for an order; the full amount lets the case go on.

    Late money is taken as long as the grant has not been cancelled. What is short waits for the
    rest; what came twice or is too much is kept apart, to be paid back.
    """
    case, order = _held(order_key)
    party = parties.officer(case, by, at)
    if order.state not in ("open", "paid"):
        raise refuse("order-cancelled")
    _checked(order, amount_yen, paid_on, reference, legal_day(at))
    total = order.amount_yen + order.charge_yen
    payment = Payment.objects.create(
        order=order,
        amount_yen=amount_yen,
        paid_on=paid_on,
        reference=reference.strip(),
        officer=by,
        at=at,
        verdict=verdict(total, order.paid_yen, amount_yen),
        late=paid_on > order.due_on,
    )
    order.paid_yen += amount_yen
    order.save(update_fields=["paid_yen"])
    detail = {"yen": amount_yen, "late": int(payment.late), "verdict": payment.verdict}
    happened(case, "record-payment", by=party, at=at, detail=detail)
    if order.state == "open" and order.paid_yen >= total:
        _settle(case, order, payment, party, at)
    return payment


def _settle(
    case: Case, order: FeeOrder, payment: Payment, party: parties.Party, at: datetime
) -> None:
    order.state = "paid"
    order.settled_at = at
    order.save(update_fields=["state", "settled_at"])
    case.due_on = None
    case.save(update_fields=["due_on"])
    move(case, "confirm-payment", by=parties.Party("system", party.person), at=at)
    claims = letters.of_case(case) | {
        "order_number": order.number,
        "amount_yen": order.amount_yen,
        "charge_yen": order.charge_yen,
        "paid_on": payment.paid_on.isoformat(),
        "reference": payment.reference,
    }
    certificates.issue(
        "payment-receipt",
        proofs.about(case),
        claims,
        None,
        at,
        language=readers.language(case),
        by=party.key,
    )
    letters.tell(case, "payment-received", ("user",), at, order=codes.grouped(order.number))
    onward(case, at)


@transaction.atomic
def cancel_unpaid(case_key: str, reason: str, *, by: "Person", at: datetime) -> Case:
    """Cancel a grant that was not paid for, after its due date: a supervisor's act.

    Law: ICRRA art. 67 (the fee is due when the permission is given).
    """
    case = held(case_key)
    party = parties.supervisor(case, by, at)
    if not reason.strip():
        raise refuse("reason-wanted", at="reason")
    order = FeeOrder.objects.select_for_update().filter(case=case, state="open").first()
    if order is None:
        raise refuse("no-open-order")
    if legal_day(at) <= order.due_on:
        raise refuse("not-yet-due", due_on=order.due_on)
    move(case, "cancel-grant-unpaid", by=party, at=at, note=reason)
    order.state = "cancelled"
    order.settled_at = at
    order.save(update_fields=["state", "settled_at"])
    case.permits.filter(state="granted").update(state="refused", decided_at=at)
    case.due_on = None
    case.save(update_fields=["due_on"])
    _replace_grant(case, reason, by, at)
    if case.procedure != "coe":
        letters.tell(case, "refusal-visit", letters.BOTH, at, bring=letters.bring(case))
    return case


def _replace_grant(case: Case, reason: str, by: "Person", at: datetime) -> None:
    """Keep the grant as it was, marked as replaced; a refusal with its reason stands now."""
    granted = standing_decision(case)
    granted.replaced_at = at
    granted.save(update_fields=["replaced_at"])
    Decision.objects.create(
        key=new_key(),
        case=case,
        recommendation=granted.recommendation,
        supervisor=by,
        outcome="refuse",
        reasons=note(reason, case.key),
        at=at,
    )

"""What a day brings by itself: reminders, the special period, certificates that end.

Timers send letters and end proofs; they decide nothing. Each letter is owed once for its occasion,
so that a timer may run as often as it likes, or catch up after a day on which none ran.
"""

from datetime import date, datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from zairyu.casework import letters, links, parties, proofs
from zairyu.casework.actions import expiry
from zairyu.casework.actions.each import each, latest
from zairyu.casework.actions.ecoe_days import electronic_certificates
from zairyu.casework.actions.move import happened, held, move
from zairyu.casework.actions.own_cards import ending_cards
from zairyu.casework.actions.own_mandates import ending_mandates
from zairyu.casework.actions.renewal import follow_the_law
from zairyu.casework.models import Case, CaseEvent
from zairyu.certificates import actions as certificates
from zairyu.filing import actions as filing
from zairyu.law import procedures
from zairyu.law.dates import legal_day
from zairyu.notices import actions as notices
from zairyu.notices.actions import Receiver
from zairyu.words import codes

BATCH = 200
KEPT_DELIVERED = timedelta(days=30)  # until then a clerical error can still be mended
_ENDING = (14, 3)  # days before the special period ends
_DOCUMENTS = (3, -1)  # days before the due day; -1 is the day after
_PAYMENT = (7, 2, -1)
_RETURNS = (7, 2, -1, -16)  # of fourteen days: day 7, day 12, day 15, day 30


def run(at: datetime) -> int:
    """Do everything that is due at an instant; return how many things were done."""
    steps = (
        follow_the_law,
        special_periods,
        due_papers,
        electronic_certificates,
        drafts,
        closings,
        expiry.ending_stays,
        ending_cards,
        ending_mandates,
    )
    return sum(step(at) for step in steps)


def special_periods(at: datetime) -> int:
    """Tell whose special period began or ends soon, and end the proofs that are over."""
    today = legal_day(at)
    pending = Case.objects.filter(open=True, special_until__isnull=False, expires_on__lt=today)
    entering = Q(~_has("special-period-entered"), special_until__gte=today)
    ending = Q(special_until__gte=today, special_until__lte=today + timedelta(days=_ENDING[0]))
    over = Q(~_has("special-period-ended"), special_until__lt=today)
    running = pending.filter(entering | ending | over)
    keys = list(running.order_by("special_until").values_list("key", flat=True))
    return each(keys, lambda key: _special_period(key, today, at))


def _has(event: str) -> Exists:
    return Exists(CaseEvent.objects.filter(case=OuterRef("pk"), event=event))


@transaction.atomic
def _special_period(key: str, today: date, at: datetime) -> int:
    case = held(key)
    if case.special_until is None or case.expires_on is None or not case.open:
        return 0
    if today > case.special_until:
        return _over(case, case.special_until, at)
    entered = _entered(case, case.expires_on, case.special_until, at)
    left = (case.special_until - today).days
    step = latest(_ENDING, left)
    if step is None:
        return entered
    told = letters.tell(
        case,
        "special-period-ending",
        letters.BOTH,
        at,
        occasion=f"ending-{step}",
        until=letters.day(case.special_until),
    )
    return entered + told


def _once(case: Case, event: str, at: datetime) -> bool:
    if CaseEvent.objects.filter(case=case, event=event).exists():
        return False
    happened(case, event, by=parties.SYSTEM, at=at)
    return True


def _entered(case: Case, expires_on: date, until: date, at: datetime) -> int:
    if not _once(case, "special-period-entered", at):
        return 0
    return letters.tell(
        case,
        "special-period-entered",
        letters.BOTH,
        at,
        expires_on=letters.day(expires_on),
        until=letters.day(until),
    )


def _over(case: Case, until: date, at: datetime) -> int:
    """End the proof of the special period when its two months are over.

    Law: ICRRA art. 20(6), 21(4).
    """
    if not _once(case, "special-period-ended", at):
        return 0
    certificates.end(proofs.about(case), "over", at, kind="pending")
    return letters.tell(case, "special-period-ended", letters.BOTH, at, until=letters.day(until))


def due_papers(at: datetime) -> int:
    """Remind of what a person was asked for: papers, the fee, what is to be sent in."""
    today = legal_day(at)
    soon = today + timedelta(days=max(*_DOCUMENTS, *_PAYMENT, *_RETURNS))
    waiting = Case.objects.filter(open=True, due_on__isnull=False, due_on__lte=soon)
    keys = list(waiting.order_by("due_on").values_list("key", flat=True))
    return each(keys, lambda key: _remind(key, today, at))


@transaction.atomic
def _remind(key: str, today: date, at: datetime) -> int:
    case = held(key)
    if case.due_on is None:
        return 0
    reminder = _REMINDERS.get(case.state)
    return reminder(case, case.due_on, (case.due_on - today).days, at) if reminder else 0


def _documents(case: Case, due_on: date, left: int, at: datetime) -> int:
    step = latest(_DOCUMENTS, left)
    if step is None:
        return 0
    return letters.tell(
        case,
        "additional-documents-reminder",
        ("user",),
        at,
        occasion=f"{due_on}:{step}",
        due_on=letters.day(due_on),
    )


def _payment(case: Case, due_on: date, left: int, at: datetime) -> int:
    step = latest(_PAYMENT, left)
    order = case.orders.filter(state="open").order_by("-id").first()
    if step is None or order is None:
        return 0
    return letters.tell(
        case,
        "payment-reminder",
        letters.BOTH,
        at,
        occasion=f"{order.number}:{step}",
        order=codes.grouped(order.number),
        total={"yen": order.amount_yen + order.charge_yen},
        due_on=letters.day(due_on),
    )


def _returns(case: Case, due_on: date, left: int, at: datetime) -> int:
    step = latest(_RETURNS, left)
    missing = list(
        case.returns.filter(arrived_at=None).order_by("number").values_list("paper", flat=True)
    )
    if step is None or not missing:
        return 0
    kind, who = ("return-documents-reminder", ("user",)) if step > 0 else _OVERDUE
    return letters.tell(
        case,
        kind,
        who,
        at,
        occasion=f"{due_on}:{step}",
        papers=letters.papers(case, missing),
        due_on=letters.day(due_on),
    )


_OVERDUE = ("return-documents-overdue", letters.BOTH)
_REMINDERS = {
    "additional-documents-requested": _documents,
    "awaiting-payment": _payment,
    "awaiting-return-documents": _returns,
}


@transaction.atomic
def drafts(at: datetime) -> int:
    """Tell whose draft will go, and destroy what is past its day."""
    told = filing.claim_expiring(at, BATCH)
    owners = get_user_model()._default_manager.in_bulk({draft.person_id for draft in told})
    for draft in told:
        owner = owners[draft.person_id]
        title = procedures.procedure(draft.procedure, legal_day(at)).title
        notices.owe(
            "draft-expiring",
            Receiver(owner.email, owner.language),
            {
                "procedure": {"text": dict(title)},
                "keep_until": letters.day(draft.keep_until),
                "link": letters.link(f"/drafts/{draft.draft_key}/"),
            },
            at=at,
            about=f"person:{owner.key}",
        )
    return len(told) + filing.destroy_expired(at, BATCH)


def closings(at: datetime) -> int:
    """Close what was delivered a month ago; an electronic certificate may live longer."""
    old = Case.objects.filter(state="delivered", ended_at__lt=at - KEPT_DELIVERED)
    old = old.exclude(ecoe__state__in=links.LIVE)
    keys = list(old.order_by("pk").values_list("key", flat=True)[:BATCH])
    return each(keys, lambda key: _close(key, at))


@transaction.atomic
def _close(key: str, at: datetime) -> int:
    move(held(key), "close", by=parties.SYSTEM, at=at)
    return 1

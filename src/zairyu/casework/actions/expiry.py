"""The last day of a stay that was granted here: whoever may forget it is reminded, thrice."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from zairyu.casework import letters
from zairyu.casework.actions.each import each
from zairyu.casework.actions.move import held
from zairyu.casework.facts import facts_of
from zairyu.casework.models import Case, Decision
from zairyu.law import stay
from zairyu.law.dates import legal_day

_BEFORE = (90, 30, 7)  # days before the last day; the agency's own number is not known


def ending_stays(at: datetime) -> int:
    """Remind of the last day of stays that were granted here; return how many letters were owed."""
    today = legal_day(at)
    return each(due(at), lambda key: remind(key, today, at))


def due(at: datetime) -> list[str]:
    """Return the cases whose stay ends soon, by their keys; the law asks nobody to be reminded."""
    today = legal_day(at)
    ending = Decision.objects.filter(
        replaced_at=None, expires_on__gte=today, expires_on__lte=today + timedelta(max(_BEFORE))
    )
    over = ending.filter(case__open=False, case__state__in=("delivered", "closed"))
    return list(over.order_by("expires_on").values_list("case__key", flat=True))


def latest(days_left: int) -> int | None:
    """Return the reminder that a day stands at: the last one whose day has come.

    >>> latest(91), latest(90), latest(8), latest(0)
    (None, 90, 30, 7)
    """
    return min((step for step in _BEFORE if days_left <= step), default=None)


@transaction.atomic
def remind(key: str, today: date, at: datetime) -> int:
    """Owe the reminder of one case, once for each step; nobody who has filed anew is reminded."""
    case = held(key)
    decision = Decision.objects.filter(case=case, replaced_at=None).order_by("-id").first()
    until = decision.expires_on if decision else None
    step = latest((until - today).days) if until else None
    if until is None or step is None or _has_filed_anew(case):
        return 0
    return letters.tell(
        case,
        "residence-card-expiry",
        letters.BOTH,
        at,
        occasion=f"expiry-{step}",
        days=(until - today).days,
        until=letters.day(until),
        online_last=letters.day(stay.online_last_day(until)),
        guide=letters.link("/guide/"),
    )


def _has_filed_anew(case: Case) -> bool:
    """Say whether the same person has filed for a change or an extension since."""
    since = Case.objects.filter(
        filer_id=case.filer_id, pk__gt=case.pk, procedure__in=("change", "extension")
    )
    who = _who(case)
    return any(_who(later) == who for later in _newest(since))


def _newest(cases: Iterable[Case]) -> list[Case]:
    return list(cases)[-200:]  # an agent files for many; the person is among the newest


def _who(case: Case) -> tuple[str, str]:
    facts = facts_of(case)
    return facts.name, facts.birth

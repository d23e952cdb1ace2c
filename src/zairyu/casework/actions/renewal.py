"""A proof says what the law says: after a change of the tables each pending one is looked at again.

Nothing is decided by it. Whoever has a proof that would be written differently today gets a new
one, and the earlier one ends as replaced: whoever checks it is told so.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from zairyu.casework import letters, parties, proofs
from zairyu.casework.actions.each import each
from zairyu.casework.actions.move import happened, held
from zairyu.casework.facts import facts_of
from zairyu.casework.models import Case, LawSweep
from zairyu.certificates import prints
from zairyu.law import lifecycle
from zairyu.law.dates import legal_day
from zairyu.law.stay import SpecialPeriod
from zairyu.law.version import law_version

BATCH = 500  # a run of the timers; the next one goes on from there
_STILL = ("", "over")  # a proof that is over lives again where the law gives more time


def follow_the_law(at: datetime) -> int:
    """Look at the next proofs since the tables changed; return how many were issued anew."""
    sweep, _ = LawSweep.objects.get_or_create(version=law_version(), defaults={"began_at": at})
    if sweep.done_at is not None:
        return 0
    ahead = Case.objects.filter(open=True, pk__gt=sweep.reached, expires_on__isnull=False)
    found = list(ahead.order_by("pk").values_list("pk", "key")[:BATCH])
    renewed = each([key for _, key in found], lambda key: renew(key, at))
    mine = LawSweep.objects.filter(pk=sweep.pk, reached=sweep.reached)
    mine.update(
        reached=found[-1][0] if found else sweep.reached,
        renewed=F("renewed") + renewed,
        done_at=at if len(found) < BATCH else None,
    )
    return renewed


@transaction.atomic
def renew(case_key: str, at: datetime) -> int:
    """Issue the proof of a pending application anew if it would say something else today.

    Law: ICRRA art. 20(6), 21(4); whatever day the tables give now.
    """
    case = held(case_key)
    before = prints.latest(proofs.about(case), "pending")
    if before is None or before.ended_why not in _STILL:
        return 0
    if not lifecycle.state(case.state).pending_in_law:
        return 0
    facts = facts_of(case)
    special = proofs.special_period(case, facts)
    if special is None or _says(before, proofs.pending_claims(case, facts, special), special):
        return 0
    if special.lawful_until < legal_day(at) and before.ended_why:
        return 0
    _again(case, special, at)
    return 1


def _says(before: prints.Held, claims: dict[str, Any], special: SpecialPeriod) -> bool:
    return before.claims == claims and before.until == special.lawful_until


def _again(case: Case, special: SpecialPeriod, at: datetime) -> None:
    until = special.lawful_until if special.eligible else None
    case.special_until = until
    case.clock_on = until or case.clock_on
    case.receipt = proofs.certify_pending(case, at, parties.SYSTEM.key)
    case.save(update_fields=["special_until", "clock_on", "receipt"])
    happened(case, "proof-renewed", by=parties.SYSTEM, at=at)
    letters.tell(
        case,
        "proof-renewed",
        letters.BOTH,
        at,
        occasion=case.receipt.key,
        until=letters.day(special.lawful_until),
    )

"""What readers are told: rows written in the transaction of the change. Never an outcome.

Four things are told: from now on the application carries the stay; a newer version took the place
of the proof; the proof ended; it was withdrawn. Grant, refusal, withdrawal of the application and
the end of the two months all read "ended", at the instant at which the proof ends, and never
before.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from zairyu.certificates.kinds import ENDINGS
from zairyu.certificates.models import Certificate, Delivery, Share, Watch
from zairyu.law.dates import legal_day
from zairyu.people.keys import new_key


def owe(watch: Watch, event: str, occasion: str, at: datetime) -> bool:
    """Owe one message to one reader; say whether it was not owed before."""
    _, new = Delivery.objects.get_or_create(
        watch=watch,
        event=event,
        occasion=occasion,
        defaults={"key": new_key(), "at": at, "next_at": at},
    )
    return new


def _living(shares: Iterable[Share], at: datetime) -> list[Watch]:
    """Return the watches that are told now: confirmed, not ended, their share's last day ahead."""
    rows = Watch.objects.filter(share__in=list(shares), share__until__gte=legal_day(at))
    rows = rows.filter(ended_at=None)
    return list(rows.exclude(confirmed_at=None))


def replaced(earlier: list[Certificate], newer: Certificate, at: datetime) -> None:
    """Let the living shares of a proof follow to the version that took its place, and tell it."""
    shares = list(Share.objects.filter(certificate__in=earlier, ended_at=None)) if earlier else []
    if not shares:
        return
    Share.objects.filter(pk__in=[share.pk for share in shares]).update(certificate=newer)
    for watch in _living(shares, at):
        owe(watch, "replaced", newer.key, at)


def ended(certificate: Certificate, why: str, at: datetime) -> None:
    """Tell that a proof ended, as far as a reader may know it; with that the watches are over."""
    if why == "replaced":  # told as such, once the newer one is there
        return
    shares = list(Share.objects.filter(certificate=certificate))
    if not shares:
        return
    for watch in _living(shares, at):
        owe(watch, ENDINGS[why], certificate.key, at)
    still = Watch.objects.filter(share__in=shares, ended_at=None)
    still.update(ended_at=at, ended_why="proof")


def run(at: datetime) -> int:
    """Tell what a day brings by itself; return how many shares it was told of."""
    return _started(at) + _over(at)


@transaction.atomic
def _started(at: datetime) -> int:
    """Tell that the day printed on the card has passed and the application carries the stay."""
    on = legal_day(at)
    due = Share.objects.filter(ended_at=None, turns_on__lte=on).select_for_update()
    shares = list(due.filter(certificate__ended_at=None)[:500])
    for watch in _living(shares, at):
        owe(watch, "pending-started", on.isoformat(), at)
    Share.objects.filter(pk__in=[share.pk for share in shares]).update(turns_on=None)
    return len(shares)


@transaction.atomic
def _over(at: datetime) -> int:
    """Tell that the last day of a proof has passed; nobody needs to have ended it."""
    watched = Watch.objects.filter(
        ended_at=None,
        share__certificate__ended_at=None,
        share__certificate__holds_until__lt=legal_day(at),
    )
    passed = list(watched.values_list("share__certificate", flat=True)[:500])
    found = list(Certificate.objects.filter(pk__in=passed))
    for certificate in found:
        ended(certificate, "over", at)
    return len(found)

"""The queue of messages to readers: claim one, say that it was told, or try again later."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from zairyu.certificates.models import Delivery
from zairyu.certificates.sharing import watches

LEASE = timedelta(seconds=60)  # longer than any machine is waited for
# How long to wait after each failure; after the last one it is given up (a dead letter).
PAUSES = tuple(
    timedelta(seconds=one)
    for one in (5, 30, 120, 600, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400)
)


def waiting(way: str, at: datetime) -> bool:
    """Say whether a message is due; who only looks holds no lock."""
    return _due(way, at).exists()


def claim(way: str, at: datetime, busy: tuple[int, ...] = ()) -> Delivery | None:
    """Take the message that has waited longest, until the lease ends; the row count says who won.

    `busy` watches have a message on its way: each reader gets them one after the other.
    """
    due = _due(way, at).exclude(watch__in=busy).select_related("watch__share__holder")
    while (found := due.order_by("next_at", "id").first()) is not None:
        still = Delivery.objects.filter(
            pk=found.pk, next_at=found.next_at, sent_at=None, failed_at=None
        )
        if still.update(next_at=at + LEASE, attempts=F("attempts") + 1):
            found.attempts += 1
            return found
    return None


def _due(way: str, at: datetime) -> QuerySet[Delivery]:
    """Return the messages that are due; a watch that ended is told only what brought its end."""
    over = Q(watch__ended_at__isnull=False) & ~Q(watch__ended_why="proof")
    due = Delivery.objects.filter(sent_at=None, failed_at=None, next_at__lte=at, watch__way=way)
    return due.exclude(over)


@transaction.atomic
def told(delivery: Delivery, at: datetime, letter: str = "") -> bool:
    """Say that a message arrived, or is a letter now; return whether a watch begins with it."""
    still = Delivery.objects.filter(pk=delivery.pk, sent_at=None)
    if not still.update(sent_at=at, letter=letter, failure="", failed_at=None):
        return False
    return delivery.event == "confirm" and watches.confirm(delivery.watch, at)


@transaction.atomic
def failed(delivery: Delivery, why: str, at: datetime) -> bool:
    """Let a message wait longer each time; say whether it was given up now."""
    row = Delivery.objects.filter(pk=delivery.pk, sent_at=None)
    if delivery.attempts > len(PAUSES):
        return bool(row.update(failed_at=at, failure=why))
    row.update(next_at=at + PAUSES[delivery.attempts - 1], failure=why)
    return False


@transaction.atomic
def unwanted(delivery: Delivery, at: datetime) -> None:
    """End a watch whose machine says that it is gone for good (410)."""
    Delivery.objects.filter(pk=delivery.pk, sent_at=None).update(failed_at=at, failure="410")
    watches.end(delivery.watch, "gone", at, by="reader")

"""Who tries tickets that do not exist is slowed down, by network; who holds one is not."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from zairyu.identity.models import Tries

FREE = 10  # wrong tickets in a window; people mistype
WINDOW = timedelta(minutes=10)


def _key(network: str) -> str:
    return salted_hmac("zairyu.identity.tickets", network, algorithm="sha256").hexdigest()


def is_slowed(network: str, at: datetime) -> bool:
    """Say whether a network tried too many tickets that do not exist."""
    rows = Tries.objects.filter(key=_key(network), last_at__gt=at - WINDOW, wrong__gte=FREE)
    return rows.exists()


def missed(network: str, at: datetime) -> None:
    """Count a ticket that does not exist."""
    rows = Tries.objects.filter(key=_key(network))
    if rows.filter(last_at__gt=at - WINDOW).update(wrong=F("wrong") + 1, last_at=at):
        return
    if rows.update(wrong=1, last_at=at, next_at=at):
        return
    try:
        with transaction.atomic():
            Tries.objects.create(key=_key(network), wrong=1, last_at=at, next_at=at)
    except IntegrityError:  # another process was first
        rows.update(wrong=F("wrong") + 1, last_at=at)

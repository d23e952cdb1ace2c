"""Who tries codes is slowed down; who checks proofs is not.

Only codes that do not exist count, by network and window of ten minutes, on all processes
together. A process asks the table only about networks that it saw miss in this window: a bank with
a hundred clients in the queue neither meets the limit nor pays for it. That nobody finds a living
code by trying is not its work: a code has more than 60 random bits.
"""

import ipaddress
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from zairyu.verify.models import Misses

WINDOW = timedelta(minutes=10)
MOST_MISSES = 30
KEPT = timedelta(days=1)
# Whoever tries codes asks these two all day long: they are written out, because putting them
# together took longer than answering them.
_TOO_MANY = 'SELECT 1 FROM verify_misses WHERE network = %s AND "window" = %s AND misses >= %s'
_MORE = 'UPDATE verify_misses SET misses = misses + %s WHERE network = %s AND "window" = %s'


class Suspects:
    """The networks that this process saw miss in the present window."""

    def __init__(self) -> None:
        """Begin with none."""
        self.window: datetime | None = None
        self.networks: set[str] = set()

    def add(self, network: str, window: datetime) -> None:
        """Remember a network; those of an earlier window are forgotten."""
        if window != self.window:
            self.window, self.networks = window, set()
        self.networks.add(network)

    def knows(self, network: str, window: datetime) -> bool:
        """Say whether a network missed in a window."""
        return window == self.window and network in self.networks


_suspects = Suspects()


def network_of(request: HttpRequest) -> str:
    """Return a keyed digest of the network a request comes from; the address is not kept.

    Behind a proxy of ours (`ZAIRYU_BEHIND_PROXY`) the last address that it wrote down counts.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    if getattr(settings, "ZAIRYU_BEHIND_PROXY", False):
        address = str(request.META.get("HTTP_X_FORWARDED_FOR", address)).split(",")[-1].strip()
    return salted_hmac("zairyu.verify.network", _prefix(address), algorithm="sha256").hexdigest()[
        :32
    ]


def _prefix(address: str) -> str:
    """Return the part of an address that its network shares: 24 bits, or 56 of IPv6.

    >>> _prefix("203.0.113.77"), _prefix("2001:db8:1:2ff::1"), _prefix("a socket")
    ('203.0.113.0/24', '2001:db8:1:200::/56', '')
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    bits = 24 if parsed.version == 4 else 56
    return str(ipaddress.ip_network((parsed, bits), strict=False))


def window_of(at: datetime) -> datetime:
    """Return the beginning of the window that an instant lies in."""
    seconds = int(WINDOW.total_seconds())
    return datetime.fromtimestamp(int(at.timestamp()) // seconds * seconds, UTC)


def waits_until(network: str, at: datetime) -> datetime | None:
    """Return until when a network has to wait, or nothing."""
    window = window_of(at)
    if not _suspects.knows(network, window):
        return None
    with connection.cursor() as cursor:
        cursor.execute(_TOO_MANY, [network, _written(window), MOST_MISSES])
        return window + WINDOW if cursor.fetchone() else None


def noted(network: str, at: datetime, *, missed: bool) -> None:
    """Count a code that does not exist; for one that has ended, do the same work and count nothing.

    Otherwise the time of an answer would tell a withdrawn code from one that never was.
    """
    window, more = window_of(at), int(missed)
    _suspects.add(network, window)
    if _counted(network, window, more):
        return
    Misses.objects.filter(window__lt=window - KEPT).delete()
    try:
        with transaction.atomic():
            Misses.objects.create(network=network, window=window, misses=more)
    except IntegrityError:  # another process was first
        _counted(network, window, more)


def _counted(network: str, window: datetime, more: int) -> bool:
    """Add to the count of a network; say whether there is one in this window."""
    with connection.cursor() as cursor:
        cursor.execute(_MORE, [more, network, _written(window)])
        return bool(cursor.rowcount)


def _written(window: datetime) -> Any:
    """Return an instant as the database at hand takes it."""
    return connection.ops.adapt_datetimefield_value(window)

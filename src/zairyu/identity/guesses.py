"""Wrong guesses cost time, and the time is charged to whoever guesses, never to the account.

A guess at an account is charged to the pair of account and network; one from a device of the
person to that device alone. So nobody's guessing can keep the owner out: a known device, a passkey
and a card always get in, and from a new device elsewhere the longest wait is half a minute. A
network that guesses at many accounts is slowed down as a network. Counts lie in the database, which
all machines share; the names that were typed are not in it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from zairyu.identity.models import Tries


@dataclass(frozen=True)
class Pace:
    """How many wrong guesses are free, what the next one costs, when all is forgotten."""

    free: int
    first: int  # seconds, doubled with each wrong guess
    longest: int
    forgotten: timedelta

    def pause(self, wrong: int) -> timedelta:
        """Return how long to wait after so many wrong guesses.

        >>> [Pace(5, 15, 900, timedelta(days=1)).pause(n).seconds for n in (4, 5, 6, 11, 99)]
        [0, 15, 30, 900, 900]
        """
        over = wrong - self.free
        seconds = min(self.first * 2 ** min(over, 20), self.longest) if over >= 0 else 0
        return timedelta(seconds=seconds)


_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
PAIR = Pace(5, 15, 900, _DAY)  # an account from a network, or from a known device
PRESSED = Pace(1, 15, 900, _DAY)  # the same while the world guesses at this account
CODE = Pace(5, 30, 900, _DAY)  # six digits: whoever is asked for them knew the password
CROWD = 20  # wrong guesses from unknown devices in an hour, by which an account is under pressure
NEWCOMER = timedelta(seconds=30)  # what an account under pressure costs a network not seen yet
SPRAY = 60  # wrong guesses of one network at any accounts in an hour, after which it is slow
SLOW = timedelta(seconds=5)


@dataclass(frozen=True)
class Whence:
    """At what and from where somebody guesses; `device` is the key of a device of the person."""

    account: str
    network: str
    device: str = ""

    def key(self) -> str:
        """Return the row that this guess is charged to."""
        return _key("device", self.account, self.device or "") if self.device else self.pair()

    def pair(self) -> str:
        """Return the row of account and network."""
        return _key("pair", self.account, self.network)


def _key(*parts: str) -> str:
    said = "\x00".join(parts)
    return salted_hmac("zairyu.identity.guesses", said, algorithm="sha256").hexdigest()


def _wrong(key: str, at: datetime, forgotten: timedelta) -> int:
    row = Tries.objects.filter(key=key, last_at__gt=at - forgotten).first()
    return row.wrong if row else 0


def waits(whence: Whence, *, at: datetime) -> datetime | None:
    """Take one try at a password: return until when to wait, or None: it may be looked at.

    The try is charged before it is looked at, so that a hundred at once are not a hundred free
    ones; `was_right` gives it back.
    """
    if whence.device:
        return _take(whence.key(), PAIR, at)
    pressed = _wrong(_key("crowd", whence.account), at, _HOUR) >= CROWD
    if pressed and not Tries.objects.filter(key=whence.pair(), last_at__gt=at - _DAY).exists():
        _begin(whence.pair(), at, wrong=0, next_at=at + NEWCOMER)
        return at + NEWCOMER
    slow = _slowed(whence.network, at)
    return slow or _take(whence.pair(), PRESSED if pressed else PAIR, at)


def _slowed(network: str, at: datetime) -> datetime | None:
    row = Tries.objects.filter(key=_key("network", network), last_at__gt=at - _HOUR).first()
    if row is None or row.wrong < SPRAY:
        return None
    if row.next_at > at:
        return row.next_at
    mine = Tries.objects.filter(pk=row.pk, next_at=row.next_at).update(next_at=at + SLOW)
    return None if mine else at + SLOW


def _take(key: str, pace: Pace, at: datetime) -> datetime | None:
    row = Tries.objects.filter(key=key).first()
    if row is None:
        return None if _begin(key, at, wrong=1, next_at=at) else at + timedelta(seconds=1)
    if row.next_at > at:
        return row.next_at
    wrong = 1 if row.last_at <= at - pace.forgotten else row.wrong + 1
    same = Tries.objects.filter(pk=row.pk, wrong=row.wrong, next_at=row.next_at)
    taken = same.update(wrong=wrong, last_at=at, next_at=at + pace.pause(wrong))
    return None if taken else at + timedelta(seconds=1)


def _begin(key: str, at: datetime, *, wrong: int, next_at: datetime) -> bool:
    values = {"wrong": wrong, "next_at": next_at, "last_at": at}
    try:
        with transaction.atomic():
            Tries.objects.create(key=key, **values)
    except IntegrityError:  # another process was first, or an old row that no longer counts
        stale = Tries.objects.filter(key=key, last_at__lte=at - _DAY)
        return bool(stale.update(**values))
    return True


def was_wrong(whence: Whence, *, at: datetime) -> None:
    """Count a wrong guess from an unknown device against the account's calm and its network's."""
    if whence.device:
        return
    for key in (_key("crowd", whence.account), _key("network", whence.network)):
        fresh = Tries.objects.filter(key=key, last_at__gt=at - _HOUR)
        if fresh.update(wrong=F("wrong") + 1, last_at=at):
            continue
        Tries.objects.filter(key=key).delete()
        _begin(key, at, wrong=1, next_at=at)


def was_right(whence: Whence) -> None:
    """Forget what was charged: whoever knows the secret does not pay for having looked for it."""
    Tries.objects.filter(key=whence.key()).delete()


def code_waits(account: str, device: str, *, at: datetime) -> datetime | None:
    """Take one try at a code: of a known device by itself, of all others together."""
    return _take(_key("code", account, device), CODE, at)


def code_was_right(account: str, device: str) -> None:
    """Forget the wrong codes of a device, or of all that are not known."""
    Tries.objects.filter(key=_key("code", account, device)).delete()


def wrong_codes(account: str, device: str, *, at: datetime) -> int:
    """Return how many wrong codes there were lately."""
    return _wrong(_key("code", account, device), at, CODE.forgotten)


def sweep(at: datetime) -> int:
    """Forget what no longer counts; return how much."""
    return Tries.objects.filter(last_at__lt=at - _DAY).delete()[0]

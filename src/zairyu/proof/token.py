"""The token of a proof: what a checker may see, signed, small enough for a QR code.

A CWT (RFC 8392) in COSE_Sign1. Facts are numbered to keep it small; a fact without a number goes
by its name. As text, for a QR code or to be pasted, it is `ZRY1:` and base45.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from zairyu.proof import base45, cose
from zairyu.proof.cose import Finds
from zairyu.proof.jose import Refused
from zairyu.proof.signing import Key

PREFIX = "ZRY1:"
MOST = 2_000  # bytes; a token with a long name has 400
JAPAN = timezone(timedelta(hours=9))

IAT = 6
_ISS, _EXP, _CTI, _STATUS = 1, 4, 7, 65_535
_FACTS = -70_001  # the range for private use
# The numbers of facts. They are on paper: a number is never given again.
NUMBERS = {
    "kind": 1,
    "name": 2,
    "birth_year": 3,
    "card_last4": 4,
    "card_expires_on": 5,
    "status": 6,
    "works": 7,
    "extra_activity": 8,
    "special_period": 9,
    "procedure": 10,
    "nationality": 11,
    "period": 12,
    "activity": 13,
    "conditions": 14,
    "order_number": 15,
    "amount_yen": 16,
    "charge_yen": 17,
    "paid_on": 18,
    "birth": 19,
    "sex": 20,
}
_NAMES = {number: name for name, number in NUMBERS.items()}


@dataclass(frozen=True)
class Place:
    """Where anyone reads whether the proof still holds: a status list, and a place in it."""

    uri: str
    index: int


@dataclass(frozen=True)
class Token:
    """What a token says."""

    issuer: str
    code: str  # what the public counter is asked by
    kind: str
    facts: dict[str, Any] = field(repr=False)
    issued_at: datetime
    until: date | None  # the last day that counts, in Japan; none: no end of its own
    status: Place | None
    kid: bytes = b""


def make(key: Key, token: Token) -> bytes:
    """Return a token, signed; which key it names is that of the key."""
    claims: dict[int, Any] = {
        _ISS: token.issuer,
        IAT: int(token.issued_at.timestamp()),
        _CTI: token.code.encode(),
        _FACTS: _numbered({"kind": token.kind, **token.facts}),
    }
    if token.until is not None:
        claims[_EXP] = int(end_of(token.until).timestamp())
    if token.status is not None:
        claims[_STATUS] = {"status_list": {"idx": token.status.index, "uri": token.status.uri}}
    return cose.sign(key, claims)


def read(data: bytes, finds: Finds) -> Token:
    """Return what a token says, its signature checked; neither its days nor its status.

    Raises:
        Refused: as `cose.verified`, or `malformed`.
    """
    if len(data) > MOST:
        raise Refused("too-large")
    return _read(cose.verified(data, finds))


def text(token: bytes) -> str:
    """Return a token as text: what the QR code holds, and what may be pasted."""
    return PREFIX + base45.encode(token)


def from_text(typed: str) -> bytes:
    """Return the token of a text; spaces and line breaks around it do not matter.

    Raises:
        Refused: `not-ours` if it begins otherwise, `malformed`, or `too-large`.
    """
    stripped = typed.strip()
    if not stripped.startswith(PREFIX):
        raise Refused("not-ours")
    if len(stripped) > 2 * MOST:
        raise Refused("too-large")
    try:
        return base45.decode(stripped.removeprefix(PREFIX))
    except ValueError as fault:
        raise Refused("malformed") from fault


def place(said: Any) -> Place | None:
    """Return the place that the claim `status` of a token or a credential names.

    Raises:
        LookupError, TypeError, ValueError: it names none.
    """
    if said is None:
        return None
    listed = said["status_list"]
    if not isinstance(listed["uri"], str) or type(listed["idx"]) is not int or listed["idx"] < 0:
        raise ValueError("no place in a list")
    return Place(listed["uri"], listed["idx"])


def end_of(day: date) -> datetime:
    """Return the instant at which a day ends in Japan."""
    next_day = day + timedelta(days=1)
    return datetime(next_day.year, next_day.month, next_day.day, tzinfo=JAPAN)


def last_day(ends_at: datetime | None) -> date | None:
    """Return the last day in Japan of what ends at an instant.

    >>> last_day(end_of(date(2027, 2, 1)))
    datetime.date(2027, 2, 1)
    """
    return None if ends_at is None else (ends_at - timedelta(seconds=1)).astimezone(JAPAN).date()


def _numbered(facts: Mapping[str, Any]) -> dict[int | str, Any]:
    return {NUMBERS.get(name, name): value for name, value in facts.items()}


def _read(signed: cose.Signed) -> Token:
    claims = signed.payload
    try:
        facts = {_NAMES[key] if key in _NAMES else str(key): v for key, v in claims[_FACTS].items()}
        kind = facts.pop("kind")
        token = Token(
            claims[_ISS],
            claims[_CTI].decode(),
            kind,
            facts,
            datetime.fromtimestamp(claims[IAT], UTC),
            last_day(_instant(claims.get(_EXP))),
            place(claims.get(_STATUS)),
            signed.kid,
        )
    except (LookupError, TypeError, AttributeError, ValueError, OverflowError, OSError) as fault:
        raise Refused("malformed") from fault
    if not isinstance(token.issuer, str) or not isinstance(kind, str):
        raise Refused("malformed")
    return token


def _instant(said: Any) -> datetime | None:
    return None if said is None else datetime.fromtimestamp(said, UTC)

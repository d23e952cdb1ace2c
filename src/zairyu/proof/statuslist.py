"""Which proofs no longer hold: the IETF's Token Status List, written and read.

A list holds a few bits for each of a million places and is read whole, so that whoever hands it
out never learns which proof is being checked. It comes signed as a JWT or as a CWT, and says how
soon a fresh one can be had (`ttl`) and how long this one may be kept at all (`exp`).
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from zairyu.proof import cose, jose
from zairyu.proof.jose import Refused
from zairyu.proof.signing import Key, base64url, from_base64url

BITS = 2
VALID, INVALID, SUSPENDED = 0, 1, 2
JWT_TYP, CWT_TYP = "statuslist+jwt", "application/statuslist+cwt"
JWT_MEDIA, CWT_MEDIA = f"application/{JWT_TYP}", CWT_TYP
MOST = 4 << 20  # bytes of a list, packed or not

_SUB, _EXP, _IAT = 2, 4, 6
_TTL, _LIST = 65_534, 65_533


@dataclass(frozen=True)
class StatusList:
    """A status list whose signature was checked; its dates are for who asks to judge."""

    uri: str
    issued_at: datetime
    expires_at: datetime | None  # from then on it must not be relied on
    ttl: timedelta | None  # after so long a fresher one should be fetched
    bits: int
    raw: bytes = field(repr=False)

    def state(self, index: int) -> int:
        """Return the state at a place.

        >>> listed = StatusList("", datetime.now(UTC), None, None, 1, bytes.fromhex("b9a3"))
        >>> [listed.state(place) for place in range(8)]
        [1, 0, 0, 1, 1, 1, 0, 1]

        Raises:
            Refused: the list has no such place: it says nothing of the proof.
        """
        byte, inside = divmod(index * self.bits, 8)
        if not 0 <= byte < len(self.raw):
            raise Refused("no-such-place")
        return self.raw[byte] >> inside & ((1 << self.bits) - 1)


@dataclass(frozen=True)
class Terms:
    """Where a list is found, when it was issued and how long it may be kept."""

    uri: str
    issued_at: datetime
    expires_at: datetime
    ttl: timedelta
    aggregation: str = ""


def packed(size: int, invalid: Iterable[int]) -> bytes:
    """Return the bytes of a list in which these places are invalid and all others valid.

    >>> packed(8, [0, 5]).hex()
    '0104'
    """
    raw = bytearray(size * BITS // 8)
    for index in invalid:
        raw[index >> 2] |= INVALID << (index & 3) * BITS
    return bytes(raw)


def write_jwt(key: Key, packed_small: bytes, terms: Terms) -> str:
    """Return a list as a signed JWT; `packed_small` is what `small` gives."""
    payload = {
        "sub": terms.uri,
        "iat": int(terms.issued_at.timestamp()),
        "exp": int(terms.expires_at.timestamp()),
        "ttl": int(terms.ttl.total_seconds()),
        "status_list": _told(base64url(packed_small), terms),
    }
    return jose.sign(jose.header(key, JWT_TYP), payload, key.sign)


def write_cwt(key: Key, packed_small: bytes, terms: Terms) -> bytes:
    """Return a list as a signed CWT."""
    payload = {
        _SUB: terms.uri,
        _IAT: int(terms.issued_at.timestamp()),
        _EXP: int(terms.expires_at.timestamp()),
        _TTL: int(terms.ttl.total_seconds()),
        _LIST: _told(packed_small, terms),
    }
    return cose.sign(key, payload, CWT_TYP)


def small(raw: bytes) -> bytes:
    """Return the bytes of a list as small as the standard packs them."""
    return zlib.compress(raw, 9)


def read_jwt(text: str, finds: jose.Finds) -> StatusList:
    """Return the list of a signed JWT.

    Raises:
        Refused: as `jose.verified`, or `malformed`.
    """
    said = jose.verified(text, JWT_TYP, finds, MOST).payload
    names = (said.get(name) for name in ("sub", "iat", "exp", "ttl", "status_list"))
    return _read(*names)


def read_cwt(data: bytes, finds: cose.Finds) -> StatusList:
    """Return the list of a signed CWT.

    Raises:
        Refused: as `cose.verified`, or `malformed`.
    """
    if len(data) > MOST:
        raise Refused("too-large")
    said = cose.verified(data, finds, CWT_TYP).payload
    return _read(*(said.get(name) for name in (_SUB, _IAT, _EXP, _TTL, _LIST)))


def _told(listed: str | bytes, terms: Terms) -> dict[str, Any]:
    told: dict[str, Any] = {"bits": BITS, "lst": listed}
    return told | ({"aggregation_uri": terms.aggregation} if terms.aggregation else {})


def _read(sub: Any, iat: Any, exp: Any, ttl: Any, said: Any) -> StatusList:
    try:
        bits, listed = said["bits"], said["lst"]
        raw = _unpacked(listed if isinstance(listed, bytes) else from_base64url(listed))
        if bits not in (1, 2, 4, 8) or not isinstance(sub, str):
            raise ValueError("no list")
        until = None if exp is None else datetime.fromtimestamp(exp, UTC)
        kept = None if ttl is None else timedelta(seconds=ttl)
        return StatusList(sub, datetime.fromtimestamp(iat, UTC), until, kept, bits, raw)
    except (LookupError, TypeError, ValueError, OverflowError, OSError) as fault:
        raise Refused("malformed") from fault


def _unpacked(data: bytes) -> bytes:
    """Return what was packed, and never more than a list can hold.

    Raises:
        ValueError: it is cut short, too much, or not packed at all.
    """
    reader = zlib.decompressobj()
    try:
        raw = reader.decompress(data, MOST)
    except zlib.error as fault:
        raise ValueError("not packed") from fault
    if not reader.eof or reader.unused_data:
        raise ValueError("cut short, or too much")
    return raw

"""Checks a proof with what a checker keeps: the trust list and the status lists. Nobody is asked.

The order is that of the standards: who signed, when, for how long, and only then whether it was
ended before its time. A proof whose state no list at hand tells is `untold`, never `valid`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from zairyu.proof import cose, jose, statuslist, token
from zairyu.proof.jose import Refused
from zairyu.proof.refusals import KeyRefused, TrustRefused
from zairyu.proof.statuslist import StatusList
from zairyu.proof.token import JAPAN, Place, Token
from zairyu.proof.trust import SKEW, TrustList
from zairyu.proof.verdict import ENDED, HOLDS, PENDING, PENDING_KINDS, REFUSED, UNTOLD, Verdict


@dataclass(frozen=True)
class Kept:
    """What a checker has at hand: the trust list, and status lists by their addresses."""

    trust: TrustList
    lists: Mapping[str, StatusList] = field(default_factory=dict)


def token_text(text: str, kept: Kept, at: datetime) -> Verdict:
    """Return the verdict on what a QR code holds, or on a token that was pasted."""
    return _guarded(lambda: _token(token.from_text(text), kept, at), "token", kept, at)


def token_bytes(data: bytes, kept: Kept, at: datetime) -> Verdict:
    """Return the verdict on a token."""
    return _guarded(lambda: _token(data, kept, at), "token", kept, at)


def read_list(data: bytes, trust: TrustList) -> StatusList:
    """Return a status list, as JWT or as CWT, that a key of the trust list signed for lists.

    Raises:
        Refused: it is no such list.
    """
    if data[:1] == b"e":
        return statuslist.read_jwt(data.decode("ascii", "replace"), by_trust_jose(trust, "lists"))
    return statuslist.read_cwt(data, by_trust(trust, "lists"))


def by_trust(trust: TrustList, use: str) -> cose.Finds:
    """Return what finds a key for signed CBOR in the trust list, by the date that it bears."""

    def finds(signed: cose.Signed) -> ec.EllipticCurvePublicKey:
        return _key(trust, signed.kid.hex(), use, signed.payload.get(token.IAT))

    return finds


def by_trust_jose(trust: TrustList, use: str) -> jose.Finds:
    """Return what finds a key for signed JSON in the trust list, by the date that it bears."""

    def finds(signed: jose.Signed) -> ec.EllipticCurvePublicKey:
        return _key(trust, str(signed.header.get("kid")), use, signed.payload.get("iat"))

    return finds


def status(place: Place | None, found: Verdict, kept: Kept) -> Verdict:
    """Return a verdict that would hold, as the status lists at hand leave it."""
    at = found.checked_at
    if place is None:
        return replace(found, state=UNTOLD, reason="no-status")
    if not place.uri.startswith(kept.trust.places.get("status_prefix", "\0")):
        return replace(found, state=REFUSED, reason="status-elsewhere", facts={})
    listed = kept.lists.get(place.uri)
    if listed is None:
        return replace(found, state=UNTOLD, reason="no-list")
    found = replace(found, listed_at=listed.issued_at)
    told = listed.state(place.index)
    if told == statuslist.INVALID:  # whatever the age of the list: what has ended stays ended
        return replace(found, state=ENDED, reason="ended-early", facts={})
    if listed.issued_at > at + SKEW:
        return replace(found, state=UNTOLD, reason="list-ahead")
    if listed.expires_at is not None and at >= listed.expires_at:
        return replace(found, state=UNTOLD, reason="list-stale")
    if told != statuslist.VALID:
        return replace(found, state=UNTOLD, reason="suspended")
    return found


def dated(found: Verdict, issued_at: datetime, until: date | None) -> Verdict | None:
    """Return the verdict that the days of a proof alone give, or nothing if they allow it."""
    if issued_at > found.checked_at + SKEW:
        return replace(found, state=REFUSED, reason="from-the-future", facts={})
    if until is not None and found.checked_at.astimezone(JAPAN).date() > until:
        return replace(found, state=ENDED, reason="over", facts={})
    return None


def trusted(kept: Kept, at: datetime, form: str) -> Verdict | None:
    """Return why the trust list at hand tells nothing now, or nothing if it does."""
    try:
        kept.trust.refuse_unless_fresh(at)
    except TrustRefused as fault:
        reason = f"trust-{fault.reason}"
        return Verdict(UNTOLD, reason, at, form, trusted_at=kept.trust.issued_at)
    return None


def _guarded(check: Callable[[], Verdict], form: str, kept: Kept, at: datetime) -> Verdict:
    """Return what a check comes to; whatever it refuses becomes a verdict, and nothing escapes."""
    early = trusted(kept, at, form)
    if early is not None:
        return early
    try:
        return check()
    except Refused as fault:
        return Verdict(REFUSED, fault.reason, at, form, trusted_at=kept.trust.issued_at)


def _token(data: bytes, kept: Kept, at: datetime) -> Verdict:
    said = token.read(data, by_trust(kept.trust, "tokens"))
    if said.issuer != kept.trust.issuer:
        raise Refused("another-issuer")
    found = _holding(said, kept, at)
    early = dated(found, said.issued_at, said.until)
    return early or status(said.status, found, kept)


def _holding(said: Token, kept: Kept, at: datetime) -> Verdict:
    return Verdict(
        PENDING if said.kind in PENDING_KINDS else HOLDS,
        "holds",
        at,
        form="token",
        kind=said.kind,
        issuer=said.issuer,
        code=said.code,
        facts=said.facts,
        issued_at=said.issued_at,
        until=said.until,
        kid=said.kid.hex(),
        trusted_at=kept.trust.issued_at,
    )


def _key(trust: TrustList, kid: str, use: str, issued: Any) -> ec.EllipticCurvePublicKey:
    if type(issued) is not int or not 0 <= issued < 1 << 36:
        raise Refused("malformed")
    try:
        return trust.key(kid, use, datetime.fromtimestamp(issued, JAPAN)).public
    except KeyRefused as fault:
        raise Refused(fault.reason) from None

"""The trust list: which keys of the issuer count, for what, from when, and which are lost.

It is one signed document (a compact JWS by the issuer's root), the same for everybody, published at
a well-known address. Whoever holds the root's certificate can keep the list and check proofs with
it for as long as the list says, without asking anybody. A root that took over from an older one
comes with its certificate by the older one, so that whoever knows the older one can follow.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from zairyu.proof import entries, jose
from zairyu.proof.entries import TrustedKey
from zairyu.proof.refusals import KeyRefused, TrustRefused
from zairyu.proof.signing import Key, key_id, on_curve

__all__ = [
    "SKEW",
    "TYP",
    "KeyRefused",
    "TrustList",
    "TrustRefused",
    "TrustedKey",
    "fingerprint",
    "read",
    "write",
]
TYP = "zairyu-trust+jwt"
VERSION = 1
MOST_ABOVE = 8  # roots that took over from each other
SKEW = timedelta(minutes=5)  # clocks differ: how far that of a checker may be behind ours


@dataclass(frozen=True)
class TrustList:
    """A trust list whose signature was checked."""

    issuer: str
    name: str
    number: int  # grows with each change; a checker never goes back to a smaller one
    issued_at: datetime
    renew_at: datetime  # when a checker who can should fetch the next one
    expires_at: datetime  # from when on it must not be trusted any more
    anchors: tuple[x509.Certificate, ...]
    keys: Mapping[str, TrustedKey] = field(repr=False)
    places: Mapping[str, str]  # addresses: counter, crl, status_lists, status_prefix
    time_anchors: tuple[x509.Certificate, ...] = ()  # roots of the time-stamps on documents

    def key(self, kid: str | bytes, use: str, signed_at: datetime) -> TrustedKey:
        """Return the key that signed a proof, if it counts for that use at that instant.

        A key that was compromised counts for nothing, whatever date a proof bears: its thief
        writes the date. A retired key counts for what it signed in its time.

        Raises:
            KeyRefused: why it does not count.
        """
        named = self.keys.get(kid.hex() if isinstance(kid, bytes) else kid)
        if named is None:
            raise KeyRefused("key-unknown")
        if named.use != use:
            raise KeyRefused("key-for-another-use", of=named.use)
        if named.compromised_at is not None:
            raise KeyRefused("key-compromised", on=named.compromised_at.isoformat())
        if signed_at < named.since - SKEW:
            raise KeyRefused("key-not-yet", since=named.since.isoformat())
        if named.until is not None and signed_at > named.until + SKEW:
            raise KeyRefused("key-retired", until=named.until.isoformat())
        return named

    def age(self, at: datetime) -> timedelta:
        """Return how long ago the list was issued."""
        return at - self.issued_at

    def refuse_unless_fresh(self, at: datetime) -> None:
        """Go on only while the list may be trusted.

        Raises:
            TrustRefused: too old, or from the future.
        """
        if at >= self.expires_at:
            raise TrustRefused("list-expired", until=self.expires_at.isoformat())
        if at < self.issued_at - SKEW:
            raise TrustRefused("list-from-the-future", issued=self.issued_at.isoformat())


def read(
    text: str,
    anchor: x509.Certificate | Sequence[x509.Certificate],
    at: datetime | None = None,
) -> TrustList:
    """Return the trust list that one of the roots a checker knows has signed.

    With an instant, a list that is too old then is refused; without one its dates are only told.

    Raises:
        TrustRefused: it is no such list, or not by that root, or its dates do not hold.
    """
    known = [anchor] if isinstance(anchor, x509.Certificate) else list(anchor)
    try:
        signed = jose.verified(text, TYP, lambda parts: _signer(parts.header, known))
    except jose.Refused as fault:
        raise TrustRefused(f"list-{fault.reason}") from None
    try:
        found = _taken(signed.payload)
    except (ValueError, TypeError, LookupError, OverflowError) as fault:
        if isinstance(fault, TrustRefused):
            raise
        raise TrustRefused("list-malformed") from None
    if at is not None:
        found.refuse_unless_fresh(at)
    return found


def write(payload: Mapping[str, Any], root: Key) -> str:
    """Return the trust list as the root signs it; `issuer_chain` leads to the roots before it."""
    above = [entries.x5c(one) for one in root.issuer_chain]
    header = {"typ": TYP, "kid": root.name} | ({"x5c": above} if above else {})
    return jose.sign(header, {"zairyu_trust": VERSION, **payload}, root.sign)


def fingerprint(certificate: x509.Certificate) -> str:
    """Return the SHA-256 of a certificate in groups of four, as people compare it aloud."""
    digits = certificate.fingerprint(hashes.SHA256()).hex().upper()
    return " ".join(digits[place : place + 4] for place in range(0, len(digits), 4))


def _signer(
    header: Mapping[str, Any], known: Sequence[x509.Certificate]
) -> ec.EllipticCurvePublicKey:
    """Return the public key of the root that the header names, reached from a root we know."""
    said = header.get("x5c", [])
    if not isinstance(said, list) or len(said) > MOST_ABOVE:
        raise jose.Refused("malformed")
    try:
        above = [entries.certificate(one) for one in said]
        for anchor in known:
            reached = _reached(anchor, above)
            if key_id(reached).hex() == header.get("kid"):
                return reached
    except ValueError:
        raise jose.Refused("malformed") from None
    raise jose.Refused("by-another-root")


def _reached(
    anchor: x509.Certificate, above: Sequence[x509.Certificate]
) -> ec.EllipticCurvePublicKey:
    """Follow the certificates, oldest root first, from an anchor to the root that signs today."""
    here = anchor
    for one in reversed(above):
        if entries.is_authority(one) and entries.issued(one, here):
            here = one
    return on_curve(here.public_key())


def _taken(said: Mapping[str, Any]) -> TrustList:
    if said["zairyu_trust"] != VERSION:
        raise TrustRefused("list-of-another-version")
    anchors = tuple(entries.certificate(one["x5c"][0]) for one in said["anchors"])
    keys = entries.read(said["keys"], anchors)
    issued = _instant(said["iat"])
    return TrustList(
        str(said["iss"]),
        str(said["name"]),
        int(said["number"]),
        issued,
        issued + timedelta(seconds=int(said["ttl"])),
        _instant(said["exp"]),
        anchors,
        keys,
        {str(name): str(place) for name, place in said["places"].items()},
        tuple(entries.certificate(one) for one in said.get("time_stamps", [])),
    )


def _instant(said: Any) -> datetime:
    return datetime.fromtimestamp(int(said), UTC)

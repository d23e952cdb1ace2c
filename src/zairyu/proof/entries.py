"""The keys in a trust list, each written and read in one place."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from zairyu.proof.refusals import TrustRefused
from zairyu.proof.signing import USES, from_jwk, jwk, key_id, on_curve

MOST = 500  # keys in a list


@dataclass(frozen=True)
class TrustedKey:
    """A key of the issuer as its trust list tells of it."""

    kid: str  # sixteen hexadecimal signs
    use: str  # documents, tokens, credentials or lists
    public: ec.EllipticCurvePublicKey = field(repr=False)
    since: datetime  # signs from then on
    until: datetime | None = None  # signed until then; none: still in use
    compromised_at: datetime | None = None  # no longer the issuer's alone
    certificate: x509.Certificate | None = field(default=None, repr=False)

    def state(self, at: datetime) -> str:
        """Return `compromised`, `retired`, `coming` or `active`."""
        if self.compromised_at is not None:
            return "compromised"
        if self.until is not None and self.until <= at:
            return "retired"
        return "coming" if at < self.since else "active"


def written(key: TrustedKey, at: datetime) -> dict[str, Any]:
    """Return a key as the list tells of it at an instant."""
    told: dict[str, Any] = {
        "kid": key.kid,
        "use": key.use,
        "jwk": jwk(key.public) | {"kid": key.kid, "alg": "ES256", "use": "sig"},
        "since": int(key.since.timestamp()),
        "state": key.state(at),
    }
    if key.certificate is not None:
        told["x5c"] = [x5c(key.certificate)]
    if key.until is not None:
        told["until"] = int(key.until.timestamp())
    if key.compromised_at is not None:
        told["compromised_at"] = int(key.compromised_at.timestamp())
    return told


def read(said: Any, anchors: Sequence[x509.Certificate]) -> dict[str, TrustedKey]:
    """Return the keys by their ids; a use that we do not know yet is passed over.

    Raises:
        TrustRefused: one of them does not hold.
    """
    if not isinstance(said, list) or len(said) > MOST:
        raise TrustRefused("list-malformed")
    keys: dict[str, TrustedKey] = {}
    for one in said:
        if one["use"] not in USES:
            continue
        key = _one(one, anchors)
        if key.kid in keys:
            raise TrustRefused("list-key-wrong", kid=key.kid)
        keys[key.kid] = key
    return keys


def _one(said: Mapping[str, Any], anchors: Sequence[x509.Certificate]) -> TrustedKey:
    """Return one key: its id is its digest, its certificate its own and by one of the anchors."""
    kid = str(said["kid"])[:40]
    try:
        public = from_jwk(said["jwk"])
        own = certificate(said["x5c"][0]) if "x5c" in said else None
    except ValueError:
        raise TrustRefused("list-key-wrong", kid=kid) from None
    if key_id(public).hex() != kid or (own is not None and not _holds(own, public, anchors)):
        raise TrustRefused("list-key-wrong", kid=kid)
    since, until, compromised = (
        _instant(said.get(name)) for name in ("since", "until", "compromised_at")
    )
    if since is None or (said["state"] == "compromised") != (compromised is not None):
        raise TrustRefused("list-key-wrong", kid=kid)
    return TrustedKey(kid, said["use"], public, since, until, compromised, own)


def _holds(
    own: x509.Certificate, public: ec.EllipticCurvePublicKey, anchors: Sequence[x509.Certificate]
) -> bool:
    same = key_id(on_curve(own.public_key())) == key_id(public)
    return same and any(issued(own, anchor) for anchor in anchors)


def issued(own: x509.Certificate, above: x509.Certificate) -> bool:
    """Say whether one certificate was signed by another."""
    try:
        own.verify_directly_issued_by(above)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def is_authority(own: x509.Certificate) -> bool:
    """Say whether a certificate may stand above others."""
    try:
        return own.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def x5c(own: x509.Certificate) -> str:
    """Return a certificate as JOSE writes it: DER in base64."""
    return base64.b64encode(own.public_bytes(Encoding.DER)).decode()


def certificate(said: Any) -> x509.Certificate:
    """Return the certificate that JOSE wrote.

    Raises:
        ValueError: it is none.
    """
    if not isinstance(said, str):
        raise ValueError("no certificate")
    return x509.load_der_x509_certificate(base64.b64decode(said, validate=True))


def _instant(said: Any) -> datetime | None:
    return None if said is None else datetime.fromtimestamp(int(said), UTC)

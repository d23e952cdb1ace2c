"""A wallet proves that it holds the key its credential will name (OpenID4VCI 1.0, appendix F.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from zairyu.certificates.wallet.refusing import WalletRefused
from zairyu.certificates.wallet.types import issuer_id
from zairyu.proof import jose
from zairyu.proof.signing import from_jwk

TYP = "openid4vci-proof+jwt"
BATCH = 4  # credentials of one offer: each may be shown to somebody else
AGE = timedelta(minutes=5)


@dataclass(frozen=True)
class Proved:
    """A key that a wallet holds, and the nonce it said so with."""

    key: ec.EllipticCurvePublicKey
    thumbprint: str
    nonce: str


def proved(request: Mapping[str, Any], at: datetime) -> list[Proved]:
    """Return the keys that a credential request proves.

    Raises:
        WalletRefused: `invalid_proof`.
    """
    proofs = request.get("proofs")
    if not isinstance(proofs, dict) or list(proofs) != ["jwt"]:
        raise WalletRefused("invalid_proof", "proofs: one list, named jwt")
    texts = proofs["jwt"]
    if not isinstance(texts, list) or not 1 <= len(texts) <= BATCH:
        raise WalletRefused("invalid_proof", f"proofs: 1 to {BATCH}")
    found = [_one(text, at) for text in texts]
    if len({each.thumbprint for each in found}) != len(found):
        raise WalletRefused("invalid_proof", "proofs: a key stands twice")
    return found


def _one(text: Any, at: datetime) -> Proved:
    try:
        signed = jose.verified(text if isinstance(text, str) else "", TYP, _own_key)
        key = _own_key(signed)
    except jose.Refused as fault:
        raise WalletRefused("invalid_proof", fault.reason) from None
    _for_us(signed.payload, at)
    return Proved(key, jose.thumbprint(key), _nonce(signed.payload))


def _own_key(signed: jose.Signed) -> ec.EllipticCurvePublicKey:
    said = signed.header.get("jwk")
    if not isinstance(said, dict) or "d" in said or {"kid", "x5c"} & signed.header.keys():
        raise jose.Refused("header: jwk, a public key, and no other")
    try:
        return from_jwk(said)
    except ValueError:
        raise jose.Refused("jwk: P-256") from None


def _for_us(payload: Mapping[str, Any], at: datetime) -> None:
    said = payload.get("aud")
    if issuer_id() not in (said if isinstance(said, list) else [said]):
        raise WalletRefused("invalid_proof", "aud: the credential issuer")
    try:
        made = datetime.fromtimestamp(payload["iat"], UTC)
    except (LookupError, TypeError, ValueError, OverflowError, OSError):
        raise WalletRefused("invalid_proof", "iat: missing") from None
    if abs(at - made) > AGE:
        raise WalletRefused("invalid_proof", "iat: too far from now")


def _nonce(payload: Mapping[str, Any]) -> str:
    nonce = payload.get("nonce")
    if not isinstance(nonce, str) or not nonce:
        raise WalletRefused("invalid_proof", "nonce: missing")
    return nonce

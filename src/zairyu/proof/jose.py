"""Signed JSON, read strictly: JWS in its compact form (RFC 7515), ES256 and nothing else.

Lists of trust and of status, credentials of wallets, answers of wallets and security events all
come in this shape. Whoever reads one names the type that is expected: a signature made for one
purpose then never counts for another. Which key is right is asked of the caller.
"""

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from zairyu.proof.signing import Key, base64url, from_base64url, jwk, verifies

ALG = "ES256"
MOST = 256 * 1024  # signs of one document: a credential has two thousand
DEEPEST = 20  # how far objects and lists may lie inside each other

Finds = Callable[["Signed"], ec.EllipticCurvePublicKey]
Signs = Callable[[bytes], bytes]


class Refused(ValueError):
    """What was handed in does not hold; the reason is a plain id and names no content."""

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Signed:
    """A signed document taken apart; nothing of it counts before its signature was checked."""

    header: dict[str, Any]
    payload: dict[str, Any] = field(repr=False)
    signed: bytes = field(repr=False)
    signature: bytes = field(repr=False)


def sign(header: Mapping[str, Any], payload: Mapping[str, Any], signs: Signs) -> str:
    """Return a signed document; the header says the type and which key, never the algorithm."""
    protected = base64url(written({"alg": ALG, **header}))
    body = f"{protected}.{base64url(written(payload))}"
    return f"{body}.{base64url(signs(body.encode()))}"


def taken_apart(text: str, typ: str, most: int = MOST) -> Signed:
    """Return the parts of a signed document of one type, without checking who signed it.

    Raises:
        Refused: `too-large`, `malformed`, `wrong-type`, `wrong-algorithm`.
    """
    if len(text) > most:
        raise Refused("too-large")
    try:
        protected, body, signature = text.split(".")
        header, payload = (read_json(from_base64url(part)) for part in (protected, body))
        signed = Signed(header, payload, f"{protected}.{body}".encode(), from_base64url(signature))
    except ValueError as fault:
        raise Refused("malformed") from fault
    if header.get("alg") != ALG:
        raise Refused("wrong-algorithm")
    if header.get("typ") != typ or "crit" in header:
        raise Refused("wrong-type")
    return signed


def verified(text: str, typ: str, finds: Finds, most: int = MOST) -> Signed:
    """Return a signed document whose signature is that of the key that `finds` names.

    Raises:
        Refused: as `taken_apart`, what `finds` refuses, or `bad-signature`.
    """
    signed = taken_apart(text, typ, most)
    if not verifies(finds(signed), signed.signature, signed.signed):
        raise Refused("bad-signature")
    return signed


def thumbprint(public: ec.EllipticCurvePublicKey) -> str:
    """Return the thumbprint of a key (RFC 7638)."""
    return base64url(hashlib.sha256(written(dict(sorted(jwk(public).items())))).digest())


def header(key: Key, typ: str) -> dict[str, Any]:
    """Return type and key; the root is no part of the chain, who checks has it (RFC 7515 4.1.6)."""
    said: dict[str, Any] = {"typ": typ, "kid": key.name}
    return said | ({"x5c": chain} if (chain := x5c(key)) else {})


def x5c(key: Key) -> list[str]:
    """Return the certificates of a key for the header `x5c`; who checks has the root."""
    above = [one for one in key.issuer_chain if one.issuer != one.subject]
    return [*x5c_of(key.certificate), *(each for one in above for each in x5c_of(one))]


def x5c_of(certificate: x509.Certificate | None) -> list[str]:
    """Return a certificate as an entry of the header `x5c`; none gives none."""
    if certificate is None:
        return []
    return [base64.b64encode(certificate.public_bytes(Encoding.DER)).decode()]


def written(said: Mapping[str, Any] | list[Any]) -> bytes:
    """Return JSON without a needless sign."""
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def read_json(data: bytes) -> dict[str, Any]:
    """Return a JSON object read strictly.

    >>> read_json(b'{"a": 1, "a": 2}')
    Traceback (most recent call last):
    ValueError: a name stands twice

    Raises:
        ValueError: no object, a name twice, no number that JSON knows, too deep.
    """
    said = read_any(data)
    if not isinstance(said, dict):
        raise ValueError("not an object")
    return said


def read_any(data: bytes) -> Any:
    """Return any JSON read strictly.

    Raises:
        ValueError: as `read_json`.
    """
    try:
        said = json.loads(data.decode(), object_pairs_hook=_once, parse_constant=_no_number)
        _shallow(said, DEEPEST)
    except RecursionError:
        raise ValueError("too deep") from None
    return said


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    said = dict(pairs)
    if len(said) != len(pairs):
        raise ValueError("a name stands twice")
    return said


def _no_number(_said: str) -> Any:
    raise ValueError("no number of JSON")


def _shallow(said: Any, left: int) -> None:
    if left == 0:
        raise ValueError("too deep")
    inside = said.values() if isinstance(said, dict) else said if isinstance(said, list) else ()
    for each in inside:
        _shallow(each, left - 1)

"""Signed CBOR: COSE_Sign1 (RFC 9052) with ES256 and nothing else, read strictly."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec

from zairyu.proof import cbor
from zairyu.proof.jose import Refused
from zairyu.proof.signing import WIDTH, Key, verifies

ALG, CRIT, KID, TYP = 1, 2, 4, 16  # headers; the type is RFC 9596
ES256 = -7

Finds = Callable[["Signed"], ec.EllipticCurvePublicKey]  # refuses a key that does not count


@dataclass(frozen=True)
class Signed:
    """A signed thing taken apart; nothing of it counts before its signature was checked."""

    kid: bytes
    payload: dict[int | str, Any] = field(repr=False)
    signed: bytes = field(repr=False)
    signature: bytes = field(repr=False)


def sign(key: Key, payload: Mapping[int, Any], typ: str = "") -> bytes:
    """Return a signed map, tagged; with a type, whoever reads it must expect that type."""
    head = {ALG: ES256, KID: key.kid, **({TYP: typ} if typ else {})}
    protected = cbor2.dumps(head, canonical=True)
    body = cbor2.dumps(dict(payload), canonical=True)
    signature = key.sign(_to_sign(protected, body))
    return cbor2.dumps(cbor2.CBORTag(cbor.SIGN1, [protected, {}, body, signature]))


def taken_apart(data: bytes, typ: str = "") -> Signed:
    """Return the parts of a signed thing of one type, without checking who signed it.

    Raises:
        Refused: `malformed`, `wrong-algorithm` or `wrong-type`.
    """
    try:
        protected, body, signature = _parts(cbor.read(data))
        head, payload = cbor.read(protected), cbor.read(body)
    except ValueError as fault:
        raise Refused("malformed") from fault
    if not isinstance(head, dict) or not isinstance(payload, dict):
        raise Refused("malformed")
    if head.get(ALG) != ES256:
        raise Refused("wrong-algorithm")
    if head.get(TYP, "") != typ or CRIT in head:
        raise Refused("wrong-type")
    if not isinstance(head.get(KID), bytes):
        raise Refused("malformed")
    return Signed(head[KID], payload, _to_sign(protected, body), signature)


def verified(data: bytes, finds: Finds, typ: str = "") -> Signed:
    """Return a signed thing whose signature is that of the key that it names.

    Raises:
        Refused: as `taken_apart`, what `finds` refuses, or `bad-signature`.
    """
    signed = taken_apart(data, typ)
    if not verifies(finds(signed), signed.signature, signed.signed):
        raise Refused("bad-signature")
    return signed


def _parts(found: Any) -> tuple[bytes, bytes, bytes]:
    """Return protected header, payload and signature; an unprotected header is never read."""
    if isinstance(found, cbor.Tagged) and found.tag == cbor.CWT:
        found = found.value
    if not isinstance(found, cbor.Tagged) or found.tag != cbor.SIGN1:
        raise ValueError("not tagged as signed by one")
    if not isinstance(found.value, list) or len(found.value) != 4:
        raise ValueError("not four parts")
    protected, beside, body, signature = found.value
    parts = (protected, body, signature)
    if beside != {} or not all(isinstance(part, bytes) for part in parts):
        raise ValueError("not bytes, or a header that nobody signed")
    if len(signature) != 2 * WIDTH:
        raise ValueError("no signature of ES256")
    return protected, body, signature


def _to_sign(protected: bytes, body: bytes) -> bytes:
    signed: bytes = cbor2.dumps(["Signature1", protected, b"", body])
    return signed

"""The token of a certificate: COSE_Sign1 with ES256 over what a checker may see.

It is what the public counter reads: were a row of the table changed behind our back, the token
would no longer agree with it, and the counter would say so.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from django.conf import settings

from zairyu.certificates.keys import Issuer

_SIGN1, _ALG, _KID, _ES256 = 18, 1, 4, -7
_ISS, _IAT, _CTI, _FACTS = 1, 6, 7, -70_001  # CWT (RFC 8392); facts in the private range
_WIDTH = 32
_ECDSA = ec.ECDSA(hashes.SHA256())


class TokenForged(ValueError):
    """The token was not signed by us, or not as it stands."""


def made(
    issuer: Issuer,
    code: str,
    kind: str,
    facts: Mapping[str, Any],
    until: date | None,
    at: datetime,
) -> bytes:
    """Return a signed token."""
    payload = {
        _ISS: settings.PUBLIC_ADDRESS,
        _IAT: int(at.timestamp()),
        _CTI: code.encode(),
        _FACTS: {"kind": kind, "until": until.isoformat() if until else "", **facts},
    }
    protected = cbor2.dumps({_ALG: _ES256, _KID: issuer.token_id})
    body = cbor2.dumps(payload, canonical=True)
    r, s = decode_dss_signature(issuer.token_key.sign(_to_sign(protected, body), _ECDSA))
    signature = r.to_bytes(_WIDTH, "big") + s.to_bytes(_WIDTH, "big")
    return cbor2.dumps(cbor2.CBORTag(_SIGN1, [protected, {}, body, signature]))


def read(issuer: Issuer, token: bytes) -> tuple[str, dict[str, Any]]:
    """Return the code and the facts of a token that we signed.

    Raises:
        TokenForged: it is no such token; why is nobody's business.
    """
    try:
        tag = cbor2.loads(token)
        protected, _, body, signature = tag.value
        head = cbor2.loads(protected)
        public = issuer.token_publics[head[_KID]]
        if tag.tag != _SIGN1 or head[_ALG] != _ES256 or len(signature) != 2 * _WIDTH:
            raise TokenForged
        r, s = (int.from_bytes(half, "big") for half in (signature[:_WIDTH], signature[_WIDTH:]))
        public.verify(encode_dss_signature(r, s), _to_sign(protected, body), _ECDSA)
        payload = cbor2.loads(body)
        return payload[_CTI].decode(), dict(payload[_FACTS])
    except (InvalidSignature, cbor2.CBORDecodeError, LookupError) as fault:
        raise TokenForged from fault
    except (TypeError, ValueError, AttributeError) as fault:
        raise TokenForged from fault


def _to_sign(protected: bytes, body: bytes) -> bytes:
    return cbor2.dumps(["Signature1", protected, b"", body])

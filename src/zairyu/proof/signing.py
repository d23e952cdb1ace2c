"""What signs a proof: a key with its id, its certificate and one verb, wherever the key lies.

A proof is signed by ES256 only (ECDSA on P-256 with SHA-256): every wallet, every browser and every
phone can check it. A signature is its two numbers one after the other, 64 bytes, as COSE and JOSE
want it; what wants DER (X.509, CMS) asks `der`.
"""

import base64
import hashlib
from dataclasses import dataclass, field
from typing import Protocol

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ES256 = ec.ECDSA(hashes.SHA256())
USES = ("documents", "tokens", "credentials", "lists")
WIDTH = 32  # bytes of one of the two numbers
KID_BYTES = 8


class Key(Protocol):
    """A key of the issuer: everyone may know all of it but what `sign` signs with."""

    @property
    def kid(self) -> bytes:
        """Return the id of the key, eight bytes: the COSE header carries it."""

    @property
    def name(self) -> str:
        """Return the id in sixteen small hexadecimal signs: JOSE headers and the trust list."""

    @property
    def public(self) -> ec.EllipticCurvePublicKey:
        """Return the public half."""

    @property
    def certificate(self) -> x509.Certificate | None:
        """Return the certificate of the key, if it has one."""

    @property
    def issuer_chain(self) -> tuple[x509.Certificate, ...]:
        """Return the certificates above that of the key, the root last."""

    def sign(self, data: bytes) -> bytes:
        """Return the signature of data: r and s, 64 bytes."""


@dataclass(frozen=True, eq=False)
class KeyInMemory:
    """A key whose private half this process holds: read from a file, or made for a test."""

    private: ec.EllipticCurvePrivateKey = field(repr=False)
    certificate: x509.Certificate | None = None
    issuer_chain: tuple[x509.Certificate, ...] = ()
    public: ec.EllipticCurvePublicKey = field(init=False)
    kid: bytes = field(init=False)

    def __post_init__(self) -> None:
        """Keep the public half and the id: they are asked for at every signature."""
        public = on_curve(self.private.public_key())
        object.__setattr__(self, "public", public)
        object.__setattr__(self, "kid", key_id(public))

    @property
    def name(self) -> str:
        """Return the id as text."""
        return self.kid.hex()

    def sign(self, data: bytes) -> bytes:
        """Return the signature of data: r and s, 64 bytes."""
        return raw(self.private.sign(data, ES256))


def key_id(public: ec.EllipticCurvePublicKey) -> bytes:
    """Return the id of a public key: the first eight bytes of its digest."""
    spki = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(spki).digest()[:KID_BYTES]


def on_curve(public: object) -> ec.EllipticCurvePublicKey:
    """Return a public key if it lies on P-256.

    Raises:
        ValueError: another kind of key, or another curve.
    """
    if isinstance(public, ec.EllipticCurvePublicKey) and isinstance(public.curve, ec.SECP256R1):
        return public
    raise ValueError("a key of the issuer lies on the curve P-256")


def verifies(public: ec.EllipticCurvePublicKey, signature: bytes, data: bytes) -> bool:
    """Say whether a signature of 64 bytes is that of the data by the key."""
    if len(signature) != 2 * WIDTH:
        return False
    try:
        public.verify(der(signature), data, ES256)
    except InvalidSignature:
        return False
    return True


def raw(signature: bytes) -> bytes:
    """Return a DER signature as its two numbers, 64 bytes."""
    r, s = decode_dss_signature(signature)
    return r.to_bytes(WIDTH, "big") + s.to_bytes(WIDTH, "big")


def der(signature: bytes) -> bytes:
    """Return a signature of two numbers as DER."""
    r, s = (int.from_bytes(half, "big") for half in (signature[:WIDTH], signature[WIDTH:]))
    return encode_dss_signature(r, s)


def jwk(public: ec.EllipticCurvePublicKey) -> dict[str, str]:
    """Return a public key as a JSON Web Key (RFC 7517), without an id."""
    numbers = public.public_numbers()
    x, y = (base64url(number.to_bytes(WIDTH, "big")) for number in (numbers.x, numbers.y))
    return {"kty": "EC", "crv": "P-256", "x": x, "y": y}


def from_jwk(said: object) -> ec.EllipticCurvePublicKey:
    """Return the public key of a JSON Web Key.

    Raises:
        ValueError: it is no public key on P-256.
    """
    if not isinstance(said, dict) or (said.get("kty"), said.get("crv")) != ("EC", "P-256"):
        raise ValueError("a key of the issuer lies on the curve P-256")
    numbers = []
    for name in ("x", "y"):
        number = from_base64url(said.get(name))
        if len(number) != WIDTH:
            raise ValueError(f"the number {name} of a key has 32 bytes")
        numbers.append(int.from_bytes(number, "big"))
    return ec.EllipticCurvePublicNumbers(numbers[0], numbers[1], ec.SECP256R1()).public_key()


def base64url(data: bytes) -> str:
    """Return bytes as base64url without padding (RFC 7515)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64url(text: object) -> bytes:
    """Return the bytes of a base64url text; only the one canonical spelling is taken.

    Raises:
        ValueError: it is no such text.
    """
    if not isinstance(text, str):
        raise ValueError("not a base64url text")
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError:
        raise ValueError("not a base64url text") from None
    if base64url(data) != text:
        raise ValueError("not a base64url text")
    return data

"""Whether a signature is one of this key over these bytes, by the library's own primitives."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256, SHA384

from zairyu.identity.jpki.assumptions import CURVE_TO_COME, RSA_BITS, RSA_LEAST_EXPONENT
from zairyu.identity.jpki.certificate import Leaf
from zairyu.identity.jpki.codes import CardRefused

PublicKey = rsa.RSAPublicKey | ec.EllipticCurvePublicKey
RAW = 96  # bytes of the two numbers of a P-384 signature, one behind the other


def key_of(leaf: Leaf) -> PublicKey:
    """Return the public key if it is of a kind that cards have.

    Raises:
        CardRefused: key_unsupported.
    """
    try:
        key = leaf.parsed.public_key()
    except Exception:
        raise CardRefused("key_unsupported") from None
    if isinstance(key, rsa.RSAPublicKey) and _usual(key):
        return key
    if isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name == CURVE_TO_COME:
        return key
    raise CardRefused("key_unsupported")


def _usual(key: rsa.RSAPublicKey) -> bool:
    exponent = key.public_numbers().e
    return key.key_size == RSA_BITS and exponent % 2 == 1 and exponent >= RSA_LEAST_EXPONENT


def check(key: PublicKey, signature: bytes, text: bytes) -> None:
    """Refuse a signature that this key did not make over the text as it is stored here.

    Raises:
        CardRefused: signature_bad.
    """
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, text, padding.PKCS1v15(), SHA256())
        else:
            key.verify(_der(signature), text, ec.ECDSA(SHA384()))
    except (InvalidSignature, ValueError):
        raise CardRefused("signature_bad") from None


def _der(signature: bytes) -> bytes:
    """Return a signature in DER; cards may hand out the bare numbers."""
    if len(signature) != RAW:
        return signature
    half = RAW // 2
    return encode_dss_signature(
        int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big")
    )

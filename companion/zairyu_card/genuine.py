"""Whether the data of a residence card were written by the agency.

The chip cannot prove that it is the original chip: this says "the data are genuine", never "the
card is present". The address and the mark of a pending application are not covered. What counts
is the server's own check of the raw bytes; here it is a preview.
"""

from collections.abc import Iterable
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from zairyu_card.residence import Reading
from zairyu_card.words import NotGenuine

FRONT, FACE, NAME, ENTRIES = 7000, 3000, 2500, 53


def signed_bytes(card: Reading) -> bytes:
    """Return what the agency signed: values without tags, each filled with zeros to its length."""
    if card.generation == 1:
        parts = [(card.value(0xD0, 1), FRONT), (card.value(0xD1, 1), FACE)]
    else:
        entries = b"".join(card.files.get((1, 0x83), {}).values())
        parts = [
            (entries, ENTRIES),
            (card.value(0xD1, 1), FACE),
            (card.value(0xD0, 1), NAME),
        ]
    if any(not value or len(value) > size for value, size in parts):
        raise NotGenuine
    return b"".join(value.ljust(size, b"\0") for value, size in parts)


def prove(card: Reading, anchors: Iterable[x509.Certificate], at: datetime) -> x509.Certificate:
    """Return the certificate that signed the card's data; `NotGenuine` where anything is wrong."""
    tags = (0xDA, 0xDB) if card.generation == 1 else (0xDC, 0xDD)
    signature, der = card.value(tags[0], 3), card.value(tags[1], 3)
    try:
        signer = x509.load_der_x509_certificate(der)
        _issued(signer, anchors, at)
        _holds(signer, signature, signed_bytes(card), card.generation)
    except (ValueError, TypeError, InvalidSignature):
        raise NotGenuine from None
    return signer


def _issued(signer: x509.Certificate, anchors: Iterable[x509.Certificate], at: datetime) -> None:
    """Raise unless one of the anchors issued the signer's certificate and both run."""
    for anchor in anchors:
        try:
            signer.verify_directly_issued_by(anchor)
        except (ValueError, TypeError, InvalidSignature):
            continue
        if all(
            one.not_valid_before_utc <= at <= one.not_valid_after_utc for one in (signer, anchor)
        ):
            return
    raise NotGenuine


def _holds(signer: x509.Certificate, signature: bytes, data: bytes, generation: int) -> None:
    key = signer.public_key()
    if generation == 1 and isinstance(key, rsa.RSAPublicKey) and key.key_size == 2048:
        key.verify(signature, data, padding.PKCS1v15(), SHA256())
    elif generation == 2 and isinstance(key, ec.EllipticCurvePublicKey) and key.key_size == 384:
        if len(signature) == 96:
            halves = (signature[:48], signature[48:])
            signature = encode_dss_signature(*(int.from_bytes(half, "big") for half in halves))
        key.verify(signature, data, ec.ECDSA(SHA256()))
    else:
        raise NotGenuine

"""Whether the agency wrote the data of a residence card: its signature, judged here and only here.

Address and the mark of a pending application are not covered by the signature. The order of the
signed bytes is that of the public specifications; it has not been tried on a card of generation 1.
"""

from collections.abc import Iterable
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from zairyu.identity.jpki.codes import CardRefused
from zairyu.identity.residence_card.reading import Reading

FRONT, FACE, NAME, ENTRIES = 7000, 3000, 2500, 53  # bytes to which each part is filled
_TAGS = {1: (0xDA, 0xDB), 2: (0xDC, 0xDD)}  # signature and certificate


def signed_bytes(card: Reading) -> bytes:
    """Return what the agency signed: values without tags, each filled with zeros.

    Law: public specification of residence cards, 1.5 (first generation) and 1.1 (second).

    Raises:
        CardRefused: residence_not_genuine, if a part is missing or too long.
    """
    if card.generation == 1:
        parts = [(card.value(1, 0xD0), FRONT), (card.value(1, 0xD1), FACE)]
    else:
        parts = [
            (card.entries, ENTRIES), (card.value(1, 0xD1), FACE), (card.value(1, 0xD0), NAME),
        ]  # fmt: skip
    if any(not value or len(value) > size for value, size in parts):
        raise CardRefused("residence_not_genuine")
    return b"".join(value.ljust(size, b"\0") for value, size in parts)


def judge(card: Reading, anchors: Iterable[x509.Certificate], at: datetime) -> None:
    """Return if the data are genuine.

    Raises:
        CardRefused: residence_not_genuine; residence_closed where no authority is pinned.
    """
    pinned = tuple(anchors)
    if not pinned:
        raise CardRefused("residence_closed")
    data = signed_bytes(card)
    tag_of_signature, tag_of_certificate = _TAGS[card.generation]
    try:
        signer = x509.load_der_x509_certificate(card.value(3, tag_of_certificate))
        _issued(signer, pinned, at)
        _holds(signer, card.value(3, tag_of_signature), data, card.generation)
    except (ValueError, TypeError, InvalidSignature):
        raise CardRefused("residence_not_genuine") from None


def _issued(signer: x509.Certificate, anchors: Iterable[x509.Certificate], at: datetime) -> None:
    for anchor in anchors:
        try:
            signer.verify_directly_issued_by(anchor)
        except (ValueError, TypeError, InvalidSignature):
            continue
        both = (signer, anchor)
        if all(one.not_valid_before_utc <= at <= one.not_valid_after_utc for one in both):
            return
    raise ValueError


def _holds(signer: x509.Certificate, signature: bytes, data: bytes, generation: int) -> None:
    key = signer.public_key()
    if generation == 1 and isinstance(key, rsa.RSAPublicKey) and key.key_size == 2048:
        key.verify(signature, data, padding.PKCS1v15(), SHA256())
    elif generation == 2 and isinstance(key, ec.EllipticCurvePublicKey) and key.key_size == 384:
        if len(signature) == 96:  # the two halves side by side, as cards have them
            halves = (signature[:48], signature[48:])
            signature = encode_dss_signature(*(int.from_bytes(half, "big") for half in halves))
        key.verify(signature, data, ec.ECDSA(SHA256()))
    else:
        raise ValueError

"""The container of a signature in a PDF (CMS), read strictly and checked: one signer, one way.

A container stands outside of what its signature covers. So only the one spelling is taken that the
issuer writes: whoever turns a single bit of it makes another file, and no proof.
"""

import hashlib
import re
from dataclasses import dataclass, field

from asn1crypto import algos, cms
from asn1crypto.core import Integer, ObjectIdentifier, OctetString
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import Encoding

from zairyu.proof import entries
from zairyu.proof.jose import Refused
from zairyu.proof.signing import ES256, on_curve

_HEX = re.compile(rb"<((?:[0-9A-F]{2})+)>")
_SEQUENCE, _SET = 0x30, 0x31
_ONE = Integer(1).dump()
_SIGNED_DATA = ObjectIdentifier("1.2.840.113549.1.7.2").dump()
_DATA = ObjectIdentifier("1.2.840.113549.1.7.1").dump()
_SHA256 = algos.DigestAlgorithm({"algorithm": "sha256"}).dump()
_ECDSA = algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}).dump()
_STAMP = "signature_time_stamp_token"


@dataclass(frozen=True)
class Container:
    """What a container says; nothing of it counts before `check`."""

    signer: x509.Certificate
    above: tuple[x509.Certificate, ...]
    digest: bytes  # of the document, as signed
    attributes: bytes = field(repr=False)  # what the signature is over
    signature: bytes = field(repr=False)
    stamp: bytes | None = field(default=None, repr=False)  # a time-stamp of the signature


def written(gap: bytes) -> bytes:
    """Return the bytes that are written in the gap of a signed file, in large hex signs.

    Raises:
        Refused: `wrapped`: something else stands there.
    """
    found = _HEX.fullmatch(gap)
    if not found:
        raise Refused("wrapped")
    return bytes.fromhex(found[1].decode())


def unwrapped(gap: bytes) -> bytes:
    """Return the container that lies in the gap of a signed file: large hex signs, then noughts.

    Raises:
        Refused: `wrapped`: something else lies there too.
    """
    whole = written(gap)
    size = _length(whole)
    if any(whole[size:]):
        raise Refused("wrapped")
    return whole[:size]


def _length(whole: bytes) -> int:
    """Return how long the first DER element is, its head included."""
    if len(whole) < 2 or whole[0] != 0x30:
        raise Refused("container")
    first = whole[1]
    if first < 0x80:
        return 2 + first
    wide = first & 0x7F
    return 2 + wide + int.from_bytes(whole[2 : 2 + wide], "big")


def read(der: bytes) -> Container:
    """Return a container taken apart.

    Raises:
        Refused: `container`: it is none, or not spelled as the issuer spells it.
    """
    try:
        info = cms.ContentInfo.load(der, strict=True)
        data = info["content"]
        (signer,) = data["signer_infos"]
        listed = [each.chosen.dump() for each in data["certificates"]]
        certificates = [x509.load_der_x509_certificate(each) for each in listed]
        own = named(certificates, signer["sid"].chosen)
        _demand(_spelled(listed, own, signer) == der)
        return Container(
            own,
            tuple(each for each in certificates if each is not own),
            _digest(signer, own),
            signer["signed_attrs"].untag().dump(),
            signer["signature"].native,
            _stamp(signer),
        )
    except Refused:
        raise
    except (ValueError, TypeError, KeyError, LookupError, AttributeError):
        raise Refused("container") from None


def _demand(so: bool) -> None:
    if not so:
        raise Refused("container")


def _spelled(listed: list[bytes], own: x509.Certificate, signer: cms.SignerInfo) -> bytes:
    """Return the one spelling of a container with these parts: nothing else has a place in it."""
    sid = _tlv(_SEQUENCE, own.issuer.public_bytes(), Integer(own.serial_number).dump())
    attributes = _tlv(0xA0, signer["signed_attrs"].contents)
    more = signer["unsigned_attrs"]
    signed = _tlv(
        _SEQUENCE,
        _ONE + sid + _SHA256 + attributes + _ECDSA,
        OctetString(signer["signature"].native).dump(),
        _tlv(0xA1, more.contents) if more.native is not None else b"",
    )
    data = _tlv(
        _SEQUENCE,
        _ONE + _tlv(_SET, _SHA256) + _tlv(_SEQUENCE, _DATA),
        _tlv(0xA0, *listed),
        _tlv(_SET, signed),
    )
    return _tlv(_SEQUENCE, _SIGNED_DATA, _tlv(0xA0, data))


def _tlv(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    size = len(body)
    if size < 0x80:
        return bytes((tag, size)) + body
    wide = (size.bit_length() + 7) // 8
    return bytes((tag, 0x80 | wide)) + size.to_bytes(wide, "big") + body


def named(
    certificates: list[x509.Certificate], name: cms.IssuerAndSerialNumber
) -> x509.Certificate:
    """Return the certificate that a signature names.

    Raises:
        ValueError: none of them, or more than one.
    """
    serial, issuer = name["serial_number"].native, name["issuer"].dump()
    (own,) = (
        each
        for each in certificates
        if each.serial_number == serial and each.issuer.public_bytes() == issuer
    )
    return own


def _digest(signer: cms.SignerInfo, own: x509.Certificate) -> bytes:
    attributes = {each["type"].native: each["values"] for each in signer["signed_attrs"]}
    _demand(len(attributes) == len(signer["signed_attrs"]))
    _demand(attributes["content_type"].native == ["data"])
    (pinned,) = attributes["signing_certificate_v2"][0]["certs"]
    _demand(pinned["cert_hash"].native == _digest_of(own.public_bytes(Encoding.DER)))
    (digest,) = attributes["message_digest"].native
    return bytes(digest)


def _stamp(signer: cms.SignerInfo) -> bytes | None:
    more = signer["unsigned_attrs"]
    if more.native is None:
        return None
    (only,) = more
    _demand(only["type"].native == _STAMP and len(only["values"]) == 1)
    return bytes(only["values"][0].dump())


def check(container: Container, covered: list[bytes]) -> None:
    """Hold the signature against the parts of the file that it covers.

    Raises:
        Refused: `changed` (the file), `signature` (the container).
    """
    if container.digest != _digest_of(*covered):
        raise Refused("changed")
    try:
        public = on_curve(container.signer.public_key())
        public.verify(container.signature, container.attributes, ES256)
    except (InvalidSignature, ValueError):
        raise Refused("signature") from None


def led_up(
    start: x509.Certificate,
    above: tuple[x509.Certificate, ...],
    anchors: tuple[x509.Certificate, ...],
) -> tuple[x509.Certificate, ...]:
    """Return the way from a certificate up to an anchor; each other one must belong to it.

    Raises:
        Refused: `another-issuer`: it does not lead there.
    """
    way, left = [start], [each for each in above if each not in anchors]
    while (anchor := next((each for each in anchors if _issued(way[-1], each)), None)) is None:
        upper = next((each for each in left if _issued(way[-1], each)), None)
        if upper is None:
            raise Refused("another-issuer")
        left.remove(upper)
        way.append(upper)
    if left:
        raise Refused("another-issuer")
    return (*way, anchor)


def _issued(lower: x509.Certificate, upper: x509.Certificate) -> bool:
    try:
        return entries.is_authority(upper) and entries.issued(lower, upper)
    except (ValueError, TypeError):  # extensions that cannot be read
        return False


def _digest_of(*parts: bytes) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()

"""Time-stamps by RFC 3161: since when at the latest a document exists, by another's clock."""

import asyncio
import hashlib
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from asn1crypto import cms as asn1_cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko_certvalidator import ValidationContext

from zairyu.proof import cms
from zairyu.proof.cms import Container
from zairyu.proof.jose import Refused

_DIGESTS = ("sha256", "sha384", "sha512")


def proved(
    container: Container,
    stamped: Sequence[Any],
    content: bytes,
    anchors: Sequence[x509.Certificate],
) -> datetime | None:
    """Return the instant that time-stamps prove, or nothing where there is none.

    Raises:
        Refused: `time-stamp`: one does not hold, or is by somebody unknown.
    """
    instants = []
    if container.stamp is not None:
        instants.append(_instant(container.stamp, container.signature, anchors))
    for each in stamped:
        _, first, second, rest = (int(number) for number in each.byte_range)
        covered = content[:first] + content[second : second + rest]
        gap = content[first:second]
        instants.append(_instant(cms.unwrapped(gap), covered, anchors))
    return min(instants, default=None)


def _instant(der: bytes, covered: bytes, anchors: Sequence[x509.Certificate]) -> datetime:
    context = ValidationContext(
        trust_roots=[_read(each) for each in anchors],
        allow_fetching=False,
        revocation_mode="soft-fail",
        moment=_said(der),
    )
    try:
        data = asn1_cms.ContentInfo.load(der, strict=True)["content"]
        _demand_bare(data, anchors)
        found = asyncio.run(validate_tst_signed_data(data, context, partial(_digest, covered)))
    except (SignatureValidationError, PdfError, ValueError, TypeError, KeyError, AttributeError):
        raise Refused("time-stamp") from None
    if not (found["intact"] and found["valid"] and found["trust_problem_indic"] is None):
        raise Refused("time-stamp")
    instant: datetime = found["timestamp"]
    return instant


def _demand_bare(data: asn1_cms.SignedData, anchors: Sequence[x509.Certificate]) -> None:
    """Demand that a time-stamp holds nothing that neither its signature nor another covers."""
    (signer,) = data["signer_infos"]
    listed = [x509.load_der_x509_certificate(one.chosen.dump()) for one in data["certificates"]]
    own = cms.named(listed, signer["sid"].chosen)
    cms.led_up(own, tuple(one for one in listed if one is not own), tuple(anchors))
    if signer["unsigned_attrs"].native is not None or data["crls"].native is not None:
        raise Refused("time-stamp")


def _said(der: bytes) -> datetime:
    """Return the instant that a time-stamp says, before anything of it was checked."""
    try:
        info = asn1_cms.ContentInfo.load(der)["content"]["encap_content_info"]["content"].parsed
        said: datetime = info["gen_time"].native
    except (ValueError, TypeError, KeyError, AttributeError):
        raise Refused("time-stamp") from None
    return said


def _read(certificate: x509.Certificate) -> Any:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _digest(covered: bytes, algorithm: str) -> bytes:
    if algorithm not in _DIGESTS:
        raise Refused("time-stamp")
    return hashlib.new(algorithm, covered).digest()

"""Checks a signed PDF with nothing but the list of trust: no network, no database, no clock.

What holds is one file as the issuer made it: one signature that allows no change and covers every
byte, by a key of the list, with the certificates and the revocation list of its day inside. After
it there may be one thing only, a time-stamp over the whole. Everything else is refused, each with
a plain reason. It reads files of strangers, so the service runs it apart (`proof.apart`).
"""

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from cryptography import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation.status import SignatureCoverageLevel

from zairyu.proof import cms, revocation, stamps
from zairyu.proof.apart import MOST_BYTES, Checked, names_us
from zairyu.proof.jose import Refused
from zairyu.proof.refusals import KeyRefused
from zairyu.proof.signing import key_id, on_curve
from zairyu.proof.trust import SKEW, TrustList

_SUBFILTER = "/ETSI.CAdES.detached"
_TOKEN = re.compile(r"ZRY1:[0-9A-Z $%*+./:-]+")
_REVISIONS = 2  # the page, and its signature


def check(content: bytes, trust: TrustList, at: datetime, newest: bytes = b"") -> Checked:
    """Say whether a file is a document of the issuer, whole and unchanged.

    `newest` is the newest revocation list that the checker has; one lies in the file as well.
    """
    try:
        return _checked(content, trust, at, newest)
    except (Refused, KeyRefused) as refused:
        reason = refused.reason
    except Exception:  # what a library says of a file made to break readers is of any kind
        reason = "broken"
    names = [each.subject.public_bytes() for each in trust.anchors]
    return Checked(reason, ours=names_us(content, names))


def _checked(content: bytes, trust: TrustList, at: datetime, newest: bytes) -> Checked:
    reader = _opened(content)
    signature, stamped = _seals(reader)
    gap, covered = _parts(content, signature)
    container = cms.read(cms.unwrapped(gap))
    signed_at = _signed_at(signature)
    cms.check(container, covered)
    way = cms.led_up(container.signer, container.above, trust.anchors)
    _whole(content, reader, signature, stamped)
    proved = stamps.proved(container, stamped, content, trust.time_anchors)
    _in_time(signed_at, proved, way, at)
    kid = key_id(on_curve(container.signer.public_key())).hex()
    if trust.key(kid, "documents", proved or signed_at).certificate != container.signer:
        raise Refused("another-issuer")
    revocation.demand(way, [*_lists(reader), newest], proved, signed_at)
    name = container.signer.subject.rfc4514_string()
    return Checked("", True, signed_at, proved, name, kid, _token(reader))


def _opened(content: bytes) -> PdfFileReader:
    """Return a reader of a file that begins and ends as one."""
    if not content.startswith(b"%PDF-1.") and not content.startswith(b"%PDF-2."):
        raise Refused("no-pdf")
    if len(content) > MOST_BYTES:
        raise Refused("too-large")
    reader = PdfFileReader(BytesIO(content), strict=True)
    if reader.encrypted:
        raise Refused("encrypted")
    return reader


def _seals(reader: PdfFileReader) -> tuple[Any, list[Any]]:
    """Return the one signature, and the time-stamps of the whole."""
    signatures = list(reader.embedded_regular_signatures)
    stamped = list(reader.embedded_timestamp_signatures)
    if not signatures:
        raise Refused("not-signed")
    if len(signatures) > 1 or len(stamped) > 1:
        raise Refused("more-signatures")
    return signatures[0], stamped


def _parts(content: bytes, signature: Any) -> tuple[bytes, list[bytes]]:
    """Return the gap with the container, and the two parts of the file that are signed."""
    size = len(content)
    numbers = [int(each) for each in signature.byte_range]
    if len(numbers) != 4 or numbers[0] != 0:
        raise Refused("coverage")
    _, first, second, rest = numbers
    if not 0 < first < second <= second + rest <= size:
        raise Refused("coverage")
    gap = content[first:second]
    if cms.written(gap) != signature.pkcs7_content:
        raise Refused("wrapped")
    return gap, [content[:first], content[second : second + rest]]


def _whole(content: bytes, reader: PdfFileReader, signature: Any, stamped: Sequence[Any]) -> None:
    """Demand that nothing follows the signature but a time-stamp, and that it forbids all else."""
    last = (stamped or [signature])[-1]
    if int(last.byte_range[2]) + int(last.byte_range[3]) != len(content):
        raise Refused("later-revision")
    if reader.xrefs.total_revisions != _REVISIONS + len(stamped):
        raise Refused("later-revision")
    kind = (signature.sig_object.get("/SubFilter"), signature.docmdp_level)
    for each in (signature, *stamped):
        each.compute_integrity_info()
    if kind != (_SUBFILTER, MDPPerm.NO_CHANGES):
        raise Refused("wrong-kind")
    if last.coverage != SignatureCoverageLevel.ENTIRE_FILE:
        raise Refused("coverage")
    _only_stamped(signature)


def _only_stamped(signature: Any) -> None:
    """Demand that what follows the signature changes nothing that anyone sees."""
    if signature.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        raise Refused("coverage")
    level = getattr(signature.diff_result, "modification_level", None)
    if level not in (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES):
        raise Refused("later-revision")


def _signed_at(signature: Any) -> datetime:
    try:
        said = signature.self_reported_timestamp
    except (PdfError, ValueError):
        said = None
    if not isinstance(said, datetime) or said.tzinfo is None:
        raise Refused("no-time")
    return said


def _in_time(
    signed_at: datetime, proved: datetime | None, way: Sequence[x509.Certificate], at: datetime
) -> None:
    """Demand that each certificate held when it was signed, and holds still unless that is proved.

    Without a time-stamp the instant of signing is only what the file says: then the certificates
    must hold at the instant of the check as well.
    """
    if signed_at > at + SKEW or (proved and proved > at + SKEW):
        raise Refused("future")
    moments = (signed_at, proved) if proved else (signed_at, at)
    for certificate in way:
        if any(moment < certificate.not_valid_before_utc - SKEW for moment in moments):
            raise Refused("not-yet-valid")
        if any(moment > certificate.not_valid_after_utc for moment in moments):
            raise Refused("expired")


def _lists(reader: PdfFileReader) -> list[bytes]:
    """Return the revocation lists that lie in the file."""
    try:
        held = reader.root["/DSS"]["/CRLs"]
        return [each.get_object().data for each in held]
    except (PdfError, KeyError, ValueError, TypeError, AttributeError):
        return []


def _token(reader: PdfFileReader) -> str:
    """Return the token that is kept among the keywords of a document, or nothing."""
    try:
        said = str(reader.trailer_view["/Info"].get("/Keywords", ""))
    except (PdfError, KeyError, ValueError, TypeError, AttributeError):
        return ""
    found = _TOKEN.search(said)
    return found[0] if found else ""

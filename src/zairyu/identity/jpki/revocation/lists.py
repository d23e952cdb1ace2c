"""Revocation lists: kept in a folder, or fetched by HTTP and kept until their next update.

The real lists are parted by municipality, and a certificate names its part. A list is kept under
the digest of the part it is for, so that only that one is opened. Signatures are looked at when a
list is used; what is kept under a name can at worst be useless.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from django.conf import settings

from zairyu.identity.jpki.revocation.evidence import judge_lists
from zairyu.identity.jpki.revocation.fetch import fetch
from zairyu.identity.jpki.revocation.status import Status

WHOLE = "whole"


def judge(
    leaf: x509.Certificate, issuer: x509.Certificate, lists: Sequence[bytes], at: datetime
) -> Status:
    """Return what lists say of a certificate."""
    return Status(judge_lists(leaf, issuer, lists, at), "crl")


def keep(folder: Path, kind: str, der: bytes) -> Path:
    """Keep a list under the part it is for, in place of an older one.

    Raises:
        ValueError: it is no list.
    """
    found = x509.load_der_x509_crl(der)
    (folder / kind).mkdir(parents=True, exist_ok=True)
    place = folder / kind / f"{_part(found)}.crl"
    beside = place.with_suffix(".new")
    beside.write_bytes(der)
    beside.replace(place)
    return place


class InFolder:
    """The lists of a folder, put there by the operator (`manage.py keep_card_list`)."""

    def check(
        self, kind: str, leaf: x509.Certificate, issuer: x509.Certificate, at: datetime
    ) -> Status:
        """Return what the list of the certificate's part says."""
        return judge(leaf, issuer, list(_kept(kind, leaf)), at)


class ByHttp(InFolder):
    """The lists of addresses in the settings (`list_addresses`), fetched when the kept are over."""

    def check(
        self, kind: str, leaf: x509.Certificate, issuer: x509.Certificate, at: datetime
    ) -> Status:
        """Return what the kept list says; fetch it anew when that says nothing."""
        status = super().check(kind, leaf, issuer, at)
        if status.verdict != "unknown":
            return status
        folder = Path(settings.ZAIRYU_CARD["lists"])
        for address in settings.ZAIRYU_CARD["list_addresses"][kind]:
            der = fetch(address)
            if _is_of(x509.load_der_x509_crl(der), issuer):
                keep(folder, kind, der)
        return super().check(kind, leaf, issuer, at)


def _is_of(found: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    key = issuer.public_key()
    if not isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey):
        return False
    return found.is_signature_valid(key)


def _kept(kind: str, leaf: x509.Certificate) -> Iterator[bytes]:
    folder = Path(settings.ZAIRYU_CARD["lists"]) / kind
    for name in (*_parts(leaf), WHOLE):
        place = folder / f"{name}.crl"
        if place.is_file():
            yield place.read_bytes()


def _parts(leaf: x509.Certificate) -> list[str]:
    """Return the digests of the places where a certificate says that its list is."""
    try:
        points = leaf.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    except x509.ExtensionNotFound:
        return []
    return [_digest(one) for point in points for one in point.full_name or ()]


def _part(found: x509.CertificateRevocationList) -> str:
    """Return the digest of the part a list is for; a list without parts is the whole."""
    try:
        point = found.extensions.get_extension_for_class(x509.IssuingDistributionPoint).value
    except x509.ExtensionNotFound:
        return WHOLE
    return _digest(point.full_name[0]) if point.full_name else WHOLE


def _digest(name: x509.GeneralName) -> str:
    if isinstance(name, x509.DirectoryName):
        return hashlib.sha256(name.value.public_bytes()).hexdigest()
    return hashlib.sha256(str(name.value).encode()).hexdigest()

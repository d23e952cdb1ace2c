"""Who puts time-stamps on documents: a server by RFC 3161 that the settings name, or nobody.

The certificates of its authority are pinned in a file: its root last. A revocation list beside them
is laid into the documents.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from asn1crypto import crl as asn1_crl
from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from django.conf import settings
from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper

SECONDS = 10


@dataclass(frozen=True, eq=False)
class Stamping:
    """A time-stamp server, and what its stamps are checked with."""

    stamper: Any
    certificates: list[Any]
    lists: list[Any]


def stamping() -> Stamping | None:
    """Return the time-stamp server of this deployment, or nothing."""
    terms = settings.ZAIRYU_TIME_STAMPS
    if not terms["address"]:
        return None
    return _stamping(terms["address"], Path(terms["anchors"]), _changed(terms["anchors"]))


def _changed(place: Path | str) -> tuple[tuple[str, int], ...]:
    return tuple((each.name, each.stat().st_mtime_ns) for each in sorted(Path(place).glob("*")))


@lru_cache(maxsize=2)
def _stamping(address: str, place: Path, _changed: tuple[tuple[str, int], ...]) -> Stamping:
    stamper = RequestsHTTPTimeStamper(
        address, https=address.startswith("https://"), timeout=SECONDS
    )
    certificates = [asn1_x509.Certificate.load(der) for der in _ders(place, "*.pem")]
    lists = [asn1_crl.CertificateList.load(path.read_bytes()) for path in place.glob("*.crl")]
    return Stamping(stamper, certificates, lists)


def _ders(place: Path, pattern: str) -> list[bytes]:
    return [
        der
        for path in sorted(place.glob(pattern))
        for _, _, der in pem.unarmor(path.read_bytes(), multiple=True)
    ]

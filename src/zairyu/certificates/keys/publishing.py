"""What is published of the ring: the trust list, the roots, and the lists of revoked certificates.

They lie as files beside the register, signed when something changed and again each day where the
root is at hand. Where it is kept elsewhere a person brings it before they expire.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from zairyu.certificates.keys import profile, register
from zairyu.certificates.keys.register import PUBLISHED, ROOT, IssuerKeysMissing, Register
from zairyu.proof import entries, trust
from zairyu.proof.entries import TrustedKey
from zairyu.proof.signing import USES, Key

RENEW = timedelta(days=1)  # a checker who can fetches the next list after this
HOLDS = timedelta(days=30)  # and must not trust this one longer than that
BACKWARDS = timedelta(hours=2)  # a clock set back by more than this (the demo's) wants a new list
LIST, DATES, CROSSED = "trust.jwt", "dates.json", "crossed"


@dataclass(frozen=True)
class Dates:
    """Which change was published, and for how long that holds."""

    number: int
    issued_at: datetime
    expires_at: datetime

    def due(self, number: int, at: datetime) -> bool:
        """Say whether it should be published anew."""
        late = at >= self.issued_at + RENEW or at < self.issued_at - BACKWARDS
        return late or number != self.number


def publish(place: Path, said: Register, root: Key, at: datetime) -> None:
    """Sign the trust list and the root's list of revoked certificates, and lay them down."""
    out, until = place / PUBLISHED, at + HOLDS
    register.whole(out / LIST, trust.write(_payload(said, at), _handed(place, said, root)).encode())
    revocations_of(place, said, said.root(), root, at)
    dates = {
        "number": said.number,
        "issued_at": at.isoformat(),
        "expires_at": until.isoformat(),
    }
    register.whole(out / DATES, json.dumps(dates).encode())


def revocations_of(place: Path, said: Register, root: TrustedKey, key: Key, at: datetime) -> None:
    """Sign the list of the certificates by one root whose keys are lost, and lay it down.

    That of a root that another took over from holds as long as the root itself, for nobody may be
    able to sign it once more: a key below it that is lost later stands in the trust list.
    """
    if root.certificate is None:
        raise IssuerKeysMissing("the root has no certificate")
    until = root.certificate.not_valid_after_utc if root.until else at + HOLDS
    above = (root.certificate, key)
    lost = _lost(said, root.certificate)
    made = profile.revocations(above, lost, said.number, at, until)
    register.whole(place / PUBLISHED / f"{root.kid}.crl", made)


def keep_cross(place: Path, kid: str, certificate: x509.Certificate) -> None:
    """Keep the certificate by which the root before handed over to this one."""
    pem = certificate.public_bytes(Encoding.PEM)
    register.whole(place / CROSSED / f"{kid}.crt.pem", pem)


def dates(place: Path) -> Dates:
    """Return which change was published, and for how long that holds.

    Raises:
        IssuerKeysMissing: nothing was ever published.
    """
    file = place / PUBLISHED / DATES
    try:
        return _dates(file, file.stat().st_mtime_ns)
    except FileNotFoundError:
        raise IssuerKeysMissing(f"nothing is published in {place / PUBLISHED}") from None


@lru_cache(maxsize=8)
def _dates(file: Path, _changed_at: int) -> Dates:
    said = json.loads(file.read_text("utf-8"))
    issued, expires = (datetime.fromisoformat(said[n]) for n in ("issued_at", "expires_at"))
    return Dates(said["number"], issued, expires)


def file(place: Path, name: str) -> bytes:
    """Return one of the files that were published: the trust list or a list of a root."""
    return (place / PUBLISHED / name).read_bytes()


def _lost(said: Register, root: x509.Certificate) -> list[tuple[x509.Certificate, datetime]]:
    return [
        (key.certificate, key.compromised_at)
        for key in said.keys
        if key.certificate is not None
        and key.compromised_at is not None
        and key.certificate.issuer == root.subject
    ]


def _payload(said: Register, at: datetime) -> dict[str, Any]:
    address = said.address.rstrip("/")
    return {
        "iss": said.address,
        "name": said.name,
        "number": said.number,
        "iat": int(at.astimezone(UTC).timestamp()),
        "ttl": int(RENEW.total_seconds()),
        "exp": int((at + HOLDS).timestamp()),
        "anchors": [entries.written(key, at) for key in said.safe(ROOT)],
        "keys": [entries.written(key, at) for use in USES for key in said.of(use)],
        "places": {
            "counter": f"{address}/v/",
            "crl": profile.revocation_at(address, said.root().kid),
            "status_lists": f"{address}/v/status/",
            "status_prefix": f"{address}/v/status/",
        },
        "time_stamps": [entries.x5c(one) for one in _time_anchors()],
    }


def _time_anchors() -> list[x509.Certificate]:
    """Return the roots of the authority whose time-stamps our documents bear."""
    files = sorted(Path(settings.ZAIRYU_TIME_STAMPS["anchors"]).glob("*.pem"))
    return [one for file in files for one in x509.load_pem_x509_certificates(file.read_bytes())]


def _handed(place: Path, said: Register, root: Key) -> Key:
    """Return the root with the certificates that lead to it from the roots before, newest first."""
    newest_first = reversed(said.safe(ROOT))
    files = [place / CROSSED / f"{key.kid}.crt.pem" for key in newest_first]
    chain = tuple(x509.load_pem_x509_certificate(f.read_bytes()) for f in files if f.is_file())
    return _Handed(root, chain)


class _Handed:
    """A root that bears the certificates by the roots before it."""

    def __init__(self, root: Key, chain: tuple[x509.Certificate, ...]) -> None:
        self.kid, self.name, self.public = root.kid, root.name, root.public
        self.certificate, self.issuer_chain, self.sign = root.certificate, chain, root.sign

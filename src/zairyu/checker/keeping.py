"""What a checker keeps between checks: the root, the trust list and the status lists."""

import hashlib
import os
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from zairyu.proof import check, trust
from zairyu.proof.check import Kept
from zairyu.proof.jose import Refused
from zairyu.proof.statuslist import StatusList
from zairyu.proof.trust import TrustList, TrustRefused

ANCHOR, TRUST, REVOKED, LISTS = "root.pem", "trust.jwt", "revoked.crl", "lists"


class NothingKept(Exception):
    """There is no trust list yet."""


@dataclass(frozen=True)
class Folder:
    """A folder in which a checker keeps what was fetched."""

    path: Path

    @classmethod
    def usual(cls) -> "Folder":
        """Return the folder of this person, or the one that ZAIRYU_CHECKER names."""
        beside = Path(os.environ.get("XDG_DATA_HOME", "") or Path.home() / ".local/share")
        return cls(Path(os.environ.get("ZAIRYU_CHECKER", "") or beside / "zairyu-checker"))

    def anchor(self) -> x509.Certificate | None:
        """Return the root that was compared once, or nothing."""
        place = self.path / ANCHOR
        return x509.load_pem_x509_certificate(place.read_bytes()) if place.is_file() else None

    def trust_text(self) -> str:
        """Return the trust list as fetched."""
        return (self.path / TRUST).read_text()

    def revoked(self) -> bytes:
        """Return the newest list of revoked certificates, or nothing."""
        place = self.path / REVOKED
        return place.read_bytes() if place.is_file() else b""

    def keep(self, name: str, content: bytes) -> None:
        """Keep a file, whole or not at all."""
        place = self.path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = place.with_name(f".{place.name}.{os.getpid()}")
        fresh.write_bytes(content)
        fresh.replace(place)

    def keep_anchor(self, root: x509.Certificate) -> None:
        """Keep the root that a person has compared."""
        self.keep(ANCHOR, root.public_bytes(Encoding.PEM))

    def keep_list(self, uri: str, content: bytes) -> None:
        """Keep a status list."""
        self.keep(f"{LISTS}/{hashlib.sha256(uri.encode()).hexdigest()[:16]}", content)


@dataclass(frozen=True)
class Hand:
    """What is at hand for a check, and the files that a process of its own needs for a PDF."""

    kept: Kept
    anchor: x509.Certificate
    trust_text: str = field(repr=False)
    revoked: bytes = field(repr=False)


def opened(folder: Folder, trust_file: Path | None, lists: list[Path]) -> Hand:
    """Return what is kept, with a trust list or status lists given for this check instead.

    Raises:
        NothingKept: no root, or no trust list.
        TrustRefused: the trust list does not count.
    """
    anchor = folder.anchor()
    if anchor is None:
        raise NothingKept
    try:
        text = trust_file.read_text() if trust_file else folder.trust_text()
    except OSError:
        raise NothingKept from None
    believed = trust.read(text, anchor)
    files = lists or sorted((folder.path / LISTS).glob("[!.]*"))
    return Hand(Kept(believed, _lists(files, believed)), anchor, text, folder.revoked())


def _lists(files: list[Path], believed: TrustList) -> dict[str, StatusList]:
    """Return the status lists that count; of two for one address, the later."""
    found: dict[str, StatusList] = {}
    for file in files:
        try:
            listed = check.read_list(file.read_bytes(), believed)
        except (Refused, OSError):
            continue  # the check then says that there is no list
        known = found.get(listed.uri)
        if known is None or known.issued_at < listed.issued_at:
            found[listed.uri] = listed
    return found


def newest_end(kept: Kept) -> datetime:
    """Return until when what is kept may be relied on."""
    ends = [one.expires_at for one in kept.lists.values() if one.expires_at is not None]
    return min([kept.trust.expires_at, *ends])


__all__ = ["Folder", "Hand", "NothingKept", "TrustRefused", "newest_end", "opened"]

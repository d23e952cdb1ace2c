"""The register of the ring: which keys there are, for what, for how long, and which are lost.

It is a file of plain words beside the keys, `ring.json`, with nothing secret in it. It is written
in one step, so that whoever reads it sees it before a change or after it, and changed under a lock,
so that two people at two keyboards do not change it at once.
"""

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from zairyu.proof.entries import TrustedKey
from zairyu.proof.signing import from_jwk, jwk

FILE, CERTIFICATES, PRIVATE, PUBLISHED = "ring.json", "certificates", "private", "published"
ROOT = "root"  # the use of a key that signs certificates and the trust list
_LOCK = ".lock"
_VERSION = 1


class IssuerKeysMissing(RuntimeError):
    """There are no keys to sign with where the settings say."""


@dataclass(frozen=True)
class Register:
    """What `ring.json` says, with the certificates that lie beside it."""

    name: str  # of the issuer, as checkers see it
    store: str  # files or pkcs11
    address: str  # of the service, as it stands in the certificates
    number: int  # of the last change
    keys: tuple[TrustedKey, ...] = field(repr=False)

    def of(self, use: str) -> list[TrustedKey]:
        """Return the keys of a use, the newest last."""
        return sorted((key for key in self.keys if key.use == use), key=lambda key: key.since)

    def safe(self, use: str) -> list[TrustedKey]:
        """Return the keys of a use that are not lost, the newest last."""
        return [key for key in self.of(use) if key.compromised_at is None]

    def find(self, kid: str) -> TrustedKey:
        """Return a key by its id.

        Raises:
            IssuerKeysMissing: the ring has no such key.
        """
        for key in self.keys:
            if key.kid == kid:
                return key
        raise IssuerKeysMissing(f"the ring has no key {kid}")

    def root(self) -> TrustedKey:
        """Return the root that signs today."""
        safe = self.safe(ROOT)
        if not safe:
            raise IssuerKeysMissing("no root of the ring is safe; a new issuer has to be made")
        return safe[-1]

    def with_keys(self, *fresh: TrustedKey) -> "Register":
        """Return the register after a change: each key replaces the one with its id, or is new."""
        changed = {key.kid: key for key in self.keys} | {key.kid: key for key in fresh}
        return replace(self, number=self.number + 1, keys=tuple(changed.values()))


def read(place: Path) -> Register:
    """Return the register of a folder.

    Raises:
        IssuerKeysMissing: there is none, or it does not hold together.
    """
    try:
        said = json.loads((place / FILE).read_text("utf-8"))
        keys = tuple(_read_key(place, one) for one in said["keys"])
    except FileNotFoundError as fault:
        raise IssuerKeysMissing(f"no ring of keys in {place}: {fault.filename} lacks") from None
    except (ValueError, LookupError, TypeError) as fault:
        raise IssuerKeysMissing(f"{place / FILE} does not hold together: {fault}") from None
    if said["version"] != _VERSION:
        raise IssuerKeysMissing(f"{place / FILE} is of version {said['version']}, not {_VERSION}")
    return Register(said["name"], said["store"], said["address"], said["number"], keys)


def write(place: Path, register: Register) -> None:
    """Write a register and the certificates that it names."""
    certificates = place / CERTIFICATES
    certificates.mkdir(mode=0o700, parents=True, exist_ok=True)
    for key in register.keys:
        if key.certificate is not None:
            whole(certificates / f"{key.kid}.crt.pem", key.certificate.public_bytes(Encoding.PEM))
    said = {
        "version": _VERSION,
        "name": register.name,
        "store": register.store,
        "address": register.address,
        "number": register.number,
        "keys": [_written_key(key) for key in register.keys],
    }
    whole(place / FILE, json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n")


def whole(path: Path, data: bytes) -> None:
    """Write a file in one step: readers see the one before or this one, never half of it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    beside.replace(path)


@contextmanager
def locked(place: Path) -> Iterator[None]:
    """Hold the ring while it is changed; whoever comes then waits."""
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (place / _LOCK).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _written_key(key: TrustedKey) -> dict[str, Any]:
    told: dict[str, Any] = {"kid": key.kid, "use": key.use, "since": key.since.isoformat()}
    for name in ("until", "compromised_at"):
        instant = getattr(key, name)
        told |= {name: instant.isoformat()} if instant else {}
    return told | {"certified": key.certificate is not None, "jwk": jwk(key.public)}


def _read_key(place: Path, said: dict[str, Any]) -> TrustedKey:
    kid = said["kid"]
    own = None
    if said["certified"]:
        pem = (place / CERTIFICATES / f"{kid}.crt.pem").read_bytes()
        own = x509.load_pem_x509_certificate(pem)
    since, until, lost = (_instant(said.get(name)) for name in ("since", "until", "compromised_at"))
    if since is None:
        raise ValueError(f"the key {kid} has no first day")
    return TrustedKey(kid, said["use"], from_jwk(said["jwk"]), since, until, lost, own)


def _instant(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None

"""The ring: what proofs are signed with, key by key, and the one question `issuer()`."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.utils.module_loading import import_string

from zairyu.certificates.keys import register
from zairyu.certificates.keys.register import PRIVATE, ROOT, IssuerKeysMissing, Register
from zairyu.certificates.keys.stores import FileStore, KeyAway, Store
from zairyu.proof.entries import TrustedKey
from zairyu.proof.signing import Key

# Only a deployment that has a module loads the library for it.
_HARDWARE = "zairyu.certificates.keys.hardware.HardwareStore"


@dataclass(frozen=True, eq=False)
class Issuer:
    """The issuer of a deployment: its register, and the store that signs."""

    place: Path
    register: Register = field(repr=False)
    store: Store = field(repr=False)
    _loaded: dict[str, Key] = field(default_factory=dict, repr=False)

    def key(self, use: str, at: datetime) -> Key:
        """Return the key for what is signed at an instant: the newest in use then that is safe.

        Raises:
            IssuerKeysMissing: there is none, or its private half is away.
        """
        return self.opened(self.key_entry(use, at))

    def key_entry(self, use: str, at: datetime) -> TrustedKey:
        """Return what the register says of the key for what is signed at an instant.

        Raises:
            IssuerKeysMissing: there is none.
        """
        for entry in reversed(self._by_use.get(use, [])):
            if entry.since <= at and (entry.until is None or at < entry.until):
                return entry
        raise IssuerKeysMissing(f"no key for {use} was in use on {at:%Y-%m-%d}")

    def opened(self, entry: TrustedKey) -> Key:
        """Return the key of an entry, able to sign.

        Raises:
            IssuerKeysMissing: its private half is away.
        """
        known = self._loaded.get(entry.kid)
        if known is None:
            try:
                known = self.store.key(entry, self.chain(entry))
            except KeyAway as fault:
                raise IssuerKeysMissing(str(fault)) from None
            self._loaded[entry.kid] = known
        return known

    def chain(self, entry: TrustedKey) -> tuple[x509.Certificate, ...]:
        """Return the certificates above that of a key: the root that signed it."""
        if entry.certificate is None or entry.use == ROOT:
            return ()
        above = entry.certificate.issuer
        return tuple(root for root in self.roots if root.subject == above)

    @cached_property
    def _by_use(self) -> Mapping[str, list[TrustedKey]]:
        uses = {key.use for key in self.register.keys}
        return {use: self.register.safe(use) for use in uses}

    @property
    def name(self) -> str:
        """Return the name of the issuer."""
        return self.register.name

    @cached_property
    def root(self) -> x509.Certificate:
        """Return the certificate of the root that signs today: what a checker has to know."""
        certificate = self.register.root().certificate
        if certificate is None:
            raise IssuerKeysMissing("the root has no certificate")
        return certificate

    @cached_property
    def roots(self) -> tuple[x509.Certificate, ...]:
        """Return the certificates of all roots that are safe, the one of today last."""
        safe = self.register.safe(ROOT)
        return tuple(key.certificate for key in safe if key.certificate is not None)

    @cached_property
    def publics(self) -> Mapping[bytes, ec.EllipticCurvePublicKey]:
        """Return every public key that ever signed tokens, by id, the compromised ones too.

        The counter online reads with these: what it answers stands in our own sealed record, and a
        signature there only has to agree with it. Offline the trust list is asked instead.
        """
        return {bytes.fromhex(k.kid): k.public for k in self.register.keys if k.use == "tokens"}


def folder() -> Path:
    """Return the folder of the issuer's keys."""
    return Path(settings.VAULT_KEY_FOLDER) / "issuer"


def store_of(place: Path, kind: str) -> Store:
    """Return the store in which the private halves of a ring lie.

    Raises:
        IssuerKeysMissing: no such kind, or the settings do not say where the module is.
    """
    if kind == "files":
        return FileStore(place / PRIVATE)
    if kind != "pkcs11":
        raise IssuerKeysMissing(f"{kind} is no place for keys: files or pkcs11")
    try:
        store: Store = import_string(_HARDWARE)(settings.ZAIRYU_PKCS11)
    except KeyAway as fault:
        raise IssuerKeysMissing(str(fault)) from None
    return store


def read(place: Path | str) -> Issuer:
    """Return the issuer whose keys lie in a folder; a change by another process is seen at once.

    Raises:
        IssuerKeysMissing: there are none.
    """
    try:  # asked at every proof: plain text and one call to the system, no Path is built
        now = os.stat(f"{place}/{register.FILE}")  # noqa: PTH116
    except FileNotFoundError:
        raise IssuerKeysMissing(f"no keys in {place}; make them with make_issuer_keys") from None
    return _read(str(place), now.st_ino, now.st_mtime_ns)


@lru_cache(maxsize=8)
def _read(place: str, _file: int, _changed_at: int) -> Issuer:
    said = register.read(Path(place))
    return Issuer(Path(place), said, store_of(Path(place), said.store))

"""Where the private halves lie: in files of a folder. `hardware` is the other place."""

import os
from pathlib import Path
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from zairyu.proof.entries import TrustedKey
from zairyu.proof.signing import Key, KeyInMemory, key_id, on_curve


class KeyAway(RuntimeError):
    """The private half is not where the keys of this deployment lie."""


class Store(Protocol):
    """Holds private halves, makes new ones, and signs with them."""

    def make(self, label: str) -> ec.EllipticCurvePublicKey:
        """Make a key and return its public half; the private one stays inside."""

    def key(self, entry: TrustedKey, chain: tuple[x509.Certificate, ...] = ()) -> Key:
        """Return the key of an entry, which bears its certificate and those above it.

        Raises:
            KeyAway: it is not here.
        """

    def destroy(self, kid: str) -> None:
        """Destroy a private half; nothing happens if it is gone already."""


class FileStore:
    """Private halves as PEM files that nobody else can read: for demo, tests and a laptop."""

    def __init__(self, folder: Path) -> None:
        """Keep the folder; it is made when the first key is."""
        self.folder = folder

    def _file(self, kid: str) -> Path:
        return self.folder / f"{kid}.key.pem"

    def make(self, label: str) -> ec.EllipticCurvePublicKey:  # noqa: ARG002  files need no label
        """Make a key and return its public half."""
        private = ec.generate_private_key(ec.SECP256R1())
        key = KeyInMemory(private)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(self._file(key.name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        return key.public

    def key(self, entry: TrustedKey, chain: tuple[x509.Certificate, ...] = ()) -> Key:
        """Return the key of an entry."""
        kid = key_id(entry.public).hex()
        try:
            private = load_pem_private_key(self._file(kid).read_bytes(), None)
        except FileNotFoundError:
            raise KeyAway(f"the private half of key {kid} is not in {self.folder}") from None
        if not isinstance(private, ec.EllipticCurvePrivateKey):
            raise KeyAway(f"what lies as key {kid} is no key on a curve")
        if key_id(on_curve(private.public_key())).hex() != kid:
            raise KeyAway(f"what lies as key {kid} is another key")
        return KeyInMemory(private, entry.certificate, chain)

    def destroy(self, kid: str) -> None:
        """Destroy a private half."""
        self._file(kid).unlink(missing_ok=True)

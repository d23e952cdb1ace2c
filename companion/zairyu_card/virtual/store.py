"""Where a test authority keeps what it made: in memory, or in a directory of its owner's alone."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


class Store:
    """Names and bytes; each is made once and found again afterwards."""

    def __init__(self, directory: Path | None = None) -> None:
        self._memory: dict[str, bytes] = {}
        self._keys: dict[str, PrivateKey] = {}
        self._directory = directory
        if directory:
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)

    def private(self, name: str, make: Callable[[], PrivateKey]) -> PrivateKey:
        """Return a private key, made when it is first asked for."""

        def fresh() -> bytes:
            return make().private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )

        if name not in self._keys:
            pem = self._once(f"{name}.pem", fresh)
            # Our own file: proving its primes again at every start would only cost time.
            key = serialization.load_pem_private_key(pem, None, unsafe_skip_rsa_key_validation=True)
            if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
                raise TypeError(name)
            self._keys[name] = key
        return self._keys[name]

    def certificate(self, name: str, make: Callable[[], x509.Certificate]) -> x509.Certificate:
        """Return a certificate, made when it is first asked for."""

        def fresh() -> bytes:
            return make().public_bytes(serialization.Encoding.DER)

        return x509.load_der_x509_certificate(self._once(f"{name}.crt", fresh))

    def said(self, name: str) -> dict[str, Any]:
        """Return what was noted under a name, empty if nothing was."""
        found: dict[str, Any] = json.loads(self._once(f"{name}.json", lambda: b"{}"))
        return found

    def note(self, name: str, what: dict[str, Any]) -> None:
        """Note something under a name, in place of what stood there."""
        self._put(f"{name}.json", json.dumps(what, sort_keys=True).encode())

    def _once(self, name: str, make: Callable[[], bytes]) -> bytes:
        found = self._get(name)
        if found is None:
            found = make()
            self._put(name, found)
        return found

    def _get(self, name: str) -> bytes | None:
        if not self._directory:
            return self._memory.get(name)
        try:
            return (self._directory / name).read_bytes()
        except FileNotFoundError:
            return None

    def _put(self, name: str, content: bytes) -> None:
        if not self._directory:
            self._memory[name] = content
            return
        place = self._directory / name
        beside = place.with_suffix(f"{place.suffix}.{os.getpid()}")
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(content)
        beside.replace(place)

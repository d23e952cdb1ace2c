"""Private halves in a hardware module, by PKCS#11: they are made in there and never come out.

One session for each process, opened at the first signature; one signature at a time goes through
it. A module that was away (restarted, unplugged) is opened anew once before that is a fault. A
process that was forked opens its own.
"""

import hashlib
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pkcs11
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_der_public_key
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass
from pkcs11.util.ec import encode_ec_public_key, encode_named_curve_parameters

from zairyu.certificates.keys.stores import KeyAway
from zairyu.proof.entries import TrustedKey
from zairyu.proof.signing import Key, key_id, on_curve

_CURVE = encode_named_curve_parameters("secp256r1")
_ONLY_SIGNS = {
    Attribute.SENSITIVE: True,
    Attribute.EXTRACTABLE: False,
    Attribute.SIGN: True,
    Attribute.DECRYPT: False,
    Attribute.DERIVE: False,
    Attribute.UNWRAP: False,
}


class Module:
    """One token of one module: opened when it is first needed, and again after a fork."""

    def __init__(self, library: str, token: str, pin_file: str) -> None:
        """Keep where it is; the PIN is read from its file when the token is opened."""
        self._library, self._token, self._pin_file = library, token, pin_file
        self._lock = threading.RLock()
        self._session: Any = None
        self._process = 0
        self._found: dict[str, Any] = {}

    def _opened(self) -> Any:
        if self._session is None or self._process != os.getpid():
            library = pkcs11.lib(self._library)
            if self._process not in (0, os.getpid()):
                library.reinitialize()  # what the parent opened does not hold in a child
            pin = Path(self._pin_file).read_text("utf-8").strip()
            token = library.get_token(token_label=self._token)
            self._session, self._process = _session(token, pin), os.getpid()
            self._found = {}
        return self._session

    def _forget(self) -> None:
        session, self._session = self._session, None
        self._found = {}
        try:
            session.close()
        except (pkcs11.PKCS11Error, AttributeError):
            return  # it was gone: that is why we forget it

    def make(self, label: str) -> ec.EllipticCurvePublicKey:
        """Make a pair of keys in the token and return the public half."""
        with self._lock:
            try:
                return self._made(label)
            except (pkcs11.PKCS11Error, OSError) as fault:
                raise KeyAway(_plain(fault)) from None

    def _made(self, label: str) -> ec.EllipticCurvePublicKey:
        session = self._opened()
        terms = {Attribute.EC_PARAMS: _CURVE}
        curve = session.create_domain_parameters(KeyType.EC, terms, local=True)
        public, private = curve.generate_keypair(
            store=True, label=label, private_template=_ONLY_SIGNS
        )
        made = on_curve(load_der_public_key(encode_ec_public_key(public)))
        kid = key_id(made)
        for half in (public, private):
            half[Attribute.ID] = kid
            half[Attribute.LABEL] = f"{label} {kid.hex()}"
        return made

    def private(self, kid: str) -> Any:
        """Return the handle of a private half.

        Raises:
            KeyAway: the token has no such key, or does not answer.
        """
        with self._lock:
            session = self._opened()
            if kid not in self._found:
                named = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.ID: bytes.fromhex(kid)}
                handles = list(session.get_objects(named))
                if not handles:
                    raise KeyAway(f"the token {self._token} has no private half of key {kid}")
                self._found[kid] = handles[0]
            return self._found[kid]

    def sign(self, kid: str, data: bytes) -> bytes:
        """Return a signature of 64 bytes.

        Raises:
            KeyAway: the token has no such key, or does not answer even when opened anew.
        """
        digest = hashlib.sha256(data).digest()
        with self._lock:
            try:
                return self._signed(kid, digest)
            except (pkcs11.PKCS11Error, OSError):
                self._forget()
            try:
                return self._signed(kid, digest)
            except (pkcs11.PKCS11Error, OSError) as fault:
                raise KeyAway(_plain(fault)) from None

    def _signed(self, kid: str, digest: bytes) -> bytes:
        signature: bytes = self.private(kid).sign(digest, mechanism=Mechanism.ECDSA)
        return signature

    def destroy(self, kid: str) -> None:
        """Destroy both halves of a key in the token."""
        with self._lock:
            for handle in list(self._opened().get_objects({Attribute.ID: bytes.fromhex(kid)})):
                handle.destroy()
            self._found.pop(kid, None)


@lru_cache(maxsize=8)
def _module(library: str, token: str, pin_file: str) -> Module:
    """Return the one module of this process: a token is signed in to once for all its sessions."""
    return Module(library, token, pin_file)


def _session(token: Any, pin: str) -> Any:
    try:
        return token.open(rw=True, user_pin=pin)
    except pkcs11.UserAlreadyLoggedIn:  # by a session of before that broke
        return token.open(rw=True)


def _plain(fault: Exception) -> str:
    """Return what happened, without anything that the module or the file system told besides."""
    return f"the hardware module does not answer: {type(fault).__name__}"


@dataclass(frozen=True, eq=False)
class KeyInModule:
    """A key whose private half lies in a hardware module."""

    module: Module = field(repr=False)
    public: ec.EllipticCurvePublicKey
    certificate: x509.Certificate | None = None
    issuer_chain: tuple[x509.Certificate, ...] = ()
    kid: bytes = field(init=False)

    def __post_init__(self) -> None:
        """Keep the id."""
        object.__setattr__(self, "kid", key_id(self.public))

    @property
    def name(self) -> str:
        """Return the id as text."""
        return self.kid.hex()

    def sign(self, data: bytes) -> bytes:
        """Return the signature of data: r and s, 64 bytes."""
        return self.module.sign(self.name, data)


class HardwareStore:
    """The store whose private halves lie in a hardware module."""

    def __init__(self, said: Mapping[str, str]) -> None:
        """Keep which module, which token and where the PIN is, as the settings say it."""
        missing = sorted(name for name in ("module", "token", "pin_file") if not said.get(name))
        if missing:
            raise KeyAway(f"the settings of the hardware module lack {', '.join(missing)}")
        self.module = _module(said["module"], said["token"], said["pin_file"])

    def make(self, label: str) -> ec.EllipticCurvePublicKey:
        """Make a key in the module and return its public half."""
        return self.module.make(label)

    def key(self, entry: TrustedKey, chain: tuple[x509.Certificate, ...] = ()) -> Key:
        """Return the key of an entry, if the module has it."""
        key = KeyInModule(self.module, entry.public, entry.certificate, chain)
        try:
            self.module.private(key.name)
        except (pkcs11.PKCS11Error, OSError) as fault:
            raise KeyAway(_plain(fault)) from None
        return key

    def destroy(self, kid: str) -> None:
        """Destroy a private half."""
        self.module.destroy(kid)

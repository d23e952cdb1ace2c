"""A copy of all keys in one file that only its passphrase opens, and the way back.

The copy holds the whole folder of keys: the ring of the issuer and that of the vault, for without
the second nothing sealed opens. Private halves in a hardware module are not in it: the module has a
way of its own to copy them, and after a restore it is asked for every key that should be in use.
"""

import io
import secrets
import tarfile
import tempfile
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from zairyu.certificates.keys import register, ring
from zairyu.certificates.keys.register import IssuerKeysMissing
from zairyu.proof.signing import USES, verifies

MAGIC = b"ZRYKEYS1"
SHORTEST = 20  # signs of a passphrase: it is made by a machine or of six words
_SALT, _NONCE, _TAG = 16, 12, 16


class CopyRefused(ValueError):
    """A copy that does not open, or that must not be laid where it should go."""


def copy(folder: Path, passphrase: str) -> bytes:
    """Return a sealed copy of a folder of keys.

    Raises:
        CopyRefused: the passphrase is too short, or there is no ring to copy.
    """
    if len(passphrase) < SHORTEST:
        raise CopyRefused(f"the passphrase of a copy has {SHORTEST} signs or more")
    if not (folder / "issuer" / register.FILE).is_file():
        raise CopyRefused(f"there is no ring in {folder}")
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as pack:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                pack.add(path, str(path.relative_to(folder)), recursive=False)
    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    sealed = AESGCM(_key(passphrase, salt)).encrypt(nonce, packed.getvalue(), MAGIC)
    return b"".join((MAGIC, salt, nonce, sealed))


def restore(data: bytes, passphrase: str, folder: Path, at: datetime) -> list[str]:
    """Lay a copy where no keys are, prove that each key in use signs, and return their ids.

    It is opened and proved beside the place and moved there in one step: a copy that does not hold
    leaves nothing behind.

    Raises:
        CopyRefused: it does not open, keys are there already, or a key does not sign.
    """
    if folder.exists() and any(folder.iterdir()):
        raise CopyRefused(f"{folder} is not empty; keys are never overwritten")
    packed = _opened(data, passphrase)
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".keys-", dir=folder.parent) as beside:
        place = Path(beside) / "keys"
        place.mkdir(mode=0o700)
        with tarfile.open(fileobj=io.BytesIO(packed), mode="r:gz") as pack:
            pack.extractall(place, filter="data")
        proved = prove(place / "issuer", at)
        if folder.exists():
            folder.rmdir()
        place.rename(folder)
    return proved


def prove(place: Path, at: datetime) -> list[str]:
    """Let every key in use sign something and check it; return their ids.

    Raises:
        CopyRefused: one is missing, or is another key than the ring says.
    """
    try:
        issuer = ring.read(place)
        entries = [issuer.key_entry(use, at) for use in USES]
        question = secrets.token_bytes(32)
        for entry in entries:
            if not verifies(entry.public, issuer.opened(entry).sign(question), question):
                raise CopyRefused(f"the key {entry.kid} is another than the ring says")
    except IssuerKeysMissing as fault:
        raise CopyRefused(str(fault)) from None
    return [entry.kid for entry in entries]


def _opened(data: bytes, passphrase: str) -> bytes:
    if not data.startswith(MAGIC):
        raise CopyRefused("this is no copy of keys")
    rest = data[len(MAGIC) :]
    salt, nonce, sealed = rest[:_SALT], rest[_SALT : _SALT + _NONCE], rest[_SALT + _NONCE :]
    if len(sealed) <= _TAG:
        raise CopyRefused("the copy is cut short")
    try:
        return AESGCM(_key(passphrase, salt)).decrypt(nonce, sealed, MAGIC)
    except InvalidTag:
        raise CopyRefused("the passphrase is another, or the copy was changed") from None


def _key(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(passphrase.encode())

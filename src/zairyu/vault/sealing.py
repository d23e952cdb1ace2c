"""Sealing: AES-256-GCM, bound to what the data is about.

A sealed text is: one byte for the version, four for the key, twelve random bytes, the ciphertext
with its tag. `about` (such as `draft:<key>:answers`) is bound in as associated data, so that a
sealed text moved to another row does not open there. With random nonces one key is good for some
four thousand million seals; `manage.py add_vault_key` puts the next one to use long before.
"""

import json
import secrets
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from zairyu.vault import keyring

_VERSION = b"\x01"
_NONCE = 12
_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class CannotOpen(ValueError):
    """The sealed text was changed, belongs to something else, or its key is gone."""


@lru_cache(maxsize=64)
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)


def _bound(head: bytes, about: str) -> bytes:
    return head + about.encode()


def seal(data: bytes, about: str) -> bytes:
    """Return data encrypted with the key in use and bound to what it is about."""
    key_id = keyring.current_id()
    head = _VERSION + bytes.fromhex(key_id)
    nonce = secrets.token_bytes(_NONCE)
    cipher = _cipher(keyring.key(key_id))
    return b"".join((head, nonce, cipher.encrypt(nonce, data, _bound(head, about))))


def open(sealed: bytes | memoryview, about: str) -> bytes:
    """Return what was sealed.

    Raises:
        CannotOpen: changed, about something else, or sealed with a key that is not on the ring.
    """
    sealed = bytes(sealed)  # PostgreSQL hands out memoryviews
    head, nonce, rest = sealed[:5], sealed[5 : 5 + _NONCE], sealed[5 + _NONCE :]
    if head[:1] != _VERSION or len(rest) < 16:
        raise CannotOpen("not a sealed text")
    try:
        return _cipher(keyring.key(head[1:].hex())).decrypt(nonce, rest, _bound(head, about))
    except keyring.NoKeys as fault:
        raise CannotOpen(str(fault)) from None
    except InvalidTag:
        raise CannotOpen("changed, or about something else") from None


def seal_json(value: Any, about: str) -> bytes:
    """Return a value of JSON kinds, sealed."""
    return seal(_WRITER.encode(value).encode("utf-8", "surrogatepass"), about)


def open_json(sealed: bytes | memoryview, about: str) -> Any:
    """Return the value that `seal_json` sealed."""
    return json.loads(open(sealed, about).decode("utf-8", "surrogatepass"))

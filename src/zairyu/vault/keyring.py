"""The ring of keys: one file per key, and one that names the key in use.

Old keys stay on the ring, so that what was sealed with them opens. A key is 32 random bytes.
"""

import base64
import os
import re
import secrets
from functools import lru_cache
from pathlib import Path

from django.conf import settings

CURRENT = "vault.current"
_ID = re.compile(r"[0-9a-f]{8}")


class NoKeys(RuntimeError):
    """There is no ring of keys where the settings say; nothing can be sealed or opened."""


def folder() -> Path:
    """Return the folder of the ring."""
    return Path(settings.VAULT_KEY_FOLDER)


def _file(key_id: str) -> Path:
    return folder() / f"vault-{key_id}.key"


def _write_once(path: Path, text: str) -> None:
    """Write a file that nobody else can read; leave one that is there as it is."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)


def add_key() -> str:
    """Put a new key on the ring, make it the one in use, and return its id."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    key_id = secrets.token_hex(4)
    _write_once(_file(key_id), base64.b64encode(secrets.token_bytes(32)).decode())
    fresh = folder() / f"{CURRENT}.{key_id}"
    _write_once(fresh, key_id)
    fresh.replace(folder() / CURRENT)  # one step: readers see the old name or the new one
    _current.cache_clear()
    return key_id


def _first_key() -> str:
    """Make the first key, where no person has to be asked for it: in demo and tests."""
    if settings.ZAIRYU_MODE not in {"demo", "test"}:
        raise NoKeys(f"no ring of keys in {folder()}; make one with `manage.py add_vault_key`")
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    key_id = secrets.token_hex(4)
    _write_once(_file(key_id), base64.b64encode(secrets.token_bytes(32)).decode())
    fresh = folder() / f"{CURRENT}.{key_id}"
    _write_once(fresh, key_id)
    try:  # two processes may start at once: the first to name its key wins, both use that one
        (folder() / CURRENT).hardlink_to(fresh)  # one step: nobody reads an empty file
    except FileExistsError:
        _file(key_id).unlink()
        return _named()
    finally:
        fresh.unlink()
    return key_id


def _named() -> str:
    key_id = (folder() / CURRENT).read_text(encoding="ascii").strip()
    if not _ID.fullmatch(key_id):
        raise NoKeys(f"{CURRENT} names no key")
    return key_id


@lru_cache(maxsize=4)
def _current(_ring: str, _changed_at: int) -> str:
    return _named()


def current_id() -> str:
    """Return the id of the key in use; a key added by another process is seen at once."""
    ring = str(settings.VAULT_KEY_FOLDER)
    try:  # asked at every seal: plain text and one call to the system, no Path is built
        changed_at = os.stat(f"{ring}/{CURRENT}").st_mtime_ns  # noqa: PTH116
    except FileNotFoundError:
        return _first_key()
    return _current(ring, changed_at)


@lru_cache(maxsize=64)
def _key(ring: str, key_id: str) -> bytes:
    if not _ID.fullmatch(key_id):
        raise NoKeys("that is no id of a key")
    try:
        text = Path(ring, f"vault-{key_id}.key").read_text(encoding="ascii")
    except FileNotFoundError:
        raise NoKeys(f"the key {key_id} is not on the ring") from None
    return base64.b64decode(text, validate=True)


def key(key_id: str) -> bytes:
    """Return a key of the ring.

    Raises:
        NoKeys: the ring has no such key.
    """
    return _key(str(settings.VAULT_KEY_FOLDER), key_id)

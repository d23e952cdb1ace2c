"""Files at rest: sealed one by one, under random names, on the storage of the settings."""

import secrets
from collections.abc import Iterator, Sequence
from io import BytesIO

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction

from zairyu.vault.sealing import CannotOpen, open, seal


class _Whole(File):  # type: ignore[type-arg]
    """A file that is written in one piece: it lies in memory anyway."""

    def __init__(self, data: bytes) -> None:
        super().__init__(BytesIO(data))
        self.data = data

    def chunks(self, _chunk_size: int | None = None) -> Iterator[bytes]:
        yield self.data


def store(data: bytes, about: str) -> str:
    """Seal a file and write it; return the path under which it lies.

    The path says nothing about what the file is. If the act around it fails, the file stays behind:
    sealed, and with no row that leads to it.
    """
    name = secrets.token_hex(16)
    return default_storage.save(f"vault/{name[:2]}/{name}", _Whole(seal(data, about)))


def load(path: str, about: str) -> bytes:
    """Return the file that lies under a path.

    Raises:
        CannotOpen: not there, changed, or about something else.
    """
    try:
        with default_storage.open(path, "rb") as file:
            return open(file.read(), about)
    except FileNotFoundError:
        raise CannotOpen("the file is not there") from None


def remove(path: str) -> None:
    """Destroy a file; nothing happens if it is gone already."""
    default_storage.delete(path)


def remove_after(paths: Sequence[str]) -> None:
    """Destroy files when the transaction of the act is certain: one that fails leaves them."""

    def destroy() -> None:
        for path in filter(None, paths):
            remove(path)

    transaction.on_commit(destroy)

"""Which version of the tables of the law an answer was given with."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from zairyu.law.tables import READ_ON


def _tables(folder: Any, path: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield every table below a folder with its path, those of amendments too, in order."""
    for one in sorted(folder.iterdir(), key=lambda item: item.name):
        if one.is_dir():
            yield from _tables(one, f"{path}{one.name}/")
        elif one.name.endswith(".yaml"):
            yield f"{path}{one.name}", one.read_bytes()


@cache
def law_version() -> str:
    """Return the day on which the tables were read and a digest of all of them.

    A change in `data/amendments` counts, whether it has begun or not.

    >>> law_version()[:11]
    '2026-11-23.'
    """
    digest = sha256()
    for path, content in _tables(files("zairyu.law").joinpath("data")):
        digest.update(path.encode() + b"\0" + content)
    return f"{READ_ON.isoformat()}.{digest.hexdigest()[:16]}"

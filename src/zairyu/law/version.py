"""Which version of the tables of the law an answer was given with."""

from functools import cache
from hashlib import sha256
from importlib.resources import files

from zairyu.law.tables import READ_ON


@cache
def law_version() -> str:
    """Return the day on which the tables were read and a digest of all of them.

    >>> law_version()[:11]
    '2026-11-23.'
    """
    digest = sha256()
    tables = files("zairyu.law").joinpath("data")
    for table in sorted(tables.iterdir(), key=lambda item: item.name):
        if table.name.endswith(".yaml"):
            digest.update(table.name.encode() + b"\0" + table.read_bytes())
    return f"{READ_ON.isoformat()}.{digest.hexdigest()[:16]}"

"""Which law and which form an application was read with, as digests that stand in it for good."""

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def law_version() -> str:
    """Return the digest of all tables of the law as they are installed."""
    folder = files("zairyu.law").joinpath("data")
    found = hashlib.sha256()
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_file():
            found.update(item.name.encode() + b"\0" + item.read_bytes() + b"\0")
    return found.hexdigest()


def digest_of(answers: dict[str, Any], facts: dict[str, Any], uploads: Iterable[Any]) -> str:
    """Return the digest of all that is filed: answers, facts, and every file by its own digest."""
    filed = {
        "answers": answers,
        "facts": facts,
        "files": [[one.slot, one.sha256, one.size] for one in uploads],
    }
    written = json.dumps(filed, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()

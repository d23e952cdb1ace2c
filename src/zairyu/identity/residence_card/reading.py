"""A reading as the companion sends it: files by application and name, tags and values."""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zairyu.identity.jpki.codes import CardRefused

# What a card says it is, and its generation: residence card, special permanent resident.
GENERATIONS = {"1": 1, "2": 1, "05": 2, "06": 2}
SPECIAL = ("2", "06")
_FILE, _TAG = re.compile(r"[0-3]\.[0-9A-F]{2}"), re.compile(r"[0-9A-F]{2}|DFD1")
_NUMBER = re.compile(r"[A-Z]{2}[0-9]{8}[A-Z]{2}")
LARGEST_VALUE = 7000  # bytes: the picture of the front


@dataclass(frozen=True)
class Reading:
    """What the companion read; the pictures are here only to judge the signature."""

    kind: str
    number: str
    values: Mapping[tuple[int, int], bytes] = field(repr=False)  # (application, tag) -> value
    entries: bytes = field(repr=False)  # of generation 2: all printed entries, in their order

    @property
    def generation(self) -> int:
        """1 or 2."""
        return GENERATIONS[self.kind]

    def value(self, application: int, tag: int) -> bytes:
        """Return the value of a tag, empty if the card has none."""
        return self.values.get((application, tag), b"")

    def say(self, application: int, tag: int) -> str:
        """Return a value as text; what is no text is nothing."""
        code = "shift_jisx0213" if self.generation == 1 else "utf-8"
        try:
            return self.value(application, tag).decode(code).strip()
        except UnicodeDecodeError:
            return ""


def read(said: Any) -> Reading:
    """Return a reading from a message.

    Raises:
        CardRefused: residence_malformed.
    """
    try:
        kind, number = said["kind"], said["number"]
        files = {name: _values(tags) for name, tags in said["files"].items()}
        if kind not in GENERATIONS or not _NUMBER.fullmatch(number) or len(files) > 12:
            raise ValueError
        if not all(_FILE.fullmatch(name) for name in files):
            raise ValueError
    except (KeyError, TypeError, ValueError, AttributeError, binascii.Error):
        raise CardRefused("residence_malformed") from None
    values = {
        (int(name[0]), tag): value for name, tags in files.items() for tag, value in tags.items()
    }
    return Reading(kind, number, values, b"".join(files.get("1.83", {}).values()))


def _values(tags: Mapping[str, str]) -> dict[int, bytes]:
    found = {}
    for tag, value in tags.items():
        if not _TAG.fullmatch(tag):
            raise ValueError
        found[int(tag, 16)] = base64.b64decode(value, validate=True)
        if len(found[int(tag, 16)]) > LARGEST_VALUE:
            raise ValueError
    return found

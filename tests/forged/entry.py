"""What one line of the forged corpus is: what was forged, how, and what the check must come to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

# Where a thing may be handed in. `offline` and `command` are one check, asked as a function and as
# `zairyu verify`; the page /v/offline/ reads the same texts.
OFFLINE, COMMAND, COUNTER, WALLET = "offline check", "zairyu verify", "counter", "wallet"
ALONE = (OFFLINE, COMMAND)


@dataclass(frozen=True)
class Case:
    """What is handed in, when, and what the checker keeps; nothing said: what is published."""

    content: bytes = field(repr=False)
    at: datetime
    trust: str | None = field(default=None, repr=False)
    lists: tuple[bytes, ...] | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Entry:
    """A forgery, and what must be said of it."""

    group: str
    name: str
    how: str
    makes: Callable[..., Any] = field(repr=False)
    state: str  # refused, ended, untold; never valid or pending
    reason: str  # the id of the sentence
    doors: tuple[str, ...] = ALONE
    counter: str = ""  # what the counter answers, where it is a door


def table(
    group: str, rows: Mapping[str, tuple[Any, ...]], doors: tuple[str, ...] = ALONE
) -> tuple[Entry, ...]:
    """Return entries written as rows: name → how, maker, state, reason.

    A fifth part is what the counter answers, a sixth are the doors of just this one.
    """
    return tuple(_entry(group, name, row, doors) for name, row in rows.items())


def _entry(group: str, name: str, row: tuple[Any, ...], doors: tuple[str, ...]) -> Entry:
    how, makes, state, reason, *rest = row
    counter = rest[0] if rest else ""
    through = rest[1] if len(rest) > 1 else doors
    if counter and COUNTER not in through:
        through = (*through, COUNTER)
    return Entry(group, name, how, makes, state, reason, through, counter)

"""What an answer was made of: rows and steps, noted while somebody asks why.

Nothing is kept unless a trace is on, so the functions of the law note what they use without cost.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Note:
    """One thing that was used or done: `what` names it, `row` is the row of a table, if any.

    `code` is `row` (a row that held on `on`), `entry` (an entry of a table), or the name of a step,
    worded under `law.why.<code>` with `params`. `other`: it belongs to another reading of the law.
    """

    code: str
    what: str = ""
    row: Mapping[str, Any] | None = None
    on: date | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    other: bool = False


_NOTES: ContextVar[list[Note] | None] = ContextVar("zairyu.law.trace", default=None)
_OTHER: ContextVar[bool] = ContextVar("zairyu.law.trace.other", default=False)


def note_row(code: str, what: str, row: Mapping[str, Any], on: date | None = None) -> None:
    """Note a row or an entry of a table that is used."""
    notes = _NOTES.get()
    if notes is not None:
        notes.append(Note(code, what, row, on, other=_OTHER.get()))


def step(code: str, **params: Any) -> None:
    """Note a step that is taken."""
    notes = _NOTES.get()
    if notes is not None:
        notes.append(Note(code, params=params, other=_OTHER.get()))


@contextmanager
def traced() -> Iterator[list[Note]]:
    """Keep what is noted, in order, as long as the block runs.

    >>> with traced() as notes:
    ...     step("moved", day=date(2027, 1, 4))
    >>> [note.code for note in notes]
    ['moved']
    """
    notes: list[Note] = []
    token = _NOTES.set(notes)
    try:
        yield notes
    finally:
        _NOTES.reset(token)


@contextmanager
def other_reading() -> Iterator[None]:
    """Mark what is noted inside as belonging to another reading of the law."""
    token = _OTHER.set(True)
    try:
        yield
    finally:
        _OTHER.reset(token)

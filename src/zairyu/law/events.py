"""What begins, changes and ends in the tables, by day: read from the tables themselves.

Every `since`, `ends_on`, `until` and `last_day` of every table is an event, so a comparison of two
days and the calendar of the law leave nothing out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from zairyu.law.amend import is_history
from zairyu.law.read import tables
from zairyu.law.tables import Row

BEGINS, CHANGES, ENDS = "begins", "changes", "ends"
Path = tuple[Any, ...]
# Rows of one list that follow each other only where these say the same.
_SERIES = ("procedures", "channel")


@dataclass(frozen=True)
class Event:
    """Something that begins, changes or ends on a day; `path` leads to it from its table.

    `row` is the entry or the row that begins, `before` what held until then.
    """

    day: date
    table: str
    path: Path
    kind: str
    row: Row
    before: Row | None = None

    @property
    def source(self) -> str:
        """Where it stands."""
        return str(self.row.get("source", ""))

    @property
    def confidence(self) -> str:
        """How sure it is."""
        return str(self.row.get("confidence", ""))


def _series(row: Row) -> tuple[Any, ...]:
    return tuple(str(row.get(key)) for key in _SERIES)


def _history(table: str, path: Path, rows: Sequence[Row], stated: Row) -> Iterator[Event]:
    last: dict[tuple[Any, ...], Row] = {}
    for place, row in enumerate(rows):
        before = last.get(_series(row))
        if before is None and path[-1:] == ("history",) and "name" in stated:
            before = stated  # the first row of a history replaces keys of the entry itself
        kind = ENDS if row.get("ends") else CHANGES if before is not None else BEGINS
        yield Event(row["since"], table, (*path, place), kind, _with(row, stated), before)
        last[_series(row)] = {**(before or {}), **row}


def _with(row: Row, stated: Row) -> Row:
    """Return a row with the source and the confidence of what it stands in, where it has none."""
    head = {key: stated[key] for key in ("source", "confidence") if key in stated}
    return {**head, **row}


def _ends(row: Row) -> date | None:
    if isinstance(row.get("ends_on"), date):
        return row["ends_on"]  # type: ignore[no-any-return]
    for key in ("until", "last_day"):
        if isinstance(row.get(key), date):
            return row[key] + timedelta(days=1)  # type: ignore[no-any-return]
    return None


def _entry(table: str, path: Path, row: Row) -> Iterator[Event]:
    if isinstance(row.get("since"), date) and path:
        yield Event(row["since"], table, path, BEGINS, row)
    ends = _ends(row)
    if ends is not None:
        yield Event(ends, table, path, ENDS, row)


def _walk(table: str, path: Path, node: Any, stated: Row) -> Iterator[Event]:
    if isinstance(node, Mapping):
        here = _with(node, stated)
        yield from _entry(table, path, here)
        for key, value in node.items():
            yield from _walk(table, (*path, key), value, here)
    elif is_history(node):
        yield from _history(table, path, node, stated)
    elif isinstance(node, list):
        for place, item in enumerate(node):
            yield from _walk(table, (*path, place), item, stated)


def _told(found: Sequence[Event]) -> Iterator[Event]:
    """Leave out what begins with the entry it belongs to."""
    begun = {(one.table, one.path): one.day for one in found if one.kind == BEGINS}
    for one in found:
        above = [one.path[:length] for length in range(1, len(one.path))]
        if any(begun.get((one.table, path)) == one.day for path in above):
            continue
        yield one


def events_of(name: str, table: Any) -> list[Event]:
    """Return all events of one table, of this room or another, in order of day."""
    return sorted(_told(list(_walk(name, (), table, {}))), key=lambda one: one.day)


def every_event() -> list[Event]:
    """Return all events of all tables in order of day.

    >>> {one.path[1] for one in every_event() if one.day == date(2026, 10, 1)} >= {"change"}
    True
    """
    every = tables("zairyu.law", "data").items()
    found = [event for name, table in every for event in events_of(name, table)]
    return sorted(found, key=lambda one: one.day)

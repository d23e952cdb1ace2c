"""Dated tables: which row holds on a day, and what is said when none does."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from zairyu.law.problem import Problem, Refusal
from zairyu.law.read import table
from zairyu.law.trace import note_row

Text = Mapping[str, str]
Row = Mapping[str, Any]

# The day for which the tables were read and compared with their sources.
READ_ON = date(2026, 11, 23)


class NotInForce(Refusal):
    """No row of a table holds on the day that decides."""

    def __init__(self, what: str, on: date) -> None:
        """Keep what was looked for and the day."""
        super().__init__(Problem("not-in-force", params={"what": what, "on": on}))


class UnknownKey(Refusal):
    """No table has an entry under this id; the message lists what would be right."""

    def __init__(self, what: str, key: object, known: Iterable[str] = ()) -> None:
        """Keep what kind of thing was looked for, the key, and the keys that exist."""
        params = {"what": what, "key": key, "known": ", ".join(known)}
        super().__init__(Problem("unknown-key", params=params))


def data(name: str) -> Any:
    """Return a table of the law by its name."""
    return table("zairyu.law", f"data/{name}.yaml")


def entry(rows: Mapping[str, Row], key: str, what: str) -> Row:
    """Return the entry of a table under an id.

    Raises:
        UnknownKey: the table has no such entry.
    """
    try:
        found = rows[key]
    except (KeyError, TypeError):
        raise UnknownKey(what, key, rows) from None
    note_row("entry", f"{what} {key}", found)
    return found


def on_day(history: Iterable[Row], on: date, what: str) -> Row:
    """Return the row of a history that holds on a day: the last one that has begun.

    Raises:
        NotInForce: the day lies before the first row, or after a row with `ends`.
    """
    begun = [row for row in history if row["since"] <= on]
    if not begun or begun[-1].get("ends"):
        raise NotInForce(what, on)
    note_row("row", what, begun[-1], on)
    return begun[-1]


def as_of(row: Row, on: date) -> Row:
    """Return an entry as it stands on a day: rows of its `history` replace the keys they name.

    >>> paper = {"name": "old", "online": "upload",
    ...          "history": [{"since": date(2028, 4, 1), "name": "new"}]}
    >>> as_of(paper, date(2028, 3, 31))["name"], as_of(paper, date(2028, 4, 1))["name"]
    ('old', 'new')
    """
    begun = [change for change in row.get("history", ()) if change["since"] <= on]
    if not begun:
        return row
    first = row.get("since")
    found = {key: value for change in (row, *begun) for key, value in change.items()}
    return {**found, "since": first} if first else found


def in_force(row: Row, on: date) -> bool:
    """Say whether something with a first day, and perhaps an `ends_on`, holds on a day.

    `ends_on` is the first day on which it no longer holds; without `since` it always did.

    >>> in_force({"since": date(2027, 4, 1)}, date(2027, 3, 31))
    False
    >>> in_force({"ends_on": date(2027, 4, 1)}, date(2027, 3, 31))
    True
    """
    return row.get("since", on) <= on and ("ends_on" not in row or on < row["ends_on"])

"""Whether every history has one answer for every day: days that rise, without gap or overlap."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from zairyu.law.amend import is_history
from zairyu.law.lint.book import Book, Fault, Place


def _of(row: Mapping[str, Any]) -> Any:
    # Rows of one list may speak of different procedures: each has a history of its own.
    return tuple(row.get("procedures", ())), row.get("variant")


def _rising(place: Place, rows: list[Any]) -> Iterator[Fault]:
    last: dict[Any, date] = {}
    for row, held in enumerate(rows):
        day = held["since"]
        if type(day) is not date:
            said = f"since is {day!r}; write a day such as 2026-11-23, without quotes"
            yield Fault((*place, row, "since"), said)
            continue
        before = last.get(_of(held))
        if before is not None and day <= before:
            same = "stands twice" if day == before else f"comes after {before}"
            yield Fault((*place, row, "since"), f"{day} {same}; days must rise, each once")
        last[_of(held)] = day


def _no_gap(place: Place, rows: list[Any]) -> Iterator[Fault]:
    for row, held in enumerate(rows[:-1]):
        if held.get("ends"):
            said = "a row with `ends` leaves a gap before the next; let it end the history"
            yield Fault((*place, row), said)
    for row, held in enumerate(rows):
        ends, following = held.get("ends_on") or held.get("until"), rows[row + 1 : row + 2]
        if type(ends) is date and following:
            said = f"ends {ends} though the next row begins {following[0]['since']}"
            mend = "a row holds until the next; take the end away"
            yield Fault((*place, row), f"{said}; {mend}")


def _entries(place: Place, node: Mapping[str, Any]) -> Iterator[Fault]:
    first = node.get("since")
    for key in ("ends_on", "last_day", "until"):
        end = node.get(key)
        if type(first) is date and type(end) is date and end < first:
            said = f"{key} {end} lies before since {first}; mend one of the two"
            yield Fault((*place, key), said)
    periods = node.get("periods")
    if type(first) is date and isinstance(periods, list) and periods:
        begins = periods[0].get("since") if isinstance(periods[0], Mapping) else None
        if type(begins) is date and begins > first:
            said = f"no period holds from {first} to {begins}; begin the first row on {first}"
            yield Fault((*place, "periods", 0), said)


def _in_order(node: Any, place: list[Any]) -> Iterator[Fault]:
    # The place is one list that grows and shrinks: most places have no fault and are never named.
    if isinstance(node, dict):
        yield from _entries(tuple(place), node) if "since" in node else ()
        items: Any = node.items()
    else:
        if is_history(node):
            yield from _rising(tuple(place), node)
            yield from _no_gap(tuple(place), node)
        items = enumerate(node)
    for key, value in items:
        if isinstance(value, dict | list):
            place.append(key)
            yield from _in_order(value, place)
            place.pop()


def faults(book: Book) -> Iterator[Fault]:
    """Yield what leaves a day without an answer, or with two."""
    yield from _in_order(book.values, [])

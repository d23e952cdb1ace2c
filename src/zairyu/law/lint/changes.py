"""Whether a change of the law says what it is, and leaves every day before it alone."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from zairyu.law.lint.book import Book, Read, walk

_DAYS = ("since", "ends_on", "until", "last_day")


def _too_early(read: Read, first: date) -> Iterator[str]:
    for place, node in walk(read.marked.value, ()):
        for key in _DAYS if isinstance(node, Mapping) else ():
            day = node.get(key)
            if type(day) is date and day < first:
                line = read.marked.lines.get((*place, key), 1)
                said = f"{key} {day} lies before {first}, the first day of this change"
                yield f"{read.name}, line {line}: {said}; what held before stays as it was"


def _entries(book: Book) -> Mapping[str, Any]:
    found = book.values.get("changes")
    return found if isinstance(found, Mapping) else {}


def faults(book: Book) -> Iterator[str]:
    """Yield what is wrong with the changes in `amendments`, each with its file and line."""
    untold: set[str] = set()
    for change, read in book.changes():
        entry = _entries(book).get(change)
        first = entry.get("since") if isinstance(entry, Mapping) else None
        if type(first) is date:
            yield from _too_early(read, first)
        elif change not in untold:
            untold.add(change)
            said = f"the change {change} has no entry in changes.yaml; add its title and first day"
            yield f"{read.name}, line 1: {said}"

"""What changes in the sheets of the forms between two days, in words."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from zairyu.law.diff import Change
from zairyu.law.diff_words import lines_of
from zairyu.law.events import Event, events_of
from zairyu.law.read import tables
from zairyu.law.wording import joined, same
from zairyu.words import Text

_NAMED = ("title", "label")
_PARTS = ("data/parts", "data/codelists")


def _names(table: Any, path: tuple[Any, ...]) -> Iterator[Text]:
    """Yield what stands above a place, by name: sheet, section, question, choice."""
    node = table
    for key in (None, *path):
        node = node if key is None else node[key]
        if isinstance(node, Mapping):
            found = next((node[word] for word in _NAMED if word in node), None)
            if found:
                yield found


def _change(name: str, table: Any, event: Event) -> Change:
    names = list(_names(table, event.path))
    return Change(
        day=event.day,
        table="forms",
        name=joined(names) if names else same(name),
        lines=tuple(lines_of(event)),
        source=event.source,
        confidence=event.confidence,
    )


def changes(first: date, second: date) -> list[Change]:
    """Return what begins, changes or ends in the sheets after the first day, up to the second.

    >>> changes(date(2026, 11, 23), date(2026, 11, 24))
    []
    """
    found = [
        _change(name, table, event)
        for folder in _PARTS
        for name, table in tables("zairyu.questionnaire", folder).items()
        for event in events_of(name, table)
        if first < event.day <= second
    ]
    return sorted(found, key=lambda one: one.day)

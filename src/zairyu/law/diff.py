"""What changes between two days, in words that a jurist reads: each with its day and its source."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from zairyu.law.diff_names import name_of_event
from zairyu.law.diff_words import lines_of
from zairyu.law.events import Event, every_event
from zairyu.law.tables import Text
from zairyu.law.wording import same, texts, worded

_ORDER = (
    "changes", "statuses", "activities", "procedures", "categories", "fees", "parameters", "rules",
    "transitions", "forms", "sets", "papers", "facts", "photo", "uploads", "switches",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One change: its day, the table it stands in, what changes, how, and where it is said."""

    day: date
    table: str
    name: Text
    lines: tuple[Text, ...]
    source: str
    confidence: str


def _change(event: Event) -> Change:
    return Change(
        day=event.day,
        table=event.table,
        name=name_of_event(event),
        lines=tuple(lines_of(event)),
        source=event.source,
        confidence=event.confidence,
    )


def _joined(one: Change, other: Change) -> Change:
    sources = dict.fromkeys([*one.source.split("; "), other.source])
    return replace(one, lines=one.lines + other.lines[1:], source="; ".join(sources))


def _together(found: Iterable[Change]) -> list[Change]:
    """Tell a paper once that begins or ends in several lists on the same day."""
    told: dict[tuple[object, ...], Change] = {}
    for one in found:
        first = one.lines[0]["ja"] if one.lines else ""
        key = (one.day, one.table, one.name["ja"], first, len(told) if one.table != "sets" else 0)
        other = told.get(key)
        told[key] = _joined(other, one) if other else one
    return list(told.values())


def _place(table: str) -> tuple[int, str]:
    return (_ORDER.index(table) if table in _ORDER else len(_ORDER), table)


@cache
def all_changes() -> tuple[Change, ...]:
    """Return every change of the tables, by day and then by kind."""
    found = _together(_change(event) for event in every_event())
    return tuple(sorted(found, key=lambda one: (one.day, _place(one.table))))


def changes(first: date, second: date) -> list[Change]:
    """Return what changes after the first day, up to and with the second.

    >>> found = changes(date(2026, 9, 30), date(2026, 10, 1))
    >>> [one.lines[0]["en"] for one in found if one.name["en"].startswith("Fee: ")][-1]
    'counter ¥10,000 → ¥200,000'
    """
    return [one for one in all_changes() if first < one.day <= second]


def group(table: str) -> Text:
    """Return what a table is called as a group of changes."""
    return texts().get(f"law.group.{table}") or same(table)


def _confidence(word: str, language: str) -> str:
    key = f"law.confidence.{word}"
    return worded(key)[language] if key in texts() else "–"


def _told(change: Change, language: str) -> Iterator[str]:
    yield f"- {change.name[language]}"
    yield from (f"    {line[language]}" for line in change.lines)
    if change.source:
        sure = _confidence(change.confidence, language)
        said = worded("law.diff.source", source=change.source, confidence=sure)
        yield f"    {said[language]}"


def told(found: Iterable[Change], language: str) -> Iterator[str]:
    """Yield changes as lines of text, by day and group."""
    last: tuple[date, str] | None = None
    for one in found:
        if last is None or last[0] != one.day:
            yield ""
            yield worded("law.diff.from", day=one.day)[language]
        if last != (one.day, one.table):
            yield ""
            yield group(one.table)[language]
        yield from _told(one, language)
        last = (one.day, one.table)


def page(first: date, second: date, language: str = "en") -> Iterator[str]:
    """Yield the comparison of two days as lines of text, the earlier day first.

    >>> list(page(date(2026, 11, 23), date(2026, 11, 24)))[-1]
    'Nothing changes.'
    """
    first, second = sorted((first, second))
    yield worded("law.diff.head", first=first, second=second)[language]
    found = changes(first, second)
    if not found:
        yield ""
        yield worded("law.diff.none")[language]
    yield from told(found, language)

"""The journeys of the demo: what each of the cast answers, as typed into the boxes of the form."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from zairyu.law.read import table, tables

_MOVED = re.compile(r"^today(?:([+-]\d+))?$")
_DAYS = ("date", "birth-date", "year-month")


class _Field(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def columns(self) -> "Iterable[_Field]": ...


@dataclass(frozen=True)
class Journey:
    """One application of the cast, complete and valid on the day it is played."""

    id: str
    filer: str
    category: str
    procedure: str
    status: str
    permits: tuple[str, ...]
    email: str
    facts: Mapping[str, Any]
    answers: Mapping[str, Any]
    grant: Mapping[str, str]


def journey(name: str) -> Journey:
    """Return a journey by its id."""
    return _journey(table("zairyu.demo", f"data/journey_{name}.yaml"))


def journeys() -> list[Journey]:
    """Return all journeys."""
    found = tables("zairyu.demo", "data").items()
    return [_journey(raw) for name, raw in found if name.startswith("journey_")]


def _journey(raw: Mapping[str, Any]) -> Journey:
    return Journey(
        id=raw["id"],
        filer=raw["filer"],
        category=raw["category"],
        procedure=raw["procedure"],
        status=raw["status"],
        permits=tuple(raw["permits"]),
        email=raw["email"],
        facts=raw["facts"],
        answers=raw["answers"],
        grant=raw["grant"],
    )


def moved(value: Any, today: date) -> str:
    """Return an answer as text, `today+30` and the like as the day meant.

    >>> moved("today+8", date(2026, 11, 24)), moved("Hanoi", date(2026, 11, 24))
    ('2026-12-02', 'Hanoi')
    """
    if isinstance(value, date):
        return value.isoformat()
    found = _MOVED.match(str(value))
    if found is None:
        return str(value)
    return (today + timedelta(days=int(found[1] or 0))).isoformat()


def typed(
    one: Journey, fields: Iterable[_Field], today: date, changes: Mapping[str, Any] | None = None
) -> dict[str, list[str]]:
    """Return what is typed into the boxes of some fields, by the names that the boxes have."""
    answers = {**one.answers, **(changes or {})}
    boxes: dict[str, list[str]] = {}
    for field in fields:
        if field.key in answers:
            boxes.update(_boxes(field, field.key, answers[field.key], today))
    return boxes


def _boxes(field: _Field, name: str, value: Any, today: date) -> dict[str, list[str]]:
    if field.type == "table":
        return _rows(field, name, value, today)
    if field.type in _DAYS:
        return _day(name, moved(value, today))
    if isinstance(value, list):
        return {name: [str(each) for each in value]}
    return {name: [moved(value, today)]}


def _rows(field: _Field, name: str, rows: Any, today: date) -> dict[str, list[str]]:
    boxes: dict[str, list[str]] = {}
    for place, row in enumerate(rows):
        for column in field.columns:
            if column.id in row:
                boxes.update(_boxes(column, f"{name}.{place}.{column.id}", row[column.id], today))
    return boxes


def _day(name: str, day: str) -> dict[str, list[str]]:
    boxes = zip(("y", "m", "d"), day.split("-"), strict=False)
    return {f"{name}.{box}": [part.lstrip("0")] for box, part in boxes}

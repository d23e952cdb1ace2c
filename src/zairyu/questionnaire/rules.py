"""Rules of one question: against the day, a usual shape, or the answer it is compared with."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from zairyu.law.problem import Problem
from zairyu.questionnaire.conditions import Answers
from zairyu.questionnaire.days import first_day
from zairyu.questionnaire.parts import Field
from zairyu.questionnaire.postal import fits
from zairyu.questionnaire.typed import half

Asked = Mapping[str, Field]


def printed_at(field: Field) -> str:
    """Return where the paper form prints a field, the source of most problems: sheet and item.

    The number of a sheet that nobody has compared with the official one is not told.
    """
    return f"{field.part} {field.number if field.confirmed else ''}".strip()


def problem(
    field: Field, code: str, at: str = "", warns: bool = False, source: str = "", **more: object
) -> Problem:
    """Return a problem of a field; its sentence can name the field by `{label}`.

    Where no other `source` is named, it is the item of the form.
    """
    return Problem(
        code,
        at or field.key,
        source or printed_at(field),
        params={"label": field.name, **more},
        severity="warning" if warns else "error",
    )


def _not_in_future(field: Field, value: Any, on: date, at: str) -> Problem | None:
    day = first_day(str(value))
    return problem(field, "date-in-future", at) if day and day > on else None


def _not_in_past(field: Field, value: Any, on: date, at: str) -> Problem | None:
    day = first_day(str(value))
    return problem(field, "date-in-past", at, True) if day and day < on else None


def _passport_valid(field: Field, value: Any, on: date, at: str) -> Problem | None:
    day = first_day(str(value))
    return problem(field, "passport-expired", at, True) if day and day < on else None


def _not_passed(field: Field, value: Any, on: date, at: str) -> Problem | None:
    day = first_day(str(value))
    return problem(field, "expiry-passed", at) if day and day < on else None


DAY_RULES: Mapping[str, Callable[[Field, Any, date, str], Problem | None]] = {
    "not-in-future": _not_in_future,
    "not-in-past": _not_in_past,
    "passport-valid-at-application": _passport_valid,
    "expiry-not-passed": _not_passed,
}


# Numbers that others issue: an unusual one is to be looked at again, and may be right.
SHAPES = {
    "registered-support-organisation": (r"[0-9]{2}登-[0-9]{6}", "19登-000001"),
    "employment-placement-licence": (r"[0-9]{2}-[ユム特]-[0-9]{6}", "13-ユ-123456"),
}


def _shape(field: Field, name: str, value: Any, at: str) -> Problem | None:
    pattern, example = SHAPES[name]
    if re.fullmatch(pattern, half(str(value)).replace(" ", "")):
        return None
    return problem(field, "number-look", at, True, example=example)


def by_day(field: Field, value: Any, on: date, at: str = "") -> Iterator[Problem]:
    """Yield what is wrong with one value on a day, or has an unusual shape."""
    for rule, wanted in field.rules:
        found = None
        if rule in DAY_RULES:
            found = DAY_RULES[rule](field, value, on, at)
        elif rule == "shape":
            found = _shape(field, wanted, value, at)
        if found:
            yield found


def later(one: Any, other: Any) -> bool:
    """Say whether a day (or month, or year) is certainly later than another.

    >>> later("2026-02-01", "2026-01"), later("2026-01-05", "2026")
    (True, False)
    """
    first, second = str(one), str(other)
    known = min(len(first), len(second))
    return first[:known] > second[:known]


def pair(field: Field, value: Any, other: Field, against: Any, at: str = "") -> Iterator[Problem]:
    """Yield what is wrong between a value and the value of another field it is compared with."""
    for rule, name in field.rules:
        if name != other.id:
            continue
        if rule == "matches" and value != against:
            yield problem(field, "email-differs", at, other=other.name)
        if value is None or against is None:
            continue
        if rule == "not-after" and later(value, against):
            yield problem(field, "not-after", at, other=other.name)
        if rule == "not-before" and later(against, value):
            yield problem(field, "not-before", at, other=other.name)
        if rule == "not-greater-than" and value > against:
            yield problem(field, "not-greater-than", at, other=other.name)


def beside_code(code: Field, answers: Answers, asked: Asked) -> Iterator[Problem]:
    """Yield that an address does not lie where its postal code says."""
    address = asked.get(f"{code.part}.{code.fills}")
    if address is None or code.key not in answers or address.key not in answers:
        return
    if not fits(str(answers[address.key]), str(answers[code.key])):
        yield problem(address, "address-other-place", warns=True)


_COMPARES = ("matches", "not-after", "not-before", "not-greater-than")


def compared(field: Field) -> list[str]:
    """Return the ids of the fields with which a field is compared."""
    return [name for rule, name in field.rules if rule in _COMPARES]


def of_rows(field: Field, rows: list[dict[str, Any]]) -> Iterator[Problem]:
    """Yield what is wrong with a table as a whole: too many rows, or rows out of order."""
    if len(rows) > field.max_rows:
        yield problem(field, "rows-too-many", limit=field.max_rows)
    for rule, column in field.rules:
        if rule != "chronological":
            continue
        days = [str(row[column]) for row in rows if row.get(column)]
        if any(later(one, next_one) for one, next_one in pairwise(days)):
            yield problem(field, "rows-order", warns=True)

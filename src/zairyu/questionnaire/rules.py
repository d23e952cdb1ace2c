"""Rules over several answers, and rules that need to know the day."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from zairyu.law.problem import Problem
from zairyu.questionnaire.conditions import Answers, holds
from zairyu.questionnaire.days import first_day
from zairyu.questionnaire.form import Form
from zairyu.questionnaire.parts import Field
from zairyu.questionnaire.postal import fits

Asked = Mapping[str, Field]


def problem(field: Field, code: str, at: str = "", warns: bool = False, **more: object) -> Problem:
    """Return a problem of a field; its sentence can name the field by `{label}`."""
    return Problem(
        code,
        at or field.key,
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


def by_day(field: Field, value: Any, on: date, at: str = "") -> Iterator[Problem]:
    """Yield what is wrong with one value on a day."""
    for rule, _ in field.rules:
        if rule in DAY_RULES and (found := DAY_RULES[rule](field, value, on, at)):
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


def _one_of(
    rule: Mapping[str, Any], part: str, asked: Asked, answers: Answers
) -> Iterator[Problem]:
    fields = [asked[key] for name in rule["at-least-one-of"] if (key := f"{part}.{name}") in asked]
    if fields and not any(one.key in answers for one in fields):
        first, last = fields[0], fields[-1]
        yield problem(first, "one-of", other=last.name)


def _positive(
    rule: Mapping[str, Any], part: str, asked: Asked, answers: Answers
) -> Iterator[Problem]:
    fields = [asked[key] for name in rule["any-positive"] if (key := f"{part}.{name}") in asked]
    given = [answers[one.key] for one in fields if one.key in answers]
    if fields and len(given) == len(fields) and not any(given):
        yield problem(fields[0], "any-positive")


def _order(rule: Mapping[str, Any], part: str, asked: Asked, answers: Answers) -> Iterator[Problem]:
    first, last = (f"{part}.{name}" for name in rule["not-after"])
    if {first, last} <= asked.keys() & answers.keys() and later(answers[first], answers[last]):
        yield problem(asked[first], "not-after", other=asked[last].name)


def _in_family(
    rule: Mapping[str, Any], part: str, asked: Asked, answers: Answers
) -> Iterator[Problem]:
    name, table = (
        f"{part}.{rule['supporter-in-family-table'][0]}",
        rule["supporter-in-family-table"][2],
    )
    rows = next((value for key, value in answers.items() if key.endswith(f".{table}")), None)
    if name in asked and name in answers and not rows:
        yield problem(asked[name], "supporter-not-in-family", warns=True)


_PART_RULES: Mapping[str, Callable[..., Iterator[Problem]]] = {
    "at-least-one-of": _one_of,
    "any-positive": _positive,
    "not-after": _order,
    "supporter-in-family-table": _in_family,
}


def of_part(
    form: Form, part_id: str, asked: Asked, answers: Answers, context: Answers
) -> Iterator[Problem]:
    """Yield what is wrong between several answers of one part."""
    rules = next(part.rules for part in form.parts if part.id == part_id)
    for rule in rules:
        when = rule.get("when", {})
        if when and not holds(when, part_id, answers, context):
            continue
        for name, check in _PART_RULES.items():
            if name in rule:
                yield from check(rule, part_id, asked, answers)


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

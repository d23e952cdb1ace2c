"""Planted flaws: for every answer of a made-up person, the ways in which it can be wrong.

Each flaw says what is typed, and where the check must say so; a flaw that nobody notices is a hole.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.making.persons import Person

from zairyu.law.problem import Problem
from zairyu.questionnaire.answers import merged, merged_raw
from zairyu.questionnaire.boxes import names_of, typed_from
from zairyu.questionnaire.check import check, check_all
from zairyu.questionnaire.form import asked_now
from zairyu.questionnaire.kinds import read
from zairyu.questionnaire.parts import Field

Typed = dict[str, list[str]]  # by suffix of the box


@dataclass(frozen=True)
class Flaw:
    """One thing that is typed wrongly: its boxes by name, and where it must be noticed."""

    kind: str
    section: str
    typed: Mapping[str, list[str]]
    at: tuple[str, ...]  # the field, or those of which one must be named


def _plain(text: str) -> Typed:
    return {"": [text]}


def _texts(one: Field) -> Iterator[tuple[str, Typed]]:
    if one.max_length:
        sign = "A" if one.type == "name-roman" or one.charset == "half-ascii" else "あ"
        yield "too long", _plain(sign * (one.max_length + 1))
    if one.charset == "half-ascii":
        yield "wrong characters", _plain("青海")
    if one.type == "name-roman":
        yield "wrong characters", _plain("阮氏玲")


def _choices(_one: Field) -> Iterator[tuple[str, Typed]]:
    yield "unknown code", _plain("no-such-choice")


def _numbers(one: Field) -> Iterator[tuple[str, Typed]]:
    yield "no number", _plain("many")
    if one.min:
        yield "too small", _plain(str(one.min - 1))
    yield "too big", _plain(str(one.max + 1) if one.max is not None else "9" * 16)


def _shaped(*wrong: str) -> Callable[[Field], Iterator[tuple[str, Typed]]]:
    def flaws(_one: Field) -> Iterator[tuple[str, Typed]]:
        for text in wrong:
            yield f"shape {text!r}", _plain(text)

    return flaws


def _days(one: Field) -> Iterator[tuple[str, Typed]]:
    yield "no such day", {"y": ["2025"], "m": ["2"], "d": ["30"]}
    yield "two figures of a year", {"y": ["25"], "m": ["2"], "d": ["3"]}
    yield "no such month", {"y": ["2025"], "m": ["13"], "d": ["1"]}
    yield "a day missing", {"y": ["2025"], "m": ["2"], "d": [""]}


def _months(_one: Field) -> Iterator[tuple[str, Typed]]:
    yield "no such month", {"y": ["2025"], "m": ["13"]}
    yield "a month missing", {"y": ["2025"], "m": [""]}


def _spans(_one: Field) -> Iterator[tuple[str, Typed]]:
    yield "no span", {"y": ["0"], "m": ["0"]}
    yield "no number", {"y": ["long"], "m": [""]}


WRONG: Mapping[str, Callable[[Field], Iterator[tuple[str, Typed]]]] = {
    "text": _texts,
    "textarea": _texts,
    "name-roman": _texts,
    "address-jp": _texts,
    "address-any": _texts,
    "choice": _choices,
    "country": _choices,
    "status-of-residence": _choices,
    "period-of-stay": _choices,
    "multi-choice": _choices,
    "yes-no": _choices,
    "number": _numbers,
    "money": _numbers,
    "postal-code": _shaped("135", "13500640"),
    "phone": _shaped("call me", "0901234567890"),
    "email": _shaped("linh", "linh@example", "玲@example.com"),
    "passport-number": _shaped("青海12345", "TK12345678901"),
    "residence-card-number": _shaped("AB1234567CD", "12345678ABCD"),
    "corporate-number": _shaped("700001205000", "70000120500020"),
    "employment-insurance-number": _shaped("123"),
    "labor-insurance-number": _shaped("123"),
    "date": _days,
    "birth-date": _days,
    "year-month": _months,
    "period": _spans,
}


def _by_day(one: Field, on: date) -> Iterator[tuple[str, Typed]]:
    rules = {rule for rule, _ in one.rules}
    if "not-in-future" in rules:
        late = on + timedelta(400)
        yield (
            "in the future",
            _typed(one, late.isoformat()[: 7 if one.type == "year-month" else 10]),
        )
    if rules & {"not-in-past", "passport-valid-at-application", "expiry-not-passed"}:
        yield "over", _typed(one, (on - timedelta(1)).isoformat())


def _typed(one: Field, value: Any) -> Typed:
    return typed_from(one, value)


def _against(one: Field, said: Mapping[str, Any]) -> Iterator[tuple[str, Typed]]:
    for rule, name in one.rules:
        other = said.get(str(name))
        if rule == "matches":
            yield "differs", _plain("another@example.net")
        if other is None:
            continue
        if rule == "not-greater-than":
            yield "greater", _plain(str(other + 1))
        if rule in ("not-after", "not-before") and (moved := _moved(one, str(other), rule)):
            yield rule, _typed(one, moved)


def _moved(one: Field, other: str, rule: str) -> str:
    year = int(other[:4]) + (1 if rule == "not-after" else -1)
    told = {10: f"{year}-06-15", 7: f"{year}-06", 4: f"{year}-06"}[len(other)]
    return told[:7] if one.type == "year-month" else told


def _named(one: Field, base: str, typed: Typed) -> dict[str, list[str]]:
    """Return boxes by name; the boxes that a flaw does not speak of are emptied."""
    names = names_of(one, base)
    return {name: typed.get(suffix, [""]) for suffix, name in names.items()}


def _of_one(
    one: Field, base: str, on: date, said: Mapping[str, Any]
) -> Iterator[tuple[str, Typed]]:
    for kind, typed in (*WRONG[one.type](one), *_by_day(one, on), *_against(one, said)):
        if typed != {"": ["9" * 16]} or read(one, typed).wrong:
            yield kind, _named(one, base, typed)
    if one.required:
        yield "missing", _named(one, base, {})


def _of_table(made: Person, section: str, one: Field) -> Iterator[Flaw]:
    rows = made.answers[one.key]
    for place in range(len(rows)):
        if len(rows[place]) < 2:
            continue  # a row that loses its only answer is gone
        for column in one.columns:
            if column.id not in rows[place]:
                continue
            base = f"{one.key}.{place}.{column.id}"
            for kind, typed in _of_one(column, base, made.on, rows[place]):
                yield Flaw(f"{kind}, in a row", section, typed, (base,))
    column = one.columns[0]
    if column.id in rows[0]:
        many = {
            name: texts
            for place in range(one.max_rows + 1)
            for name, texts in _named(
                column, f"{one.key}.{place}.{column.id}", _typed(column, rows[0][column.id])
            ).items()
        }
        yield Flaw("too many rows", section, many, (one.key,))
    if one.required:
        empty = {
            name: [""]
            for place in range(len(rows))
            for each in one.columns
            for name in _named(each, f"{one.key}.{place}.{each.id}", {})
        }
        yield Flaw("no row", section, empty, (one.key,))


def _opened(made: Person, section: str, one: Field) -> Iterator[Flaw]:
    """Yield that a yes or another choice opens questions that stay unanswered."""
    values = [choice.value for choice in one.choices] or ["yes", "no"]
    before = asked_now(made.form, made.answers, made.context)
    for value in values if one.type in ("choice", "yes-no") else ():
        if value == made.answers[one.key]:
            continue
        now = asked_now(made.form, {**made.answers, one.key: value}, made.context)
        fresh = tuple(
            key
            for key, each in now.items()
            if key not in before and each.required and each.asked == "page"
        )
        left = tuple(key for key in fresh if key not in made.answers)
        if left:
            yield Flaw("opens what is not answered", section, {one.key: [value]}, left)


def _of_parts(made: Person) -> Iterator[Flaw]:
    asked = asked_now(made.form, made.answers, made.context)
    place = {each.key: one.key for one in made.form.sections for each in one.fields}
    for part in made.form.parts:
        for rule in part.rules:
            for kind, blank in (("at-least-one-of", ""), ("any-positive", "0")):
                keys = [key for name in rule.get(kind, ()) if (key := f"{part.id}.{name}") in asked]
                if keys and all(key in made.answers for key in keys):
                    typed = {
                        name: [blank]
                        for key in keys
                        for name in _named(made.form.fields[key], key, {})
                    }
                    yield Flaw(kind, place[keys[0]], typed, (keys[0],))
            if "not-after" in rule:
                yield from _order(made, [f"{part.id}.{name}" for name in rule["not-after"]], place)


def _order(made: Person, keys: list[str], place: Mapping[str, str]) -> Iterator[Flaw]:
    first, last = keys
    if first in made.answers and last in made.answers:
        one = made.form.fields[first]
        typed = _named(one, first, _typed(one, _moved(one, made.answers[last], "not-after")))
        yield Flaw("not-after", place[first], typed, (first,))


def flaws(made: Person) -> Iterator[Flaw]:
    """Yield every flaw that can be planted into the answers of a person."""
    for section in made.form.sections:
        for one in section.fields:
            if one.key not in made.answers or one.asked != "page":
                continue
            if one.type == "table":
                yield from _of_table(made, section.key, one)
                continue
            said = {
                key.partition(".")[2]: value
                for key, value in made.answers.items()
                if key.startswith(f"{one.part}.")
            }
            for kind, typed in _of_one(one, one.key, made.on, said):
                yield Flaw(kind, section.key, typed, (one.key,))
            yield from _opened(made, section.key, one)
    yield from _of_parts(made)


def found(made: Person, flaw: Flaw, whole: bool = True) -> list[Problem]:
    """Plant a flaw and return the problems that the check names where it must.

    `whole` asks the check of the whole form, as before filing; else that of the one page.
    """
    answers, raw = planted(made, flaw)
    if whole:
        told = check_all(made.form, answers, made.on, made.context, raw)
    else:
        told = check(made.form, flaw.section, {}, answers, made.on, made.context, raw).problems
    return [one for one in told if one.at in flaw.at]


def planted(made: Person, flaw: Flaw) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """Return the answers and what stands as typed once a flaw was typed and saved."""
    checked = check(made.form, flaw.section, flaw.typed, made.answers, made.on, made.context)
    answers = merged(made.form, flaw.section, made.answers, checked)
    return answers, merged_raw(made.form, flaw.section, {}, checked)

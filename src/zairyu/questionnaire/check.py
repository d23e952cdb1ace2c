"""The one way in for an answer: pages, machines and imports ask here, and again at sealing.

Nothing that was typed is lost: what is right comes back as values, what is wrong stays as typed
(`raw`, by the names of the boxes), and each problem stands at its field.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from zairyu.law.problem import Problem
from zairyu.questionnaire.across import of_part
from zairyu.questionnaire.answer import Answer
from zairyu.questionnaire.boxes import names_of, typed_from, typed_in
from zairyu.questionnaire.conditions import Answers, applies
from zairyu.questionnaire.form import Form, Section, asked_now
from zairyu.questionnaire.kinds import read
from zairyu.questionnaire.parts import Field
from zairyu.questionnaire.rules import (
    beside_code,
    by_day,
    compared,
    of_rows,
    pair,
    printed_at,
    problem,
)

Raw = Mapping[str, Sequence[str]]
_CHOSEN = ("choice", "country", "yes-no", "multi-choice", "status-of-residence", "period-of-stay")


@dataclass(frozen=True)
class Checked:
    """A section after the check: its right values, its wrong answers as typed, its problems."""

    values: dict[str, Any]
    raw: dict[str, list[str]]
    problems: list[Problem]

    @property
    def wrong(self) -> list[Problem]:
        """The problems that stop a filing; the others only ask to look again."""
        return [one for one in self.problems if one.severity == "error"]


@dataclass
class _Found:
    """What the reading of one field, table or row found, before anything is required."""

    value: Any = None
    raw: dict[str, list[str]] | None = None
    problems: tuple[Problem, ...] = ()
    blank: bool = True


def _placed(field: Field, at: str, answer: Answer) -> tuple[Problem, ...]:
    return tuple(
        replace(one, at=at, source=printed_at(field), params={"label": field.name, **one.params})
        for one in answer.problems
    )


def _read(field: Field, at: str, typed: Raw, known: Any, raw: Raw, on: date) -> _Found:
    boxes = typed_in(field, at, typed) or typed_in(field, at, raw) or typed_from(field, known)
    answer = read(field, boxes)
    if answer.wrong:
        names = names_of(field, at)
        typed = answer.typed or boxes
        kept = {names.get(suffix, at): list(texts) for suffix, texts in typed.items()}
        return _Found(None, kept, _placed(field, at, answer), False)
    if answer.blank:
        return _Found()
    late = tuple(by_day(field, answer.value, on, at))
    return _Found(answer.value, None, _placed(field, at, answer) + late, False)


def _indexes(key: str, names: Raw) -> list[int]:
    found = re.compile(re.escape(key) + r"\.([0-9]{1,3})\.")
    return sorted({int(match[1]) for name in names if (match := found.match(name))})


def _row(
    table: Field, at: str, typed: Raw, known: Answers, raw: Raw, on: date, context: Answers
) -> _Found:
    columns = {
        column.id: _read(column, f"{at}.{column.id}", typed, known.get(column.id), raw, on)
        for column in table.columns
    }
    row = {id: found.value for id, found in columns.items() if found.value is not None}
    if all(found.blank for found in columns.values()):
        return _Found()
    kept = {name: texts for found in columns.values() for name, texts in (found.raw or {}).items()}
    problems: list[Problem] = []
    for column in table.columns:
        if not applies(column, {}, context, row):
            continue
        found = columns[column.id]
        problems += found.problems
        if found.blank and column.required:
            problems.append(required(column, f"{at}.{column.id}"))
        problems += _pairs(column, table.columns, row, f"{at}.{column.id}")
    return _Found(row, kept, tuple(problems), False)


def _pairs(field: Field, others: Sequence[Field], row: Answers, at: str) -> Iterator[Problem]:
    for other in others:
        if other.id in compared(field):
            yield from pair(field, row.get(field.id), other, row.get(other.id), at)


def _table(field: Field, typed: Raw, known: Any, raw: Raw, on: date, context: Answers) -> _Found:
    rows = known if isinstance(known, list) else []
    kept: list[dict[str, Any]] = []
    wrong: dict[str, list[str]] = {}
    problems: list[Problem] = []
    for index in sorted({*range(len(rows)), *_indexes(field.key, typed)}):
        before = rows[index] if index < len(rows) and isinstance(rows[index], dict) else {}
        found = _row(field, f"{field.key}.{index}", typed, before, raw, on, context)
        if found.blank:
            continue
        old, new = f"{field.key}.{index}.", f"{field.key}.{len(kept)}."
        kept.append(found.value)
        wrong |= {new + name.removeprefix(old): texts for name, texts in (found.raw or {}).items()}
        problems += [replace(one, at=new + one.at.removeprefix(old)) for one in found.problems]
    if not kept:
        return _Found()
    return _Found(kept, wrong, (*of_rows(field, kept), *problems), False)


def required(field: Field, at: str = "") -> Problem:
    """Return the problem of a required answer that is missing."""
    if field.type == "table":
        return problem(field, "rows-none", at)
    return problem(field, "required-choice" if field.type in _CHOSEN else "required", at)


def _together(
    form: Form,
    section: Section,
    asked: Mapping[str, Field],
    answers: Answers,
    context: Answers,
    on: date,
) -> Iterator[Problem]:
    keys = {one.key for one in section.fields}
    for key in keys & asked.keys():
        field = asked[key]
        for name in compared(field):
            other = asked.get(f"{field.part}.{name}")
            if other is not None:
                yield from pair(field, answers.get(key), other, answers.get(other.key))
        if field.fills:
            yield from beside_code(field, answers, asked)
    yield from (
        one for one in of_part(form, section.part, asked, answers, context, on) if one.at in keys
    )


def _opened(fields: Sequence[Field], values: Answers, typed: Raw) -> dict[str, str]:
    """Return the yes that a row means: who fills in a row says that there is one."""
    said: dict[str, str] = {}
    for one in fields:
        if one.type != "table" or one.key not in values or not _indexes(one.key, typed):
            continue
        for when in one.when:
            said |= {
                f"{one.part}.{name}": "yes"
                for name, wanted in when.items()
                if wanted == "yes" and f"{one.part}.{name}" not in typed
            }
    return said


def _checked(
    form: Form,
    section: Section,
    typed: Raw,
    known: Answers,
    raw: Raw,
    on: date,
    context: Answers,
    asked: Mapping[str, Field] | None,
) -> Checked:
    fields = [one for one in section.fields if one.asked == "page"]
    found: dict[str, _Found] = {}
    for one in fields:
        before = known.get(one.key)
        if one.type == "table":
            found[one.key] = _table(one, typed, before, raw, on, context)
        else:
            found[one.key] = _read(one, one.key, typed, before, raw, on)
    values = {key: one.value for key, one in found.items() if one.value is not None}
    values |= _opened(fields, values, typed)
    wrong = {name: texts for one in found.values() for name, texts in (one.raw or {}).items()}
    now = {**known, **values, **form.given}
    for key in found.keys() - values.keys():
        now.pop(key, None)
    asked = asked_now(form, now, context, section.part) if asked is None else asked
    problems: list[Problem] = []
    for one in fields:
        if one.key not in asked:
            continue
        problems += found[one.key].problems
        if one.required and one.key not in values and found[one.key].blank:
            problems.append(required(one))
    spoiled = {one.at for one in problems if one.severity == "error"}
    together = _together(form, section, asked, now, context, on)
    problems += [one for one in together if one.at not in spoiled]
    return Checked(values, wrong, _in_order(problems, fields))


def _in_order(problems: list[Problem], fields: list[Field]) -> list[Problem]:
    place = {one.key: number for number, one in enumerate(fields)}

    def of(one: Problem) -> int:
        key = ".".join(one.at.split(".")[:2])
        return place.get(key, len(place))

    return sorted(problems, key=of)


def check(
    form: Form,
    section_key: str,
    typed: Raw,
    known: Answers,
    on: date,
    context: Answers,
    raw: Raw | None = None,
    asked: Mapping[str, Field] | None = None,
) -> Checked:
    """Return a section as answered: `typed` over what is `known` (and, as typed before, `raw`).

    A box that was not sent keeps its answer, so a page for one row sends that row alone. `asked`
    is what `asked_now` says of the known answers, where nothing is typed and many are checked.

    Raises:
        KeyError: the form has no such section.
    """
    section = form.section(section_key)
    if section is None:
        raise KeyError(section_key)
    return _checked(form, section, typed, known, raw or {}, on, form.context(context), asked)


def by_row(form: Form, problems: Sequence[Problem]) -> list[Problem]:
    """Return problems as a page tells them that shows each row of a table as one line.

    All errors of a row become one that names the row (`part.table.2`).
    """
    found: list[Problem] = []
    for one in problems:
        key, _, place = one.at.rpartition(".")[0].rpartition(".")
        table = form.fields.get(key)
        if table is None or not place.isdecimal():
            found.append(one)
        elif one.severity == "error" and all(each.at != f"{key}.{place}" for each in found):
            found.append(problem(table, "row-wrong", f"{key}.{place}", number=int(place) + 1))
    return found


def check_all(
    form: Form, answers: Answers, on: date, context: Answers, raw: Raw | None = None
) -> list[Problem]:
    """Return every problem of a whole form, section by section, as before filing."""
    found: list[Problem] = []
    asked = asked_now(form, answers, context)
    for section in form.sections:
        found += check(form, section.key, {}, answers, on, context, raw, asked).problems
    return found

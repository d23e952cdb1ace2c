"""Answers as a whole: what is kept, what counts, how it is told, how far one has come."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from zairyu.questionnaire.check import Checked, Raw, check
from zairyu.questionnaire.conditions import Answers, applies
from zairyu.questionnaire.form import Form, asked_now, open_on, visible

State = Literal["todo", "part", "wrong", "done"]


@dataclass(frozen=True)
class SectionState:
    """How far a section is: questions answered of those that are to be answered, and wrong ones."""

    state: State
    done: int
    total: int
    wrong: int


def _waits(form: Form, key: str, answers: Answers, context: Answers) -> bool:
    """Say whether all questions of a section wait for an answer on another page."""
    section = form.section(key)
    open_ = open_on(form, section, answers, context) if section else ()
    return any(form.fields[one].asked == "page" for one in open_)


def _state(
    form: Form,
    key: str,
    asked: Mapping[str, Any],
    checked: Checked,
    answers: Answers,
    context: Answers,
) -> SectionState:
    section = form.section(key)
    fields = (
        [one for one in section.fields if one.asked == "page" and one.key in asked]
        if section
        else []
    )
    missing = {
        one.at for one in checked.wrong if one.code.startswith(("required", "rows-none", "one-of"))
    }
    wrong = [one for one in checked.wrong if one.at not in missing]
    done = sum(one.key in checked.values for one in fields)
    total = sum(one.required or one.key in checked.values for one in fields)
    touched = bool(done or checked.raw)
    if wrong:
        return SectionState("wrong", done, total, len(wrong))
    if missing:
        return SectionState("part" if touched else "todo", done, max(total, done + 1), 0)
    if not fields and _waits(form, key, answers, context):
        return SectionState("todo", 0, 0, 0)
    return SectionState("done", done, total, 0)


def state_of(
    form: Form, section_key: str, checked: Checked, answers: Answers, context: Answers
) -> SectionState:
    """Return how far one section is that was just checked; `answers` are those of all sections."""
    section = form.section(section_key)
    asked = asked_now(form, answers, context, section.part if section else "")
    return _state(form, section_key, asked, checked, answers, context)


def progress(
    form: Form,
    answers: Answers,
    on: date,
    context: Answers,
    raw: Raw | None = None,
    only: Collection[str] | None = None,
) -> dict[str, SectionState]:
    """Return how far each section is, for the sections in which something is asked.

    `only` names the sections that are wanted, where the others are known.
    """
    asked = asked_now(form, answers, context)
    return {
        section.key: _state(
            form,
            section.key,
            asked,
            check(form, section.key, {}, answers, on, context, raw, asked),
            answers,
            context,
        )
        for section in visible(form, context)
        if only is None or section.key in only
    }


def merged(form: Form, section_key: str, answers: Answers, checked: Checked) -> dict[str, Any]:
    """Return all answers after a section was checked: its own are replaced, the others stay."""
    section = form.section(section_key)
    own = {one.key for one in section.fields} if section else set()
    return {key: value for key, value in answers.items() if key not in own} | checked.values


def merged_raw(form: Form, section_key: str, raw: Raw, checked: Checked) -> dict[str, list[str]]:
    """Return what stands as typed after a section was checked, of all sections."""
    section = form.section(section_key)
    own = tuple(one.key for one in section.fields) if section else ()
    others = {
        name: list(texts)
        for name, texts in raw.items()
        if not any(name == key or name.startswith(f"{key}.") for key in own)
    }
    return others | checked.raw


def counting(form: Form, answers: Answers, context: Answers) -> dict[str, Any]:
    """Return the answers that count, of questions that apply: what is sealed and examined."""
    asked, full = asked_now(form, answers, context), form.context(context)
    kept: dict[str, Any] = {}
    for key, field in asked.items():
        value = form.given.get(key, answers.get(key))
        if value is None:
            continue
        if field.type == "table":
            value = [
                {
                    column.id: row[column.id]
                    for column in field.columns
                    if column.id in row and applies(column, {}, full, row)
                }
                for row in value
            ]
        kept[key] = value
    return kept


def without_row(
    form: Form, answers: Answers, raw: Raw, table: str, index: int
) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """Return answers and what stands as typed, without one row of a table; later rows move up."""
    rows = answers.get(table, []) if table in form.fields else []
    left = [row for place, row in enumerate(rows) if place != index]
    kept = {key: value for key, value in answers.items() if key != table}
    moved: dict[str, list[str]] = {}
    for name, texts in raw.items():
        place, _, rest = name.removeprefix(f"{table}.").partition(".")
        if not name.startswith(f"{table}.") or not place.isdecimal():
            moved[name] = list(texts)
        elif int(place) != index:
            moved[f"{table}.{int(place) - (int(place) > index)}.{rest}"] = list(texts)
    return (kept | {table: left} if left else kept), moved

"""Made-up people: for any form whatever a whole, valid set of answers, as plausible as need be.

The same seed makes the same person. Conditions are followed as the form opens them; days, numbers
and addresses keep to the rules between fields. `fixed` gives answers by key or by the field's own
name, such as `current_expiry`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random
from typing import Any

from tests.making.values import MAKERS, Makings

from zairyu.questionnaire.boxes import names_of, typed_from
from zairyu.questionnaire.check import check_all
from zairyu.questionnaire.conditions import applies
from zairyu.questionnaire.form import Form, asked_now
from zairyu.questionnaire.kinds import read
from zairyu.questionnaire.parts import Field

# Statuses nobody has who files online.
_NOT_HELD = ("diplomat", "temporary-visitor", "permanent-resident", "da-departure-preparation")
_FILLED = 0.7  # how often what need not be answered is


@dataclass
class Person:
    """A made-up person before a form: who they are, and what they answer."""

    form: Form
    on: date
    context: Mapping[str, Any]
    answers: dict[str, Any] = field(default_factory=dict)

    def boxes(self, section_key: str) -> dict[str, list[str]]:
        """Return what the person types into the boxes of a section."""
        section = self.form.section(section_key)
        found: dict[str, list[str]] = {}
        for one in section.fields if section else ():
            if one.key in self.answers:
                found |= boxes_of(one, one.key, self.answers[one.key])
        return found

    def problems(self) -> list[Any]:
        """Return what is wrong with the answers as a whole; warnings stop nobody."""
        found = check_all(self.form, self.answers, self.on, self.context)
        return [one for one in found if one.severity == "error"]


def boxes_of(one: Field, name: str, value: Any) -> dict[str, list[str]]:
    """Return how a value is typed, by the names of the boxes."""
    if one.type != "table":
        names = names_of(one, name)
        return {names[suffix]: texts for suffix, texts in typed_from(one, value).items()}
    found: dict[str, list[str]] = {}
    for place, row in enumerate(value):
        for column in one.columns:
            if column.id in row:
                found |= boxes_of(column, f"{name}.{place}.{column.id}", row[column.id])
    return found


def person(
    form: Form,
    seed: int,
    on: date,
    context: Mapping[str, Any] | None = None,
    fixed: Mapping[str, Any] | None = None,
    age_days: tuple[int, int] = (20 * 365, 60 * 365),
) -> Person:
    """Make a person who answers a form wholly and rightly on a day."""
    makings = Makings(Random(seed), on, age_days)
    made = Person(form, on, dict(context or {}))
    making = _Making(made, makings, dict(fixed or {}))
    while making.another_round():
        continue
    return made


@dataclass
class _Making:
    made: Person
    by: Makings
    fixed: dict[str, Any]
    left_out: set[str] = field(default_factory=set)

    def another_round(self) -> bool:
        """Answer what is asked by now; say whether anything was."""
        form, answers = self.made.form, self.made.answers
        asked = asked_now(form, answers, self.made.context)
        fresh = [
            one
            for one in asked.values()
            if one.asked == "page" and one.key not in answers and one.key not in self.left_out
        ]
        for one in fresh:
            if self._answers(one):
                answers[one.key] = self._answer(one)
            else:
                self.left_out.add(one.key)
        return bool(fresh)

    def _answers(self, one: Field) -> bool:
        same = dict(one.rules).get("matches")
        if same is not None:
            return f"{one.part}.{same}" in self.made.answers
        if one.required or one.key in self.fixed or one.id in self.fixed:
            return True
        return one.id in _together(self.made.form, one.part) or self.by.dice.random() < _FILLED

    def _answer(self, one: Field) -> Any:
        given = self.fixed.get(one.key, self.fixed.get(one.id))
        if given is not None:
            return given
        if one.type == "table":
            return self._rows(one)
        same = dict(one.rules).get("matches")
        if same is not None:
            return self.made.answers[f"{one.part}.{same}"]
        if one.id in _needs_family(self.made.form):
            return "yes"
        return value(self._choices(one), self._bounded(one, self._beside(one)))

    def _choices(self, one: Field) -> Field:
        if one.type != "status-of-residence":
            return one
        return replace(
            one, choices=tuple(each for each in one.choices if each.value not in _NOT_HELD)
        )

    def _beside(self, one: Field) -> dict[str, Any]:
        part = f"{one.part}."
        answers = self.made.answers.items()
        return {key.removeprefix(part): said for key, said in answers if key.startswith(part)}

    def _bounded(
        self, one: Field, said: Mapping[str, Any], columns: Sequence[Field] = ()
    ) -> Makings:
        orders = list(_orders(self.made.form, one.part, columns))
        low = [said[less] for less, more in orders if more == one.id and less in said]
        high = [said[more] for less, more in orders if less == one.id and more in said]
        return replace(self.by, low=max(low, default=None), high=min(high, default=None))

    def _rows(self, one: Field) -> list[dict[str, Any]]:
        number = self.by.dice.randint(1, max(1, min(3, one.max_rows)))
        rows = [self._row(one) for _ in range(number)]
        for rule, column in one.rules:
            if rule == "chronological":
                rows.sort(key=lambda row: str(row.get(column, "")))
        return rows

    def _row(self, one: Field) -> dict[str, Any]:
        row: dict[str, Any] = {}
        full = self.made.form.context(self.made.context)
        for column in one.columns:
            wanted = column.required or self.by.dice.random() < _FILLED
            if wanted and applies(column, {}, full, row):
                row[column.id] = value(column, self._bounded(column, row, one.columns))
        return row


def value(one: Field, by: Makings) -> Any:
    """Return a value for a field as the check keeps it."""
    made = MAKERS[one.type](one, by)
    answer = read(one, typed_from(one, made))
    assert not answer.problems, (one.key, made, answer.problems)
    return answer.value


def _together(form: Form, part_id: str) -> set[str]:
    """Return the fields of which one at least is answered, or must be above zero."""
    return {
        name
        for part in form.parts
        if part.id == part_id
        for rule in part.rules
        for kind in ("at-least-one-of", "any-positive")
        for name in rule.get(kind, ())
    }


def _needs_family(form: Form) -> set[str]:
    """Return the questions that open a table which another answer looks into."""
    tables = {
        rule["supporter-in-family-table"][2]
        for part in form.parts
        for rule in part.rules
        if "supporter-in-family-table" in rule
    }
    return {
        name
        for one in form.fields.values()
        if one.id in tables
        for when in one.when
        for name in when
    }


def _orders(form: Form, part_id: str, columns: Sequence[Field]) -> Iterator[tuple[str, str]]:
    """Yield pairs of fields of which the first is not later or greater than the second."""
    fields = columns or [one for one in form.fields.values() if one.part == part_id]
    for one in fields:
        for rule, other in one.rules:
            if rule in ("not-after", "not-greater-than"):
                yield one.id, other
            elif rule == "not-before":
                yield other, one.id
    for part in form.parts if not columns else ():
        for rule in part.rules:
            if part.id == part_id and "not-after" in rule:
                first, last = rule["not-after"]
                yield first, last

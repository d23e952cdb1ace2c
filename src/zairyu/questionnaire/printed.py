"""An application as its paper form prints it: parts, headings, boxes and tables, in order.

One description for the review, the print, the PDF and the officer's screen; each gives it its look.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from zairyu.questionnaire.answers import counting
from zairyu.questionnaire.conditions import Answers, applies
from zairyu.questionnaire.form import Form, asked_now, possible
from zairyu.questionnaire.parts import Field, Group, Part, PartSection

_NOT_PRINTED = ("papers", "filing", "paper")


@dataclass(frozen=True)
class Heading:
    """A heading above some boxes, with the number that the paper prints."""

    group: Group
    number: str


@dataclass(frozen=True)
class Box:
    """One box of the paper and what stands in it; `due` where an answer must still come."""

    field: Field
    value: Any
    due: bool


@dataclass(frozen=True)
class Rows:
    """A table of the paper: a value for each column of each row, or nothing."""

    field: Field
    rows: tuple[tuple[Any, ...], ...]
    due: bool


Item = Heading | Box | Rows


@dataclass(frozen=True)
class PrintedSection:
    """The items of one section of a part."""

    section: PartSection
    items: tuple[Item, ...]


@dataclass(frozen=True)
class PrintedPart:
    """One sheet of the paper form."""

    part: Part
    sections: tuple[PrintedSection, ...]


class _Printer:
    """What is needed to print one application: the form, what stands on it, the values."""

    def __init__(self, form: Form, answers: Answers, context: Answers, whole: bool) -> None:
        self.form, self.context = form, form.context(context)
        asked = asked_now(form, answers, context)
        self.asked = asked.keys() | form.given.keys()
        self.standing = self.asked | possible(form, context).keys() if whole else self.asked
        self.values: Mapping[str, Any] = form.printed(counting(form, answers, context))
        self.heading = ("", "")

    def _stands(self, field: Field) -> bool:
        if field.key not in self.form.fields or field.asked in _NOT_PRINTED:
            return False
        return self.form.taken.get(field.key, field.key) in self.standing

    def _item(self, field: Field) -> Box | Rows:
        value = self.values.get(field.key)
        due = field.required and field.key not in self.form.taken and field.key in self.asked
        if field.type == "table":
            return Rows(field, tuple(self._row(field, row) for row in value or ()), due)
        return Box(field, value, due)

    def _row(self, table: Field, row: Answers) -> tuple[Any, ...]:
        return tuple(
            row[column.id] if column.id in row and applies(column, {}, self.context, row) else None
            for column in table.columns
        )

    def items(self, part: Part, fields: tuple[Field, ...]) -> Iterator[Item]:
        """Yield what the paper prints for some fields; a heading that goes on is not repeated."""
        for raw in fields:
            if not self._stands(raw):
                continue
            field = self.form.fields[raw.key]
            heading = (part.id, field.group)
            if heading != self.heading and field.group in part.groups:
                group = part.groups[field.group]
                number = group.numbers.get(self.form.procedure) or group.numbers.get("", "")
                yield Heading(group, number)
            self.heading = heading
            yield self._item(field)


def printed(
    form: Form, answers: Answers, context: Answers, *, whole: bool = False
) -> tuple[PrintedPart, ...]:
    """Return an application as its paper prints it, without what cannot apply.

    With `whole` the boxes that these answers leave out stand there too, blank, as on paper.
    """
    printer, found = _Printer(form, answers, context, whole), []
    for part in form.parts:
        sections = [
            PrintedSection(section, items)
            for section in part.sections
            if (items := tuple(printer.items(part, section.fields)))
        ]
        if sections:
            found.append(PrintedPart(part, tuple(sections)))
    return tuple(found)

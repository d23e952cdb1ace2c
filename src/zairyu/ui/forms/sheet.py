"""The review sheet: the answers as the paper form prints them, for review, print and the desk."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from zairyu.questionnaire.answers import counting
from zairyu.questionnaire.conditions import Answers, applies
from zairyu.questionnaire.form import Form, asked_now
from zairyu.questionnaire.parts import Field, Group, Part
from zairyu.questionnaire.telling import shown
from zairyu.ui.forms.view import worded
from zairyu.ui.wording import html, read_aloud
from zairyu.words import Text

ChangeUrl = Callable[[str], str]
_EASY = "ja-x-easy"
_NOT_PRINTED = ("papers", "filing", "paper")
_WIDE = ("textarea", "address-jp", "address-any", "table")
_MEANT = ("choice", "yes-no", "multi-choice", "date", "birth-date", "year-month", "money", "number")


def _label(text: Text, language: str) -> dict[str, Any]:
    return {
        "ja": text["ja"],
        "en": text["en"],
        "easy": worded(text, language) if language == _EASY else "",
    }


def _cell(field: Field, value: Any, language: str) -> SafeString:
    told = read_aloud(shown(field, value, language), language)
    return told if field.type != "textarea" else mark_safe(told.replace("\n", "<br>"))


def _box(field: Field, value: Any, language: str, due: bool) -> dict[str, Any]:
    long = isinstance(value, str) and len(value) > 40
    return {
        "kind": "box",
        "number": field.number,
        "label": _label(field.label, language),
        "value": _cell(field, value, language) if value is not None else "",
        "missing": due and value is None,
        "own": field.type not in _MEANT and not field.choices,
        "wide": field.type in _WIDE or long,
    }


def _table(
    field: Field, rows: list[Answers], language: str, context: Answers, due: bool
) -> dict[str, Any]:
    return {
        "kind": "table",
        "number": field.number,
        "label": _label(field.label, language),
        "heads": [_label(column.label, language) for column in field.columns],
        "missing": due and not rows,
        "rows": [
            [
                _cell(column, row.get(column.id), language)
                if column.id in row and applies(column, {}, context, row)
                else ""
                for column in field.columns
            ]
            for row in rows
        ],
    }


def _heading(group: Group, form: Form, language: str) -> dict[str, Any]:
    number = group.numbers.get(form.procedure) or group.numbers.get("", "")
    return {"kind": "heading", "number": number, "label": _label(group.label, language)}


class _Sheet:
    """What is needed to print one application: the form, the answers that count, the language."""

    def __init__(self, form: Form, answers: Answers, language: str, context: Answers) -> None:
        self.form, self.language = form, language
        self.context = form.context(context)
        asked = asked_now(form, answers, context)
        self.asked = asked.keys() | form.given.keys()
        self.values: Mapping[str, Any] = form.printed(counting(form, answers, context))

    def _stands(self, field: Field) -> bool:
        if field.key not in self.form.fields or field.asked in _NOT_PRINTED:
            return False
        return self.form.taken.get(field.key, field.key) in self.asked

    def _item(self, field: Field) -> dict[str, Any]:
        value, language = self.values.get(field.key), self.language
        due = field.required and field.key not in self.form.taken
        if field.type == "table":
            return _table(field, value or [], language, self.context, due)
        return _box(field, value, language, due)

    def items(self, part: Part, fields: tuple[Field, ...]) -> Iterator[dict[str, Any]]:
        """Yield what the paper prints for some fields: headings, boxes and tables."""
        before = ""
        for raw in fields:
            if not self._stands(raw):
                continue
            field = self.form.fields[raw.key]
            if field.group and field.group != before and field.group in part.groups:
                yield _heading(part.groups[field.group], self.form, self.language)
            before = field.group
            yield self._item(field)


def _fitted(boxes: list[dict[str, Any]]) -> None:
    """Let a box take the whole line where no other stands beside it."""
    half: dict[str, Any] | None = None
    for box in boxes:
        if box["wide"]:
            if half is not None:
                half["wide"] = True
            half = None
        else:
            half = box if half is None else None
    if half is not None:
        half["wide"] = True


def _runs(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the items with boxes that stand together gathered, as one list of definitions."""
    runs: list[dict[str, Any]] = []
    for item in items:
        if item["kind"] != "box":
            runs.append(item)
        elif runs and runs[-1]["kind"] == "boxes":
            runs[-1]["boxes"].append(item)
        else:
            runs.append({"kind": "boxes", "boxes": [item]})
    for run in runs:
        _fitted(run.get("boxes", []))
    return runs


def _sections(sheet: _Sheet, part: Part, url: ChangeUrl | None) -> Iterator[dict[str, Any]]:
    homes = {one.key: section for section in sheet.form.sections for one in section.fields}
    for section in part.sections:
        items = list(sheet.items(part, section.fields))
        if not items:
            continue
        home = next((homes[one.key] for one in section.fields if one.key in homes), None)
        yield {
            "runs": _runs(items),
            "url": url(home.key) if url and home else "",
            "change": html("ui.forms.sheet.change", sheet.language, title=section.title),
        }


def render_sheet(
    form: Form,
    answers: Answers,
    language: str,
    context: Answers,
    *,
    change_url: ChangeUrl | None = None,
    photo_url: str = "",
    stamp: str = "",
    heading: int = 2,
) -> SafeString:
    """Return the answers as the paper form prints them.

    Labels are in Japanese over English whatever the language, as on the paper; values are in the
    language. `change_url(section)` adds the ways back, `stamp` the number and time of a filing.
    """
    sheet = _Sheet(form, answers, language, context)
    parts = []
    for part in form.parts:
        sections = list(_sections(sheet, part, change_url))
        if sections:
            parts.append({"paper": _label(part.paper, language), "sections": sections})
    drawn = get_template("ui/forms/sheet.html").render(
        {
            "title": _label(form.parts[0].title, language),
            "legal_form": form.parts[0].legal_form,
            "parts": parts,
            "photo_url": photo_url,
            "photo": html("ui.forms.sheet.photo", language),
            "stamp": stamp,
            "blank": html("ui.forms.sheet.blank", language),
            "missing": html("ui.forms.sheet.missing", language),
            "number": html("ui.forms.number", language),
            "heading": heading,
            "below": heading + 1,
            "lowest": heading + 2,
        }
    )
    return mark_safe(drawn)

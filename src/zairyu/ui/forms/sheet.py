"""The review sheet: the answers as the paper form prints them, for review, print and the desk."""

from collections.abc import Callable, Iterator
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from zairyu.questionnaire.conditions import Answers
from zairyu.questionnaire.form import Form
from zairyu.questionnaire.parts import Field, Part
from zairyu.questionnaire.printed import Box, Heading, Item, PrintedPart, Rows, printed
from zairyu.questionnaire.telling import shown
from zairyu.ui.forms.unconfirmed import on_paper, unsure
from zairyu.ui.forms.view import worded
from zairyu.ui.wording import html, read_aloud
from zairyu.words import Text

ChangeUrl = Callable[[str], str]
_EASY = "ja-x-easy"
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


def _box(box: Box, language: str, part: Part) -> dict[str, Any]:
    field, value = box.field, box.value
    long = isinstance(value, str) and len(value) > 40
    return {
        "kind": "box",
        "number": field.number,
        "unsure": unsure(part, field, language),
        "label": _label(field.label, language),
        "value": _cell(field, value, language) if value is not None else "",
        "missing": box.due and value is None,
        "own": field.type not in _MEANT and not field.choices,
        "wide": field.type in _WIDE or long,
    }


def _table(table: Rows, language: str) -> dict[str, Any]:
    columns = table.field.columns
    return {
        "kind": "table",
        "number": table.field.number,
        "label": _label(table.field.label, language),
        "heads": [_label(column.label, language) for column in columns],
        "missing": table.due and not table.rows,
        "rows": [
            [
                "" if value is None else _cell(column, value, language)
                for column, value in zip(columns, row, strict=True)
            ]
            for row in table.rows
        ],
    }


def _item(item: Item, language: str, part: Part) -> dict[str, Any]:
    if isinstance(item, Heading):
        label = _label(item.group.label, language)
        return {"kind": "heading", "number": item.number, "label": label}
    return _box(item, language, part) if isinstance(item, Box) else _table(item, language)


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


def _sections(
    form: Form, sheet: PrintedPart, language: str, url: ChangeUrl | None
) -> Iterator[dict[str, Any]]:
    homes = {one.key: section for section in form.sections for one in section.fields}
    for each in sheet.sections:
        home = next((homes[one.key] for one in each.section.fields if one.key in homes), None)
        yield {
            "runs": _runs([_item(item, language, sheet.part) for item in each.items]),
            "url": url(home.key) if url and home else "",
            "change": html("ui.forms.sheet.change", language, title=each.section.title),
        }


def _part(form: Form, sheet: PrintedPart, language: str, url: ChangeUrl | None) -> dict[str, Any]:
    return {
        "paper": _label(sheet.part.paper, language),
        "unconfirmed": on_paper(sheet.part, language),
        "sections": list(_sections(form, sheet, language, url)),
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
    parts = [_part(form, each, language, change_url) for each in printed(form, answers, context)]
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

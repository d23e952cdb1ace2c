"""An application as data for its PDF: what the bilingual paper prints, in its order and numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from zairyu.law.dates import legal_day
from zairyu.questionnaire.conditions import Answers
from zairyu.questionnaire.form import Form
from zairyu.questionnaire.parts import Field, Part
from zairyu.questionnaire.printed import Box, Heading, Item, PrintedPart, Rows, printed
from zairyu.questionnaire.telling import shown
from zairyu.ui.forms.unconfirmed import marked
from zairyu.ui.wording import plain
from zairyu.words import Text

_PAPER = ("ja", "en")
_MEANT = ("choice", "country", "yes-no", "multi-choice", "status-of-residence", "period-of-stay")
_WIDE = ("textarea", "address-jp", "address-any", "name-roman")
_LONG = 24  # signs that a half box holds in one line
_NARROW = 4  # columns above which a table is set smaller
Data = dict[str, Any]


@dataclass(frozen=True)
class Copy:
    """What is said on a copy beside the form: filed when and under which number, or not yet."""

    at: datetime
    number: str = ""
    filed_at: datetime | None = None
    law: str = ""
    photo: bytes = b""
    sample: bool = False


def _pair(key: str, **params: object) -> Data:
    return {language: plain(key, language, **params) for language in _PAPER}


def _label(text: Text) -> Data:
    return {"ja": text["ja"], "en": text["en"]}


def _told(field: Field, value: Any) -> list[Data]:
    """Return a value as the paper shows it: in Japanese, and in English where it is a word."""
    if value is None:
        return []
    said = shown(field, value, "ja")
    pieces = [{"t": said, "l": "ja"}]
    other = shown(field, value, "en") if field.type in _MEANT or field.choices else said
    return pieces if other == said else [*pieces, {"t": other, "l": "en"}]


def _box(box: Box, part: Part) -> Data:
    field, value = box.field, _told(box.field, box.value)
    wide = field.type in _WIDE or sum(len(one["t"]) for one in value) > _LONG
    tall = len(field.label["ja"]) > _LONG
    return {
        "kind": "box",
        "number": field.number,
        "unsure": _pair("ui.forms.unconfirmed.field") if marked(part, field) else None,
        "label": _label(field.label),
        "value": value,
        "wide": wide or tall,
        "tall": tall,
    }


def _table(table: Rows) -> Data:
    columns = table.field.columns
    return {
        "kind": "table",
        "number": table.field.number,
        "label": _label(table.field.label),
        "small": len(columns) > _NARROW,
        "heads": [_label(column.label) for column in columns],
        "rows": [
            [_told(column, value) for column, value in zip(columns, row, strict=True)]
            for row in table.rows
        ],
    }


def _block(item: Item, part: Part) -> Data:
    if isinstance(item, Heading):
        label = _label(item.group.label)
        return {"kind": "heading", "number": item.number, "label": label}
    return _box(item, part) if isinstance(item, Box) else _table(item)


def _runs(blocks: Iterator[Data]) -> Iterator[Data]:
    """Yield the blocks, with boxes that stand together as lines of one box or of two."""
    lines: list[list[Data]] = []
    for block in blocks:
        if block["kind"] != "box":
            if lines:
                yield {"kind": "boxes", "lines": lines}
            lines = []
            yield block
        elif lines and len(lines[-1]) == 1 and not (block["wide"] or lines[-1][0]["wide"]):
            lines[-1].append(block)
        else:
            lines.append([block])
    if lines:
        yield {"kind": "boxes", "lines": lines}


def _part(printed: PrintedPart, law: str) -> Data:
    """Return one sheet; that of a permit asked for beside it bears its own title and form."""
    part = printed.part
    own = bool(part.legal_form) and part.legal_form != law
    blocks = (_block(item, part) for section in printed.sections for item in section.items)
    return {
        "title": _label(part.paper),
        "form": {**_label(part.title), "law": part.legal_form} if own else None,
        "unsure": None if part.confirmed else _pair("ui.forms.unconfirmed.part"),
        "blocks": list(_runs(blocks)),
    }


def _head(copy: Copy) -> Data:
    if copy.filed_at is None:
        return {"mark": _pair("ui.paper.draft")["ja"], "said": _pair("ui.paper.not-filed")}
    said = _pair("ui.paper.filed", number=copy.number, at=copy.filed_at)
    return {"mark": _pair("ui.paper.sample")["ja"] if copy.sample else "", "said": said}


def paper(form: Form, answers: Answers, context: Answers, copy: Copy) -> Data:
    """Return an application as plain data for `certificates.documents.form_pdf`.

    Boxes that these answers leave out stand there blank, as on paper; what cannot apply does not.
    """
    first = form.parts[0]
    day: date = legal_day(copy.filed_at or copy.at)
    foot = _pair("ui.paper.law", version=copy.law) if copy.law else _pair("ui.paper.printed")
    return {
        "title": _label(first.title),
        "law": first.legal_form,
        "day": [day.year, day.month, day.day],
        "number": copy.number,
        "copy": _pair("ui.paper.copy"),
        **_head(copy),
        "foot": foot,
        "photo": list(copy.photo),
        "photo_label": _pair("ui.paper.photo"),
        "has_photo": any(field.type == "photo" for field in form.fields.values()),
        "parts": [
            _part(one, first.legal_form) for one in printed(form, answers, context, whole=True)
        ],
    }

"""Tables (relatives, jobs): rows as cards with pages of their own, or in the page."""

from typing import Any

from django.template.loader import get_template
from django.utils.safestring import mark_safe

from zairyu.questionnaire.check import Raw
from zairyu.questionnaire.conditions import Answers
from zairyu.questionnaire.parts import Field
from zairyu.questionnaire.telling import shown
from zairyu.ui.forms.drawing import Found, draw_row, told
from zairyu.ui.forms.skeleton import Question
from zairyu.ui.forms.view import worded
from zairyu.ui.wording import anchor, html, read_aloud


def row_title(table: Field, row: Answers, language: str) -> tuple[str, str]:
    """Return a row in one line: what it is called, and the rest of what matters."""
    named = [
        column
        for name in ("name", "employer_ja", "employer_en", "method", "kind")
        for column in table.columns
        if column.id == name and row.get(name) is not None
    ]
    title = named[0] if named else None
    rest = [
        shown(column, row[column.id], language)
        for column in table.columns
        if column is not title and row.get(column.id) is not None and column.type != "yes-no"
    ]
    return shown(title, row[title.id], language) if title else "", " · ".join(rest[:4])


def _cards(table: Field, rows: list[Answers], found: Found, language: str) -> list[dict[str, Any]]:
    cards = []
    for place, row in enumerate(rows):
        title, rest = row_title(table, row, language)
        begins = f"{table.key}.{place}."
        cards.append(
            {
                "place": place,
                "name": f"{table.key}.{place}",
                "id": anchor(f"{table.key}.{place}"),
                "title": title or html("ui.forms.row", language, number=place + 1),
                "rest": read_aloud(rest, language),
                "go": f"row:{table.key}/{place}",
                "wrong": any(
                    (at + ".").startswith(begins) and any(one.severity == "error" for one in those)
                    for at, those in found.items()
                ),
            }
        )
    return cards


def _inline(
    table: Field, rows: list[Answers], raw: Raw, found: Found, language: str
) -> list[dict[str, Any]]:
    count = min(len(rows) + 1, table.max_rows)
    return [
        {
            "place": place,
            "name": f"{table.key}.{place}",
            "legend": html(
                "ui.forms.row" if place < len(rows) else "ui.forms.row-new",
                language,
                number=place + 1,
            ),
            "kept": place < len(rows),
            "questions": mark_safe(
                draw_row(
                    table, place, rows[place] if place < len(rows) else {}, raw, found, language
                )
            ),
        }
        for place in range(max(count, 1))
    ]


def draw_table(
    question: Question,
    value: Any,
    raw: Raw,
    found: Found,
    language: str,
    cards: bool,
) -> str:
    """Return a table: its rows as cards that lead to their pages, or in the page."""
    table = question.field
    rows = value if isinstance(value, list) else []
    said, wrong = told(table.key, found.get(table.key, ()), language, table)
    return get_template("ui/forms/rows.html").render(
        {
            "table": table,
            "id": anchor(table.key),
            "classes": question.branches,
            "number": table.number,
            "label": worded(table.label, language),
            "hint": worded(table.hint, language),
            "problem": mark_safe(said),
            "wrong": wrong,
            "cards": _cards(table, rows, found, language) if cards else [],
            "inline": [] if cards else _inline(table, rows, raw, found, language),
            "new_go": f"row:{table.key}/{len(rows)}" if cards else "",
            "full": len(rows) >= table.max_rows,
            "words": {
                name: html(f"ui.forms.{name.replace('_', '-')}", language)
                for name in (
                    "row_change",
                    "row_drop",
                    "row_more",
                    "rows_empty",
                    "row_wrong",
                    "number",
                )
            }
            | {"add": html("ui.forms.row-add", language, label=table.name)},
        }
    )

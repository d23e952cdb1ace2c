"""One question with its answer, its problems and what is read back, as HTML."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from zairyu.law.problem import Problem
from zairyu.questionnaire.boxes import typed_from, typed_in
from zairyu.questionnaire.check import Raw
from zairyu.questionnaire.conditions import Answers
from zairyu.questionnaire.parts import Field
from zairyu.questionnaire.telling import shown
from zairyu.ui import icons
from zairyu.ui.forms.finding import draw_found
from zairyu.ui.forms.holes import State, fill
from zairyu.ui.forms.reading import read_back
from zairyu.ui.forms.reasons import reasons
from zairyu.ui.forms.skeleton import Question, row_skeleton
from zairyu.ui.forms.view import TOLD
from zairyu.ui.wording import anchor, html, problem_html, read_aloud

Found = Mapping[str, list[Problem]]


def told(at: str, problems: Sequence[Problem], language: str, field: Field) -> tuple[str, bool]:
    """Return what is wrong with a field as HTML with the reasons, and whether it is an error."""
    lines, wrong = [], False
    for problem in problems:
        wrong = wrong or problem.severity == "error"
        kind, sign = ("wrong", "bad") if problem.severity == "error" else ("look", "look")
        more = "" if problem.severity == "error" else " q__problem--look"
        lines.append(
            f'<span class="q__problem{more}">{icons.icon(sign)}<span>'
            f'<span class="hidden">{html(f"ui.forms.{kind}", language)}</span>'
            f"{problem_html(problem, language)}</span></span>"
        )
    if not lines:
        return "", wrong
    why = reasons(problems, field, language)
    return f'<div id="{anchor(at)}-problem">{"".join(lines)}</div>{why}', wrong


def draw(
    question: Question,
    at: str,
    value: Any,
    raw: Raw,
    found: Found,
    language: str,
    row: str = "",
    origin: str = "",
    places: str = "",
) -> str:
    """Return a question with its answer as HTML; `at` is its name, of a row with the number."""
    field = question.field
    boxes = typed_in(field, at, raw) or typed_from(field, value)
    said, wrong = told(at, found.get(at, ()), language, field)
    state = State(
        boxes,
        said,
        "" if wrong else read_back(field, value, language),
        f'<p class="q__origin">{read_aloud(origin, language)}</p>' if origin else "",
        row,
        str(read_aloud(shown(field, value, language), language)) if field.asked in TOLD else "",
        places,
        draw_found(field, boxes, language),
    )
    compiled = question.wrong if wrong else question.look if said else question.fine
    return fill(compiled, state)


def by_place(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    """Return problems by the place at which they can be mended."""
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.at, []).append(problem)
    return found


def draw_row(table: Field, place: int, row: Answers, raw: Raw, found: Found, language: str) -> str:
    """Return the questions of one row of a table as HTML."""
    return "".join(
        draw(
            question,
            f"{table.key}.{place}.{question.field.id}",
            row.get(question.field.id),
            raw,
            found,
            language,
            str(place),
        )
        for question in row_skeleton(table, language).questions
    )

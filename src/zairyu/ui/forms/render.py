"""A section, or one row of a table, with its answers and problems, as HTML."""

from collections.abc import Iterable, Mapping

from django.utils.safestring import SafeString, mark_safe

from zairyu.law.problem import Problem
from zairyu.questionnaire.check import Raw
from zairyu.questionnaire.conditions import Answers
from zairyu.questionnaire.form import Form, Section, open_on
from zairyu.ui.forms.drawing import by_place, draw, draw_row
from zairyu.ui.forms.places import draw_places
from zairyu.ui.forms.points import draw_points
from zairyu.ui.forms.skeleton import Skeleton, skeleton
from zairyu.ui.forms.tables import draw_table
from zairyu.ui.forms.unconfirmed import banner
from zairyu.ui.wording import html

Origins = Mapping[str, str]


def render_section(
    form: Form,
    section_key: str,
    answers: Answers,
    raw: Raw,
    problems: Iterable[Problem],
    language: str,
    context: Answers,
    *,
    row_url: object = None,
    origins: Origins | None = None,
    looked_up: str = "",
) -> SafeString:
    """Return the questions of a section with what was answered and what is wrong.

    With `row_url` the rows of a table are cards that lead to the page of a row (`go`, with
    `row:table/number`); without it they stand in the page, with an empty one at the end. `origins`
    says of a pre-filled answer where it comes from; `looked_up` is the postal code whose towns are
    to be chosen from.

    Raises:
        KeyError: the form has no such section.
    """
    section = form.section(section_key)
    if section is None:
        raise KeyError(section_key)
    made = skeleton(form, section_key, language, open_on(form, section, answers, context))
    known, found, said = form.known(answers), by_place(problems), origins or {}
    drawn = _above(form, section, known, made, language)
    for question in made.questions:
        field, value = question.field, known.get(question.field.key)
        drawn.append(made.headings.get(field.key, ""))
        if field.type == "table":
            drawn.append(draw_table(question, value, raw, found, language, bool(row_url)))
            continue
        origin = said.get(field.key, "")
        towns = draw_places(field, value, language) if field.key == looked_up else ""
        drawn.append(draw(question, field.key, value, raw, found, language, "", origin, towns))
    drawn.append("</div>")
    return mark_safe("".join(drawn))


def _above(
    form: Form, section: Section, known: Answers, made: Skeleton, language: str
) -> list[str]:
    """Return what stands above the questions, and that there are none where all are closed."""
    drawn = [
        banner(form, section.part, language),
        draw_points(form, section, known, language),
        '<div class="form">',
    ]
    if not any(one.field.asked == "page" for one in made.questions):
        drawn.append(f"<p>{html('ui.forms.nothing-here', language)}</p>")
    return drawn


def render_row(
    form: Form,
    table_key: str,
    place: int,
    answers: Answers,
    raw: Raw,
    problems: Iterable[Problem],
    language: str,
) -> SafeString:
    """Return the questions of one row of a table, for a page of its own.

    Raises:
        KeyError: the form has no such table.
    """
    table = form.fields[table_key]
    rows = answers.get(table_key) or []
    row = rows[place] if place < len(rows) else {}
    drawn = draw_row(table, place, row, raw, by_place(problems), language)
    told = banner(form, table.part, language)
    return mark_safe(f'{told}<div class="form form--row">{drawn}</div>')

"""What is read back under an answer, so that a person sees how it was understood."""

from typing import Any

from django.utils.html import escape

from zairyu.questionnaire.numbers import name_for_card
from zairyu.questionnaire.parts import Field
from zairyu.questionnaire.telling import both_calendars, shown
from zairyu.ui.wording import html, read_aloud
from zairyu.words import say_man


def read_back(field: Field, value: Any, language: str) -> str:
    """Return the line under an answer: a day in both calendars, a name as the card prints it."""
    if value is None or field.asked == "given":
        return ""
    if field.type in ("date", "birth-date", "year-month"):
        told = both_calendars(str(value), language) if field.type != "birth-date" else ""
        told = told or shown(field, value, language)
        return f'<p class="q__read">{read_aloud(told, language)}</p>'
    if field.type == "name-roman":
        said = html("ui.forms.card-print", language)
        name = escape(name_for_card(str(value)))
        return f'<p class="q__read">{said} <b translate="no" lang="en">{name}</b></p>'
    if field.type == "money" and value >= 10_000:
        told = read_aloud(shown(field, value, language), language)
        return f'<p class="q__read">{told} <span lang="ja">{say_man(value)}</span></p>'
    return ""

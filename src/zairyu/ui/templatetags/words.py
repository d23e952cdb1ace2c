"""Words on pages: `{% say "portal.front.title" day=x %}`, days, moments, amounts, spans, texts."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.safestring import SafeString

from zairyu.ui.wording import html, in_words, plain, problem_html, read_aloud, spoken
from zairyu.words import say_day, say_moment, say_plain_day, say_span, say_yen

register = template.Library()


@register.simple_tag
def say(key: str, **params: object) -> SafeString:
    """Say the text under a key; parameters are escaped, days and texts are worded."""
    return html(key, spoken(), **params)


@register.simple_tag
def say_plain(key: str, **params: object) -> str:
    """Say the text under a key without mark-up: for titles and attributes."""
    return plain(key, spoken(), **params)


@register.simple_tag
def spoken_language() -> str:
    """Give the whole tag of the language that is spoken, for a `lang` attribute."""
    return spoken()


def _day(value: date | datetime | None) -> str:
    return read_aloud(say_day(value, spoken()), spoken()) if value else ""


def _plain_day(value: date | None) -> str:
    return read_aloud(say_plain_day(value, spoken()), spoken()) if value else ""


def _moment(value: datetime | None) -> str:
    return read_aloud(say_moment(value, spoken()), spoken()) if value else ""


def _yen(value: int | None) -> str:
    return "" if value is None else read_aloud(say_yen(value, spoken()), spoken())


def _span(value: str) -> str:
    return read_aloud(say_span(value, spoken()), spoken())


def _text(value: Mapping[str, str] | str | None) -> str:
    return read_aloud(in_words(value, spoken()), spoken()) if value else ""


def _text_plain(value: Mapping[str, str] | str | None) -> str:
    return in_words(value, spoken()) if value else ""


def _ruby(value: str) -> str:
    return read_aloud(str(value), "ja-x-easy")


def _problem(value: object) -> str:
    return problem_html(value, spoken())  # type: ignore[arg-type]


_BOTH: dict[str, Callable[[Any], str]] = {
    "day": _day,
    "plain_day": _plain_day,
    "moment": _moment,
    "yen": _yen,
    "span": _span,
    "text": _text,
    "text_plain": _text_plain,
    "ruby": _ruby,
    "problem": _problem,
}
for _name, _function in _BOTH.items():
    register.simple_tag(_function, name=_name)
    register.filter(_name, _function)

"""Values told in words: days in both calendars, amounts, choices, spans."""

from datetime import date
from typing import Any

from zairyu.questionnaire.days import first_day
from zairyu.questionnaire.parts import Field
from zairyu.words import era_year, pick, say, say_day, say_plain_day, say_span, say_yen

_UNITS = ("persons", "months", "years", "hours", "m2", "points")


def _whole(value: str) -> date | None:
    return first_day(value) if len(value) == 10 else None


def month(value: str, language: str) -> str:
    """Return a year and month, or a year alone, in words.

    >>> month("2019-03", "ja"), month("2019", "en")
    ('2019年3月', '2019 (month not known)')
    """
    year, _, rest = value.partition("-")
    if not rest:
        return say("questionnaire.year-only", language, year=year)
    if language == "en":
        return say_plain_day(date(int(year), int(rest), 1), "en").removeprefix("1 ")
    return f"{year}年{int(rest)}月"


def both_calendars(value: str, language: str) -> str:
    """Return a day or month with the year of the Japanese era beside it.

    >>> both_calendars("2019-03", "ja"), both_calendars("2026-12-01", "en")
    ('2019年3月 平成31年', 'Tue 1 December 2026, 令和8年')
    """
    day = first_day(value)
    if day is None:
        return say("questionnaire.day-unknown", language) if value == "unknown" else value
    whole = _whole(value)
    told = say_day(whole, language) if whole else month(value, language)
    era = era_year(day)
    return told if language == "ja-x-easy" or not era else _beside(told, era, language)


def _beside(told: str, era: str, language: str) -> str:
    return f"{told}, {era}" if language == "en" else f"{told} {era}"


def _birth(value: str, language: str) -> str:
    if value == "unknown":
        return say("questionnaire.day-unknown", language)
    day = _whole(value)
    if day is None:
        key = "questionnaire.birth-year" if len(value) == 4 else "questionnaire.birth-month"
        year, _, rest = value.partition("-")
        return say(key, language, year=year, month=rest.lstrip("0"))
    told, era = say_plain_day(day, language), era_year(day)
    return told if language == "ja-x-easy" or not era else _beside(told, era, language)


def _number(field: Field, value: int, language: str) -> str:
    if field.type == "money":
        return say_yen(value, language)
    if field.unit in _UNITS:
        return say(f"questionnaire.unit.{field.unit}", language, number=f"{value:,}")
    return f"{value:,}"


def _choice(field: Field, value: str, language: str) -> str:
    for choice in field.choices:
        if choice.value == value:
            return pick(choice.label, language)
    return value


def _several(field: Field, value: list[str], language: str) -> str:
    return say("questionnaire.comma", language).join(_choice(field, one, language) for one in value)


def shown(field: Field, value: Any, language: str) -> str:
    """Return a kept value in words; of a table, how many rows it has."""
    if value is None:
        return ""
    if isinstance(value, list):
        if field.type == "multi-choice":
            return _several(field, value, language)
        return say("questionnaire.rows", language, number=len(value))
    if isinstance(value, int):
        return _number(field, value, language)
    return _text(field, str(value), language)


def _text(field: Field, value: str, language: str) -> str:
    if field.choices:
        return _choice(field, value, language)
    if field.type == "yes-no":
        return say(f"questionnaire.{value}", language) if value in ("yes", "no") else value
    if field.type == "birth-date":
        return _birth(value, language)
    if field.type in ("date", "year-month"):
        return both_calendars(value, language)
    if field.type == "period":
        return say_span(value, language)
    if field.type == "postal-code":
        return f"{value[:3]}-{value[3:]}"
    return value

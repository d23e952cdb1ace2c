"""How the values of print data read to an officer: days and ids in words beside the bare value."""

from collections.abc import Callable
from datetime import date

from zairyu.law import procedures, statuses
from zairyu.law.tables import UnknownKey
from zairyu.questionnaire.codelists import by_value
from zairyu.words.catalogue import LANGUAGES, Text, catalogue
from zairyu.words.dates import say_plain_day, say_span


def _day(value: str, _on: date) -> Text | str:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value
    return {language: say_plain_day(day, language) for language in LANGUAGES}


def _span(value: str, _on: date) -> Text | str:
    return {language: say_span(value, language) for language in LANGUAGES}


def _status(value: str, on: date) -> Text | str:
    try:
        return statuses.status(value, on).name
    except UnknownKey:
        return value


def _country(value: str, _on: date) -> Text | str:
    found = by_value("nationalities").get(value)
    return found.label if found else value


def _permits(value: str, on: date) -> Text | str:
    titles = [procedures.procedure(one, on).title for one in value.split(", ")]
    return {each: ", ".join(title.get(each, title["ja"]) for title in titles) for each in LANGUAGES}


def _sex(value: str, _on: date) -> Text | str:
    return catalogue().get(f"desk.sex.{value}", value)


_SHOWN: dict[str, Callable[[str, date], Text | str]] = {
    "birth": _day,
    "permitted_on": _day,
    "expires_on": _day,
    "period": _span,
    "status": _status,
    "nationality": _country,
    "permits": _permits,
    "sex": _sex,
}


def shown(name: str, value: str, on: date) -> Text | str:
    """Return a value of the print data in words, or as it is."""
    if not value or name not in _SHOWN:
        return value
    return _SHOWN[name](value, on)

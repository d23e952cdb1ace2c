"""Print data in words: a card says 3年 and 女, not P3Y and female; and the way back."""

import unicodedata
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
        return statuses.held(value, on).name
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


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _wordings(name: str, value: str, on: date) -> set[str]:
    words = shown(name, value, on)
    said = set(words.values()) if not isinstance(words, str) else {words}
    if name in ("birth", "permitted_on", "expires_on"):
        said |= {value.replace("-", "/"), value.replace("-", "."), value.replace("-", "")}
    return {_plain(one) for one in said | {value}}


def as_decided(name: str, typed: str, decided: str, on: date) -> str:
    """Return a printed text as the value that was decided if it says the same, else as typed.

    Only fields that are printed in words are read so; names and addresses stay letter by letter.

    >>> as_decided("period", "3年", "P3Y", date(2026, 11, 24))
    'P3Y'
    >>> as_decided("name", "Linh", "LINH", date(2026, 11, 24))
    'Linh'
    """
    if name not in _SHOWN or not decided:
        return typed
    return decided if _plain(typed) in _wordings(name, decided, on) else typed

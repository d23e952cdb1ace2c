"""Words and facts of a document, in Japanese, English and the holder's language."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from zairyu.certificates.facts import country
from zairyu.certificates.kinds import Claims
from zairyu.law.offices import office
from zairyu.law.procedures import procedure
from zairyu.law.statuses import held
from zairyu.words import (
    Text,
    era_year,
    pick,
    say,
    say_day,
    say_plain_day,
    say_span,
    say_yen,
)
from zairyu.words.codes import grouped

Piece = dict[str, str]  # {"t": words, "l": language}
Row = dict[str, Any]
PAPER = ("ja", "en")  # every document speaks these; the holder's language comes third


class Yen(int):
    """An amount, so that it is worded as one."""


class Writer:
    """Words one document: which claims, for whose eyes, on which day."""

    def __init__(self, data: Claims, language: str, on: date) -> None:
        """Keep what is said, the holder's language and the day the tables of law are read for."""
        self.data, self.on = data, on
        self.languages = PAPER if language in PAPER else (*PAPER, language)

    def has(self, name: str) -> bool:
        """Say whether a claim is there and not empty."""
        return bool(self.data.get(name))

    def say(self, key: str, **params: object) -> list[Piece]:
        """Return a sentence in every language of the document."""
        return [self._piece(key, language, params) for language in self.languages]

    def pair(self, key: str, **params: object) -> dict[str, str]:
        """Return a sentence or label in Japanese and English."""
        return {language: self._piece(key, language, params)["t"] for language in PAPER}

    def _piece(self, key: str, language: str, params: Mapping[str, object]) -> Piece:
        worded = {name: _worded(value, language) for name, value in params.items()}
        return {"t": say(key, language, **worded), "l": language}

    def row(self, label: str, *value: Piece) -> Row:
        """Return one fact: its label and what it is."""
        return {"label": self.pair(f"certificates.label.{label}"), "value": list(value)}

    def rows(self, *wanted: tuple[str, list[Piece]]) -> list[Row]:
        """Return the facts that have a value, in the order asked for."""
        return [self.row(label, *value) for label, value in wanted if value]

    def plain(self, name: str) -> list[Piece]:
        """Return a claim that is a word, or a text in several languages."""
        value = self.data.get(name)
        if not value:
            return []
        return text(value) if isinstance(value, Mapping) else [{"t": str(value), "l": "ja"}]

    def name(self) -> list[Piece]:
        """Return the name as in the passport, with the name in own letters below it."""
        own = self.data.get("name_own")
        return [{"t": self.data["name"], "l": "en"}, *([{"t": own, "l": "ja"}] if own else [])]

    def country(self) -> list[Piece]:
        """Return the nationality or region by its official names."""
        named = country(self.data.get("nationality", ""))
        return text(named) if isinstance(named, Mapping) else self.plain("nationality")

    def number(self, name: str) -> list[Piece]:
        """Return a number in groups, as it is read aloud and typed."""
        signs = str(self.data.get(name) or "")
        whole = signs if "-" in signs else grouped(signs)
        return [{"t": whole, "l": "en"}] if signs else []

    def day(self, name: str) -> list[Piece]:
        """Return a day with weekday and era; a stay may be without a last day."""
        value = str(self.data.get(name) or "")
        if value == "indefinite":
            return [{"t": say_span(value, language), "l": language} for language in PAPER]
        return paper_day(date.fromisoformat(value)) if value else []

    def birth(self) -> list[Piece]:
        """Return the day of birth with its era."""
        if not self.has("birth"):
            return []
        day = date.fromisoformat(self.data["birth"])
        return [
            {"t": f"{say_plain_day(day, 'ja')}（{era_year(day)}）", "l": "ja"},
            {"t": say_plain_day(day, "en"), "l": "en"},
        ]

    def status(self) -> list[Piece]:
        """Return the status of residence by its official names."""
        return text(held(self.data["status"], self.on).name) if self.has("status") else []

    def procedure(self) -> list[Piece]:
        """Return the kind of application by its official names."""
        return text(self.procedure_text)

    @property
    def procedure_text(self) -> Text:
        """Return the title of the application."""
        return procedure(self.data["procedure"], self.on).title

    @property
    def office_text(self) -> Text:
        """Return the name of the office."""
        return office(self.data["office"]).name

    def office(self) -> list[Piece]:
        """Return the office by its official names."""
        return text(self.office_text)

    def office_address(self) -> list[Piece]:
        """Return where the office is: as claimed, or as the table of offices has it."""
        known = office(self.data["office"]).address
        return self.plain("office_address") or (text(known)[:1] if known else [])

    def span(self, name: str) -> list[Piece]:
        """Return a period in words."""
        value = self.data.get(name)
        return [{"t": say_span(value, language), "l": language} for language in PAPER if value]

    def yen(self, amount: int) -> list[Piece]:
        """Return an amount."""
        return [{"t": say_yen(amount, language), "l": language} for language in PAPER]

    def texts(self, name: str) -> list[list[Piece]]:
        """Return a list of words or texts, each in the languages it has."""
        return [
            text(item, self.languages) if isinstance(item, Mapping) else [{"t": item, "l": "ja"}]
            for item in self.data[name]
        ]

    def of_day(self, name: str) -> date:
        """Return a claim as a day."""
        return date.fromisoformat(self.data[name])


def text(value: Text, languages: tuple[str, ...] = PAPER) -> list[Piece]:
    """Return a text in the languages of a document that it has.

    >>> text({"ja": "男", "en": "Male"})
    [{'t': '男', 'l': 'ja'}, {'t': 'Male', 'l': 'en'}]
    """
    return [{"t": value[language], "l": language} for language in languages if value.get(language)]


def paper_day(day: date) -> list[Piece]:
    """Return a day as paper shows it, with its weekday and its era.

    >>> paper_day(date(2026, 12, 18))[0]["t"]
    '2026年12月18日（金）・令和8年'
    """
    return [
        {"t": f"{say_day(day, 'ja')}・{era_year(day)}", "l": "ja"},
        {"t": say_day(day, "en"), "l": "en"},
    ]


def _worded(value: object, language: str) -> object:
    if isinstance(value, date):
        return say_day(value, language)
    if isinstance(value, Yen):
        return say_yen(value, language)
    return pick(value, language) if isinstance(value, Mapping) else value

"""The words for whoever opens a certificate abroad: in more languages than the house speaks.

The house itself speaks Japanese, English and easy Japanese. The one page that is read before
anybody has come to Japan, and the mail that leads to it, speak the languages of `data/abroad.yaml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.utils import translation
from django.utils.formats import date_format

from zairyu.law.read import tables
from zairyu.words import LANGUAGES, say_plain_day

_ENGLISH = "en"


@dataclass(frozen=True)
class Tongue:
    """A language: its code, its own name, how its days are written, its words."""

    code: str
    name: str
    locale: str  # empty: days are written as in English
    read: bool  # by a native speaker
    words: Mapping[str, str]

    def day(self, on: date) -> str:
        """Return a day as this language writes it."""
        if self.code in LANGUAGES or not self.locale:
            return say_plain_day(on, self.code if self.code in LANGUAGES else _ENGLISH)
        with translation.override(self.locale):
            return date_format(on, "DATE_FORMAT", use_l10n=True)


@cache
def languages() -> Mapping[str, Tongue]:
    """Return the languages of the page by their codes, in the order in which they are offered."""
    rows = tables("zairyu.casework", "data")["abroad"]["languages"]
    return {
        code: Tongue(code, row["name"], row.get("locale", ""), row["read"], row["words"])
        for code, row in rows.items()
    }


def tongue(code: str) -> Tongue:
    """Return a language; one that we do not have is English."""
    return languages().get(code, languages()[_ENGLISH])


def wanted(accepted: str) -> str:
    """Return the language that a browser asks for first, of those that there are.

    >>> wanted("pt-BR,pt;q=0.9,en;q=0.5"), wanted("zh-TW,zh"), wanted("zh-CN"), wanted("fr")
    ('pt', 'zh-hant', 'zh-hans', 'en')
    """
    for one in accepted.lower().split(","):
        code = one.split(";")[0].strip()
        if code.startswith("zh"):
            traditional = any(sign in code for sign in ("hant", "tw", "hk", "mo"))
            return "zh-hant" if traditional else "zh-hans"
        for known in (code, code.split("-")[0], _KIN.get(code.split("-")[0], "")):
            if known in languages():
                return known
    return _ENGLISH


_KIN = {"tl": "fil", "in": "id"}  # other codes of the same languages


def mail_words(code: str) -> str:
    """Return the sentence that stands first in a mail; none where the letter says it anyway."""
    return "" if code in LANGUAGES else tongue(code).words["mail"]

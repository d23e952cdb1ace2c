"""Words that differ by procedure: a certificate is issued, a permission is granted."""

from datetime import date
from typing import TYPE_CHECKING

from zairyu.law.procedures import procedure
from zairyu.words.catalogue import Text, catalogue

if TYPE_CHECKING:
    from zairyu.casework.models import Case

# Where the words of some procedures begin, the more special first.
_OWN_WORDS = {
    "coe": ("desk.coe.", "desk.certificate."),
    "work-qualification-certificate": ("desk.certificate.",),
    "acquisition": ("desk.acquisition.",),
}


def verdict(kind: str, outcome: str, on: date) -> Text:
    """Return the word of the law for an outcome: 許可 or 不許可, 交付 or 不交付.

    >>> verdict("coe", "grant", date(2026, 11, 24))["ja"]
    '交付'
    """
    found = procedure(kind, on)
    return found.granted if outcome == "grant" else found.denied


def wording(case: "Case", key: str) -> str:
    """Return the key of the words for a case: of its procedure, of certificates, or of all."""
    rest = key.removeprefix("desk.")
    variants = (f"{begin}{rest}" for begin in _OWN_WORDS.get(case.procedure, ()))
    return next((one for one in variants if one in catalogue()), key)

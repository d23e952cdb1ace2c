"""What to bring to a counter: it differs for those who have no residence card, or are not here."""

from zairyu.casework.models import Case
from zairyu.law.tables import Text
from zairyu.words import LANGUAGES, say

# Abroad, or in Japan without a card: whoever comes for them shows who they are.
_WITHOUT_A_CARD = {
    "coe": ("receiver", "number"),
    "acquisition": ("passport-if-any", "receiver", "number"),
}
_USUAL = ("passport", "residence-card", "number")


def to_bring(case: Case) -> list[Text]:
    """Return what to bring to the counter for the result of a case, in every language."""
    found = [*_WITHOUT_A_CARD.get(case.procedure, _USUAL)]
    if case.permits.filter(state="granted").exists() and "passport" not in found:
        found = ["passport-for-permit", *(one for one in found if one != "passport-if-any")]
    if case.orders.filter(state="stamps").exists():
        found.append("fee-stamps")
    return [_text(name) for name in found]


def _text(name: str) -> Text:
    return {language: say(f"casework.bring.{name}", language) for language in LANGUAGES}

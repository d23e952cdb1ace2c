"""The plain sentence of each reason, in three languages, as whoever checks reads it."""

from collections.abc import Mapping

from tests.forged.entry import COUNTER, OFFLINE, Entry

from zairyu.checker import wording
from zairyu.verify.views.wallet import _why
from zairyu.words.catalogue import catalogue

LANGUAGES = ("ja", "en", "ja-x-easy")
_PROBLEMS = ("mistyped", "elsewhere")


def sentence(entry: Entry, door: str = OFFLINE) -> Mapping[str, str]:
    """Return why an entry is refused, in words: as a program says it, or the counter's page."""
    if door == COUNTER or entry.doors == (COUNTER,):
        return at_counter(entry)
    if OFFLINE in entry.doors:
        return {language: wording.reason(entry.reason, language) for language in LANGUAGES}
    return of_wallet(entry)


def at_counter(entry: Entry) -> Mapping[str, str]:
    """Return what the page of the counter says to whoever handed it in."""
    if entry.counter in _PROBLEMS:
        return catalogue()[f"problem.verify.{entry.counter}"]
    if entry.group == "document" and entry.counter == "forged":
        return catalogue()[f"proof.pdf.{entry.reason.removeprefix('pdf-')}"]
    if entry.group == "document":
        return catalogue()["ui.answer.do.unknown-file"]
    if entry.group == "token":
        return catalogue()["ui.answer.do.forged-token"]
    return catalogue()[f"ui.answer.do.{entry.reason}"]


def of_wallet(entry: Entry) -> Mapping[str, str]:
    """Return what the page says to whoever asked a wallet."""
    if entry.state == "ended":
        return catalogue()["ui.answer.for.bank.ended"]
    if entry.reason in ("malformed", "too-large"):
        return catalogue()["verify.wallet.why.broken"]
    return catalogue()[f"verify.wallet.why.{_why(entry.reason)}"]

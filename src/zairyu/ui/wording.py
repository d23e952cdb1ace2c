"""How a value becomes words on a page: escaped, dated, and with readings above kanji."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from zairyu.law.problem import Problem
from zairyu.words import DEFAULT, pick, ruby, say, say_day, say_moment
from zairyu.words.catalogue import UnknownText, catalogue

EASY = "ja-x-easy"


def spoken() -> str:
    """Return the language that is spoken now."""
    return get_language() or DEFAULT


def read_aloud(text: str, language: str) -> SafeString:
    """Return a text as HTML; in easy Japanese with readings above the kanji."""
    if isinstance(text, SafeString):
        return text
    return mark_safe(ruby(text)) if language == EASY else conditional_escape(text)


def in_words(value: object, language: str) -> str:
    """Return a value as text: days with weekday, moments as in Tokyo, texts in the language."""
    if isinstance(value, datetime):
        return say_moment(value, language)
    if isinstance(value, date):
        return say_day(value, language)
    if isinstance(value, Mapping):
        return pick(value, language)
    return value if isinstance(value, str) else str(value)


def _param(name: str, value: object, language: str) -> str:
    """Return a parameter as text; a label stands inside a sentence, without a full stop."""
    text = in_words(value, language)
    return text.rstrip("。. ") if name == "label" else text


def _ended_once(text: str) -> str:
    """Return a text in which a question at its end is not followed by a full stop."""
    return text.replace("?.", "?").replace("？。", "？")


@lru_cache(maxsize=10_000)
def _frame(key: str, language: str) -> SafeString:
    """Return a text as HTML with the places for its values still open."""
    try:
        raw = pick(catalogue()[key], language)
    except KeyError:
        raise UnknownText(key) from None
    return read_aloud(raw, language)


def html(key: str, language: str, /, **params: object) -> SafeString:
    """Return the text under a key as HTML, its parameters escaped and worded.

    Raises:
        UnknownText: no such key.
    """
    frame = _frame(key, language)
    if not params:
        return frame
    filled = {
        name: read_aloud(_param(name, value, language), language) for name, value in params.items()
    }
    said = frame.format_map(filled)
    return mark_safe(_ended_once(said) if "label" in params else said)


def plain(key: str, language: str, /, **params: object) -> str:
    """Return the text under a key without mark-up, for titles, attributes and mails."""
    worded = {name: _param(name, value, language) for name, value in params.items()}
    said = say(key, language, **worded)
    return _ended_once(said) if "label" in params else said


def problem_html(problem: Problem, language: str) -> SafeString:
    """Return what is wrong and how to mend it, in words."""
    return html(f"problem.{problem.code}", language, **problem.params)


def anchor(at: str) -> str:
    """Return the id of the control at which something can be mended.

    >>> anchor("common-extension.occupation"), anchor("paper:tax-certificate")
    ('common-extension-occupation', 'paper-tax-certificate')
    """
    return at.replace(".", "-").replace(":", "-")

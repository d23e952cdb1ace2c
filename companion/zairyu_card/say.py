"""The sentences for the person, by their words: Japanese, English, easy Japanese."""

import json
from functools import cache
from importlib.resources import files

from zairyu_card.words import CardTrouble, PinWrong

LANGUAGES = ("ja", "en", "ja-x-easy")


@cache
def sentences() -> dict[str, dict[str, str]]:
    """Return all sentences."""
    read = files("zairyu_card").joinpath("words.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = json.loads(read)
    return found


def say(trouble: CardTrouble, language: str) -> str:
    """Return what the person is told."""
    left = trouble.left if isinstance(trouble, PinWrong) else 0
    counted = f"{left} {'try' if left == 1 else 'tries'}" if language == "en" else str(left)
    return ask(trouble.word, language, counted)


def ask(word: str, language: str, left: str = "") -> str:
    """Return a sentence by its word."""
    return sentences()[word][language].format(left=left)


def lines(found: dict[str, str], language: str) -> list[str]:
    """Return what was read of a residence card, a line for each entry."""
    return [f"{ask(f'rc.entry.{name}', language)}: {value}" for name, value in found.items()]

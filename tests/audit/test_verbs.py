"""Every verb that the code writes into the record has its words in every language."""

from functools import cache
from pathlib import Path

import pytest
from tests.source import calls

from zairyu.audit.queries import verb_in_words, words_of
from zairyu.words import LANGUAGES

SOURCE = Path(__file__).resolve().parents[2] / "src" / "zairyu"
WRITERS = {"record", "happened", "move"}  # the functions that take a verb as their second argument


@cache
def written() -> set[str]:
    """Return the verbs that stand as literals in calls that write into the record."""
    made = [call for path in SOURCE.rglob("*.py") for _, call in calls(path, WRITERS)]
    verbs = [getattr(call.args[1], "value", None) for call in made if len(call.args) > 1]
    return {verb for verb in verbs if isinstance(verb, str)}


@pytest.mark.parametrize("verb", sorted(written()))
def test_a_verb_has_its_words_in_every_language(verb):
    words = words_of(verb)
    assert words is not None
    assert set(words) == set(LANGUAGES)


def test_there_are_verbs_to_check():
    assert {"join", "admit", "read-paper", "read-case", "save-section"} <= written()


def test_events_of_a_case_speak_with_the_words_of_the_law():
    assert verb_in_words("withdraw", "ja") != "withdraw"

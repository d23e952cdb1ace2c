"""Whatever the code says no with has its words: every problem, in every language."""

from functools import cache
from pathlib import Path

import pytest
from tests.source import calls

import zairyu
from zairyu.ui import wording
from zairyu.words import LANGUAGES
from zairyu.words.catalogue import catalogue

pytestmark = pytest.mark.slow

SOURCE = Path(zairyu.__file__).parent


@cache
def raised() -> set[str]:
    """Return the codes that stand as words in calls that make a problem."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        office = "case." if path.is_relative_to(SOURCE / "casework") else ""
        for name, call in calls(path, ("Problem", "refuse")):
            code = getattr(call.args[0], "value", None) if call.args else None
            if isinstance(code, str):
                found.add(code if name == "Problem" else office + code)
    return found


@pytest.mark.parametrize("code", sorted(raised()))
def test_a_problem_has_its_words_in_every_language(code):
    words = catalogue().get(f"problem.{code}", {})
    assert [language for language in LANGUAGES if not words.get(language)] == []


def test_there_are_problems_to_check():
    known = {"case.own-recommendation", "case.overtaken", "filing.already-filed", "photo.pdf"}
    assert known & raised() >= {"case.own-recommendation", "case.overtaken"}
    assert len(raised()) > 90


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("What do you want to do?", "Choose again: What do you want to do?"),
        ("Cellular phone No.", "Choose again: Cellular phone No."),
        ("Sex", "Choose again: Sex."),
    ],
)
def test_a_label_inside_a_sentence_does_not_end_it_twice(label, said):
    told = dict.fromkeys(LANGUAGES, label)
    assert wording.plain("problem.not-a-choice", "en", label=told) == said
    assert wording.html("problem.not-a-choice", "en", label=told) == said

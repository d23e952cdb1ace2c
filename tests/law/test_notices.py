"""The table of letters and the letters: every one that is ours is there, and nothing else is."""

import re
from pathlib import Path

import pytest

from zairyu.law import lifecycle
from zairyu.law.notices import notices, sent_kinds
from zairyu.words import LANGUAGES
from zairyu.words.catalogue import catalogue

SOURCE = Path(__file__).parents[2] / "src" / "zairyu"
OURS = [one for one in notices() if one.ours]
KINDS = {
    key.split(".")[1]
    for key in catalogue()
    if key.startswith("notices.") and key.endswith(".subject")
}
# How code names the letter it owes: as the first words after `tell`, `owe` and their like.
_OWED = re.compile(r"\b(?:tell|owe|owe_each|tell_address|_tell_receiver|_letter)\(([^)]{0,120})")


def test_all_forty_four_letters_of_the_sources_stand_in_the_table():
    own = {"confirm-address", "address-in-use", "special-period-ended"}
    ours = [one for one in notices() if one.id in own or one.source == "own design"]
    assert len(notices()) - len(ours) == 44


def test_every_letter_that_is_ours_exists_and_every_letter_stands_in_the_table():
    assert sent_kinds() == KINDS


@pytest.mark.parametrize("one", OURS, ids=lambda one: one.id)
def test_a_letter_of_ours_has_its_subject_word_for_word_and_speaks_three_languages(one):
    said = catalogue()[f"notices.{one.kind}.subject"]
    assert {language: said[language] for language in LANGUAGES} == dict(one.subject)
    body = catalogue()[f"notices.{one.kind}.body"]
    assert all(body[language].strip() for language in LANGUAGES)


@pytest.mark.parametrize("one", [one for one in OURS if one.documented], ids=lambda one: one.id)
def test_the_subject_of_a_documented_letter_is_that_of_the_source(one):
    assert one.source_subject is None or "{days}" in one.subject["ja"]


def test_what_is_not_ours_says_why_and_sends_nothing():
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for path in SOURCE.rglob("*.py")
        if path.parent.name != "law"
    )
    for one in notices():
        if one.ours:
            assert one.why or one.source_subject is None
        else:
            assert one.why
            assert not one.kind
            assert f'"{one.id}"' not in code, one.id


def test_every_letter_that_the_code_owes_is_ours():
    owed = set()
    for path in [*(SOURCE / "casework").rglob("*.py"), *(SOURCE / "people").rglob("*.py"),
                 *(SOURCE / "config").rglob("*.py")]:  # fmt: skip
        for call in _OWED.findall(path.read_text(encoding="utf-8")):
            owed |= set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', call))
    assert owed & KINDS  # the pattern finds something
    assert owed <= KINDS | {"fee-order", "return-papers", "draft-expiring", "residence-card"}


def test_the_moves_name_letters_of_the_table():
    known = {one.id for one in notices()}
    for machine in (lifecycle.CASE, lifecycle.ECOE):
        assert {move.notice for move in machine.moves.values() if move.notice} <= known

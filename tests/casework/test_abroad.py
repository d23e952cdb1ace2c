"""The languages of the page opened abroad: each says everything, and writes its own days."""

import string
from datetime import date

import pytest

from zairyu.casework import abroad
from zairyu.words import LANGUAGES

ENGLISH = abroad.tongue("en").words
CODES = list(abroad.languages())


def holes(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", CODES)
def test_a_language_says_everything_with_the_same_values(code):
    words = abroad.tongue(code).words
    assert words.keys() == ENGLISH.keys()
    assert all(said.strip() for said in words.values())
    assert {name: holes(said) for name, said in words.items()} == {
        name: holes(said) for name, said in ENGLISH.items()
    }


@pytest.mark.parametrize("code", [one for one in CODES if one not in LANGUAGES])
def test_no_sentence_was_left_in_english(code):
    words = abroad.tongue(code).words
    same = {name for name in words if words[name] == ENGLISH[name]}
    assert same <= {"office"}


def test_the_house_speaks_its_own_languages_here_too():
    assert set(LANGUAGES) <= set(CODES)
    assert len(CODES) >= 14


@pytest.mark.parametrize(
    ("code", "day"),
    [
        ("en", "24 February 2027"),
        ("ja", "2027年2月24日"),
        ("vi", "ngày 24 tháng 2 năm 2027"),
        ("pt", "24 de Fevereiro de 2027"),
        ("zh-hans", "2027年2月24日"),
        ("ko", "2027년 2월 24일"),
        ("my", "24 February 2027"),
    ],
)
def test_a_day_is_written_as_the_language_writes_it(code, day):
    assert abroad.tongue(code).day(date(2027, 2, 24)).lower() == day.lower()


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("tl-PH", "fil"),
        ("zh-HK,zh;q=0.9", "zh-hant"),
        ("ne", "ne"),
        ("", "en"),
        ("xx;q=1,ko", "ko"),
    ],
)
def test_a_browser_that_asks_for_a_language_gets_it(asked, code):
    assert abroad.wanted(asked) == code

"""The words of letters: subjects word for word, all languages, no outcome, no card number."""

import re

import pytest

from zairyu.notices.letters import version, worded, write
from zairyu.words import LANGUAGES
from zairyu.words.catalogue import catalogue
from zairyu.words.readings import without_reading

KINDS = sorted(
    {key.split(".")[1] for key in catalogue() if re.fullmatch(r"notices\.[a-z-]+\.subject", key)}
)
SUBJECTS = {
    "submission-completed": "申請受付完了のお知らせ",
    "acceptance-number": "申請受付番号のお知らせ",
    "about-use-of-system": "在留申請オンラインシステムの利用について",
    "about-application-contents": "申請内容等について",
    "examination-completed": "審査完了に関するお知らせ",
    "electronic-coe-issued": "電子在留資格認定証明書の交付について",
    "card-dispatched": "在留カード・就労資格証明書送付に関するお知らせ",
}


@pytest.mark.parametrize(("kind", "subject"), SUBJECTS.items())
def test_the_subjects_of_the_agencys_letters_are_kept_word_for_word(kind, subject):
    assert catalogue()[f"notices.{kind}.subject"]["ja"] == subject


def test_the_prefix_is_ours_and_not_the_agencys():
    assert catalogue()["notices.prefix"]["ja"] == "【Zairyu】"


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_asks_for_the_same_facts_in_japanese_and_english(kind):
    texts = catalogue()[f"notices.{kind}.body"]
    names = {lang: set(re.findall(r"\{(\w+)\}", texts[lang])) for lang in LANGUAGES}
    assert names["ja"] == names["en"]
    assert names["ja-x-easy"] <= names["ja"]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "electronic-coe-issued"])
def test_no_letter_has_a_place_for_an_outcome_or_a_card(kind):
    texts = catalogue()[f"notices.{kind}.body"]
    names = set(re.findall(r"\{(\w+)\}", texts["ja"]))
    assert not names & {"outcome", "status", "period", "card_number", "passport"}
    for word in ("許可し", "不許可", "不交付", "granted", "refused", "denied"):
        assert word not in texts["ja"] + texts["en"], word


@pytest.mark.parametrize("kind", KINDS)
def test_every_kanji_of_easy_japanese_has_its_reading(kind):
    for part in ("subject", "body"):
        assert without_reading(catalogue()[f"notices.{kind}.{part}"]["ja-x-easy"]) == []


def test_japanese_comes_first_then_english_then_easy_japanese():
    params = {"number": "東オン 1", "procedure": "x", "link": "https://x"}
    letter = write("examination-completed", "ja", params)
    ja, en, easy, _ = letter.text.split("-" * 40)
    assert "審査が終わりました" in ja
    assert "is complete" in en
    assert "しんさ" in easy


def test_who_reads_english_has_the_subject_in_english_as_well():
    params = {"number": "東オン 1", "procedure": "x", "link": "https://x"}
    letter = write("examination-completed", "en", params)
    assert letter.subject == (
        "【Zairyu】審査完了に関するお知らせ (Notice of completed examination)"
    )


def test_a_version_names_the_words_a_letter_was_written_with():
    assert version("examination-completed") != version("card-dispatched")
    assert version("examination-completed") == version("examination-completed")


def test_a_parameter_is_worded_in_the_language_of_its_part():
    assert worded({"day": "2026-12-18"}, "en") == "Fri 18 December 2026"
    assert worded({"text": {"ja": "東京", "en": "Tokyo"}}, "en") == "Tokyo"
    assert worded({"list": ["a", {"yen": 5}]}, "ja") == "  - a\n  - 5円"

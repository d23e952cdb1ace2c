"""Every problem of an answer names its rule and its source, in three languages, on demand."""

import pytest
from tests.ui_forms.pages import CHANGE, ON, Reader, drawn

from zairyu.law.read import tables
from zairyu.questionnaire.check import check
from zairyu.words import LANGUAGES
from zairyu.words.catalogue import catalogue

CODES = sorted(
    key.removeprefix("problem.")
    for table in tables("zairyu.questionnaire", "texts").values()
    for key in table
    if key.startswith("problem.") and key != "problem.part-not-in-force"
)


@pytest.mark.parametrize("code", CODES)
def test_every_problem_of_an_answer_has_its_rule_in_every_language(code):
    said = catalogue().get(f"questionnaire.rule.{code}", {})
    assert [language for language in LANGUAGES if not said.get(language)] == []


@pytest.mark.parametrize(
    ("language", "summary", "rule"),
    [
        ("ja", "決まりと根拠", "氏名は旅券のとおりに英字で書きます。"),
        ("en", "The rule and its source", "A name is written in Latin letters"),
        ("ja-x-easy", "どうしてですか", "<ruby>名前"),
    ],
)
def test_a_problem_shows_rule_and_source_where_one_asks(language, summary, rule):
    typed = {"common-change.name": ["阮氏玲"]}
    found = check(CHANGE, "person", typed, {}, ON, {})
    wrong = [one for one in found.problems if one.code == "name-not-latin"]
    page = drawn(CHANGE, "person", language, raw=found.raw, problems=wrong)
    why = page.split('<details class="why">')[1].split("</details>")[0]
    assert summary in why
    assert rule in why
    assert '<span lang="ja">別記第三十号様式（第二十条関係）</span>' in why
    assert "3" in why
    Reader(page)


def test_the_reason_is_not_read_out_with_the_problem():
    found = check(CHANGE, "person", {}, {}, ON, {})
    page = drawn(CHANGE, "person", problems=found.problems)
    told = page.split('id="common-change-name-problem">')[1].split("</div>")[0]
    assert "<details" not in told


def test_a_page_without_problems_has_no_reasons():
    assert "<details" not in drawn(CHANGE, "person")

"""Sections drawn as HTML."""

import re
from pathlib import Path

import pytest
from tests.markup import tight
from tests.ui_forms.pages import (
    ALL,
    CERTIFICATE,
    CHANGE,
    COE,
    FORMS,
    ON,
    OTHERS,
    Reader,
    drawn,
)

from zairyu.questionnaire.check import check
from zairyu.questionnaire.form import possible
from zairyu.ui.forms import render_section
from zairyu.ui.forms.skeleton import skeleton
from zairyu.words import LANGUAGES

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("each", FORMS + OTHERS, ids=lambda one: f"{one.procedure}-{one.status}")
def test_every_section_is_well_made_in_every_language(each, language):
    for section in each.sections:
        page = drawn(each, section.key, language)
        read = Reader(page)
        assert read.open == []
        assert len(read.ids()) == len(set(read.ids()))
        assert not re.search("[\ue000-\ue0ff]", page)
        assert "style=" not in page
        labelled = {attrs["for"] for tag, attrs in read.found if tag == "label" and "for" in attrs}
        described = {
            id for _, attrs in read.found for id in attrs.get("aria-describedby", "").split()
        }
        assert labelled | described <= set(read.ids())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("each", FORMS, ids=lambda one: one.procedure)
def test_every_control_is_labelled_with_words(each, language):
    for section in each.sections:
        page = drawn(each, section.key, language)
        for choice in re.findall(r'<label class="pick">.*?</label>', page, re.DOTALL):
            assert re.sub(r"<[^>]*>|\s", "", choice), choice
        for label in re.findall(r"<(?:legend|label class=\"q__label\")[^>]*>(.*?)</", page):
            assert label
        for box in re.findall(r'<label class="date__box">(.*?)</label>', page):
            assert re.sub(r"<option.*?</option>|<[^>]*>|\s", "", box), box


@pytest.mark.parametrize("each", FORMS, ids=lambda one: one.procedure)
def test_every_control_has_a_name_that_the_check_knows(each):
    for section in each.sections:
        known = tuple(one.key for one in section.fields)
        for tag, attrs in Reader(drawn(each, section.key)).found:
            if tag in ("input", "select", "textarea"):
                assert attrs["name"].startswith(known)


def test_what_was_answered_stands_in_its_boxes():
    answers = {
        "common-change.name": "O'NEIL <b>",
        "common-change.date_of_birth": "1995-05-03",
        "common-change.nationality": "VNM",
        "common-change.sex": "female",
    }
    page = drawn(CHANGE, "person", answers=answers)
    assert "O&#x27;NEIL &lt;b&gt;" in page
    assert "<b>" not in page.split("O&#x27;NEIL")[1][:20]
    values = {
        attrs.get("name"): attrs.get("value")
        for tag, attrs in Reader(page).found
        if tag == "input" and attrs.get("type") == "text"
    }
    assert values["common-change.date_of_birth.y"] == "1995"
    assert values["common-change.date_of_birth.d"] == "3"
    assert '<option value="VNM" selected' in page
    assert re.search(r'value="female"[^>]* checked', page)
    assert not re.search(r'value="male"[^>]* checked', page)


def test_what_was_typed_wrong_stands_as_typed_beside_its_problem():
    checked = check(CHANGE, "person", {"common-change.name": ["山田"]}, {}, ON, {})
    page = drawn(CHANGE, "person", "ja", checked.values, checked.raw, checked.problems)
    wrong = next(
        attrs for _, attrs in Reader(page).found if attrs.get("id") == "common-change-name"
    )
    assert wrong["value"] == "山田"
    assert wrong["aria-invalid"] == "true"
    assert "common-change-name-problem" in wrong["aria-describedby"]
    assert 'id="common-change-name-problem"' in page
    assert "漢字、かな、数字は使えません" in page


def test_a_warning_stands_at_its_field_without_calling_it_wrong():
    checked = check(CHANGE, "person", {"common-change.name": ["GARCÍA JOSÉ"]}, {}, ON, {})
    page = drawn(CHANGE, "person", "ja", checked.values, checked.raw, checked.problems)
    asked = next(
        attrs for _, attrs in Reader(page).found if attrs.get("id") == "common-change-name"
    )
    assert "aria-invalid" not in asked
    assert "q__problem--look" in page


def test_a_name_is_read_back_as_the_card_prints_it_and_never_translated():
    page = drawn(CHANGE, "person", answers={"common-change.name": "O'NEIL MARY-ANN"})
    assert '<b translate="no" lang="en">ONEIL MARY ANN</b>' in page
    asked = next(
        attrs for _, attrs in Reader(page).found if attrs.get("id") == "common-change-name"
    )
    assert asked["translate"] == "no"
    assert asked["spellcheck"] == "false"


def test_a_day_is_read_back_in_both_calendars():
    page = drawn(CHANGE, "card", answers={"common-change.current_expiry": "2026-12-01"})
    assert "2026年12月1日（火） 令和8年" in page


def test_every_question_says_its_number_whether_it_is_required_and_an_example():
    page = drawn(CHANGE, "card", "en")
    assert "Number on the form" in page
    assert page.count(">required<") >= 4
    assert ">optional<" in page
    assert "Example: AB12345678CD" in page


def test_what_was_decided_is_shown_as_text():
    page = drawn(CHANGE, "wish")
    assert "技術・人文知識・国際業務" in page
    assert 'name="common-change.desired_status"' not in page


def test_a_choice_opens_its_questions_without_script():
    page = drawn(COE, "past")
    opening = re.search(r'name="common-coe.past_entry" value="yes" class="(opens-\d+)"', page)
    assert opening
    number = opening[1].removeprefix("opens-")
    asked = page.split("common-coe-past_entry_count")[0].rsplit('<div class="q', 1)[1]
    assert f"if-{number}" in asked


def test_the_style_sheet_knows_every_branch():
    sheet = Path("src/zairyu/ui/static/ui/forms.css").read_text(encoding="utf-8")
    for each in FORMS + OTHERS:
        for section in each.sections:
            made = skeleton(each, section.key, "ja", frozenset(possible(each, ALL)))
            for question in made.questions:
                for branch in question.branches.split():
                    opens = branch.replace("if-", "opens-")
                    assert f":not(:has(.{opens}:checked)) .{branch}" in sheet, question.field.key


def test_a_heading_goes_with_all_its_questions():
    page = tight(drawn(CHANGE, "other-activity"))
    employer = page.split("勤務先</h2>")[0].rsplit("<h2", 1)[1]
    other = page.split("他に従事しようとする活動の内容</h2>")[0].rsplit("<h2", 1)[1]
    assert re.search(r"if-\d", employer)
    assert not re.search(r"if-\d", other)


def test_a_nested_question_stands_in_both_branches():
    made = skeleton(CHANGE, "dispatch", "ja", frozenset(possible(CHANGE, ALL)))
    branches = {one.field.id: set(one.branches.split()) for one in made.questions}
    assert branches["dispatch_has_corporate_number"] < branches["dispatch_corporate_number"]


def test_a_question_that_cannot_apply_is_not_there():
    page = render_section(CERTIFICATE, "representative", {}, {}, (), "ja", {"filed_by_agent": True})
    assert "agent_name" in page
    assert "representative_name" not in page


def test_readings_stand_above_kanji_in_easy_japanese_but_not_inside_options():
    page = drawn(CHANGE, "person", "ja-x-easy")
    assert "<ruby>国籍<rp>(</rp><rt>こくせき</rt><rp>)</rp></ruby>" in page
    assert not re.search(r"<option[^>]*>[^<]*<ruby", page)


def test_sixteen_of_many_are_a_list_and_few_are_radios():
    page = drawn(CHANGE, "person")
    assert '<select id="common-change-nationality"' in page
    assert 'type="radio" id="common-change-sex"' in page


def test_a_long_list_is_found_by_the_words_of_every_language():
    page = drawn(CHANGE, "person", "en")
    option = re.search(r'<option value="VNM"[^>]*>', page)[0]
    assert ">Viet Nam</option>" in page
    assert "べとなむ" in option
    assert "vietnam" in option
    assert 'data-find="common-change-nationality-find"' in page


def test_a_date_that_goes_with_another_answer_says_when_it_is_required():
    page = drawn(COE, "relation", "en")
    assert page.count("required if you filled in the one above") == 2


def test_several_of_a_long_list_are_three_lists():
    answers = {"n-organization.other_occupation_codes": ["12", "13"]}
    page = drawn(CHANGE, "job", answers=answers)
    assert page.count('name="n-organization.other_occupation_codes"') == 3
    assert page.count('<option value="13" selected') == 1


def test_the_origin_of_a_filled_in_answer_is_said():
    origins = {"common-change.name": "前回の申請から入れました。"}
    page = drawn(CHANGE, "person", answers={"common-change.name": "LINH"}, origins=origins)
    assert '<p class="q__origin">前回の申請から入れました。</p>' in page


def test_a_section_is_compiled_once():
    drawn(CHANGE, "job")
    before = skeleton.cache_info().misses
    for _ in range(5):
        drawn(CHANGE, "job", answers={"n-organization.salary": 1})
    assert skeleton.cache_info().misses == before


def test_no_such_section_is_an_error():
    with pytest.raises(KeyError):
        drawn(CHANGE, "no-such-section")


def test_an_amount_is_read_back_as_it_is_said_in_japanese():
    key = "n-organization.salary"
    section = next(one.key for one in CHANGE.sections if any(f.key == key for f in one.fields))
    page = drawn(CHANGE, section, "en", {key: 2_805_000})
    assert '¥2,805,000 <span lang="ja">280万5,000円</span>' in page


def test_a_name_has_a_box_for_who_has_one_name_only():
    page = drawn(CHANGE, "person", "en", {"common-change.name": "SUHARTO"})
    assert 'name="common-change.name.one" value="yes" checked' in page
    page = drawn(CHANGE, "person", "en", {"common-change.name": "NGUYEN LINH"})
    assert 'name="common-change.name.one" value="yes">' in page

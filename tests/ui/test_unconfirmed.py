"""Sheets that nobody has compared with the official form say so wherever they are shown."""

from datetime import date

import pytest

from zairyu.questionnaire.form import form
from zairyu.ui.forms import render_row, render_section, render_sheet
from zairyu.words import LANGUAGES, say

ON = date(2026, 11, 24)
BANNER, MARK = "ui.forms.unconfirmed.part", "ui.forms.unconfirmed.field"
NUMBER = 'class="q__no"'


def section(status: str, key: str, language: str = "en") -> str:
    return str(render_section(form("change", status, (), ON), key, {}, {}, (), language, {}))


def sheet(status: str, language: str = "en") -> str:
    return str(render_sheet(form("change", status, (), ON), {}, language, {}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_such_a_sheet_carries_the_line(language):
    asked = form("change", "medical-services", (), ON)
    own = {part.id for part in asked.parts if not part.confirmed}
    opening = 'status-line--warn"'
    for one in asked.sections:
        drawn = str(render_section(asked, one.key, {}, {}, (), language, {}))
        assert (opening in drawn) is (one.part in own)


def test_a_row_of_such_a_sheet_carries_it_too():
    asked = form("change", "trainee", (), ON)
    drawn = render_row(asked, "q-applicant.work_history", 0, {}, {}, (), "en")
    assert say(BANNER, "en") in drawn


def test_numbers_that_nobody_has_seen_are_not_shown():
    assert NUMBER not in section("medical-services", "organisation")
    assert NUMBER in section("medical-services", "card")
    asked = form("change", "medical-services", (), ON)
    sheets = {part.id for part in asked.parts if not part.confirmed}
    assert sheets == {"u-applicant", "u-organization"}
    assert all(not one.number for one in asked.fields.values() if one.part in sheets)


def test_a_question_that_is_not_confirmed_on_a_sheet_that_is_carries_a_mark():
    drawn = section("student", "guardian")
    assert drawn.count(say(MARK, "en")) == 5
    assert say(BANNER, "en") not in drawn
    assert MARK not in section("student", "school")


def test_what_only_our_pages_ask_needs_no_mark():
    assert say(MARK, "en") not in section("student", "card")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_review_sheet_the_print_and_the_desk_say_it_once_for_each_such_sheet(language):
    drawn = sheet("medical-services", language)
    assert drawn.count(say(BANNER, "ja")) == drawn.count(say(BANNER, "en")) == 2
    assert say(BANNER, "ja") not in sheet("engineer-humanities-international", language)

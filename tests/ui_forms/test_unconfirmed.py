"""Sheets that nobody has compared with the official form say so wherever they are shown."""

from datetime import UTC, date, datetime

import pypdfium2
import pytest

from zairyu.certificates.setting import as_far_as_letters_go
from zairyu.questionnaire.form import form
from zairyu.ui.forms import render_row, render_section, render_sheet
from zairyu.ui.forms.paper import Copy, paper
from zairyu.words import LANGUAGES, say

ON, AT = date(2026, 11, 24), datetime(2026, 11, 24, 3, tzinfo=UTC)
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


def test_the_pdf_says_it_at_the_head_of_each_such_sheet_and_prints_no_number_there():
    filled = paper(form("change", "medical-services", (), ON), {}, {}, Copy(AT))
    told = [part["unsure"] for part in filled["parts"]]
    assert [one["ja"] for one in told if one] == [say(BANNER, "ja")] * 2
    boxes = [
        box
        for part in filled["parts"]
        if part["unsure"]
        for block in part["blocks"]
        for line in block.get("lines", [])
        for box in line
    ]
    assert boxes
    assert all(box["number"] == "" and box["unsure"] is None for box in boxes)
    set_pages = pypdfium2.PdfDocument(as_far_as_letters_go("form.typ", filled, AT))
    words = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in set_pages)
    assert words.count("確認できていません") == 2


def test_the_pdf_marks_a_question_that_is_not_confirmed():
    filled = paper(form("extension", "student", (), ON), {}, {}, Copy(AT))
    assert "文言・番号は未確認" in str(filled)
    assert not any(part["unsure"] for part in filled["parts"])

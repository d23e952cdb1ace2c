"""The point sheet on its pages: the running total, and questions that other answers close."""

from datetime import date
from typing import Any

import pytest

from zairyu.questionnaire.form import Form, form
from zairyu.questionnaire.points import SHEET
from zairyu.ui.forms import render_section, render_sheet

ON = date(2026, 11, 24)


def specialist(grade: str = "1b") -> Form:
    return form("change", f"highly-skilled-professional-{grade}", (), ON)


def keyed(**said: Any) -> dict[str, Any]:
    return {f"{SHEET}.{name}": value for name, value in said.items()}


def page(each: Form, section: str, answers: dict[str, Any], language: str = "en") -> str:
    return render_section(each, section, answers, {}, (), language, {})


@pytest.mark.parametrize(
    ("answers", "look", "said"),
    [
        (keyed(academic_background_b="doctor"), "wait", "30 points now, 40 short"),
        (
            keyed(academic_background_b="doctor", annual_salary_ab="10m"),
            "good",
            "70 points now. The standard of 70 is reached",
        ),
        (
            keyed(academic_background_b="doctor", annual_salary_ab="not-applicable",
                  salary_at_least_3m_b="no"),
            "warn",
            "the standard is not met, whatever the points",
        ),
    ],
)  # fmt: skip
def test_the_running_total_stands_above_the_questions(answers, look, said):
    for section in ("points", "points-bonus"):
        html = page(specialist(), section, answers)
        assert f"status-line--{look}" in html
        assert said in html
    assert "status-line" not in page(specialist(), "job", answers)


def test_no_total_is_shown_to_who_needs_no_points():
    html = page(specialist(), "points", keyed(special_highly_skilled="yes"))
    assert "status-line" not in html


def test_the_sheet_prints_the_total_and_whether_the_standard_is_reached():
    answers = keyed(special_highly_skilled="no", academic_background_b="doctor")
    html = render_sheet(specialist(), answers, "en", {})
    assert "30 points" in html
    assert "Not reached (below 70 points)" in html


def test_questions_that_another_page_has_closed_are_not_shown():
    asked = page(specialist(), "points-bonus", keyed(special_highly_skilled="no"))
    waiting = page(specialist(), "points-bonus", {})
    closed = page(specialist(), "points-bonus", keyed(special_highly_skilled="yes"))
    assert f'name="{SHEET}.special_4_japanese"' in asked
    assert f'name="{SHEET}.special_4_japanese"' in waiting
    assert f'name="{SHEET}.special_4_japanese"' not in closed
    assert "there is nothing to answer here" in closed


def test_an_artist_without_a_host_is_not_asked_for_pay():
    artist = form("change", "artist", (), ON)
    pay = "j-organization.salary"
    assert f'name="{pay}"' in page(artist, "job", {"j-organization.has_host": "yes"})
    assert f'name="{pay}"' not in page(artist, "job", {"j-organization.has_host": "no"})
    guest = form("change", "cultural-activities", (), ON)
    assert f'name="{pay}"' in page(guest, "job", {})


def test_what_the_choice_of_the_form_decided_hides_no_question():
    """The kind is no control on the page, so no question may wait for it to be chosen."""
    html = page(specialist(), "points", {})
    at = html.index(f'name="{SHEET}.academic_background_b"')
    fieldset = html[html.rindex("<fieldset", 0, at) : at]
    waits = fieldset.count(" if-")
    assert waits == 1  # for the answer that points are needed


def test_where_the_kind_is_asked_each_kind_opens_its_own_questions():
    html = page(specialist("2"), "points", {})
    for letter in "abc":
        assert f'name="{SHEET}.academic_background_{letter}"' in html
    at = html.index(f'name="{SHEET}.multiple_degrees"')
    fieldset = html[html.rindex("<fieldset", 0, at) : at]
    assert fieldset.count(" if-") == 2  # points are needed; one of the three has a higher degree

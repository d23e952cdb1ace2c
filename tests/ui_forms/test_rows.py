"""Tables drawn as HTML: rows as cards, in the page, on their own page."""

from tests.ui_forms.pages import CHANGE, COE, ON, TABLE, drawn

from zairyu.questionnaire.check import by_row, check
from zairyu.ui.forms import render_row


def test_rows_are_cards_whose_buttons_save_the_page_first():
    answers = {
        "common-change.has_family_in_japan": "yes",
        TABLE: [{"name": "髙﨑　𠮷", "relationship": "father", "card_number": "AB12345678CD"}],
    }
    page = drawn(CHANGE, "family", answers=answers, row_url=lambda table, row: f"/{table}/{row}")
    assert '<h3 translate="no">髙﨑　𠮷</h3>' in page
    assert f'name="go" value="row:{TABLE}/0"' in page
    assert f'name="go" value="row:{TABLE}/1"' in page
    assert f'name="drop" value="{TABLE}.0"' in page
    assert f'name="{TABLE}.0.name"' not in page


def test_a_card_with_a_problem_says_so_and_can_be_reached_from_the_summary():
    typed = {"common-change.has_family_in_japan": ["yes"], f"{TABLE}.0.name": ["A"]}
    checked = check(CHANGE, "family", typed, {}, ON, {})
    told = by_row(CHANGE, checked.problems)
    page = drawn(
        CHANGE, "family", "ja", checked.values, checked.raw, told, row_url=lambda *_: "/row"
    )
    assert [one.at for one in told] == [f"{TABLE}.0"]
    assert 'id="common-change-family_in_japan-0"' in page
    assert "rows__item--wrong" in page


def test_without_addresses_rows_stand_in_the_page_with_an_empty_one():
    answers = {TABLE: [{"name": "A"}]}
    page = drawn(CHANGE, "family", answers=answers)
    assert f'name="{TABLE}.0.name"' in page
    assert f'name="{TABLE}.1.name"' in page
    assert f'name="{TABLE}.2.name"' not in page


def test_a_row_has_a_page_of_its_own_with_its_problems():
    typed = {f"{TABLE}.1.card_number": ["AB1"], f"{TABLE}.0.name": ["A"]}
    checked = check(CHANGE, "family", typed, {}, ON, {})
    page = render_row(CHANGE, TABLE, 1, checked.values, checked.raw, checked.problems, "en")
    assert 'value="AB1"' in page
    assert "two letters, eight digits, two letters" in page
    assert f'name="{TABLE}.0.name"' not in page


def test_a_choice_in_a_row_opens_its_columns():
    page = render_row(COE, "t-applicant.remittance", 0, {}, {}, (), "ja")
    assert 'value="carrying" class="opens-r1"' in page
    assert "if-r1" in page

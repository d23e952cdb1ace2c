"""How far a section is, and what counts in the end."""

from zairyu.questionnaire.answers import counting, merged, progress, state_of
from zairyu.questionnaire.check import check, check_all
from zairyu.questionnaire.form import form

GUARANTOR = {
    "t-applicant.guarantor_name": "山田 一郎",
    "t-applicant.guarantor_occupation": "会社員",
    "t-applicant.guarantor_address": "東京都江東区青海２－７－１１",
    "t-applicant.guarantor_telephone": "0312345678",
}


def test_nothing_answered_is_to_do(coe, on):
    assert {one.state for one in progress(coe, {}, on, {}).values()} <= {"todo", "done"}
    assert progress(coe, {}, on, {})["guarantor"].state == "todo"


def test_a_section_without_a_duty_is_done_from_the_start(coe, on):
    assert progress(coe, {}, on, {})["employer"].state == "done"


def test_some_answered_is_in_part_and_says_how_much(coe, on):
    known = {"t-applicant.guarantor_name": "山田 一郎"}
    found = progress(coe, known, on, {})["guarantor"]
    assert (found.state, found.done) == ("part", 1)
    assert found.total >= 3


def test_all_answered_is_done(coe, on):
    assert progress(coe, GUARANTOR, on, {})["guarantor"].state == "done"


def test_a_wrong_answer_makes_the_section_wrong(coe, on):
    raw = {"t-applicant.guarantor_telephone": ["x"]}
    known = {key: value for key, value in GUARANTOR.items() if "telephone" not in key}
    found = progress(coe, known, on, {}, raw)["guarantor"]
    assert (found.state, found.wrong) == ("wrong", 1)


def test_the_whole_form_is_checked_again_before_filing(coe, on):
    problems = check_all(coe, GUARANTOR, on, {})
    assert not [one for one in problems if one.at.startswith("t-applicant.guarantor")]
    assert [one for one in problems if one.at == "common-coe.name"]


def test_a_birth_that_was_right_when_typed_is_checked_on_the_day(coe, on):
    known = {"common-coe.date_of_birth": "2030-01-01"}
    codes = [one.code for one in check_all(coe, known, on, {}) if one.at.endswith("date_of_birth")]
    assert codes == ["date-in-future"]


def test_answers_that_do_not_apply_are_kept_but_do_not_count(coe, on):
    typed = {"common-coe.past_entry": ["no"], "common-coe.past_entry_count": ["3"]}
    checked = check(coe, "past", typed, {}, on, {})
    assert checked.values["common-coe.past_entry_count"] == 3
    assert "common-coe.past_entry_count" not in counting(coe, checked.values, {})
    assert counting(coe, checked.values, {})["common-coe.past_entry"] == "no"


def test_what_was_decided_counts(coe):
    assert counting(coe, {}, {})["common-coe.purpose_of_entry"] == "spouse-child-japanese"


def test_a_supporter_missing_from_the_family_is_only_mentioned(coe, on):
    typed = {"t-applicant.is_supported": ["yes"], "t-applicant.supporter_name": ["山田 一郎"]}
    found = [one for one in check(coe, "supporter", typed, {}, on, {}).problems]
    assert ("supporter-not-in-family", "warning") in {(one.code, one.severity) for one in found}


def test_the_state_of_one_section_is_that_of_the_list(coe, on):
    typed = {"t-applicant.guarantor_name": ["山田"], "t-applicant.guarantor_telephone": ["x"]}
    checked = check(coe, "guarantor", typed, {}, on, {})
    answers = merged(coe, "guarantor", {}, checked)
    listed = progress(coe, answers, on, {}, checked.raw)["guarantor"]
    assert state_of(coe, "guarantor", checked, answers, {}) == listed


def test_a_section_that_waits_for_an_answer_on_another_page_is_not_done_before(on):
    medical = form("change", "medical-services", (), on)
    asked = "u-organization.has_organization"
    states = {
        said: progress(medical, {asked: said} if said else {}, on, {})["organisation"].state
        for said in ("", "yes", "no")
    }
    assert states == {"": "todo", "yes": "todo", "no": "done"}

"""The form of one application: its parts, sections, what is decided and what is asked twice."""

from zairyu.questionnaire.answers import counting
from zairyu.questionnaire.form import asked_now, digest, form, possible, visible


def keys(sections):
    return [one.key for one in sections]


def test_a_form_has_up_to_thirteen_sections_one_topic_each(coe, change, extension, certificate):
    assert len(visible(coe, {})) == 12
    assert len(visible(change, {})) == 13
    assert len(visible(extension, {})) == 12
    assert keys(visible(certificate, {})) == ["person", "contact", "card", "activity", "delivery"]


def test_the_last_section_is_how_to_receive(coe, change, extension, certificate):
    assert {form.sections[-1].key for form in (coe, change, extension, certificate)} == {"delivery"}


def test_the_block_of_the_representative_is_asked_for_a_certificate_of_eligibility(coe, extension):
    assert "representative" in keys(visible(coe, {}))
    assert "representative" not in keys(visible(extension, {}))
    assert "representative" in keys(visible(extension, {"filed_by_representative": True}))
    assert "representative" in keys(visible(extension, {"filed_by_agent": True}))


def test_the_choice_of_the_status_decides_purpose_and_wish(coe, change, extension):
    assert coe.given["common-coe.purpose_of_entry"] == "spouse-child-japanese"
    assert change.given["common-change.desired_status"] == "engineer-humanities-international"
    assert extension.given["common-extension.current_status"] == "business-manager"


def test_a_status_with_two_purposes_leaves_the_question_open(on):
    researcher = form("coe", "researcher", (), on)
    purpose = researcher.fields["common-coe.purpose_of_entry"]
    assert purpose.asked == "page"
    assert [one.value for one in purpose.choices] == ["researcher-transferee", "researcher"]


def test_a_permit_beside_asks_only_what_the_main_form_does_not(change):
    asked = possible(change, {})
    assert "extra-status-activity.present_activity" in asked
    assert "extra-status-activity.name" not in asked
    assert change.taken["extra-status-activity.name"] == "common-change.name"


def test_what_the_paper_prints_twice_is_printed_twice(change):
    printed = change.printed({"common-change.name": "LINH", "n-organization.org_name": "青海物産"})
    assert printed["extra-status-activity.name"] == "LINH"
    assert printed["n-organization.foreign_national_name"] == "LINH"
    assert printed["n-applicant.workplace_name"] == "青海物産"


def test_numbers_are_those_of_the_procedure(coe, change):
    assert coe.fields["t-applicant.guarantor_name"].number == "27(1)"
    assert change.fields["n-applicant.school_name"].number == "18(3)"


def test_questions_of_another_procedure_are_not_there(coe, change):
    assert "online-submission.coe_receipt_method" in coe.fields
    assert "online-submission.coe_receipt_method" not in change.fields
    assert "online-submission.residence_card_receipt_method" in change.fields


def test_occupations_are_those_of_the_status(change):
    values = [one.value for one in change.fields["n-organization.occupation_code"].choices]
    assert "12" in values
    assert "47" not in values


def test_only_periods_that_the_status_knows_may_be_wished_for(change, extension, on):
    wished = [one.value for one in change.fields["common-change.desired_period"].choices]
    assert wished == ["P5Y", "P3Y", "P1Y", "P3M"]
    company = [one.value for one in extension.fields["common-extension.desired_period"].choices]
    assert "P4M" in company
    student = form("change", "student", (), on)
    assert len(student.fields["common-change.desired_period"].choices) > 10


def test_a_question_opens_with_its_condition(coe):
    closed = asked_now(coe, {"common-coe.past_entry": "no"}, {})
    opened = asked_now(coe, {"common-coe.past_entry": "yes"}, {})
    assert "common-coe.past_entry_count" not in closed
    assert "common-coe.past_entry_count" in opened


def test_an_answer_that_no_longer_counts_opens_nothing(change):
    answers = {
        "n-organization.works_elsewhere": "no",
        "n-organization.dispatch_has_corporate_number": "yes",
        "n-organization.dispatch_corporate_number": "7000012050002",
    }
    assert "n-organization.dispatch_corporate_number" not in asked_now(change, answers, {})
    counted = counting(change, answers, {})
    assert "n-organization.dispatch_corporate_number" not in counted


def test_a_question_that_hangs_on_one_that_is_not_asked_is_not_asked(change):
    answers = {
        "n-applicant.education_level": "senior-high-school",
        "n-applicant.major": "others",
    }
    assert "n-applicant.major_other" not in asked_now(change, answers, {})
    answers["n-applicant.education_level"] = "bachelor"
    assert "n-applicant.major_other" in asked_now(change, answers, {})


def test_the_digest_changes_with_the_form(coe, change, on):
    assert digest(coe) != digest(change)
    assert digest(coe) == digest(form("coe", "spouse-child-japanese", (), on))

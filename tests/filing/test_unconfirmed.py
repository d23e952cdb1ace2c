"""Forms whose sheets nobody has compared with the official file: one setting decides."""

from datetime import date

import pytest

from zairyu.filing import actions
from zairyu.filing.actions.seal import form_digest
from zairyu.filing.content import opened
from zairyu.filing.forms import form_of
from zairyu.filing.holding import about
from zairyu.filing.refusals import FilingRefused
from zairyu.filing.scope import not_confirmed, unconfirmed

ON = date(2026, 11, 23)
SHEETS = [  # status or designated activity, what is done under it, whether the sheets are confirmed
    ("engineer-humanities-international", "", True),
    ("specified-skilled-worker-1", "", True),
    ("trainee", "", False),
    ("technical-intern-training-2ro", "", False),
    ("official", "", False),
    ("medical-services", "", False),
    ("da-notice-9", "", False),
    ("da-notice-46", "", True),
    ("da-notice-47", "", True),
]


@pytest.mark.parametrize(("status", "activity", "confirmed"), SHEETS)
def test_the_sheets_of_a_status_are_confirmed_or_not(status, activity, confirmed):
    assert unconfirmed("change", status, (), ON, activity) is not confirmed


@pytest.mark.parametrize(("status", "activity", "confirmed"), SHEETS)
def test_off_only_what_is_confirmed_can_be_begun(settings, status, activity, confirmed):
    settings.ZAIRYU_UNCONFIRMED_FORMS = False
    problem = not_confirmed("change", status, (), ON, activity)
    assert (problem is None) is confirmed


def test_a_form_without_sheets_of_its_own_is_not_asked_for_again(settings):
    settings.ZAIRYU_UNCONFIRMED_FORMS = False
    assert not_confirmed("work-qualification-certificate", "trainee", (), ON) is None


def test_off_no_draft_begins_and_the_reason_names_the_status(settings, linh, at):
    settings.ZAIRYU_UNCONFIRMED_FORMS = False
    with pytest.raises(FilingRefused) as refused:
        actions.start_draft(
            linh, "change", "medical-services", at=at, current_status="student",
            expires_on=date(2027, 5, 1),
        )  # fmt: skip
    assert refused.value.problem.code == "filing.form-not-confirmed"
    assert refused.value.problem.params["status"]["ja"] == "医療"


def test_on_a_draft_begins(linh, at):
    draft = actions.start_draft(
        linh, "change", "medical-services", at=at, current_status="student",
        expires_on=date(2027, 5, 1),
    )  # fmt: skip
    assert "u-applicant" in {part.id for part in form_of(draft, at.date()).parts}


def test_a_designated_activity_is_begun_as_what_it_is(linh, at):
    draft = actions.start_draft(
        linh, "extension", "da-notice-46", at=at, current_status="da-notice-46",
        expires_on=date(2027, 5, 1),
    )  # fmt: skip
    form = form_of(draft, at.date())
    assert form.given["common-extension.current_status"] == "designated-activities"
    assert "n-applicant" in {part.id for part in form.parts}


def test_designated_activities_without_saying_which_is_not_begun(linh, at):
    with pytest.raises(FilingRefused) as refused:
        actions.start_draft(
            linh, "change", "designated-activities", at=at, current_status="student",
            expires_on=date(2027, 5, 1),
        )  # fmt: skip
    assert refused.value.problem.code == "filing.activity-open"


def test_a_change_from_a_designated_activity_names_the_status_held(linh, at):
    draft = actions.start_draft(
        linh, "change", "engineer-humanities-international", at=at,
        current_status="da-continued-job-hunting", expires_on=date(2027, 5, 1),
    )  # fmt: skip
    answers = opened(draft.content, about(draft)).answers
    assert answers["common-change.current_status"] == "designated-activities"


def test_departure_preparation_is_out_as_held_and_as_wanted(linh, at):
    for held, wanted in [
        ("da-departure-preparation", "student"),
        ("student", "da-departure-preparation"),
    ]:
        with pytest.raises(FilingRefused) as refused:
            actions.start_draft(
                linh, "change", wanted, at=at, current_status=held, expires_on=date(2027, 5, 1)
            )
        assert refused.value.problem.code == "scope.departure-preparation"


def test_what_is_done_under_a_status_chooses_the_sheets(linh, at):
    begun = {
        activity: actions.start_draft(
            linh, "change", "highly-skilled-professional-1b", at=at, current_status="student",
            expires_on=date(2027, 5, 1), activity=activity,
        )
        for activity in ("engineer-humanities-international", "legal-accounting-services")
    }  # fmt: skip
    families = {
        activity: {part.id for part in form_of(draft, at.date()).parts}
        for activity, draft in begun.items()
    }
    assert "n-applicant" in families["engineer-humanities-international"]
    assert "u-applicant" in families["legal-accounting-services"]
    digests = {
        form_digest("change", "highly-skilled-professional-1b", (), ON, one) for one in begun
    }
    assert len(digests) == 2

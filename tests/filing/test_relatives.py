"""Whether a relative may file: for a child under sixteen, or for a person who cannot act."""

from datetime import date, timedelta

import pytest
from tests.making.standing import files_as

from zairyu.filing import actions, queries
from zairyu.filing.papers import asked, facts_of, right_of
from zairyu.filing.prefill import Told
from zairyu.filing.ready import barred
from zairyu.filing.refusals import FilingRefused

FIFTEEN, SIXTEEN = date(2010, 11, 25), date(2010, 11, 24)  # on 2026-11-24


@pytest.fixture
def relative(linh):
    files_as(linh, "relative")
    return linh


def begin(by, at, told=None, procedure="extension"):
    return actions.start_draft(
        by,
        procedure,
        "dependent",
        at=at,
        current_status="student" if procedure == "change" else "dependent",
        expires_on=at.date() + timedelta(days=40),
        told=told or Told(),
    )


# what was told → whether a relative may begin
CASES = [
    ("nothing", Told(), False),
    ("a child of fifteen", Told(birth=FIFTEEN), True),
    ("sixteen today", Told(birth=SIXTEEN), False),
    ("a grown-up", Told(birth=date(1980, 6, 15)), False),
    ("ill", Told(birth=date(1980, 6, 15), right={"incapacity_reason": "illness"}), True),
    ("ill, birth not told", Told(right={"incapacity_reason": "disability"}), True),
]


@pytest.mark.parametrize("procedure", ["change", "extension"])
@pytest.mark.parametrize(("who", "told", "may"), CASES, ids=[case[0] for case in CASES])
def test_a_relative_files_only_for_a_child_or_a_person_who_cannot_act(
    relative, at, procedure, who, told, may
):
    if may:
        assert begin(relative, at, told, procedure).state == "open"
        return
    with pytest.raises(FilingRefused) as refusal:
        begin(relative, at, told, procedure)
    assert refusal.value.problem.code == "filing.category-may-not"
    assert "16歳未満" in refusal.value.problem.params["reason"]["ja"]


def test_a_child_who_turns_sixteen_before_filing_is_told_at_the_review(relative, at):
    draft = begin(relative, at, Told(birth=FIFTEEN))
    content = queries.content_of(draft)
    assert barred(draft, content, date(2026, 11, 24)) is None
    stop = barred(draft, content, date(2026, 11, 25))
    assert stop is not None
    assert stop.code == "filing.category-may-not"


def test_another_birth_typed_into_the_form_is_what_counts(relative, at):
    draft = begin(relative, at, Told(birth=FIFTEEN))
    content = queries.content_of(draft)
    content.answers["common-extension.date_of_birth"] = "1980-06-15"
    assert barred(draft, content, date(2026, 11, 24)) is not None
    content.facts["applicant_unable"] = True
    assert barred(draft, content, date(2026, 11, 24)) is None


def test_the_reason_is_kept_with_the_draft_and_its_proof_is_asked(relative, at):
    draft = begin(relative, at, Told(right={"incapacity_reason": "illness"}))
    content = queries.content_of(draft)
    on = date(2026, 11, 24)
    assert right_of(content)["incapacity_reason"] == "illness"
    assert facts_of(draft, content, on)["applicant_unable"] is True
    assert "reason-not-able-to-file" in {one.id for one in asked(draft, content, on)}


def test_who_is_told_as_under_fifteen_does_not_file_for_themselves(linh, at):
    with pytest.raises(FilingRefused) as refusal:
        begin(linh, at, Told(birth=date(2012, 1, 1)))
    assert "15歳未満" in refusal.value.problem.params["reason"]["ja"]


def test_supervised_training_is_filed_by_the_supervising_organisation(linh, at):
    files_as(linh, "organisation-staff")

    def start(role):
        return actions.start_draft(
            linh,
            "extension",
            "technical-intern-training-2ro",
            at=at,
            current_status="technical-intern-training-2ro",
            expires_on=date(2027, 1, 31),
            told=Told(right={"organisation_role": role} if role else {}),
        )

    assert start("supervising-organisation").state == "open"
    for role in ("training-employer", ""):
        with pytest.raises(FilingRefused):
            start(role)


def test_what_was_told_before_is_answered_in_the_draft(linh, at):
    told = Told(birth=date(1995, 5, 3), period="P1Y", delivery="counter", office="yokohama")
    draft = begin(linh, at, told)
    answers = {
        key.partition(".")[2]: value for key, value in queries.content_of(draft).answers.items()
    }
    assert answers["date_of_birth"] == "1995-05-03"
    assert answers["current_period"] == "P1Y"
    assert answers["residence_card_receipt_method"] == "counter"
    assert answers["receiving_bureau"] == "yokohama"

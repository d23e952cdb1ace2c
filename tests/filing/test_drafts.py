"""Drafts: begun, saved section by section, kept and thrown away."""

from datetime import date, timedelta

import pytest

from zairyu.audit.queries import rows_of
from zairyu.filing import actions, queries
from zairyu.filing.forms import form_of
from zairyu.filing.models import Draft
from zairyu.filing.refusals import FilingRefused, NotThere
from zairyu.law.dates import legal_day

PART = "common-extension"
IDENTITY = {
    f"{PART}.nationality": ["BGD"],
    f"{PART}.name": ["RAHMAN KARIM"],
    f"{PART}.sex": ["male"],
}


def section_of(draft, field):
    form = form_of(draft, date(2026, 11, 24))
    return next(one.key for one in form.sections if any(f.key == field for f in one.fields))


@pytest.fixture
def identity(draft):
    return section_of(draft, f"{PART}.name")


def fresh(draft, person):
    return queries.draft_of(person, draft.key)


def test_what_was_chosen_at_the_start_is_not_asked_again(draft, linh):
    form = form_of(draft, date(2026, 11, 24))
    answers = form.known(queries.content_of(draft).answers)
    assert answers[f"{PART}.current_status"] == "business-manager"
    assert answers[f"{PART}.current_expiry"] == "2026-12-06"


@pytest.mark.parametrize("permit", ["reentry-permit", "extra-status-activity-permit"])
def test_a_permit_alone_is_refused_before_anything_is_typed(linh, at, permit):
    with pytest.raises(FilingRefused) as refusal:
        actions.start_draft(linh, permit, "business-manager", at=at, current_status="student")
    assert refusal.value.problem.code == "scope.permit-alone"
    assert not Draft.objects.exists()


def test_a_permit_stands_beside_a_change_but_not_beside_a_certificate(linh, at):
    begun = actions.start_draft(
        linh,
        "change",
        "engineer-humanities-international",
        at=at,
        permits=["extra-status-activity-permit"],
        current_status="student",
        expires_on=date(2027, 3, 31),
    )
    assert begun.permits == ["extra-status-activity-permit"]
    with pytest.raises(FilingRefused) as refusal:
        actions.start_draft(
            linh,
            "work-qualification-certificate",
            "engineer-humanities-international",
            at=at,
            permits=["reentry-permit"],
            current_status="engineer-humanities-international",
        )
    assert refusal.value.problem.code == "filing.permits-not-beside"


def test_a_temporary_visitor_is_told_before_typing(linh, at):
    with pytest.raises(FilingRefused) as refusal:
        actions.start_draft(linh, "change", "student", at=at, current_status="temporary-visitor")
    assert refusal.value.problem.code == "scope.excluded-status"


@pytest.mark.parametrize(
    ("expires_on", "code"),
    [
        (date(2026, 11, 25), None),
        (date(2026, 11, 24), "stay.filed-on-last-day"),
        (date(2026, 11, 22), "stay.filed-on-last-day"),  # a Sunday before a holiday
        (date(2026, 11, 20), "stay.expired"),
    ],
)
def test_the_last_day_is_told_at_the_start(linh, at, expires_on, code):
    def begin():
        return actions.start_draft(
            linh,
            "extension",
            "business-manager",
            at=at,
            current_status="business-manager",
            expires_on=expires_on,
        )

    if code is None:
        assert begin().state == "open"
        return
    with pytest.raises(FilingRefused) as refusal:
        begin()
    assert refusal.value.problem.code == code


def test_the_rule_of_the_last_day_can_be_switched_off(linh, at, settings):
    settings.ZAIRYU_SWITCHES = {"closed-on-last-day": False}
    begun = actions.start_draft(
        linh,
        "extension",
        "business-manager",
        at=at,
        current_status="business-manager",
        expires_on=legal_day(at),
    )
    assert begun.state == "open"


def test_right_and_wrong_answers_are_both_kept(draft, linh, at, identity):
    typed = {**IDENTITY, f"{PART}.date_of_birth.y": ["1982"], f"{PART}.date_of_birth.m": ["2"],
             f"{PART}.date_of_birth.d": ["30"]}  # fmt: skip
    saved = actions.save_answers(draft.key, identity, typed, 0, by=linh, at=at)
    assert any(one.at == f"{PART}.date_of_birth" for one in saved.problems)
    content = queries.content_of(fresh(draft, linh))
    assert content.answers[f"{PART}.name"] == "RAHMAN KARIM"
    assert f"{PART}.date_of_birth" not in content.answers
    assert content.raw[f"{PART}.date_of_birth.d"] == ["30"]


def test_a_section_posted_twice_is_saved_once(draft, linh, at, identity):
    first = actions.save_answers(draft.key, identity, IDENTITY, 0, by=linh, at=at)
    again = actions.save_answers(draft.key, identity, IDENTITY, 0, by=linh, at=at)
    assert not again.conflict
    assert again.draft.version == first.draft.version
    assert [one.code for one in again.problems] == [one.code for one in first.problems]


def test_an_old_tab_overwrites_nothing_and_loses_nothing(draft, linh, at, identity):
    actions.save_answers(draft.key, identity, IDENTITY, 0, by=linh, at=at)
    other = {**IDENTITY, f"{PART}.name": ["RAHMAN KAREEM"]}
    saved = actions.save_answers(draft.key, identity, other, 0, by=linh, at=at)
    assert saved.conflict
    content = queries.content_of(fresh(draft, linh))
    assert content.answers[f"{PART}.name"] == "RAHMAN KARIM"
    assert content.others[identity]["typed"][f"{PART}.name"] == ["RAHMAN KAREEM"]


@pytest.mark.parametrize(("other", "name"), [(True, "RAHMAN KAREEM"), (False, "RAHMAN KARIM")])
def test_the_person_chooses_between_two_versions(draft, linh, at, identity, other, name):
    actions.save_answers(draft.key, identity, IDENTITY, 0, by=linh, at=at)
    typed = {**IDENTITY, f"{PART}.name": ["RAHMAN KAREEM"]}
    actions.save_answers(draft.key, identity, typed, 0, by=linh, at=at)
    choose = actions.choose_other if other else actions.drop_other
    choose(draft.key, identity, by=linh, at=at)
    content = queries.content_of(fresh(draft, linh))
    assert content.answers[f"{PART}.name"] == name
    assert content.others == {}


def test_two_tabs_on_two_sections_do_not_disturb_each_other(draft, linh, at, identity):
    stay = section_of(draft, f"{PART}.desired_period")
    actions.save_answers(draft.key, identity, IDENTITY, 0, by=linh, at=at)
    typed = {f"{PART}.desired_period": ["P3Y"]}
    saved = actions.save_answers(draft.key, stay, typed, 0, by=linh, at=at)
    assert not saved.conflict
    answers = queries.content_of(fresh(draft, linh)).answers
    assert answers[f"{PART}.desired_period"] == "P3Y"
    assert answers[f"{PART}.name"] == "RAHMAN KARIM"


def test_a_draft_of_somebody_else_does_not_exist(draft, mallory, at, identity):
    with pytest.raises(NotThere):
        queries.draft_of(mallory, draft.key)
    with pytest.raises(NotThere):
        actions.save_answers(draft.key, identity, IDENTITY, 0, by=mallory, at=at)
    with pytest.raises(NotThere):
        actions.discard(draft.key, by=mallory, at=at)


def test_answers_lie_sealed(draft, linh, at, identity):
    actions.save_answers(draft.key, identity, IDENTITY, 0, by=linh, at=at)
    row = Draft.objects.values().get(key=draft.key)
    assert b"RAHMAN" not in bytes(row.pop("content"))
    assert "RAHMAN" not in str(row)


def test_every_act_stands_in_the_record_without_answers(draft, linh, at, identity):
    actions.save_answers(draft.key, identity, IDENTITY, 0, by=linh, at=at)
    rows = list(rows_of(f"person:{linh.key}"))
    assert [row.verb for row in rows][-2:] == ["start-draft", "save-section"]
    assert "RAHMAN" not in str([row.ids for row in rows])


def test_a_draft_is_kept_ninety_days_from_the_last_change(draft, linh, at, identity):
    assert draft.keep_until == date(2027, 2, 22)
    later = at + timedelta(days=10)
    saved = actions.save_answers(draft.key, identity, IDENTITY, 0, by=linh, at=later)
    assert saved.draft.keep_until == date(2027, 3, 4)


def test_the_owner_is_told_once_a_week_before_a_draft_goes(draft, linh, at):
    week_before = at + timedelta(days=83)
    assert actions.claim_expiring(week_before - timedelta(days=1)) == []
    told = actions.claim_expiring(week_before)
    assert [(one.person_id, one.draft_key, one.keep_until) for one in told] == [
        (linh.pk, draft.key, date(2027, 2, 22))
    ]
    assert actions.claim_expiring(week_before) == []


def test_a_draft_past_its_last_day_is_destroyed_with_its_files(draft, linh, at, a_pdf):
    sent = actions.attach(draft.key, "paper:other", "a.pdf", a_pdf, by=linh, at=at)
    assert sent.upload is not None
    assert actions.destroy_expired(at + timedelta(days=90)) == 0
    assert actions.destroy_expired(at + timedelta(days=91)) == 1
    assert not Draft.objects.exists()


def test_a_draft_thrown_away_is_gone_with_its_files(
    draft, linh, at, a_pdf, django_capture_on_commit_callbacks
):
    from zairyu.vault import CannotOpen, files

    sent = actions.attach(draft.key, "paper:other", "a.pdf", a_pdf, by=linh, at=at)
    with django_capture_on_commit_callbacks(execute=True):
        actions.discard(draft.key, by=linh, at=at)
    assert not Draft.objects.exists()
    with pytest.raises(CannotOpen):
        files.load(sent.upload.path, f"upload:{sent.upload.key}")

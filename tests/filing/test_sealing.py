"""Sealing: once, whole, in time, as reviewed."""

from datetime import UTC, datetime, timedelta

import pytest

from zairyu.filing import actions, queries
from zairyu.filing.models import Submission, Upload
from zairyu.filing.refusals import FilingRefused, NotThere
from zairyu.law.version import law_version

JOURNEYS = ["wife", "student", "president", "engineer"]


def seal(draft, by, at):
    return actions.seal(draft.key, queries.once_of(draft), by, at)


def test_a_complete_draft_becomes_a_submission_with_its_files(complete, linh, at):
    draft = complete("president")
    files = Upload.objects.filter(draft=draft, removed_at=None).count()
    filed = seal(draft, linh, at)
    assert filed.law_version == law_version()
    assert len(filed.digest) == 64
    assert Upload.objects.filter(submission=filed).count() == files
    assert queries.summary(filed).name == "RAHMAN KARIM"
    assert queries.summary(filed).prefecture == "JP-13"
    answers = queries.answers_of_submission(filed)
    assert answers["common-extension.current_status"] == "business-manager"
    assert answers["online-submission.content_confirmed"] == "confirmed"


def test_a_filed_draft_keeps_nothing_of_its_content(complete, linh, at):
    draft = complete()
    seal(draft, linh, at)
    left = queries.draft_of(linh, draft.key)
    assert left.state == "filed"
    assert queries.content_of(left).answers == {}
    assert queries.drafts_of(linh, at.date()) == []


def test_a_second_press_finds_the_first_submission(complete, linh, at):
    draft = complete()
    first = seal(draft, linh, at)
    again = seal(draft, linh, at + timedelta(minutes=1))
    assert again.pk == first.pk
    assert again.filed_at == at
    assert Submission.objects.count() == 1


def test_what_changed_since_the_review_is_not_filed_unseen(complete, linh, at, a_pdf):
    draft = complete()
    once = queries.once_of(draft)
    actions.attach(draft.key, "paper:other", "new.pdf", a_pdf, by=linh, at=at)
    with pytest.raises(FilingRefused) as refusal:
        actions.seal(draft.key, once, linh, at)
    assert refusal.value.problem.code == "filing.changed-since-review"
    assert not Submission.objects.exists()


def test_what_changed_between_the_check_and_the_lock_is_not_filed_unseen(complete, linh, at, a_pdf):
    draft = complete()
    once = queries.once_of(draft)
    ready = actions.prepare(draft.key, once, linh, at)
    actions.attach(draft.key, "paper:other", "new.pdf", a_pdf, by=linh, at=at)
    with pytest.raises(FilingRefused) as refusal:
        actions.seal(draft.key, once, linh, at, ready)
    assert refusal.value.problem.code == "filing.changed-since-review"
    assert not Submission.objects.exists()


def test_preparing_writes_nothing_and_a_filed_draft_needs_none(complete, linh, mallory, at):
    draft = complete()
    once = queries.once_of(draft)
    ready = actions.prepare(draft.key, once, linh, at)
    assert not Submission.objects.exists()
    filed = actions.seal(draft.key, once, linh, at, ready)
    assert filed.key == ready.submission.key
    assert actions.prepare(draft.key, once, linh, at) is None
    with pytest.raises(NotThere):
        actions.prepare(draft.key, once, mallory, at)


def test_a_made_up_key_files_nothing(complete, linh, at):
    draft = complete()
    with pytest.raises(FilingRefused):
        actions.seal(draft.key, "0" * 64, linh, at)


def test_an_empty_draft_is_not_filed(draft, linh, at):
    with pytest.raises(FilingRefused) as refusal:
        seal(draft, linh, at)
    assert refusal.value.problem.code == "filing.not-ready"
    assert refusal.value.problem.params["number"] > 10


def test_without_a_required_paper_or_photo_nothing_is_filed(complete, linh, at):
    draft = complete("president")
    for slot in ("photo", "paper:financial-statement"):
        taken = Upload.objects.get(draft=draft, slot=slot, removed_at=None)
        actions.detach(draft.key, taken.key, by=linh, at=at)
        now = queries.draft_of(linh, draft.key)
        with pytest.raises(FilingRefused) as refusal:
            seal(now, linh, at)
        assert refusal.value.problem.code == "filing.not-ready"
        actions.restore(draft.key, taken.key, by=linh, at=at)
    assert seal(queries.draft_of(linh, draft.key), linh, at).pk


def test_filing_closes_with_the_day_before_the_last(complete, linh, at):
    draft = complete("president")
    # The stay ends on 2026-12-06, a Sunday in Tokyo; online filing ends with 5 December.
    evening = datetime(2026, 12, 5, 14, 59, tzinfo=UTC)
    midnight = datetime(2026, 12, 5, 15, 0, tzinfo=UTC)
    with pytest.raises(FilingRefused) as refusal:
        seal(draft, linh, midnight)
    assert refusal.value.problem.code == "stay.filed-on-last-day"
    assert not Submission.objects.exists()
    assert seal(draft, linh, evening).filed_at == evening


def test_somebody_else_cannot_file_it(complete, linh, mallory, at):
    draft = complete()
    with pytest.raises(NotThere):
        seal(draft, mallory, at)


@pytest.mark.parametrize("name", JOURNEYS)
def test_the_four_journeys_can_be_sealed(complete, linh, at, name):
    assert seal(complete(name), linh, at).key


def test_the_digest_notices_a_changed_answer(complete, linh, at):
    first = seal(complete(), linh, at)
    second = seal(complete("engineer", {"work-qualification.purpose_of_use": "別の目的"}), linh, at)
    assert first.digest != second.digest


def test_reading_the_answers_of_a_case_stands_in_its_record(complete, linh, at):
    from zairyu.audit.queries import rows_of

    filed = seal(complete(), linh, at)
    actions.read_answers(filed.key, by=linh, at=at, chain="case:abc")
    upload = queries.uploads_of_submission(filed.pk)[0]
    actions.read_page(upload.key, 1, 620, by=linh, at=at, chain="case:abc")
    assert [row.verb for row in rows_of("case:abc")] == ["read-answers", "read-paper"]


def test_files_of_a_request_come_in_later(complete, linh, at, a_pdf):
    filed = seal(complete(), linh, at)
    sent = actions.attach_later(filed.pk, "request:abc", "more.pdf", a_pdf, linh, at)
    assert sent.upload in queries.uploads_of_submission(filed.pk)
    actions.detach_later(filed.pk, sent.upload.key, at=at)
    assert sent.upload not in queries.uploads_of_submission(filed.pk)
    actions.restore_later(filed.pk, sent.upload.key)
    with pytest.raises(NotThere):
        actions.detach_later(filed.pk, "nothing", at=at)
    with pytest.raises(NotThere):
        actions.attach_later(filed.pk, "paper:cv", "more.pdf", a_pdf, linh, at)

"""Lodge: number, two events, two records, the proof and the letters, in one transaction."""

import re
from datetime import datetime

import pytest
from django.db import transaction
from tests.casework.office import sealed_submission

from zairyu.audit.queries import rows_of
from zairyu.casework import actions, letters, queries
from zairyu.casework.actions.lodge import receive
from zairyu.casework.models import Case
from zairyu.certificates import queries as certificates
from zairyu.notices import queries as notices
from zairyu.words import codes

pytestmark = pytest.mark.django_db


def test_a_case_has_the_offices_prefix_nine_random_signs_and_a_check_sign(lodged):
    case = lodged()
    assert re.fullmatch(r"東オン[2-9A-HJKMNP-Z0]{10}", case.number)
    assert codes.checks(case.number.removeprefix("東オン"), "東オン")
    assert re.fullmatch(r"東オン .{4}-.{4}-.{2}", queries.number_shown(case))


def test_submit_and_accept_are_two_events_with_two_records(lodged):
    case = lodged()
    events = [(row.event, row.before, row.after, row.actor) for row in queries.moves_of(case)]
    assert events == [
        ("submit", "ready", "submitted", "applicant"),
        ("accept", "submitted", "received", "system"),
    ]
    verbs = [row.verb for row in rows_of(f"case:{case.key}")]
    assert verbs[:2] == ["submit", "accept"]
    assert case.state == "received"


def test_both_mails_go_to_the_filer_and_to_the_applicants_own_address(lodged):
    case = lodged()
    letters = notices.about(f"case:{case.key}")
    assert sorted((letter.kind, letter.to) for letter in letters) == [
        ("acceptance-number", "linh@example.com"),
        ("acceptance-number", "own@example.com"),
        ("submission-completed", "linh@example.com"),
        ("submission-completed", "own@example.com"),
    ]
    assert {letter.subject.partition(" (")[0] for letter in letters} == {
        "【Zairyu】申請受付完了のお知らせ",
        "【Zairyu】申請受付番号のお知らせ",
    }


def test_one_address_gets_one_mail(lodged):
    case = lodged(**{"online-submission.notification_email": "LINH@example.com"})
    assert len(notices.about(f"case:{case.key}")) == 2


def test_an_extension_gets_the_pending_certificate_until_two_months_after_the_stay(lodged, at):
    case = lodged()
    verdict = certificates.verify(case.receipt.code, at)
    assert verdict.state == "pending"
    assert verdict.until.isoformat() == "2027-02-01"
    assert case.special_until.isoformat() == "2027-02-01"


def test_a_certificate_of_eligibility_gets_a_receipt_that_says_nothing_of_a_stay(lodged, at):
    case = lodged(procedure="coe", delivery="email", status="spouse-child-japanese")
    verdict = certificates.verify(case.receipt.code, at)
    assert (verdict.kind, case.special_until) == ("receipt", None)
    assert not {"status", "card_last4", "card_expires_on"} & set(verdict.facts)


def test_the_same_submission_becomes_one_case(lodged, cast, at):
    case = lodged()
    again = receive(case.submission, by=cast.linh, at=at)
    assert again.pk == case.pk
    assert Case.objects.count() == 1


def test_a_failure_leaves_nothing_behind(cast, at, monkeypatch):
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the pen broke")

    monkeypatch.setattr(letters, "tell", broken)
    submission = sealed_submission(cast.linh, at)
    with pytest.raises(RuntimeError), transaction.atomic():
        receive(submission, by=cast.linh, at=at)
    assert not Case.objects.exists()
    assert not notices.about("case:")


def test_permits_filed_with_the_case_stand_in_rows_of_their_own(lodged):
    case = lodged(procedure="change", permits=("extra-status-activity-permit",))
    assert [(row.kind, row.state) for row in queries.permits_of(case)] == [
        ("extra-status-activity-permit", "pending")
    ]


def test_the_number_mail_prints_on_one_a4_and_says_what_a_proof_must_say(lodged):
    case = lodged()
    letter = next(
        one for one in notices.about(f"case:{case.key}") if one.kind == "acceptance-number"
    )
    for said in (
        "NGUYEN THI LINH",
        queries.number_shown(case),
        "在留期間更新許可申請",
        "2026年11月24日（火）",
        "東京出入国在留管理局",
        codes.grouped(case.receipt.code),
    ):
        assert said in letter.text, said
    lines = letter.text.splitlines()
    assert len(lines) <= 52  # 12 pt on an A4 with margins of 15 mm
    assert "AB12345678CD" not in letter.text


def test_a_stranger_sees_no_case(lodged, cast):
    case = lodged()
    assert list(queries.visible_to(cast.mallory)) == []
    assert list(queries.visible_to(cast.linh)) == [case]


def test_the_case_is_in_no_other_offices_queue(lodged, cast, at: datetime):
    from zairyu.law.dates import legal_day
    from zairyu.people.queries import post_of

    lodged()
    here = post_of(cast.sato, legal_day(at))
    there = post_of(cast.osaka, legal_day(at))
    assert len(queries.queue(here, at).rows) == 1
    assert queries.queue(there, at).rows == []
    assert not queries.in_charge_of(there).exists()


def test_nobody_opens_a_case_of_another_office(lodged, cast, at):
    from zairyu.casework.refusals import CaseUnknown

    case = lodged()
    with pytest.raises(CaseUnknown):
        actions.start_examination(case.key, by=cast.osaka, at=at)
    with pytest.raises(CaseUnknown):
        actions.start_examination(case.key, by=cast.mallory, at=at)

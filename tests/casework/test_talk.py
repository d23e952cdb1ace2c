"""Messages, requests for papers item by item, and their answers."""

from datetime import date, timedelta

import pytest
from tests.casework.office import approved, fresh

from zairyu.casework import actions, queries
from zairyu.casework.actions import ItemAsked
from zairyu.casework.refusals import CaseRefused, CaseUnknown
from zairyu.law.stay import TooEarly
from zairyu.notices import queries as notices

pytestmark = pytest.mark.django_db

TAX = ItemAsked("住民税の納税証明書", "納税の状況を確かめるため")
WORDS = ItemAsked("転職の理由", "経緯を確かめるため", kind="text")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c49444154789c63f8ffff3f0005fe02fea7351e920000000049454e44ae426082"
)


@pytest.fixture
def asked(lodged, cast, at):
    case = lodged()
    actions.start_examination(case.key, by=cast.sato, at=at)
    actions.request_documents(
        case.key, [TAX, WORDS], date(2026, 12, 8), "二点お願いします。", by=cast.sato, at=at
    )
    return fresh(case)


def test_a_message_is_told_by_mail_without_its_text(lodged, cast, at):
    case = lodged()
    actions.send_message(case.key, "給与明細の原本を見せてください。", by=cast.sato, at=at)
    letter = notices.about(f"case:{case.key}")[-1]
    assert letter.subject.startswith("【Zairyu】在留申請オンラインシステムの利用について")
    assert "給与明細" not in letter.text
    assert [m.text for m in queries.messages_of(case)] == ["給与明細の原本を見せてください。"]
    assert fresh(case).unread_filer == 1
    actions.read_messages(case.key, by=cast.linh, at=at)
    assert fresh(case).unread_filer == 0


def test_the_filer_writes_back_and_the_desk_sees_it_unread(lodged, cast, at):
    case = lodged()
    actions.write_to_office(case.key, "明日出します。", by=cast.linh, at=at)
    assert fresh(case).unread_office == 1
    with pytest.raises(CaseUnknown):
        actions.write_to_office(case.key, "私のです。", by=cast.mallory, at=at)
    with pytest.raises(CaseUnknown):
        actions.read_messages(case.key, by=cast.mallory, at=at)


@pytest.mark.parametrize("text", ["", "   ", "あ" * 4001])
def test_an_empty_or_endless_message_is_refused_at_its_place(lodged, cast, at, text):
    case = lodged()
    with pytest.raises(CaseRefused) as caught:
        actions.send_message(case.key, text, by=cast.sato, at=at)
    assert caught.value.problem.at == "text"


def test_a_request_shows_the_filer_what_why_and_until_when(asked, at):
    (request,) = queries.requests_of(asked)
    assert [(i.number, i.name, i.kind) for i in request.items] == [
        (1, "住民税の納税証明書", "file"),
        (2, "転職の理由", "text"),
    ]
    assert request.due_on.isoformat() == "2026-12-08"
    assert queries.state_shown(asked).headline["ja"] == "追完待ち"
    after = queries.what_next(asked, date(2026, 11, 24))
    assert (after.kind, after.must_act, after.days_left) == ("documents", True, 14)


def test_the_request_is_told_by_mail_with_its_day(asked):
    letter = notices.about(f"case:{asked.key}")[-1]
    assert letter.subject.startswith("【Zairyu】申請内容等について")
    assert "2026年12月8日（火）" in letter.text
    assert "納税証明書" not in letter.text


def test_without_a_day_the_request_is_due_in_fourteen_days(lodged, cast, at):
    case = lodged()
    actions.start_examination(case.key, by=cast.sato, at=at)
    request = actions.request_documents(case.key, [TAX], None, "", by=cast.sato, at=at)
    assert request.due_on.isoformat() == "2026-12-08"


def test_a_day_less_than_three_days_ahead_is_refused(lodged, cast, at):
    case = lodged()
    actions.start_examination(case.key, by=cast.sato, at=at)
    with pytest.raises(TooEarly):
        actions.request_documents(case.key, [TAX], date(2026, 11, 26), "", by=cast.sato, at=at)
    assert fresh(case).state == "in-examination"


def test_each_item_is_answered_and_only_then_handed_in(asked, cast, at):
    first, second = queries.requests_of(asked)[0].items
    given = actions.answer_item(asked.key, first.key, "納税証明書.png", PNG, by=cast.linh, at=at)
    assert given.problem is None
    with pytest.raises(CaseRefused) as caught:
        actions.submit_documents(asked.key, by=cast.linh, at=at)
    assert caught.value.problem.params["numbers"] == "2"
    actions.answer_text(asked.key, second.key, "会社の移転のためです。", by=cast.linh, at=at)
    actions.submit_documents(asked.key, by=cast.linh, at=at)
    case = fresh(asked)
    assert (case.state, case.lane, case.due_on) == (
        "additional-documents-received",
        "answered",
        None,
    )
    request = queries.requests_of(case)[0]
    assert request.items[1].answer == "会社の移転のためです。"
    assert len(request.items[0].uploads) == 1


def test_a_file_that_cannot_be_read_is_told_at_the_item_and_nothing_is_lost(asked, cast, at):
    item = queries.requests_of(asked)[0].items[0]
    given = actions.answer_item(asked.key, item.key, "空.pdf", b"", by=cast.linh, at=at)
    assert given.problem is not None
    assert queries.requests_of(asked)[0].items[0].answered_at is None


def test_a_stranger_answers_nothing(asked, cast, at):
    item = queries.requests_of(asked)[0].items[0]
    with pytest.raises(CaseUnknown):
        actions.answer_item(asked.key, item.key, "x.png", PNG, by=cast.mallory, at=at)
    with pytest.raises(CaseUnknown):
        actions.answer_text(asked.key, item.key, "x", by=cast.mallory, at=at)


def test_an_item_of_another_case_does_not_exist_here(asked, lodged, cast, at):
    other = lodged()
    item = queries.requests_of(asked)[0].items[1]
    with pytest.raises(CaseUnknown):
        actions.answer_text(other.key, item.key, "x", by=cast.linh, at=at)


def test_late_papers_are_taken(asked, cast, at):
    late = at + timedelta(days=30)
    for item in queries.requests_of(asked)[0].items:
        if item.kind == "text":
            actions.answer_text(asked.key, item.key, "x", by=cast.linh, at=late)
        else:
            actions.answer_item(asked.key, item.key, "x.png", PNG, by=cast.linh, at=late)
    actions.submit_documents(asked.key, by=cast.linh, at=late)
    assert fresh(asked).state == "additional-documents-received"


def test_a_second_round_has_its_own_number(asked, cast, at):
    actions.record_paper_documents(asked.key, "窓口で受領", by=cast.sato, at=at)
    actions.resume(asked.key, by=cast.sato, at=at)
    second = actions.request_documents(asked.key, [TAX], None, "", by=cast.sato, at=at)
    assert second.number == 2
    assert [r.state for r in queries.requests_of(asked)] == ["open", "paper"]


def test_going_on_without_papers_waits_for_the_due_day_and_wants_a_reason(asked, cast, at):
    with pytest.raises(CaseRefused) as caught:
        actions.go_on_without(asked.key, "提出なし", by=cast.sato, at=at)
    assert caught.value.problem.code == "case.not-yet-due"
    with pytest.raises(CaseRefused):
        actions.go_on_without(asked.key, "", by=cast.sato, at=at + timedelta(days=15))
    actions.go_on_without(asked.key, "提出なし", by=cast.sato, at=at + timedelta(days=15))
    assert fresh(asked).state == "in-examination"


def test_more_time_can_be_given(asked, cast, at):
    actions.extend_due_date(asked.key, date(2026, 12, 22), by=cast.sato, at=at)
    assert fresh(asked).due_on.isoformat() == "2026-12-22"


def test_nothing_is_asked_after_the_decision(lodged, cast, at):
    from zairyu.law.lifecycle import MoveRefused

    case = approved(lodged(), cast, at)
    with pytest.raises(MoveRefused):
        actions.request_documents(case.key, [TAX], None, "", by=cast.sato, at=at)


def test_a_file_taken_back_leaves_its_item_unanswered(asked, cast, at):
    item = queries.requests_of(asked)[0].items[0]
    first = actions.answer_item(asked.key, item.key, "a.png", PNG, by=cast.linh, at=at)
    second = actions.answer_item(asked.key, item.key, "b.png", PNG, by=cast.linh, at=at)
    with pytest.raises(CaseUnknown):
        actions.take_back(asked.key, first.upload.key, by=cast.mallory, at=at)
    with pytest.raises(CaseUnknown):
        actions.take_back(asked.key, "nobody-knows", by=cast.linh, at=at)
    actions.take_back(asked.key, first.upload.key, by=cast.linh, at=at)
    assert queries.requests_of(asked)[0].items[0].answered_at == at
    actions.take_back(asked.key, second.upload.key, by=cast.linh, at=at)
    assert queries.requests_of(asked)[0].items[0].answered_at is None

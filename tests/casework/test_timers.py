"""What a day brings by itself: each letter once, proofs ended on their day, nothing decided."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.casework.office import approved, fresh, paid, printed, recommended, refusal

from zairyu.casework import actions, queries
from zairyu.casework.actions import ItemAsked, timers
from zairyu.certificates import queries as certificates
from zairyu.notices import queries as notices

pytestmark = pytest.mark.django_db


def noon(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T03:00:00").replace(tzinfo=UTC)


def kinds(case, skip: int = 0):
    return [letter.kind for letter in notices.about(f"case:{case.key}")][skip:]


def test_the_day_after_the_stay_the_special_period_is_told_once(lodged):
    case = lodged()  # the stay ends on 1 December
    before = len(kinds(case))
    timers.run(noon("2026-12-01"))
    assert kinds(case, before) == []
    timers.run(noon("2026-12-02"))
    timers.run(noon("2026-12-03"))
    assert kinds(case, before) == ["special-period-entered"] * 2  # filer and applicant
    letter = notices.about(f"case:{case.key}")[-1]
    assert "2027年2月1日（月）まで" in letter.text
    assert queries.timeline(case, "ja")[0].event == "special-period-entered"


def test_its_end_is_told_fourteen_and_three_days_before(lodged):
    case = lodged()
    timers.run(noon("2026-12-02"))
    before = len(kinds(case))
    for day in ("2027-01-17", "2027-01-18", "2027-01-19", "2027-01-28", "2027-01-29", "2027-02-01"):
        timers.run(noon(day))
    assert kinds(case, before) == ["special-period-ending"] * 4


def test_when_the_two_months_end_the_proof_ends_and_the_case_stays(lodged):
    case = lodged()
    last = noon("2027-02-01")
    timers.run(last)
    assert certificates.verify(case.receipt.code, last).state == "pending"
    over = noon("2027-02-02")
    timers.run(over)
    timers.run(over)
    assert certificates.verify(case.receipt.code, over).state == "ended"
    assert fresh(case).state == "received"
    assert kinds(case).count("special-period-ended") == 2


def test_the_last_minute_of_the_two_months_is_a_tokyo_minute(lodged):
    case = lodged()
    minute = datetime(2027, 2, 1, 14, 59, tzinfo=UTC)  # 23:59 in Tokyo
    timers.run(minute)
    assert certificates.verify(case.receipt.code, minute).state == "pending"
    midnight = datetime(2027, 2, 1, 15, 0, tzinfo=UTC)
    assert certificates.verify(case.receipt.code, midnight).state == "ended"


def test_a_case_decided_in_time_never_enters_the_special_period(lodged, cast, at):
    case = paid(approved(lodged(delivery="counter"), cast, at), cast, at)
    printed(case, cast, at)
    actions.hand_over(case.key, "passport", by=cast.sato, at=at)
    timers.run(noon("2026-12-02"))
    assert "special-period-entered" not in kinds(case)


def test_a_refusal_not_yet_notified_runs_on_in_the_special_period(lodged, cast, at):
    case = recommended(lodged(), cast, at, refusal())
    actions.refuse(case.key, by=cast.mori, at=at)
    timers.run(noon("2026-12-02"))
    assert "special-period-entered" in kinds(case)
    assert queries.state_shown(fresh(case)).headline["ja"] == "審査中"


def test_papers_are_asked_for_again_three_days_before_and_the_day_after(lodged, cast, at):
    case = lodged(**{"common-extension.current_expiry": "2027-05-01"})
    actions.start_examination(case.key, by=cast.sato, at=at)
    item = ItemAsked("納税証明書", "確認のため")
    actions.request_documents(case.key, [item], date(2026, 12, 8), "", by=cast.sato, at=at)
    before = len(kinds(case))
    for day in range(1, 20):
        timers.run(noon(f"2026-12-{day:02}"))
    assert kinds(case, before) == ["additional-documents-reminder"] * 2


def test_the_fee_is_asked_for_again_seven_and_two_days_before_and_the_day_after(lodged, cast, at):
    case = lodged(**{"common-extension.current_expiry": "2027-05-01"})
    approved(case, cast, at)  # due on 8 December
    told = {}
    for day in range(1, 20):
        before = len(kinds(case))
        timers.run(noon(f"2026-12-{day:02}"))
        if kinds(case, before):
            told[day] = kinds(case, before)
    assert told == {day: ["payment-reminder"] * 2 for day in (1, 6, 9)}


def test_an_unpaid_grant_is_never_cancelled_by_a_timer(lodged, cast, at):
    case = approved(lodged(), cast, at)
    timers.run(noon("2027-06-01"))
    assert fresh(case).state == "awaiting-payment"


def test_what_is_to_be_sent_in_is_asked_for_on_day_seven_twelve_fifteen_and_thirty(
    lodged, cast, at
):
    case = lodged(procedure="change", **{"common-change.current_expiry": "2027-05-01"})
    case = paid(approved(case, cast, at), cast, at)
    told = {}
    for day in range(1, 40):
        before = len(kinds(case))
        timers.run(at + timedelta(days=day))
        if kinds(case, before):
            told[day] = kinds(case, before)
    assert told == {
        7: ["return-documents-reminder"],
        12: ["return-documents-reminder"],
        15: ["return-documents-overdue"] * 2,
        30: ["return-documents-overdue"] * 2,
    }


def test_a_worker_that_slept_a_week_sends_the_last_reminder_only(lodged, cast, at):
    case = lodged(**{"common-extension.current_expiry": "2027-05-01"})
    approved(case, cast, at)
    before = len(kinds(case))
    timers.run(noon("2026-12-07"))
    assert kinds(case, before) == ["payment-reminder"] * 2


@pytest.mark.slow
def test_an_electronic_certificate_is_followed_until_its_last_day(lodged, cast, at):
    case = lodged(procedure="coe", delivery="email", status="spouse-child-japanese")
    approved(case, cast, at, status="spouse-child-japanese", period="P1Y")
    told = {}
    for day in range(1, 100):
        before = len(kinds(case))
        timers.run(at + timedelta(days=day))
        if kinds(case, before):
            told[day] = kinds(case, before)
    assert told == {
        7: ["ecoe-receipt-reminder"],
        14: ["ecoe-receipt-reminder"],
        62: ["ecoe-expiring"],
        85: ["ecoe-expiring"],
    }
    sent = queries.ecoe_of(case)
    assert (sent.state, sent.ended_at) == ("ecoe-expired", at + timedelta(days=93))
    assert certificates.verify(sent.certificate.code, sent.ended_at).state == "ended"


def test_a_delivered_case_is_closed_after_a_month(lodged, cast, at):
    case = paid(approved(lodged(delivery="counter"), cast, at), cast, at)
    printed(case, cast, at)
    actions.hand_over(case.key, "passport", by=cast.sato, at=at)
    timers.run(at + timedelta(days=29))
    assert fresh(case).state == "delivered"
    timers.run(at + timedelta(days=31))
    assert fresh(case).state == "closed"


def test_whose_draft_will_go_is_told_once(cast, at):
    from zairyu.filing import actions as filing
    from zairyu.filing.models import Draft

    draft = Draft.objects.create(
        owner=cast.linh,
        category="foreign-national",
        procedure="extension",
        status="engineer-humanities-international",
        content=b"",
        created_at=at,
        saved_at=at,
        keep_until=date(2026, 11, 28),
    )
    assert filing.claim_expiring
    timers.run(at)
    timers.run(at)
    (letter,) = notices.about(f"person:{cast.linh.key}")
    assert letter.kind == "draft-expiring"
    assert f"/drafts/{draft.key}/" in letter.text
    timers.run(at + timedelta(days=6))
    assert not Draft.objects.filter(pk=draft.pk).exists()


def test_a_case_that_breaks_a_timer_does_not_stop_the_others(lodged, monkeypatch, caplog):
    first, second = lodged(), lodged()
    whole = timers._entered

    def breaking(case, *days):
        if case.pk == first.pk:
            raise KeyError("a bug")
        return whole(case, *days)

    monkeypatch.setattr(timers, "_entered", breaking)
    timers.run(noon("2026-12-02"))
    assert "special-period-entered" in kinds(second)
    assert first.key in caplog.text
    assert "NGUYEN" not in caplog.text


def granted_until(lodged, cast, at, period="P3M"):
    """Return a case whose stay was granted to 2027-03-01 and is in the person's hands."""
    case = paid(approved(lodged(delivery="counter"), cast, at, period=period), cast, at)
    printed(case, cast, at)
    actions.hand_over(case.key, "passport", by=cast.sato, at=at)
    return fresh(case)


def reminders(case):
    found = notices.about(f"case:{case.key}")
    return [one.subject for one in found if one.kind == "residence-card-expiry"]


def test_the_last_day_of_a_stay_is_told_ninety_thirty_and_seven_days_before(lodged, cast, at):
    case = granted_until(lodged, cast, at)
    assert queries.decision_of(case).expires_on == date(2027, 3, 1)
    timers.run(noon("2026-11-30"))
    assert reminders(case) == []  # ninety-one days before
    for day in ("2026-12-01", "2026-12-02", "2027-01-30", "2027-02-22", "2027-03-02"):
        timers.run(noon(day))
    told = [one.split("有効期限")[1].split("のお知らせ")[0] for one in reminders(case)]
    assert told == ["90日前"] * 2 + ["30日前"] * 2 + ["7日前"] * 2  # the filer and the applicant


def test_whoever_has_filed_anew_is_not_reminded(lodged, cast, at):
    case = granted_until(lodged, cast, at)
    lodged(when=noon("2026-12-10"))
    timers.run(noon("2027-01-30"))
    assert reminders(case) == []

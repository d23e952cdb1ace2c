"""When the tables of the law change, the proof of a pending application follows by itself."""

from datetime import UTC, date, datetime

import pytest
from tests.casework.office import approved, fresh, paid, printed

from zairyu.casework import actions
from zairyu.casework.actions import renewal, timers
from zairyu.casework.models import LawSweep
from zairyu.certificates import prints
from zairyu.certificates import queries as certificates
from zairyu.law import stay
from zairyu.notices import queries as notices

pytestmark = pytest.mark.django_db


def noon(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T03:00:00").replace(tzinfo=UTC)


@pytest.fixture
def three_months(monkeypatch):
    """Let the tables give three months instead of two from now on."""

    def change(version: str = "2027-01-05.changed") -> None:
        monkeypatch.setattr(stay, "figure", lambda name, **_days: 3)
        monkeypatch.setattr(renewal, "law_version", lambda: version)

    return change


def told(case) -> list[str]:
    return [one.kind for one in notices.about(f"case:{case.key}")]


def test_without_a_change_nothing_is_issued_anew(lodged):
    case = lodged()
    assert renewal.follow_the_law(noon("2026-12-02")) == 0
    assert LawSweep.objects.get().done_at is not None
    assert fresh(case).receipt_id == case.receipt_id


def test_a_longer_special_period_gives_a_new_proof_and_ends_the_old_one(lodged, three_months):
    case = lodged()
    three_months()
    at = noon("2027-01-05")
    assert renewal.follow_the_law(at) == 1
    now = fresh(case)
    assert now.special_until == date(2027, 3, 1)
    verdict = certificates.verify(now.receipt.code, at)
    assert (verdict.state, verdict.until) == ("pending", date(2027, 3, 1))
    assert certificates.verify(case.receipt.code, at).state == "ended"
    papers = certificates.papers_of(f"case:{case.key}")
    assert [one.ended_why for one in papers if one.kind == "pending"] == ["", "replaced"]
    assert told(case).count("proof-renewed") == 2  # filer and applicant
    letter = notices.about(f"case:{case.key}")[-1]
    assert "2027年3月1日（月）まで" in letter.text


def test_it_happens_once_for_each_version_of_the_tables(lodged, three_months):
    case = lodged()
    three_months()
    at = noon("2027-01-05")
    assert [renewal.follow_the_law(at) for _ in range(3)] == [1, 0, 0]
    three_months("2027-02-01.other")  # another table changed, the proof says the same
    assert renewal.follow_the_law(at) == 0
    assert told(case).count("proof-renewed") == 2


def test_the_timers_of_a_day_do_it(lodged, three_months):
    case = lodged()
    three_months()
    timers.run(noon("2027-01-05"))
    assert fresh(case).special_until == date(2027, 3, 1)


def test_more_cases_than_one_run_takes_are_reached_one_after_the_other(
    lodged, three_months, monkeypatch
):
    cases = [lodged(), lodged(), lodged()]
    three_months()
    monkeypatch.setattr(renewal, "BATCH", 2)
    at = noon("2027-01-05")
    assert [renewal.follow_the_law(at) for _ in range(3)] == [2, 1, 0]
    assert LawSweep.objects.get(version="2027-01-05.changed").renewed == 3
    assert {fresh(case).special_until for case in cases} == {date(2027, 3, 1)}


def test_a_proof_that_was_over_lives_again_where_the_law_gives_more_time(lodged, three_months):
    case = lodged()
    timers.run(noon("2027-02-02"))
    assert prints.latest(f"case:{case.key}", "pending").ended_why == "over"
    three_months()
    at = noon("2027-02-03")
    assert renewal.follow_the_law(at) == 1
    assert certificates.verify(fresh(case).receipt.code, at).state == "pending"


def test_where_the_longer_time_is_over_too_it_stays_over(lodged, three_months):
    case = lodged()
    timers.run(noon("2027-02-02"))
    three_months()
    assert renewal.follow_the_law(noon("2027-03-02")) == 0
    assert fresh(case).receipt_id == case.receipt_id


def test_what_took_effect_stays_as_it_was(lodged, three_months, cast):
    at = noon("2026-12-10")
    case = approved(lodged(delivery="counter"), cast, at)
    paid(case, cast, at)
    printed(case, cast, at)
    actions.hand_over(case.key, "passport", by=cast.sato, at=at)
    three_months()
    assert renewal.follow_the_law(at) == 0
    assert renewal.renew(case.key, at) == 0
    assert "proof-renewed" not in told(case)


def test_until_a_decision_takes_effect_the_proof_follows_the_law(lodged, three_months, cast):
    at = noon("2026-12-10")
    case = approved(lodged(), cast, at)
    three_months()
    assert renewal.follow_the_law(at) == 1
    assert certificates.verify(fresh(case).receipt.code, at).until == date(2027, 3, 1)

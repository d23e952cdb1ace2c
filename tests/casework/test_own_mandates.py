"""A mandate that ends soon: one letter to each side, fourteen days before its last day."""

from datetime import date, datetime, timedelta

import pytest

from zairyu.casework.actions.own_mandates import ending_mandates
from zairyu.notices import queries as letters
from zairyu.people import actions, entrusting
from zairyu.people.mandates import ACTS, Scope

pytestmark = pytest.mark.django_db
LAST = date(2026, 12, 31)


@pytest.fixture
def linh(db, at):
    return actions.join("linh@example.com", name="NGUYEN LINH", password=None, at=at, language="en")


@pytest.fixture
def tanaka(db, at):
    return actions.join("tanaka@example.com", name="田中", password=None, at=at)


@pytest.fixture
def give(linh, tanaka, at):
    """Return a function that lets Linh entrust Tanaka until a day."""

    def given(until=LAST, *, by=linh, whom="linh@example.com", on=at):
        scope = Scope(ACTS, (), at.date(), until)
        asked = entrusting.ask(tanaka, whom, scope, name="NGUYEN LINH", at=at)
        return entrusting.answer(asked, True, by=by, at=on)

    return given


def noon(day):
    return datetime.fromisoformat(f"{day}T03:00:00+00:00")


def test_both_sides_are_told_once_fourteen_days_before(give):
    mandate = give()
    told = {}
    for left in range(16, -2, -1):
        now = noon(LAST - timedelta(days=left))
        told[left] = ending_mandates(now) + ending_mandates(now + timedelta(hours=1))
    assert {left: count for left, count in told.items() if count} == {14: 2}
    sent = letters.about(f"mandate:{mandate.key}")
    assert {(one.kind, one.to) for one in sent} == {
        ("mandate-ending", "linh@example.com"),
        ("mandate-ending", "tanaka@example.com"),
    }


def test_after_days_without_a_timer_the_letter_comes_late_and_not_after_the_last_day(give):
    give()
    assert ending_mandates(noon(LAST + timedelta(days=1))) == 0
    assert ending_mandates(noon(LAST)) == 2


def test_the_letter_names_the_other_side_the_day_and_the_page_in_the_reader_s_language(give):
    mandate = give()
    ending_mandates(noon("2026-12-17"))
    by = {one.to: one.text for one in letters.about(f"mandate:{mandate.key}")}
    for words in ("田中", "31 December 2026", f"/mandates/{mandate.key}/"):
        assert words in by["linh@example.com"]
    for words in ("NGUYEN LINH", "2026年12月31日（木）", f"/mandates/{mandate.key}/"):
        assert words in by["tanaka@example.com"]


def test_a_giver_without_an_account_is_led_to_the_page_without_one(give):
    mandate = give(by=None, whom="own@example.com")
    assert ending_mandates(noon("2026-12-17")) == 2
    by = {one.to: one.text for one in letters.about(f"mandate:{mandate.key}")}
    assert "/applied/" in by["own@example.com"]


def test_what_was_given_for_two_weeks_or_less_is_not_announced(give):
    give(noon("2026-12-08").date(), on=noon("2026-11-24"))
    assert ending_mandates(noon("2026-12-01")) == 0
    give(noon("2026-12-09").date(), on=noon("2026-11-24"))
    assert ending_mandates(noon("2026-12-01")) == 2


@pytest.mark.parametrize("how", ["endless", "unanswered", "ended", "suspended"])
def test_nobody_is_told_of_a_mandate_that_does_not_end_by_its_day(give, linh, tanaka, at, how):
    if how == "unanswered":
        scope = Scope(ACTS, (), at.date(), LAST)
        entrusting.ask(tanaka, linh.email, scope, at=at)
    else:
        mandate = give(None if how == "endless" else LAST)
        if how == "ended":
            entrusting.end(mandate, by=linh, at=at)
        elif how == "suspended":
            entrusting.suspend(mandate, at=at)
    assert ending_mandates(noon("2026-12-20")) == 0

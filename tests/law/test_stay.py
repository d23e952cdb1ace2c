"""The stay and its special period."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zairyu.law import stay
from zairyu.law.tables import NotInForce

days = st.dates(date(2013, 1, 1), date(2090, 12, 31))
LINH = date(2026, 12, 1)


@given(days)
def test_the_special_period_is_its_months_give_or_take_the_calendar(expires_on):
    waiting = (stay.special_period_ends(expires_on) - expires_on).days
    months = stay.parameter("special-period-months", expires_on)
    assert months * 30 - 1 <= waiting <= months * 31


def test_today_the_special_period_is_two_months():
    assert stay.parameter("special-period-months", LINH) == 2


@given(days, days)
def test_whoever_expires_later_may_wait_at_least_as_long(one, other):
    earlier, later = sorted([one, other])
    assert stay.special_period_ends(earlier) <= stay.special_period_ends(later)


@given(days, st.integers(0, 90), st.none() | st.integers(-30, 120))
def test_the_special_period_never_ends_before_the_stay_nor_after_two_months(
    expires_on, before, decided_after
):
    decided = None if decided_after is None else expires_on + timedelta(days=decided_after)
    filed = expires_on - timedelta(days=before)
    found = stay.special_period("extension", "P1Y", expires_on, filed, decided)
    assert expires_on <= found.lawful_until <= stay.special_period_ends(expires_on)
    assert found.eligible == (decided is None or decided > expires_on)


@given(days)
def test_advice_is_never_later_than_the_law(expires_on):
    assert stay.special_period_advice(expires_on) <= stay.special_period_ends(expires_on)


@pytest.mark.parametrize("procedure", ["coe", "acquisition", "permanent-residence"])
def test_only_a_change_and_an_extension_give_a_special_period(procedure):
    found = stay.special_period(procedure, "P1Y", LINH, LINH)
    assert (found.eligible, found.because) == (False, ["procedure-gives-none"])


@pytest.mark.parametrize("period", [None, "", "indefinite"])
def test_a_stay_without_an_end_needs_no_special_period(period):
    assert not stay.special_period("change", period, LINH, LINH).eligible


def test_a_permission_that_takes_effect_ends_it_on_its_day():
    found = stay.special_period("extension", "P3Y", LINH, date(2026, 11, 20), date(2027, 1, 15))
    assert found.lawful_until == date(2027, 1, 15)
    assert found.because == ["filed-in-time", "until-decision"]


def test_the_earlier_of_decision_and_withdrawal_counts():
    found = stay.special_period(
        "extension", "P3Y", LINH, date(2026, 11, 20), date(2027, 1, 15), date(2027, 1, 10)
    )
    assert found.lawful_until == date(2027, 1, 10)


@given(days)
def test_online_filing_is_open_on_the_eve_and_closed_on_the_day(expires_on):
    assert stay.too_late_online(expires_on, expires_on - timedelta(days=1)) is None
    problem = stay.too_late_online(expires_on, expires_on)
    assert problem is not None
    assert problem.code == "stay.filed-on-last-day"
    assert problem.params["counter_last"] >= expires_on


def test_after_the_last_day_at_the_counter_the_stay_is_over():
    problem = stay.too_late_online(date(2026, 12, 1), date(2026, 12, 2))
    assert problem is not None
    assert problem.code == "stay.expired"


@given(days)
def test_an_extension_opens_before_it_closes(expires_on):
    for period in ("P6M", "P1Y", "P5Y", "P3M", "P30D"):
        assert stay.extension_opens_on(expires_on, period) < stay.online_last_day(expires_on)


def test_an_extension_without_its_old_last_day_is_a_bug():
    with pytest.raises(ValueError, match="old last day"):
        stay.new_expiry("extension", LINH, "P1Y")


def test_a_stay_without_an_end_has_no_last_day():
    assert stay.new_expiry("change", LINH, "indefinite") is None


def test_a_figure_is_not_guessed_for_days_before_its_first_row():
    with pytest.raises(NotInForce):
        stay.parameter("special-period-months", date(2012, 7, 8))


def test_an_officer_may_not_set_a_day_too_near():
    with pytest.raises(stay.TooEarly) as refused:
        stay.additional_documents_due(LINH, LINH + timedelta(days=2))
    assert refused.value.problem.params["earliest"] == LINH + timedelta(days=3)


@given(days)
def test_a_photo_of_today_is_young_and_one_of_tomorrow_is_not(filed_on):
    assert stay.photo_age_ok(filed_on, filed_on)
    assert not stay.photo_age_ok(filed_on + timedelta(days=1), filed_on)


def test_photos_of_the_earlier_rule_were_too_old_after_three_months():
    assert not stay.photo_age_ok(date(2023, 8, 1), date(2023, 12, 1))
    assert stay.photo_age_ok(date(2023, 10, 1), date(2024, 1, 2))

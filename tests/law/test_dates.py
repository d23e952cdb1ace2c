"""Counting days and months, closed days and holidays."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zairyu.law import dates
from zairyu.law.dates import NotAPeriod
from zairyu.law.holidays import holidays

days = st.dates(date(2012, 7, 9), date(2090, 12, 31))
months = st.integers(1, 72)


@given(days, months)
def test_a_period_of_months_ends_on_the_eve_of_its_day_or_on_a_last_day(event, count):
    end = dates.add_months(event, count)
    after = end + timedelta(days=1)
    start = event + timedelta(days=1)
    assert after.day == start.day or (after.day == 1 and start.day > end.day)


@given(days, days, months)
def test_whoever_starts_later_never_ends_earlier(one, other, count):
    earlier, later = sorted([one, other])
    assert dates.add_months(earlier, count) <= dates.add_months(later, count)


@given(days, months)
def test_the_other_reading_never_gives_a_later_day(event, count):
    other = dates.add_months(event, count, dates.CORRESPONDING_DAY)
    assert dates.add_months(event, count) - timedelta(days=3) <= other
    assert other <= dates.add_months(event, count)


@given(days)
def test_the_next_open_day_is_open_and_nothing_open_lies_before_it(day):
    found = dates.next_open_day(day)
    assert not dates.is_closed(found)
    between = [day + timedelta(days=n) for n in range((found - day).days)]
    assert all(dates.is_closed(each) for each in between)
    assert len(between) <= 11


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_moment_belongs_to_the_day_nine_hours_ahead_of_greenwich(moment):
    if datetime(1952, 1, 1, tzinfo=UTC) <= moment < datetime(9999, 1, 1, tzinfo=UTC):
        assert dates.legal_day(moment) == (moment + timedelta(hours=9)).date()


def test_a_moment_without_its_time_zone_is_no_moment():
    with pytest.raises(ValueError, match="time zone"):
        dates.legal_day(datetime(2026, 1, 1))


@pytest.mark.parametrize("period", ["", "1Y", "P", "P1W", "P-1D", "P1Y2", None, 3])
def test_what_is_no_period_is_refused(period):
    with pytest.raises(NotAPeriod):
        dates.months_and_days(period)


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2019, ["04-30", "05-01", "05-02", "10-22"]),  # the accession and the days between
        (2020, ["02-24", "07-23", "07-24", "08-10"]),  # the Olympic Games that were put off
        (2024, ["02-12", "08-12", "09-23", "11-04"]),  # substitute days
        (2032, ["09-20", "09-21", "09-22"]),  # a day between two holidays
    ],
)
def test_the_holidays_of_special_years_are_known(year, expected):
    assert {date.fromisoformat(f"{year}-{day}") for day in expected} <= holidays(year)


def test_the_year_without_the_emperors_birthday_has_none():
    assert not {date(2019, 2, 23), date(2019, 12, 23)} & holidays(2019)
    assert date(2018, 12, 23) in holidays(2018)


def test_the_end_of_the_year_is_closed():
    closed = [date(2026, 12, 29) + timedelta(days=n) for n in range(6)]
    assert all(dates.is_closed(day) for day in closed)
    assert not dates.is_closed(date(2026, 12, 28))


@given(days, st.integers(0, 80))
def test_an_age_is_reached_on_the_birthday_and_not_on_its_eve(birth, age):
    reached = dates.birthday(birth, age)
    assert dates.age_on(birth, reached) == age
    assert dates.age_on(birth, reached - timedelta(days=1)) == age - 1

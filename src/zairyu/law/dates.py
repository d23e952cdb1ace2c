"""Counting days and months as the Civil Code counts them, and the days offices are closed."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from zairyu.law.holidays import holidays
from zairyu.law.problem import Problem, Refusal
from zairyu.law.tables import data
from zairyu.law.trace import step

TOKYO = ZoneInfo("Asia/Tokyo")
CIVIL_CODE = "civil-code"
CORRESPONDING_DAY = "corresponding-day"
INDEFINITE = ("", "indefinite")
_PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")


class NotAPeriod(Refusal):
    """A period is written as ISO 8601 with years, months and days, such as `P4Y3M` or `P90D`."""

    def __init__(self, period: object) -> None:
        """Keep what was given."""
        super().__init__(Problem("not-a-period", params={"period": period}))


def legal_day(instant: datetime) -> date:
    """Return the day on which something happened in law: the calendar day in Tokyo.

    >>> legal_day(datetime.fromisoformat("2026-04-09T15:00:00+00:00"))
    datetime.date(2026, 4, 10)
    """
    if instant.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return instant.astimezone(TOKYO).date()


def add_days(event: date, days: int) -> date:
    """Return the last day of a period of days; the day of the event is not counted.

    Law: Civil Code art. 140, 141.

    >>> add_days(date(2026, 10, 26), 14)
    datetime.date(2026, 11, 9)
    """
    value = event + timedelta(days=days)
    step("count-days", event=event, days=days, value=value)
    return value


def _month(day: date, months: int) -> tuple[int, int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return year, month + 1, monthrange(year, month + 1)[1]


def _same_number(day: date, months: int) -> date:
    year, month, last = _month(day, months)
    return date(year, month, min(day.day, last))


def add_months(event: date, months: int, convention: str = CIVIL_CODE) -> date:
    """Return the last day of a period of months; the day of the event is not counted.

    The count starts on the day after the event. The period ends on the day before the day of the
    same number, or on the last day of the month where that number does not exist.

    Law: Civil Code art. 140, 143.
    Reading: the other convention takes the number of the day of the event (`corresponding-day`).

    >>> add_months(date(2026, 6, 30), 2)  # starts on 1 July, so it ends on 31 August
    datetime.date(2026, 8, 31)
    >>> add_months(date(2026, 12, 31), 2)
    datetime.date(2027, 2, 28)
    >>> add_months(date(2026, 6, 30), 2, CORRESPONDING_DAY)
    datetime.date(2026, 8, 30)
    """
    if convention == CORRESPONDING_DAY:
        value = _same_number(event, months)
        step("count-months", event=event, start=event, months=months, value=value)
        return value
    start = event + timedelta(days=1)
    year, month, last = _month(start, months)
    value = date(year, month, min(start.day, last))
    if start.day <= last:
        value -= timedelta(days=1)
    step("count-months", event=event, start=start, months=months, value=value)
    return value


def months_before(day: date, months: int) -> date:
    """Return the day of the same number some months earlier, cut to the last day of its month.

    >>> months_before(date(2028, 5, 31), 3)
    datetime.date(2028, 2, 29)
    """
    value = _same_number(day, -months)
    step("months-before", day=day, months=months, value=value)
    return value


def months_and_days(period: str) -> tuple[int, int]:
    """Return how many months and days a period has.

    >>> months_and_days("P4Y3M"), months_and_days("P90D")
    ((51, 0), (0, 90))
    """
    found = _PERIOD.fullmatch(period) if isinstance(period, str) else None
    if found is None or not any(found.groups()):
        raise NotAPeriod(period)
    years, months, days = (int(part or 0) for part in found.groups())
    return years * 12 + months, days


def length(period: str) -> int:
    """Return a length by which periods are compared, in sixteenths of a day.

    A month counts as a twelfth of 365 and a quarter days. Reading: no text says how days compare
    with months; ninety days are at most three months, ninety-two are more.

    >>> length("P90D") < length("P3M") < length("P92D"), length("P12M") == length("P1Y")
    (True, True)
    """
    months, days = months_and_days(period)
    return months * 487 + days * 16


def add_period(event: date, period: str, convention: str = CIVIL_CODE) -> date:
    """Return the last day of a period such as `P1Y`, `P6M` or `P90D` after an event.

    Law: Civil Code art. 138 to 143.

    >>> add_period(date(2026, 4, 1), "P4Y3M")
    datetime.date(2030, 7, 1)
    """
    months, days = months_and_days(period)
    end = add_months(event, months, convention) if months else event
    return add_days(end, days) if days else end


def birthday(birth: date, age: int) -> date:
    """Return the day on which someone reaches an age; 29 February counts as 28 in other years."""
    year = birth.year + age
    if (birth.month, birth.day) == (2, 29) and monthrange(year, 2)[1] == 28:
        return date(year, 2, 28)
    return birth.replace(year=year)


def age_on(birth: date, on: date) -> int:
    """Return the age of someone on a day, in whole years.

    >>> age_on(date(2010, 6, 15), date(2026, 6, 14)), age_on(date(2010, 6, 15), date(2026, 6, 15))
    (15, 16)
    """
    age = on.year - birth.year
    return age if birthday(birth, age) <= on else age - 1


def is_closed(day: date) -> bool:
    """Say whether offices are closed: weekend, holiday, 29 December to 3 January.

    Law: Act on Holidays of Administrative Organs art. 1.

    >>> is_closed(date(2026, 11, 23)), is_closed(date(2026, 11, 24))
    (True, False)
    """
    closed = data("holidays")["closed"]
    at = [day.month, day.day]
    year_end = closed["year_end"]
    if day.weekday() in closed["weekdays"] or at >= year_end["from"] or at <= year_end["to"]:
        return True
    return day in holidays(day.year)


def next_open_day(day: date) -> date:
    """Return the day itself, or the next day on which offices are open.

    Law: Act on Holidays of Administrative Organs art. 2 (a filing deadline moves; a stay does not).

    >>> next_open_day(date(2027, 1, 1))
    datetime.date(2027, 1, 4)
    """
    value = day
    while is_closed(value):
        value += timedelta(days=1)
    if value != day:
        step("next-open-day", day=day, value=value)
    return value

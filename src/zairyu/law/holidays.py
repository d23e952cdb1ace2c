"""National holidays (国民の祝日), computed from the Act by year."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from zairyu.law.tables import Row, data

_DAY = timedelta(days=1)


def _nth_monday(year: int, month: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(7 - first.weekday()) % 7 + 7 * (nth - 1))


def _equinox(year: int, row: Row) -> date:
    # The usual approximation for 1980 to 2099; the gazette names the day each February.
    base = row["base_in_millionths"] + 242_194 * (year - 1980)
    return date(year, row["month"], base // 1_000_000 - (year - 1980) // 4)


def _day_of(row: Row, year: int) -> date:
    if "monday" in row:
        return _nth_monday(year, row["month"], row["monday"])
    if "base_in_millionths" in row:
        return _equinox(year, row)
    return date(year, row["month"], row["day"])


def _named(year: int) -> Iterator[date]:
    table = data("holidays")
    moved = table["moved"].get(year, {})
    for name, rows in table["holidays"].items():
        row = next((row for row in reversed(rows) if row["from_year"] <= year), None)
        if row is None or row.get("ends"):
            continue
        yield moved.get(name) or _day_of(row, year)
    yield from table["once"].get(year, [])


@cache
def holidays(year: int) -> frozenset[date]:
    """Return the holidays of a year, with substitute days and days between two holidays.

    Law: Act on National Holidays (昭和23年法律第178号) art. 2 and 3.

    >>> sorted(holidays(2026))[12:15]
    [datetime.date(2026, 9, 21), datetime.date(2026, 9, 22), datetime.date(2026, 9, 23)]
    """
    named = set(_named(year))
    found = set(named)
    for day in sorted(named):
        if day.weekday() == 6:  # a holiday on a Sunday moves to the next day that is none
            substitute = day + _DAY
            while substitute in named:
                substitute += _DAY
            found.add(substitute)
    between = {day + _DAY for day in named if day + 2 * _DAY in named}
    return frozenset(found | {day for day in between if day.weekday() != 6})

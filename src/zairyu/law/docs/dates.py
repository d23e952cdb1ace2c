"""The calendar of the law: on each day what begins, changes and ends, past and announced."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from zairyu.law.diff import Change, all_changes, group
from zairyu.law.docs.markdown import both, page
from zairyu.law.tables import READ_ON

# On a day on which more begins than this, most of it is where the tables themselves begin.
_MANY = 60


def _short(found: Sequence[Change]) -> Iterator[str]:
    names = ", ".join(one.name["en"].partition(": ")[2] or one.name["en"] for one in found)
    yield f"- {both(group(found[0].table))}, {len(found)}: {names}"


def _whole(one: Change) -> Iterator[str]:
    yield f"- **{both(one.name)}**"
    yield from (f"    - {both(line)}" for line in one.lines)
    yield f"    - source: {one.source or '–'} (confidence {one.confidence or '–'})"


def _day(day: date, found: list[Change]) -> Iterator[str]:
    yield f"## {day}"
    yield ""
    if len(found) > _MANY:
        yield "The tables begin here for most of what they know; an earlier day is an error."
        yield ""
    for table, several in groupby(found, key=lambda one: one.table):
        each = list(several)
        if len(found) > _MANY:
            yield from _short(each)
            continue
        yield f"### {both(group(table))}"
        yield ""
        for one in each:
            yield from _whole(one)
        yield ""
    yield ""


def _days(announced: bool) -> Iterator[str]:
    every = [one for one in all_changes() if (one.day > READ_ON) is announced]
    days = groupby(every, key=lambda one: one.day)
    told = [list(_day(day, list(found))) for day, found in days]
    for lines in told if announced else reversed(told):
        yield from lines


def date_pages() -> dict[str, str]:
    """Return the calendar, announced days and past days, by file name."""
    return {
        "announced.md": page(
            "What is announced (施行予定)",
            "What begins, changes and ends after the day on which the tables were read.",
            _days(announced=True),
        ),
        "dates.md": page(
            "What has changed (改正の経過)",
            "Every first and last day of the tables, the latest first. Days to come:"
            " [announced](announced.md). Two days are compared by"
            " `python -m zairyu.law diff DAY DAY`.",
            _days(announced=False),
        ),
    }

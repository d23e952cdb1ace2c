"""The days of an answer as a calendar file (RFC 5545): whole days, and nobody's name in it."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from zairyu.filing.guide.result import Result
from zairyu.law.dates import months_before

Say = Callable[[str], str]


@dataclass(frozen=True)
class Entry:
    """A day that somebody will want to be reminded of; `name` says which."""

    name: str
    day: date


def entries(found: Result) -> list[Entry]:
    """Return the days of an answer that still lie ahead, in their order."""
    kept = [one for one in _every(found) if one.day >= found.answers.on]
    return sorted(kept, key=lambda one: (one.day, one.name))


def _every(found: Result) -> Iterator[Entry]:
    if found.neighbour_days is not None:
        yield from _of("opens", found.neighbour_days.opens)
        yield from _of("elsewhere-last", found.neighbour_days.closes)
        return
    days = found.window
    yield from _of("begins", found.verdict.from_day)
    yield from _of("counter-last", days.counter_last)
    if found.verdict.may_begin:
        yield from _of("opens", days.opens)
        yield from _of("online-last", days.online_last)
        yield from _of("papers", _papers_from(found))
        yield from _of("special-end", days.special_until)
    yield from _of("stay-until", days.stay_until)


def _of(name: str, day: date | None) -> Iterator[Entry]:
    if day is not None:
        yield Entry(name, day)


def _papers_from(found: Result) -> date | None:
    """Return the day from which a certificate is young enough on the last day to file online."""
    if found.papers is None or found.window.online_last is None:
        return None
    groups = (*found.papers.own, *found.papers.from_others)
    ages = [one.max_age_months for group in groups for one in group.papers if one.max_age_months]
    return months_before(found.window.online_last, min(ages)) if ages else None


def calendar(found: Result, say: Say, at: datetime) -> bytes:
    """Return the calendar file; `say` gives the words of an entry by `<name>` and `<name>-text`."""
    file = Calendar()
    file.add("prodid", "-//Zairyu//Guide//EN")
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    for one in entries(found):
        event = Event()
        event.add("uid", _uid(found, one))
        event.add("dtstamp", at.astimezone(UTC))
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", say(one.name))
        event.add("description", say(f"{one.name}-text"))
        event.add("transp", "TRANSPARENT")
        file.add_component(event)
    return bytes(file.to_ical())


def _uid(found: Result, one: Entry) -> str:
    """Return a name of an entry that stays the same, so that a second file replaces the first."""
    a = found.answers
    told = "|".join((a.procedure, a.neighbour, a.wanted, one.name, one.day.isoformat()))
    return f"{hashlib.sha256(told.encode()).hexdigest()[:32]}@zairyu.example"

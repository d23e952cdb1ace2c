"""Coming and going: re-entry, the thirty and sixty days after a birth, notifications."""

from dataclasses import dataclass
from datetime import date

from zairyu.law.dates import add_days, add_period, next_open_day
from zairyu.law.figures import figure
from zairyu.law.problem import Problem


@dataclass(frozen=True)
class Acquisition:
    """Until when to file, at a counter as well, and until when one may stay without a status."""

    file_by: date
    file_by_counter: date
    stay_until: date


def acquisition(event: date) -> Acquisition:
    """Return the days that follow from a birth, a loss of nationality or the like.

    Law: ICRRA art. 22-2(1), (2); the filing day moves at a counter, the sixty days never move.

    >>> acquisition(date(2026, 1, 15)).stay_until
    datetime.date(2026, 3, 16)
    """
    file_by = add_days(event, figure("acquisition-file-days", event=event))
    stay_until = add_days(event, figure("acquisition-stay-days", event=event))
    return Acquisition(file_by, next_open_day(file_by), stay_until)


def acquisition_too_late(event: date, filed: date) -> Problem | None:
    """Say so when the thirty days are over: an office decides at its counter what can be done.

    Law: ICRRA art. 22-2(2).
    Reading: online the thirtieth day is the last one, open or closed; at a counter the day moves.

    >>> acquisition_too_late(date(2026, 10, 25), date(2026, 11, 25)).code
    'stay.acquisition-late'
    >>> acquisition_too_late(date(2026, 10, 25), date(2026, 11, 24)) is None
    True
    """
    found = acquisition(event)
    if filed <= found.file_by:
        return None
    params = {
        "file_by": found.file_by,
        "counter_last": found.file_by_counter,
        "stay_until": found.stay_until,
    }
    return Problem("stay.acquisition-late", source="ICRRA art. 22-2(2)", params=params)


def notification_by(event: date) -> date:
    """Return the last day of a notification that is due within fourteen days.

    Law: ICRRA art. 19-7 to 19-10, 19-12, 19-16.

    >>> notification_by(date(2026, 12, 18))
    datetime.date(2027, 1, 4)
    """
    return next_open_day(add_days(event, figure("notification-days", event=event)))


def _earlier(end: date, other: date | None) -> date:
    return end if other is None else min(end, other)


def reentry_permit_until(
    effective: date,
    stay_expiry: date | None,
    special_permanent_resident: bool = False,
    extension: bool = False,
) -> date:
    """Return the last day of a re-entry permit, or the last day to which it can be extended.

    Five years, six for special permanent residents; extended at a mission abroad up to six and
    seven; never past the stay.

    Law: ICRRA art. 26(3), (5); Special Act art. 23.

    >>> reentry_permit_until(date(2026, 5, 10), date(2027, 4, 10))
    datetime.date(2027, 4, 10)
    """
    name = "reentry-permit-years" + ("-special-permanent" if special_permanent_resident else "")
    years = figure(name, effective=effective)
    if extension:
        years += figure("reentry-extension-years", effective=effective)
    return _earlier(add_period(effective, f"P{years}Y"), stay_expiry)


def deemed_reentry_until(
    departed: date,
    stay_expiry: date | None,
    special_permanent_resident: bool = False,
    special_period_end: date | None = None,
) -> date:
    """Return the last day for coming back without a permit.

    One year, two for special permanent residents; not past the stay, or, in the special period,
    not past its end.

    Law: ICRRA art. 26-2; Special Act art. 23(2).

    >>> deemed_reentry_until(date(2026, 4, 20), date(2026, 4, 10),
    ...                      special_period_end=date(2026, 6, 10))
    datetime.date(2026, 6, 10)
    """
    name = "deemed-reentry" + ("-special-permanent" if special_permanent_resident else "")
    end = add_period(departed, figure(name, departed=departed))
    return _earlier(end, special_period_end or stay_expiry)

"""The stay: when it ends, what may be filed until when, and the special period."""

from dataclasses import dataclass
from datetime import date, timedelta

from zairyu.law.dates import (
    CIVIL_CODE,
    CORRESPONDING_DAY,
    INDEFINITE,
    add_days,
    add_months,
    add_period,
    is_closed,
    length,
    months_before,
    next_open_day,
)
from zairyu.law.figures import figure, parameter
from zairyu.law.problem import Problem, Refusal
from zairyu.law.trace import other_reading

_SPECIAL = ("change", "extension")
_MONTHS = {1: "one-month", 2: "two-months", 3: "three-months", 4: "four-months"}
_ONLINE_SOURCE = "ISA notice on the online system: the expiry day itself is for the counter"


@dataclass(frozen=True)
class SpecialPeriod:
    """Whether a special period (特例期間) runs, the last lawful day, and the reasons by name."""

    eligible: bool
    lawful_until: date
    because: list[str]


def _in_time(expires_on: date, filed_on: date) -> str | None:
    if filed_on <= expires_on:
        return "filed-in-time"
    if is_closed(expires_on) and filed_on <= next_open_day(expires_on):
        return "filed-on-next-open-day"
    return None


def _long_enough(period_granted: str | None, on: date) -> bool:
    if not period_granted or period_granted in INDEFINITE:
        return False  # a stay without an end has no special period, and none is needed
    return length(period_granted) > length(parameter("special-period-needs-more-than", on))


def _lacks(
    procedure: str, period_granted: str | None, expires_on: date, filed_on: date
) -> str | None:
    if procedure not in _SPECIAL:
        return "procedure-gives-none"
    if not _long_enough(period_granted, filed_on):
        return "period-of-30-days-or-less"
    if _in_time(expires_on, filed_on) is None:
        return "filed-late"
    return None


def special_period_ends(
    expires_on: date, convention: str = CIVIL_CODE, filed_on: date | None = None
) -> date:
    """Return the last day of a special period that nothing ends earlier.

    The table of figures says which day decides how many months: today the last day of the stay.

    Law: ICRRA art. 20(6) and 21(4); Civil Code art. 140 and 143.

    >>> special_period_ends(date(2026, 4, 10))
    datetime.date(2026, 6, 10)
    >>> special_period_ends(date(2026, 12, 31))  # February has no 31st
    datetime.date(2027, 2, 28)
    """
    months = figure("special-period-months", expires_on=expires_on, filed_on=filed_on)
    return add_months(expires_on, months, convention)


def _longest(expires_on: date, filed_on: date | None) -> str:
    """Return the reason for the last day where nothing ends the period earlier: its months."""
    months = figure("special-period-months", expires_on=expires_on, filed_on=filed_on)
    return _MONTHS.get(months, f"{months}-months")


def special_period(
    procedure: str,
    period_granted: str | None,
    expires_on: date,
    filed_on: date,
    decided_on: date | None = None,
    withdrawn_on: date | None = None,
) -> SpecialPeriod:
    """Say whether the old status goes on while an application is pending, and until when.

    The application must be for a change or an extension, received by the last day of the stay
    (on the next open day where that day is closed), the period granted must be longer than thirty
    days, and the application undecided when the stay ends. The old status then goes on until the
    decision or the end of the day two months after the last day, whichever comes first. Decided
    means that the permission takes effect (card handed over or sent) or a refusal is notified.

    Law: ICRRA art. 20(6), 21(4); art. 19-5(2) for the card.
    Reading: a withdrawal ends it on its day.

    >>> special_period("extension", "P1Y", date(2026, 4, 10), date(2026, 3, 1)).lawful_until
    datetime.date(2026, 6, 10)
    >>> special_period("change", "P30D", date(2026, 5, 11), date(2026, 5, 8)).because
    ['period-of-30-days-or-less']
    """
    lack = _lacks(procedure, period_granted, expires_on, filed_on)
    if lack:
        return SpecialPeriod(False, expires_on, [lack])
    for ended_on, why in ((decided_on, "decided-in-time"), (withdrawn_on, "withdrawn-in-time")):
        if ended_on is not None and ended_on <= expires_on:
            return SpecialPeriod(False, expires_on, [why])
    ends = [
        (special_period_ends(expires_on, filed_on=filed_on), _longest(expires_on, filed_on)),
        (decided_on, "until-decision"),
        (withdrawn_on, "until-withdrawal"),
    ]
    until, why = min((day, why) for day, why in ends if day is not None)
    return SpecialPeriod(True, until, [_in_time(expires_on, filed_on) or "", why])


def special_period_advice(expires_on: date, filed_on: date | None = None) -> date:
    """Return the day that reminders name: the earlier one of both ways to count the months.

    >>> special_period_advice(date(2026, 6, 30)), special_period_ends(date(2026, 6, 30))
    (datetime.date(2026, 8, 30), datetime.date(2026, 8, 31))
    """
    with other_reading():
        ways = (CIVIL_CODE, CORRESPONDING_DAY)
        return min(special_period_ends(expires_on, way, filed_on) for way in ways)


def online_last_day(expires_on: date) -> date:
    """Return the last day for filing online: the day before the stay ends, open or closed.

    Law: ISA notice on the online system.

    >>> online_last_day(date(2027, 1, 1))
    datetime.date(2026, 12, 31)
    """
    return expires_on - timedelta(days=1)


def counter_last_day(expires_on: date) -> date:
    """Return the last day for filing at a counter: the last day of the stay, or the next open day.

    Law: Act on Holidays of Administrative Organs art. 2.

    >>> counter_last_day(date(2027, 1, 1))
    datetime.date(2027, 1, 4)
    """
    return next_open_day(expires_on)


def too_late_online(expires_on: date, filed_on: date) -> Problem | None:
    """Say so when the last day of the stay has come: online filing closes the day before.

    Law: ISA notice on the online system.

    >>> too_late_online(date(2026, 4, 10), date(2026, 4, 10)).code
    'stay.filed-on-last-day'
    >>> too_late_online(date(2026, 4, 10), date(2026, 4, 9)) is None
    True
    """
    if filed_on <= online_last_day(expires_on):
        return None
    counter = counter_last_day(expires_on)
    code = "stay.filed-on-last-day" if filed_on <= counter else "stay.expired"
    params = {"expires_on": expires_on, "counter_last": counter}
    return Problem(code, source=_ONLINE_SOURCE, params=params)


def extension_opens_on(
    expires_on: date, current_period: str, period_start: date | None = None
) -> date:
    """Return the first day on which an extension is taken.

    Three months before the last day where the period has six months or more. Reading: half of a
    shorter period, rounded down in days; no text gives a figure.

    Law: ICRRA Enforcement Regulations art. 21; ISA procedure page ("about three months").

    >>> extension_opens_on(date(2028, 5, 31), "P3Y")
    datetime.date(2028, 2, 29)
    >>> extension_opens_on(date(2026, 7, 10), "P3M", date(2026, 4, 11))
    datetime.date(2026, 5, 26)
    """
    if length(current_period) >= length(parameter("extension-window-needs", expires_on)):
        return months_before(expires_on, parameter("extension-window-months", expires_on))
    if period_start is None:
        days = length(current_period) // 16
    else:
        days = (expires_on - period_start).days
    return expires_on - timedelta(days=days // 2)


def new_expiry(
    kind: str, permitted_on: date, period: str, old_expiry: date | None = None
) -> date | None:
    """Return the last day of a new period of stay; None where it has no end.

    A landing, a change and an acquisition count from the day of permission, an extension from the
    old last day, also when it is granted earlier or in the special period. First day not counted.

    Law: ICRRA art. 2-2, 9, 20, 21; Civil Code art. 140, 143.

    >>> new_expiry("extension", date(2026, 5, 20), "P1Y", date(2026, 4, 10))
    datetime.date(2027, 4, 10)
    >>> new_expiry("change", date(2024, 7, 1), "P1Y")
    datetime.date(2025, 7, 1)
    """
    if period in INDEFINITE:
        return None
    if kind != "extension":
        return add_period(permitted_on, period)
    if old_expiry is None:
        raise ValueError("an extension counts from the old last day")
    return add_period(old_expiry, period)


def return_documents_by(notified_on: date) -> date:
    """Return the last day for sending what goes back after the result mail: fourteen days.

    Law: guidance in the result mail. Reading: the day of posting counts; closed
    days do not move it.

    >>> return_documents_by(date(2026, 5, 7))
    datetime.date(2026, 5, 21)
    """
    return add_days(notified_on, parameter("return-documents-days", notified_on))


class TooEarly(Refusal):
    """A day was set that leaves less time than the rule wants."""

    def __init__(self, day: date, earliest: date) -> None:
        """Keep the day and the earliest day that would be right."""
        super().__init__(Problem("too-early", params={"day": day, "earliest": earliest}))


def additional_documents_due(requested_on: date, officer_date: date | None = None) -> date:
    """Return the due date of papers that are asked for: the officer's, else fourteen days.

    Law: none gives a figure; the officer writes the day in the request (資料提出通知書).

    Raises:
        TooEarly: the officer's day is less than three days ahead.

    >>> additional_documents_due(date(2026, 5, 7))
    datetime.date(2026, 5, 21)
    """
    if officer_date is None:
        return add_days(requested_on, parameter("additional-documents-days", requested_on))
    least = parameter("additional-documents-least-days", requested_on)
    earliest = add_days(requested_on, least)
    if officer_date < earliest:
        raise TooEarly(officer_date, earliest)
    return officer_date


def coe_valid_until(issued_on: date, first_day_counted: bool = False) -> date:
    """Return the last day on which a certificate of eligibility serves for landing.

    Law: ICRRA art. 7-2. Reading: the day of issue is not counted; some count it.

    >>> coe_valid_until(date(2026, 10, 12)), coe_valid_until(date(2026, 10, 12), True)
    (datetime.date(2027, 1, 12), datetime.date(2027, 1, 11))
    """
    event = issued_on - timedelta(days=1) if first_day_counted else issued_on
    return add_period(event, parameter("coe-validity", issued_on))


def document_age_ok(issued_on: date, filed_on: date, max_age: str | None = None) -> bool:
    """Say whether a paper is young enough on the day of filing.

    Law: document lists per status (three months for certificates made in Japan).

    >>> document_age_ok(date(2026, 1, 31), date(2026, 4, 30), "P3M")
    True
    >>> document_age_ok(date(2026, 1, 31), date(2026, 5, 1), "P3M")
    False
    """
    limit = max_age or parameter("japanese-certificate-max-age", filed_on)
    return issued_on <= filed_on <= add_period(issued_on, limit)


def photo_age_ok(taken_on: date, filed_on: date, max_age: str | None = None) -> bool:
    """Say whether a photo is young enough on the day of filing: six months since 2024.

    Law: ICRRA Enforcement Regulations art. 19-6.

    >>> photo_age_ok(date(2026, 5, 23), date(2026, 11, 23))
    True
    """
    return document_age_ok(taken_on, filed_on, max_age or parameter("photo-max-age", filed_on))

"""Work and activity: twenty-eight hours, the total of Specified Skilled Worker, inactivity."""

from collections.abc import Sequence
from datetime import date, timedelta

from zairyu.law.dates import add_days, add_period
from zairyu.law.figures import figure
from zairyu.law.tables import READ_ON, UnknownKey

_DAYS = 7
_INACTIVE = {"table1-activity": "inactivity-activity", "spouse": "inactivity-spouse"}


def hours_ok(
    status: str, long_vacation: bool, hours_per_day: Sequence[float], on: date = READ_ON
) -> bool:
    """Say whether paid work beside the status keeps to the general permission.

    At most 28 hours in any seven days in a row, over all workplaces; students in the long vacation
    of their school at most eight hours a day instead.

    Law: ICRRA Enforcement Regulations art. 19(5)(i).

    >>> hours_ok("dependent", False, [8, 8, 8, 4, 0, 0, 0]), hours_ok("student", True, [9])
    (True, False)
    """
    if status == "student" and long_vacation:
        most = figure("outside-activity-hours-a-day", on=on)
        return all(hours <= most for hours in hours_per_day)
    weeks = range(max(1, len(hours_per_day) - _DAYS + 1))
    most = figure("outside-activity-hours-a-week", on=on)
    return all(sum(hours_per_day[day : day + _DAYS]) <= most for day in weeks)


def ssw1_ok(
    months_used: int,
    requested_months: int,
    excluded_months: int = 0,
    exception: bool = False,
    on: date = READ_ON,
) -> bool:
    """Say whether the total stay as Specified Skilled Worker (i) stays within its limit.

    Sixty months, seventy-two under the limited exception; leave for childbirth, care or illness is
    not counted since 2025-09-30.

    Law: landing criteria ordinance; operation guideline revised 2025-09-30.

    >>> ssw1_ok(48, 12), ssw1_ok(60, 12), ssw1_ok(60, 12, exception=True)
    (True, False, True)
    """
    most = figure("ssw1-months-exception" if exception else "ssw1-months", on=on)
    return bool(months_used + requested_months - excluded_months <= most)


def inactive_from(kind: str, last_active: date) -> date:
    """Return the first day on which a period of inactivity is complete. Information only.

    Law: ICRRA art. 22-4(1): three months for activities, six for the life of spouses, ninety days
    for an address.

    >>> inactive_from("table1-activity", date(2027, 11, 30))
    datetime.date(2028, 3, 1)
    """
    if kind == "address":
        days = figure("inactivity-address-days", last_active=last_active)
        return add_days(last_active, days) + timedelta(days=1)
    kind = "spouse" if "spouse" in kind else kind
    if kind not in _INACTIVE:
        raise UnknownKey("kind", kind, [*_INACTIVE, "address"])
    period = figure(_INACTIVE[kind], last_active=last_active)
    return add_period(last_active, period) + timedelta(days=1)

"""Users of the agency's system: passwords, ids of organisation staff, their periodic report."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zairyu.law.dates import add_days, add_period, legal_day, months_before
from zairyu.law.figures import figure
from zairyu.law.switches import followed


@dataclass(frozen=True)
class Password:
    """The last day of a password and the days of its reminders."""

    valid_until: date
    reminders: list[date]


def password(set_on: date) -> Password:
    """Return until when a password holds: one year; reminders 30 and 7 days before.

    Law: ISA page on user information.

    >>> password(date(2028, 2, 29)).valid_until
    datetime.date(2029, 2, 28)
    """
    until = add_period(set_on, figure("password-validity", set_on=set_on))
    reminders = figure("password-reminder-days", set_on=set_on)
    return Password(until, [add_days(until, -days) for days in reminders])


def new_password_by(
    set_on: date, on: date, turned: Mapping[str, bool] | None = None
) -> date | None:
    """Return by when a new password is advised, from the first reminder on; here: never.

    It is advice and closes no door, also where a deployment has turned the agency's rule on.

    Law: ISA page on user information.

    >>> new_password_by(date(2025, 11, 20), date(2026, 11, 23))
    >>> new_password_by(date(2025, 11, 20), date(2026, 11, 23), {"yearly-password": True})
    datetime.date(2026, 11, 20)
    >>> new_password_by(date(2026, 1, 20), date(2026, 11, 23), {"yearly-password": True})
    """
    if not followed("yearly-password", on, turned):
        return None
    found = password(set_on)
    return found.valid_until if on >= min(found.reminders) else None


def organisation_id_until(
    approved: date | None = None,
    password_set: date | None = None,
    old_end: date | None = None,
    report_approved: date | None = None,
) -> date:
    """Return until when the id of organisation staff holds.

    One year if approved before 2026-01-05, three years from then on; counted from the day the
    password was set, for a renewal by periodic report from the old end (own reading).

    Law: ISA guidance; new system from 2026-01-05.

    >>> organisation_id_until(approved=date(2025, 12, 15), password_set=date(2025, 12, 20))
    datetime.date(2026, 12, 20)
    """
    decided = report_approved or approved
    base = old_end if report_approved else password_set
    if decided is None or base is None:
        raise ValueError("approved with password_set, or report_approved with old_end")
    return add_period(base, figure("organisation-id-validity", approved=decided))


def periodic_report(id_ends: date) -> tuple[date, date]:
    """Return the day of the reminder and the last day of the periodic report (定期報告).

    Law: ISA page on the periodic report.

    >>> periodic_report(date(2027, 4, 30))
    (datetime.date(2027, 2, 28), datetime.date(2027, 3, 30))
    """
    reminder = figure("periodic-report-reminder-months", id_ends=id_ends)
    due = figure("periodic-report-months", id_ends=id_ends)
    return months_before(id_ends, reminder), months_before(id_ends, due)


def agency_receipt(submitted_at: datetime) -> tuple[date, date]:
    """Return the filing day and the day on which the agency's number mail comes.

    Filed on the day in Tokyo on which the submission was completed; the number follows by mail on
    the next day, at about 02:10. (This house gives its number at once.)

    Law: Digital Procedures Act art. 6.

    >>> agency_receipt(datetime.fromisoformat("2028-02-28T22:00:00+09:00"))
    (datetime.date(2028, 2, 28), datetime.date(2028, 2, 29))
    """
    filed = legal_day(submitted_at)
    return filed, filed + timedelta(days=1)

"""How long the office keeps what about a person, and the time to think over leaving."""

from datetime import date, timedelta

from zairyu.law.dates import add_months
from zairyu.law.figures import figure, parameter
from zairyu.law.tables import data, entry, on_day


def application_file_until(ended_on: date) -> date:
    """Return the last day on which the file of an application is kept.

    The years run from the day on which the procedure ended.

    Law: Public Records and Archives Management Act, art. 5; Enforcement Order, schedule.

    >>> application_file_until(date(2026, 11, 24))
    datetime.date(2031, 11, 24)
    """
    return add_months(ended_on, 12 * int(figure("application-file-years", ended_on=ended_on)))


def unsure(name: str, on: date) -> bool:
    """Say whether a figure is not confirmed, so that a page says so.

    >>> unsure("application-file-years", date(2026, 11, 24))
    True
    """
    row = on_day(entry(data("parameters"), name, "figure")["history"], on, name)
    return bool(row["confidence"] == "low")


def may_undo_until(asked_on: date) -> date:
    """Return the last day on which somebody can take back the wish to leave.

    >>> may_undo_until(date(2026, 11, 24))
    datetime.date(2026, 12, 1)
    """
    return asked_on + timedelta(days=int(parameter("leaving-cooling-days", asked_on)))

"""Figures of the rules of time by day: how many months, how many days, and which day decides."""

from datetime import date
from typing import Any

from zairyu.law.problem import Problem, Refusal
from zairyu.law.tables import Text, data, entry, on_day


class DayWanted(Refusal):
    """The figure hangs on a day that was not given."""

    def __init__(self, name: str, day: str) -> None:
        """Keep the figure and the day that decides."""
        super().__init__(Problem("missing-key", params={"key": day, "figure": name}))


def parameter(name: str, on: date) -> Any:
    """Return a figure of the rules of time as it stands on the day that decides.

    >>> parameter("special-period-months", date(2026, 11, 23))
    2
    """
    return on_day(entry(data("parameters"), name, "figure")["history"], on, name)["value"]


def figure(name: str, **days: date | None) -> Any:
    """Return a figure; its table says which of the days given decides (`basis`).

    Raises:
        DayWanted: the day that decides was not given.

    >>> figure("special-period-months", expires_on=date(2026, 4, 10), filed_on=date(2026, 3, 1))
    2
    """
    basis = entry(data("parameters"), name, "figure")["basis"]
    day = days.get(basis)
    if day is None:
        raise DayWanted(name, basis)
    return parameter(name, day)


def figure_name(name: str) -> Text:
    """Return what a figure is called."""
    text: Text = entry(data("parameters"), name, "figure")["name"]
    return text

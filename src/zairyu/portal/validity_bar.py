"""The picture of an organisation's IDs: from the first day to the end, the report's days marked."""

from dataclasses import dataclass
from datetime import date

from zairyu.people.organisations.validity import Validity

WIDTH, LEFT = 300, 10  # of a drawing 320 wide; it grows with the page


@dataclass(frozen=True)
class Picture:
    """Where the days of a validity stand in the drawing."""

    report_x: str
    report_width: str
    due_x: str
    marker: str
    filled: str
    over: bool


def picture(held: Validity, today: date) -> Picture | None:
    """Return the picture of a validity, or nothing where no ID has begun."""
    if held.since is None or held.until is None or held.remind_on is None or held.due_on is None:
        return None
    first, whole = held.since, max((held.until - held.since).days, 1)

    def at(day: date) -> float:
        return round(LEFT + WIDTH * min(max((day - first).days / whole, 0), 1), 1)

    now, remind, due = at(today), at(held.remind_on), at(held.due_on)
    return Picture(
        report_x=f"{remind:g}",
        report_width=f"{max(due - remind, 2):g}",
        due_x=f"{due:g}",
        marker=f"M{now:g} 40 {now - 7:g} 54 {now + 7:g} 54Z",
        filled=f"{now - LEFT:g}",
        over=today > held.until,
    )

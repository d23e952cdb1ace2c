"""What the demo can do: move its day."""

from datetime import date, datetime

from django.db import transaction

from zairyu.demo.models import ClockShift
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem, Refusal

# Beyond this the tables of law know too little and the machine's clock too much.
_FARTHEST = 3_650


class ClockRefused(Refusal):
    """The clock cannot be moved that far."""


@transaction.atomic
def move_by(days: int) -> int:
    """Move the demo's day forward or back; return how far it is from the machine's now.

    Raises:
        ClockRefused: more than ten years from the real day.
    """
    row, _ = ClockShift.objects.select_for_update().get_or_create(pk=1)
    if abs(row.days + days) > _FARTHEST:
        raise ClockRefused(Problem("demo.too-far", at="day", params={"years": _FARTHEST // 365}))
    row.days += days
    row.save()
    return row.days


def move_to(day: date, at: datetime) -> int:
    """Move the demo to a day, `at` being the moment that it shows now."""
    return move_by((day - legal_day(at)).days)

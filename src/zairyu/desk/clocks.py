"""The clock of a case: the days to the end of the special or the standard period, in words."""

from dataclasses import dataclass
from datetime import date

NOW, NEAR = 7, 30  # days
_WHOLE = 60  # days that a full bar stands for


@dataclass(frozen=True)
class Clock:
    """A day that a case runs towards."""

    kind: str  # special, standard
    on: date
    days: int

    @property
    def level(self) -> str:
        """How near it is: passed, now, near or calm."""
        if self.days < 0:
            return "passed"
        return "now" if self.days <= NOW else "near" if self.days <= NEAR else "calm"

    @property
    def tense(self) -> str:
        """Which words say it: left, today or passed."""
        return "passed" if self.days < 0 else "left" if self.days else "today"

    @property
    def number(self) -> int:
        """The days without their sign."""
        return abs(self.days)

    @property
    def bar(self) -> int:
        """The filled part of the bar in hundredths."""
        return max(0, min(100, 100 - self.days * 100 // _WHOLE))


def clock_of(kind: str, on: date, today: date) -> Clock:
    """Return the clock that shows a day, seen from today.

    >>> clock_of("special", date(2026, 12, 1), date(2026, 11, 24)).level
    'now'
    """
    return Clock(kind, on, (on - today).days)

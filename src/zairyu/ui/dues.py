"""How near a last day is, and how that is shown."""

from dataclasses import dataclass
from datetime import date

CALM_FROM = 31
NEAR_FROM = 8
_TENSES = {0: "today", 1: "one"}


@dataclass(frozen=True)
class Due:
    """A last day as a page shows it: its kind gives colour and icon, its tense the words."""

    last_day: date
    days: int
    kind: str
    tense: str


def due(last_day: date, today: date) -> Due:
    """Return how a last day stands to today; the last day itself still counts.

    >>> due(date(2026, 12, 18), date(2026, 12, 4))
    Due(last_day=datetime.date(2026, 12, 18), days=14, kind='warn', tense='left')
    >>> due(date(2026, 12, 4), date(2026, 12, 4)).tense
    'today'
    """
    days = (last_day - today).days
    if days < 0:
        return Due(last_day, -days, "bad", "passed")
    kind = "wait" if days >= CALM_FROM else "warn" if days >= NEAR_FROM else "soon"
    return Due(last_day, days, kind, _TENSES.get(days, "left"))

"""Which periods of stay an office can grant for a status of residence."""

from datetime import date

from zairyu.law.dates import INDEFINITE, NotAPeriod, length
from zairyu.law.statuses import Status, status

_LONGEST = "P5Y"
# What is granted as a rule where the Minister sets the period for the person: art. 2-2(3).
_USUAL = (
    "P5Y", "P4Y3M", "P4Y", "P3Y3M", "P3Y", "P2Y3M", "P2Y", "P1Y3M", "P1Y", "P6M", "P4M", "P3M",
    "P90D", "P30D", "P15D",
)  # fmt: skip
_ENDLESS = "indefinite"


def grantable(key: str, on: date) -> tuple[str, ...]:
    """Return the periods that are offered for a status, the longest first.

    Where the Minister sets a period for the person, another one up to the same length is as lawful
    (see `may_be_granted`).

    Law: ICRRA art. 2-2(3); Enforcement Regulations, Appended Table 2.

    >>> grantable("trainee", date(2026, 11, 23)), grantable("student", date(2026, 11, 23))[:2]
    (('P1Y', 'P6M', 'P3M'), ('P4Y3M', 'P4Y'))
    >>> grantable("highly-skilled-professional-2", date(2026, 11, 23))
    ('indefinite',)
    """
    found = status(key, on)
    if found.periods_kind == _ENDLESS:
        return (_ENDLESS,)
    if found.periods_kind == "fixed":
        return found.periods
    usual = [period for period in _USUAL if length(period) <= length(_longest(found))]
    return tuple(sorted({*found.periods, *usual}, key=length, reverse=True))


def may_be_granted(key: str, period: str, on: date) -> bool:
    """Say whether a period can be granted for a status.

    Law: ICRRA art. 2-2(3); Enforcement Regulations, Appended Table 2.

    >>> may_be_granted("student", "P2Y6M", date(2026, 11, 23))
    True
    >>> may_be_granted("trainee", "P2Y", date(2026, 11, 23))
    False
    """
    found = status(key, on)
    if found.periods_kind == _ENDLESS:
        return period in INDEFINITE
    if period in found.periods:
        return True
    return found.periods_kind != "fixed" and _within(period, _longest(found))


def _longest(found: Status) -> str:
    """Return the longest period that can be set; no status with an end goes beyond five years."""
    return found.longest_designated or _LONGEST


def _within(period: str, longest: str) -> bool:
    try:
        return 0 < length(period) <= length(longest)
    except NotAPeriod:
        return False

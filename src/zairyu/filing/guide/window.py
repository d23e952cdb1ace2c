"""From when to when an application can be filed, and what follows if it is pending at the end."""

from dataclasses import dataclass
from datetime import date

from zairyu.filing.guide.answers import Answers
from zairyu.filing.scope import turned
from zairyu.law import stay
from zairyu.law.dates import length, next_open_day
from zairyu.law.switches import switch

_USUAL = "P1Y"  # for the first day of an extension, where the period granted is not known


@dataclass(frozen=True)
class Window:
    """The days of an application; a day that the law does not set is None.

    `special_until` is the last day of the special period (特例期間) of an application pending at
    the end of the stay; `special_sure` is false while it is not known how long the stay was.
    """

    opens: date | None = None
    online_last: date | None = None
    counter_last: date | None = None
    expires_on: date | None = None
    stay_until: date | None = None
    special_until: date | None = None
    special_sure: bool = True
    special_none: bool = False

    @property
    def counter_moved(self) -> bool:
        """Whether the counter is closed on the last day, so that the next open day counts."""
        return self.counter_last is not None and self.expires_on not in (None, self.counter_last)

    def place(self, day: date) -> int:
        """Return where a day stands between the first and the last online day, 0 to 300."""
        if self.opens is None or self.online_last is None:
            return 0
        whole = max((self.online_last - self.opens).days, 1)
        return min(300, max(0, 300 * (day - self.opens).days // whole))


def window(a: Answers) -> Window:
    """Return the days of the application that was asked about."""
    if a.acquisition is not None and a.event is not None:
        days = a.acquisition
        return Window(
            opens=a.event,
            online_last=days.file_by,
            counter_last=days.file_by_counter,
            stay_until=days.stay_until,
        )
    if a.expires_on is None:
        return Window()
    return Window(
        opens=_opens(a, a.expires_on),
        online_last=_online_last(a.expires_on, a.on),
        counter_last=next_open_day(a.expires_on),
        expires_on=a.expires_on,
        special_until=_special(a, a.expires_on),
        special_sure=bool(a.period),
        special_none=bool(a.period) and _special(a, a.expires_on) is None,
    )


def _opens(a: Answers, expires_on: date) -> date | None:
    if a.procedure != "extension":
        return None  # from the day the reason arose
    return stay.extension_opens_on(expires_on, a.period or _USUAL)


def _online_last(expires_on: date, on: date) -> date:
    if switch("closed-on-last-day", on, turned()):
        return stay.online_last_day(expires_on)
    return expires_on


def _special(a: Answers, expires_on: date) -> date | None:
    period = a.period or _USUAL
    found = stay.special_period(a.procedure, period, expires_on, min(a.on, expires_on))
    return found.lawful_until if found.eligible else None


def short(period: str) -> bool:
    """Say whether an extension of this period opens later than three months before its end."""
    return bool(period) and length(period) < length("P6M")

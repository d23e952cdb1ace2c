"""Where to go instead: the neighbour of a procedure, and the days of a neighbour."""

from dataclasses import dataclass
from datetime import date

from zairyu.law import cards, going
from zairyu.law.procedures import Neighbour, neighbour

_PERMANENT = "permanent-resident"
_INSTEAD = {
    ("change", _PERMANENT): "permanent-residence",
    ("acquisition", _PERMANENT): "acquisition-of-permanent-residence",
}


@dataclass(frozen=True)
class Days:
    """The first and the last day of a neighbour, where the law sets one."""

    opens: date | None
    closes: date | None


def instead(procedure_id: str, wanted: str | None, on: date) -> Neighbour | None:
    """Return the procedure that takes what this one does not, where there is one.

    Law: ICRRA art. 22, 22-2(4).

    >>> instead("change", "permanent-resident", date(2026, 11, 23)).id
    'permanent-residence'
    >>> instead("change", "student", date(2026, 11, 23)) is None
    True
    """
    key = _INSTEAD.get((procedure_id, wanted or ""))
    return neighbour(key, on) if key else None


def neighbour_days(found: Neighbour, event: date, childs_card: bool = False) -> Days:
    """Return from when to when a neighbour can be filed.

    `event` is the day the window speaks of: the birth, the change, the day the loss became known,
    or for a renewal the day the card expires, for permanent residence the last day of the stay.

    Law: ICRRA art. 19-7 to 19-12, 19-16, 22, 22-2.

    >>> from zairyu.law.procedures import neighbour
    >>> on = date(2026, 11, 23)
    >>> neighbour_days(neighbour("address-notification", on), date(2026, 12, 18)).closes
    datetime.date(2027, 1, 4)
    >>> neighbour_days(neighbour("specified-residence-card", on), on)
    Days(opens=None, closes=None)
    """
    if found.rule == "notification-14-days":
        return Days(event, going.notification_by(event))
    if found.rule == "acquisition-30-60":
        return Days(event, going.acquisition(event).file_by_counter)
    if found.rule == "residence-card-renewal-window":
        return Days(cards.card_renewal_opens(event, childs_card), event)
    return Days(None, event if found.id == "permanent-residence" else None)

"""Limits of the agency's online system, as dated switches that a setting may turn."""

from collections.abc import Mapping
from datetime import date

from zairyu.law.tables import NotInForce, Text, data, entry, on_day


def switch(name: str, on: date, turned: Mapping[str, bool] | None = None) -> bool:
    """Say whether a limit holds on a day; `turned` is what the settings of the house say.

    >>> switch("closed-on-last-day", date(2026, 11, 23))
    True
    >>> switch("closed-on-last-day", date(2026, 11, 23), {"closed-on-last-day": False})
    False
    >>> switch("pc-only", date(2026, 1, 4)), switch("pc-only", date(2026, 1, 5))
    (True, False)
    """
    if turned and name in turned:
        return turned[name]
    try:
        row = on_day(entry(data("switches"), name, "switch")["history"], on, name)
    except NotInForce:
        return False
    return bool(row["on"])


def followed(name: str, on: date, turned: Mapping[str, bool] | None = None) -> bool:
    """Say whether this house follows a limit on a day: one that is not ours only where turned on.

    >>> followed("yearly-password", date(2026, 11, 23))
    False
    >>> followed("yearly-password", date(2026, 11, 23), {"yearly-password": True})
    True
    """
    row = entry(data("switches"), name, "switch")
    return switch(name, on, turned) and bool(row.get("ours", True) or (turned or {}).get(name))


def switch_text(name: str) -> Text:
    """Return what a limit means, in words, for telling before anyone types."""
    text: Text = entry(data("switches"), name, "switch")["text"]
    return text


def limits_on(on: date, turned: Mapping[str, bool] | None = None) -> list[tuple[str, Text]]:
    """Return the limits that hold on a day with their words, for a page that tells them.

    A limit that only the agency's system sets is told where a setting turns it on.

    >>> [name for name, _ in limits_on(date(2026, 11, 23))]
    ['filer-in-japan', 'foreign-networks-refused', 'closed-on-last-day']
    """
    return [
        (name, row["text"]) for name, row in data("switches").items() if followed(name, on, turned)
    ]

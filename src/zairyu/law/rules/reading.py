"""Reads the inputs of a question: every key known, every value of its kind."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from zairyu.law.dates import INDEFINITE, months_and_days
from zairyu.law.problem import Problem, Refusal
from zairyu.law.tables import UnknownKey

Inputs = Mapping[str, Any]
# Marks an example as our own design; it says nothing of the case.
_REMARKS = ("own_design",)
_ITEM_KEYS = {"procedure", "channel", "variant", "granted_period", "status"}


class MissingKey(Refusal):
    """A key that the rule needs was not given."""

    def __init__(self, rule: str, key: str, kind: str) -> None:
        """Keep the rule, the key and the kind of value it wants."""
        params = {"rule": rule, "key": key, "kind": kind}
        super().__init__(Problem("missing-key", params=params))


class BadValue(Refusal):
    """A value is not of the kind that the key wants."""

    def __init__(self, key: str, value: object, wanted: str) -> None:
        """Keep the key, the value and what would be right."""
        params = {"key": key, "value": value, "wanted": wanted}
        super().__init__(Problem("bad-value", params=params))


def _day(value: Any) -> date:
    if isinstance(value, str) and len(value) == 10:
        return date.fromisoformat(value)
    raise ValueError


def _moment(value: Any) -> datetime:
    if not isinstance(value, str):
        raise ValueError
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError
    return moment


def _period(value: Any) -> str:
    if value not in INDEFINITE:
        months_and_days(value)
    return str(value)


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError
    return value


def _yes_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError
    return value


def _hours(value: Any) -> list[float]:
    if not isinstance(value, list) or not value:
        raise ValueError
    for hours in value:
        if isinstance(hours, bool) or not isinstance(hours, int | float) or not 0 <= hours <= 24:
            raise ValueError
    return value


def _texts(value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError
    return value


def _items(value: Any) -> list[dict[str, str]]:
    if not isinstance(value, list) or not value:
        raise ValueError
    for item in value:
        if not isinstance(item, dict) or not item.keys() <= _ITEM_KEYS:
            raise ValueError
        if not all(isinstance(part, str) for part in item.values()):
            raise ValueError
    return value


def _facts(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError
    if not all(item is None or isinstance(item, str | int) for item in value.values()):
        raise ValueError
    return value


_KINDS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "day": (_day, "a day such as 2026-11-23"),
    "moment": (_moment, "a moment with its time zone such as 2026-11-23T09:00:00+09:00"),
    "period": (_period, "a period such as P1Y, P6M, P4Y3M or P90D"),
    "count": (_count, "a whole number from 0 on"),
    "yes-no": (_yes_no, "true or false"),
    "text": (_text, "a text"),
    "hours": (_hours, "a list of hours a day, each 0 to 24"),
    "texts": (_texts, "a list of texts"),
    "items": (_items, "a list of procedures, each with its channel, variant and granted_period"),
    "facts": (_facts, "facts by their names, each true, false, a number or a text"),
}


def _value(key: str, value: Any, kind: str) -> Any:
    read, wanted = _KINDS[kind]
    try:
        return read(value)
    except (ValueError, Refusal):
        raise BadValue(key, value, wanted) from None


def read_inputs(rule: str, wanted: Mapping[str, str], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the inputs of a rule, each value of its kind; what was null stays null.

    Raises:
        UnknownKey, MissingKey, BadValue: the message says what would be right.
    """
    for key in given:
        if key not in wanted and key not in _REMARKS:
            raise UnknownKey(f"input of {rule}", key, wanted)
    found: dict[str, Any] = {}
    for key, kind in wanted.items():
        value = given.get(key)
        if value is None:
            if not kind.endswith("?"):
                raise MissingKey(rule, key, _KINDS[kind][1])
            if key in given:
                found[key] = None
            continue
        found[key] = _value(key, value, kind.rstrip("?"))
    return found

"""Whether the facts of a question can be: nothing comes before what it follows from."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem, Refusal
from zairyu.law.tables import NotInForce, Row

_ASKED = "asked"


class ImpossibleFacts(Refusal):
    """Two facts cannot both be: the message names them with their days."""

    def __init__(self, first: str, first_day: date, then: str, then_day: date) -> None:
        """Keep the two facts and their days."""
        params = {"first": first, "first_day": first_day, "then": then, "then_day": then_day}
        super().__init__(Problem("impossible-facts", params=params))


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return legal_day(value)
    return value if isinstance(value, date) else None


def check_order(row: Row, given: Mapping[str, Any]) -> None:
    """Look whether the days of a question can follow each other as the rule says.

    Raises:
        ImpossibleFacts: one day lies before another that must come first.
    """
    for pair in row.get("order", ()):
        first, then = _day(given.get(pair["first"])), _day(given.get(pair["then"]))
        if first is None or then is None or given.get(pair.get("unless", "")) is not None:
            continue
        if then < first:
            raise ImpossibleFacts(pair["first"], first, pair["then"], then)


def check_in_force(rule: str, row: Row, given: Mapping[str, Any]) -> None:
    """Look whether the rule holds on the day that decides.

    Raises:
        NotInForce: the day lies before the first day of the rule, or after its last.
    """
    day = None if row["basis"] == _ASKED else _day(given.get(row["basis"]))
    if day is None:
        return
    if day < row["since"] or day > row.get("last_day", day):
        raise NotInForce(rule, day)

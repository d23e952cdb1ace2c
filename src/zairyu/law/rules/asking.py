"""Asks a rule: reads the inputs, calls the law, says what is wrong where it cannot answer."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from zairyu.law.problem import Problem, Refusal
from zairyu.law.read import tables
from zairyu.law.rules.cases import CASES
from zairyu.law.rules.days import DAYS
from zairyu.law.rules.facts import check_in_force, check_order
from zairyu.law.rules.reading import read_inputs
from zairyu.law.tables import UnknownKey, data

_RULES = {**DAYS, **CASES}


class NoQuestion(Refusal):
    """The question is no object with a rule and inputs."""

    def __init__(self, what: str) -> None:
        """Keep what stood there instead."""
        super().__init__(Problem("no-question", params={"what": what}))


class UnknownRule(Refusal):
    """No rule has this id."""

    def __init__(self, rule: object) -> None:
        """Keep the id and the ids that exist."""
        super().__init__(
            Problem("unknown-rule", params={"rule": rule, "known": ", ".join(sorted(_RULES))})
        )


class OutOfRange(Refusal):
    """The calendar ends before the answer."""

    def __init__(self) -> None:
        """Say which days can be asked for."""
        super().__init__(Problem("out-of-range"))


def rule_ids() -> list[str]:
    """Return the ids of all rules that can be asked."""
    return list(data("rules"))


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value


def _in_english(value: Any) -> str:
    return str(value["en"] if isinstance(value, Mapping) and "en" in value else value)


def message(problem: Problem) -> str:
    """Return a problem in English: what is wrong and what would be right."""
    texts = {
        key: text for table in tables("zairyu.law", "texts").values() for key, text in table.items()
    }
    text: str = texts[f"problem.{problem.code}"]["en"]
    return text.format_map({key: _in_english(value) for key, value in problem.params.items()})


def _question(question: Any) -> tuple[str, Mapping[str, Any]]:
    if not isinstance(question, Mapping):
        raise NoQuestion(type(question).__name__)
    rule, inputs = question.get("rule"), question.get("inputs", {})
    if not isinstance(rule, str) or rule not in _RULES:
        raise UnknownRule(rule)
    if not isinstance(inputs, Mapping):
        raise NoQuestion("inputs: " + type(inputs).__name__)
    for key in question:
        if key not in ("rule", "inputs", "id", "on"):
            raise UnknownKey("part of a question", key, ("rule", "inputs", "on"))
    return rule, {**({"on": question["on"]} if "on" in question else {}), **inputs}


def _answer(question: Any) -> dict[str, Any]:
    rule, inputs = _question(question)
    row = data("rules")[rule]
    given = read_inputs(rule, row["inputs"], inputs)
    check_order(row, given)
    check_in_force(rule, row, given)
    try:
        found = _RULES[rule](given)
    except (OverflowError, ValueError):
        raise OutOfRange from None
    return {**{key: _plain(value) for key, value in found.items()}, "law": row["law"]}


def ask(question: Any) -> dict[str, Any]:
    """Return the answer to a question, or `error` and `message`; it never raises.

    >>> ask({"rule": "special-period", "inputs": {"procedure": "extension",
    ...      "period_granted": "P1Y", "expiry": "2026-04-10", "filed": "2026-03-01",
    ...      "decided": None}})["value"]
    '2026-06-10'
    >>> ask({"rule": "rain", "inputs": {}})["error"]
    'unknown-rule'
    """
    try:
        return _answer(question)
    except Refusal as refusal:
        return {"error": refusal.problem.code, "message": message(refusal.problem)}

"""Made-up visitors of the guide: each answers its questions until the answer is there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.making.forms import Kind

from zairyu.filing.guide import choosing, reading, table
from zairyu.filing.guide.answers import DESIGNATED, Answers
from zairyu.law import categories
from zairyu.law.dates import INDEFINITE, length
from zairyu.law.tables import data
from zairyu.words import Text

CATEGORIES = [one.id for one in categories.categories()]
_BOXES = ("expires", "event", "birth", "day")


@dataclass(frozen=True)
class Visitor:
    """Who asks: what they want, as whom they file, how the result is to come."""

    kind: Kind
    category: str
    delivery: str
    seed: int
    on: date

    @property
    def dice(self) -> Random:
        return Random(f"{self.kind}{self.category}{self.delivery}{self.seed}")


def _label(name: str) -> Text:
    return {language: name for language in ("ja", "en", "ja-x-easy")}


def _chosen(status: str) -> tuple[str, str]:
    """Return how a status is chosen: a designated activity on a second page."""
    designated = status in data("statuses")["designated_activities"]
    return (DESIGNATED, status) if designated else (status, "")


def _held(visitor: Visitor) -> str:
    if visitor.kind.procedure != "change":
        return visitor.kind.status
    return "student" if visitor.kind.status != "student" else "dependent"


def _said(visitor: Visitor, a: Answers, name: str) -> str:
    held, wanted = _chosen(_held(visitor)), _chosen(visitor.kind.status)
    told = {
        "what": visitor.kind.procedure,
        "held": held[0],
        "held-as": held[1],
        "wanted": wanted[0],
        "wanted-as": wanted[1],
        "born": "birth",
        "where": "JP-13",
        "delivery": visitor.delivery,
        "expires": (visitor.on + timedelta(60)).isoformat(),
        "event": (visitor.on - timedelta(12)).isoformat(),
        "birth": (visitor.on - timedelta(10 * 365)).isoformat(),
        "role": "supervising-organisation",
        "unable": "illness",
    }
    found = told.get(name, "")
    if name in _BOXES:
        return found
    allowed = choosing.values(a, name)
    if name == "period" and visitor.category == "foreign-national":
        allowed = [one for one in allowed if _has_card(one)]
    return found if found in allowed else visitor.dice.choice(allowed)


def _has_card(period: str) -> bool:
    """Say whether whoever holds a period has a residence card, by which a person files alone."""
    longest = data("categories")["no_card"]["longest_period"]
    return period in INDEFINITE or length(period) > length(longest)


def _typed(visitor: Visitor, a: Answers, one: table.Ask) -> Mapping[str, list[str]]:
    if one.id == "papers":
        return {f"fact.{fact.id}": [_fact(visitor, fact)] for fact in table.asked_facts(a)}
    if one.id == "permits":
        return {"permits": list(visitor.kind.permits)}
    found: dict[str, list[str]] = {}
    for name in one.names:
        said = _said(visitor, a, name)
        if name in _BOXES:
            boxes = zip(("y", "m", "d"), said.split("-"), strict=True)
            found |= {f"{name}.{box}": [number] for box, number in boxes}
        else:
            found[name] = [said]
    return found


def _fact(visitor: Visitor, asked: Any) -> str:
    values = [value for value, _ in asked.choices] or ["yes", "no"]
    return Random(f"{visitor.seed}{asked.id}").choice(values)


def visit(visitor: Visitor) -> Answers:
    """Answer every page that the guide asks; return the answers of the visit."""
    a = Answers({}, visitor.on, visitor.category)
    for _ in range(40):
        one = table.open_question(a)
        if one is None:
            return a
        read = reading.read_page(a, one, _typed(visitor, a, one), _label)
        assert read.problems == [], (str(visitor.kind), one.id, read.problems)
        a = Answers({**a.said, **read.said}, visitor.on, visitor.category)
    raise AssertionError(f"the guide never ends for {visitor}")

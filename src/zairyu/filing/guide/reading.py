"""Reading what was typed on a page of the guide; what cannot be used is a problem at its field."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from zairyu.filing.for_whom import House
from zairyu.filing.guide import choosing, table
from zairyu.filing.guide.answers import DESIGNATED, UNKNOWN, Answers
from zairyu.filing.papers import read_fact
from zairyu.law.problem import Problem
from zairyu.questionnaire.kinds import read
from zairyu.questionnaire.parts import Field
from zairyu.words.catalogue import Text

Typed = Mapping[str, Sequence[str]]
Label = Callable[[str], Text]
MAY_BE_UNKNOWN = (
    "held", "held-as", "wanted", "wanted-as", "period", "where", "delivery", "day",
)  # fmt: skip
_LONGEST = timedelta(days=6 * 366)  # five years, and what a special period may add
_OLDEST = timedelta(days=120 * 366)


@dataclass
class Read:
    """What a page has given: answers to keep, and what is wrong."""

    said: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_page(a: Answers, one: table.Ask, typed: Typed, label: Label) -> Read:
    """Return the answers of a page; `label` gives the words of a question for its problems."""
    found = Read()
    if one.id == "papers":
        _facts(a, typed, found)
    else:
        for name in one.names:
            _name(a, name, typed, label, found)
    return found


def _name(a: Answers, name: str, typed: Typed, label: Label, found: Read) -> None:
    if name == "permits":
        chosen = typed.get(name, ())
        found.said[name] = [one for one in choosing.permits(a) if one in chosen]
    elif name in ("expires", "event", "birth", "day"):
        _day(a, name, typed, label, found)
    else:
        _choice(a, name, typed, label, found)


def _choice(a: Answers, name: str, typed: Typed, label: Label, found: Read) -> None:
    said = next((one for one in typed.get(name, ()) if one), "")
    allowed = choosing.values(a, name)
    if name in MAY_BE_UNKNOWN:
        allowed = [*allowed, UNKNOWN]
    if _same(a, name, said):
        found.problems.append(Problem("filing.same-status", at=name))
    elif said in allowed:
        found.said[name] = said
    else:
        code = "not-a-choice" if said else "required-choice"
        found.problems.append(Problem(code, at=name, params={"label": label(name)}))


def _same(a: Answers, name: str, said: str) -> bool:
    """Say whether the status that is wanted is the one that is held: that is an extension."""
    if a.procedure != "change" or said in ("", UNKNOWN, DESIGNATED):
        return False
    return name in ("wanted", "wanted-as") and said == a.current


def _day(a: Answers, name: str, typed: Typed, label: Label, found: Read) -> None:
    if name in MAY_BE_UNKNOWN and UNKNOWN in typed.get(name, ()):
        found.said[name] = UNKNOWN
        return
    asked = Field(key=name, id=name, part="", label=label(name), type="date")
    boxes = {part: list(typed.get(f"{name}.{part}", ())) for part in ("era", "y", "m", "d")}
    answer = read(asked, boxes)
    params = {"label": label(name)}
    if not isinstance(answer.value, str):
        codes = [one.code for one in answer.problems] or ["date-incomplete"]
        found.problems.append(Problem(codes[0], at=name, params=params))
        return
    code = _odd(name, date.fromisoformat(answer.value), a.on)
    if code:
        found.problems.append(Problem(code, at=name, params=params))
    else:
        found.said[name] = answer.value


def _odd(name: str, day: date, on: date) -> str:
    """Return what is impossible about a day, or nothing."""
    if name in ("event", "birth"):
        if day > on:
            return "date-in-future"
        return "year-odd" if day < on - _OLDEST else ""
    if name == "expires" and day > on + _LONGEST:
        return "guide.stay-too-long"
    return "year-odd" if day < on - _OLDEST or day > on + _OLDEST else ""


def _facts(a: Answers, typed: Typed, found: Read) -> None:
    asked = table.asked_facts(a)
    shown = set(typed.get("shown", ())) or {one.id for one in asked}
    facts = {name: value for name, value in a.facts.items() if name not in shown}
    for one in asked:
        said = next((each for each in typed.get(f"fact.{one.id}", ()) if each), "")
        value = read_fact(one, said)
        if one.id in shown and value is not None:
            facts[one.id] = value
        elif one.id in shown and said != UNKNOWN and "skip" not in typed:
            at = f"fact.{one.id}"
            found.problems.append(Problem("required-choice", at=at, params={"label": one.question}))
    seen = a.said.get("papers")
    found.said["facts"] = facts
    found.said["papers"] = sorted({*(seen if isinstance(seen, list) else []), *shown})


def cleared(
    said: Mapping[str, Any],
    on: date,
    category: str,
    own: tuple[str, ...] = (),
    houses: tuple[House, ...] = (),
) -> dict[str, Any]:
    """Return answers without those that fit no longer since another one was changed."""
    kept = dict(said)
    for one in table.ASKED:
        for name in one.names:
            value = kept.get(name)
            if not isinstance(value, str) or value == UNKNOWN or name in _FREE:
                continue
            if not one.when(Answers(kept, on, category, own, houses)):
                continue
            if value not in choosing.values(Answers(kept, on, category, own, houses), name):
                del kept[name]
    return kept


_FREE = ("expires", "event", "birth", "day")

"""The facts of a proof in words: ids of the law by their official names, days with weekday."""

from base64 import b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from zairyu.certificates.queries import Verdict, country
from zairyu.law.dates import legal_day
from zairyu.law.procedures import procedure
from zairyu.law.statuses import held
from zairyu.words import say, say_day, say_span, say_yen

_PROPER = ("name", "name_own", "card_last4")  # no browser translates them


@dataclass(frozen=True)
class FactShape:
    """One fact without its value: the key of its label, and whether a browser may translate it."""

    label: str
    proper: bool = False


Fact = tuple[FactShape, object]

# In this order they stand on the page, whatever order they were asked for in.
_ORDER = (
    "name",
    "name_own",
    "birth",
    "birth_year",
    "sex",
    "nationality",
    "card_last4",
    "card_expires_on",
    "status",
    "allowed",
    "period",
    "expires_on",
    "procedure",
    "number",
    "office",
    "filed_on",
    "activity",
    "organisation",
    "conditions",
    "order_number",
    "amount_yen",
    "charge_yen",
    "paid_on",
)
_WORKING = frozenset({"works", "extra_activity"})  # said together, as what is allowed


def told_all(verdict: Verdict, names: Iterable[str], language: str) -> list[Fact]:
    """Return the named facts of a verdict in words, led by what kind of proof it is."""
    asked = set(names)
    if asked & _WORKING:
        asked.add("allowed")
    facts = [_told("kind", say(f"certificates.title.{verdict.kind}", language))]
    for name in _ORDER:
        if name == "allowed" and name in asked:
            facts.append(_allowed(verdict, language))
        elif name in asked and name in verdict.facts:
            facts.append(_fact(name, verdict, language))
    return facts


def _fact(name: str, verdict: Verdict, language: str) -> Fact:
    on = legal_day(verdict.checked_at)
    words = _WORDS.get(name)
    value = verdict.facts[name]
    if words is not None:
        return _told(name, words(value, on, language))
    if name.endswith("_yen"):
        return _told(name, say_yen(value, language))
    if name.endswith("_on"):
        return _told(name, say_day(date.fromisoformat(value), language))
    return _told(name, value)


def _told(name: str, value: object) -> Fact:
    return FactShape(f"ui.answer.fact.{name}", proper=name in _PROPER), value


def _card(printed: str, on: date, language: str) -> object:
    day = date.fromisoformat(printed)
    key = "passed" if day < on else "ahead"
    return say(f"ui.answer.card.{key}", language, day=say_day(day, language))


_WORDS: dict[str, Callable[[Any, date, str], object]] = {
    "birth": lambda value, _on, language: say_day(date.fromisoformat(value), language),
    "birth_year": lambda value, _on, language: say("ui.answer.year", language, year=value),
    "sex": lambda value, _on, language: say(f"certificates.sex.{value}", language),
    "status": lambda value, on, _language: held(value, on).name,
    "procedure": lambda value, on, _language: procedure(value, on).title,
    "nationality": lambda value, _on, _language: country(value),
    "period": lambda value, _on, language: say_span(value, language),
    "card_expires_on": _card,
}


def _allowed(verdict: Verdict, language: str) -> Fact:
    """Say what a person may do meanwhile; who works by status, works on."""
    work = may_work(verdict)
    parts = [
        "stay",
        *(["work"] if work == "work" else []),
        *(["extra"] if verdict.facts.get("extra_activity") else []),
    ]
    return _told("allowed", say(f"ui.answer.allowed.{'-'.join(parts)}", language))


def may_work(verdict: Verdict) -> str:
    """Say whether a person whose application is pending may work: work, extra or none."""
    status = verdict.facts.get("status")
    works = verdict.facts.get("works")
    if works is None and status:
        works = held(status, legal_day(verdict.checked_at)).work != "none"
    if works:
        return "work"
    return "extra" if verdict.facts.get("extra_activity") else "none"


def picture(photo: bytes) -> str:
    """Return the address of a photo that stands in the page itself: nobody else fetches it."""
    return f"data:image/jpeg;base64,{b64encode(photo).decode()}"

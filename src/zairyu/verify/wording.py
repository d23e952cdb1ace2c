"""A verdict in words: headline, until when, the facts, what the checker should do."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from zairyu.certificates.queries import Verdict, country
from zairyu.law.dates import legal_day
from zairyu.law.procedures import procedure
from zairyu.law.statuses import held
from zairyu.words import say, say_day, say_span, say_yen

# The icon of each answer: shape before colour.
ICONS = {"valid": "ok", "forged": "bad"}
STATES = ("valid", "pending", "ended", "revoked", "unknown", "forged")
_SAYABLE = ("valid", "pending")
_PROPER = ("name", "card_last4")  # no browser translates them


@dataclass(frozen=True)
class FactShape:
    """One fact without its value: the key of its label, and whether a browser may translate it."""

    label: str
    proper: bool = False


@dataclass(frozen=True)
class Shape:
    """What answers of one kind have in common; everything else fills holes."""

    language: str
    state: str  # which banner: its colour and shape
    icon: str
    headline: str
    until: str  # the key of the sentence, or empty
    does: tuple[str, ...]
    facts: tuple[FactShape, ...]
    coded: bool


@dataclass(frozen=True)
class Answer:
    """What the page shows of a verdict."""

    verdict: Verdict
    shape: Shape
    values: list[object]  # one for each fact of the shape
    until: date | None


Fact = tuple[FactShape, object]


def answer(verdict: Verdict, language: str, *, file: bool = False) -> Answer:
    """Return what a page says of a verdict."""
    state = verdict.state
    head = "receipt" if (state, verdict.kind) == ("pending", "receipt") else state
    until, day = _until(verdict)
    facts = _facts(verdict, language) if state in _SAYABLE else []
    shape = Shape(
        language,
        state=state,
        icon=ICONS.get(state, state),
        headline=f"verify.headline.{head}",
        until=until,
        does=tuple(_does(verdict, file=file)),
        facts=tuple(fact for fact, _ in facts),
        coded=bool(verdict.code),
    )
    return Answer(verdict, shape, [value for _, value in facts], day)


def _until(verdict: Verdict) -> tuple[str, date | None]:
    if verdict.state == "revoked":
        return "verify.until.revoked", verdict.ended_on
    if verdict.state not in _SAYABLE or verdict.kind == "receipt":
        return "", None
    if verdict.until is None:
        return "verify.until.none", None
    special = verdict.state == "pending" and verdict.facts.get("special_period", True)
    return f"verify.until.{'pending' if special else 'valid'}", verdict.until


def _does(verdict: Verdict, *, file: bool) -> list[str]:
    if verdict.state == "pending":
        if verdict.kind == "receipt":
            return ["verify.do.receipt"]
        if not verdict.facts.get("special_period", True):
            return ["verify.do.stay"]
        return ["verify.do.pending", "verify.do.pending-law"]
    if verdict.state == "valid" and verdict.until is None:
        return ["verify.do.valid-none"]
    suffix = "-file" if file and verdict.state == "unknown" else ""
    return [f"verify.do.{verdict.state}{suffix}"]


def _facts(verdict: Verdict, language: str) -> list[Fact]:
    on = legal_day(verdict.checked_at)
    told = verdict.facts
    kind = _told("kind", say(f"certificates.title.{verdict.kind}", language))
    facts = [kind, *(_fact(name, told[name], on, language) for name in _PLAIN if name in told)]
    if verdict.kind == "pending":
        facts.append(_allowed(told, on, language))
        facts.append(_card(told["card_expires_on"], on, language))
        facts.append(_told("photo", say("verify.photo.hidden", language)))
    return facts


_PLAIN = (
    "name",
    "birth_year",
    "card_last4",
    "nationality",
    "status",
    "procedure",
    "period",
    "activity",
    "conditions",
    "order_number",
    "amount_yen",
    "charge_yen",
    "paid_on",
)


def _fact(name: str, value: Any, on: date, language: str) -> Fact:
    """Return one fact in words: ids of the law by their official names."""
    worded = value
    if name == "birth_year":
        worded = say("verify.year", language, year=value)
    elif name == "status":
        worded = held(value, on).name
    elif name == "procedure":
        worded = procedure(value, on).title
    elif name == "nationality":
        worded = country(value)
    elif name == "period":
        worded = say_span(value, language)
    elif name.endswith("_yen"):
        worded = say_yen(value, language)
    elif name.endswith("_on"):
        worded = say_day(date.fromisoformat(value), language)
    return _told(name, worded)


def _told(name: str, value: object) -> Fact:
    return FactShape(f"verify.fact.{name}", proper=name in _PROPER), value


def _allowed(told: dict[str, Any], on: date, language: str) -> Fact:
    works = told.get("works", held(told["status"], on).work != "none")
    parts = [
        "stay",
        *(["work"] if works else []),
        *(["extra"] if told.get("extra_activity") else []),
    ]
    return _told("allowed", say(f"verify.allowed.{'-'.join(parts)}", language))


def _card(printed: str, on: date, language: str) -> Fact:
    day = date.fromisoformat(printed)
    key = "passed" if day < on else "ahead"
    said = say(f"verify.card.{key}", language, day=say_day(day, language))
    return _told("card_expires_on", said)

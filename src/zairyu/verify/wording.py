"""A verdict in words: headline, until when, the facts, what the checker should do."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zairyu.certificates.queries import Verdict, country
from zairyu.law.dates import legal_day
from zairyu.law.procedures import procedure
from zairyu.law.statuses import status
from zairyu.words import say, say_day, say_span, say_yen

# The icon of each answer: shape before colour.
ICONS = {"valid": "ok", "forged": "bad"}
_SAYABLE = ("valid", "pending")


@dataclass(frozen=True)
class Fact:
    """One fact: the key of its label, its words, and whether a browser may translate it."""

    label: str
    value: object
    proper: bool = False


@dataclass(frozen=True)
class Answer:
    """What the page shows of a verdict."""

    verdict: Verdict
    banner: str  # which banner: its colour and shape
    icon: str
    headline: str
    until: str
    until_day: date | None
    does: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)


def answer(verdict: Verdict, language: str, *, file: bool = False) -> Answer:
    """Return what a page says of a verdict."""
    state = verdict.state
    head = "receipt" if (state, verdict.kind) == ("pending", "receipt") else state
    until, day = _until(verdict)
    return Answer(
        verdict,
        banner=state,
        icon=ICONS.get(state, state),
        headline=f"verify.headline.{head}",
        until=until,
        until_day=day,
        does=_does(verdict, file=file),
        facts=_facts(verdict, language) if state in _SAYABLE else [],
    )


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
    kind = Fact("verify.fact.kind", say(f"certificates.title.{verdict.kind}", language))
    facts = [kind, *(_fact(name, told[name], on, language) for name in _PLAIN if name in told)]
    if verdict.kind == "pending":
        facts.append(_allowed(told, on, language))
        facts.append(_card(told["card_expires_on"], on, language))
        facts.append(Fact("verify.fact.photo", say("verify.photo.hidden", language)))
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
        worded = status(value, on).name
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
    return Fact(f"verify.fact.{name}", worded, proper=name in ("name", "card_last4"))


def _allowed(told: dict[str, Any], on: date, language: str) -> Fact:
    works = told.get("works", status(told["status"], on).work != "none")
    parts = [
        "stay",
        *(["work"] if works else []),
        *(["extra"] if told.get("extra_activity") else []),
    ]
    return Fact("verify.fact.allowed", say(f"verify.allowed.{'-'.join(parts)}", language))


def _card(printed: str, on: date, language: str) -> Fact:
    day = date.fromisoformat(printed)
    key = "passed" if day < on else "ahead"
    return Fact(
        "verify.fact.card_expires_on",
        say(f"verify.card.{key}", language, day=say_day(day, language)),
    )

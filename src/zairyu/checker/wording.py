"""What a verdict says to a person at a terminal, in Japanese or in English."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

from zairyu.law import read
from zairyu.law.dates import legal_day
from zairyu.law.procedures import procedure
from zairyu.law.statuses import held
from zairyu.proof.verdict import Verdict
from zairyu.questionnaire.codelists import by_value
from zairyu.words import pick, say_day, say_moment, say_span, say_yen
from zairyu.words.codes import grouped

LANGUAGES = ("ja", "en")
# The tables that a check needs; all texts of all rooms would take longer than the check.
_TABLES = (
    ("zairyu.checker", "texts/checker.yaml"),
    ("zairyu.ui", "texts/answers.yaml"),
    ("zairyu.certificates", "texts/titles.yaml"),
    ("zairyu.proof", "texts/pdf.yaml"),
)
_STEPS = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))


def say(key: str, language: str, /, **params: object) -> str:
    """Return a text of the command."""
    text = pick(_found(key) or {"ja": key}, language)
    return text.format_map(params) if params else text


def _found(key: str) -> Mapping[str, str] | None:
    for room, path in _TABLES:
        if key in (known := read.table(room, path)):
            text: Mapping[str, str] = known[key]
            return text
    return None


def lines(found: Verdict, language: str) -> list[str]:
    """Return what the command prints of a verdict: what is so first, how old the lists are last."""
    said = [say(f"checker.state.{found.state}", language), reason(found.reason, language), ""]
    if found.kind:
        said.append(f"  {title(found.kind, language)}")
    said += [f"  {label}: {value}" for label, value in facts(found, language)]
    if (kind := _holding(found)) and found.until is not None and kind != "receipt":
        key = f"ui.answer.until.{'pending' if kind == 'pending' else 'valid'}"
        said.append(f"  {say(key, language, day=say_day(found.until, language))}")
    if kind:
        said += ["", say(f"ui.answer.do.{kind}", language)]
    if found.form == "credential" and found.facts:
        said.append(f"  {say('checker.unbound', language)}")
    return [*said, *_around(found, language)]


def _holding(found: Verdict) -> str:
    """Return which words tell what to do with a proof that holds; none if it does not."""
    if found.exit:
        return ""
    if found.kind == "pending":
        return "pending" if found.facts.get("special_period", True) else "stay"
    if found.kind == "receipt":
        return "receipt"
    return "valid" if found.until else "valid-none"


def reason(name: str, language: str) -> str:
    """Return why, as a plain sentence."""
    of_document = name.startswith("pdf-")
    key = f"proof.pdf.{name.removeprefix('pdf-')}" if of_document else f"checker.reason.{name}"
    if (found := _found(key)) is not None:
        return pick(found, language)
    return say("checker.reason.other", language, reason=name)


def title(kind: str, language: str) -> str:
    """Return the name of a kind of proof."""
    return say(f"certificates.title.{kind}", language)


def facts(found: Verdict, language: str) -> list[tuple[str, str]]:
    """Return the facts of a proof in words, each with its label."""
    on = legal_day(found.checked_at)
    told = []
    for name, value in found.facts.items():
        label = _found(f"ui.answer.fact.{name}")
        if label is not None and not isinstance(value, bool):
            told.append((pick(label, language), _worded(name, value, on, language)))
    return told


def _worded(name: str, value: Any, on: date, language: str) -> str:
    if name.endswith("_yen"):
        return say_yen(value, language)
    if name.endswith(("_on", "birth")):
        return say_day(date.fromisoformat(value), language)
    if word := _WORDS.get(name):
        with suppress(LookupError, ValueError, AttributeError):  # a new id stands as it is
            value = word(value, on, language)
    return pick(value, language) if isinstance(value, Mapping) else str(value)


_WORDS: dict[str, Callable[[Any, date, str], Any]] = {
    "status": lambda value, on, _: held(value, on).name,
    "procedure": lambda value, on, _: procedure(value, on).title,
    "nationality": lambda value, _on, _: by_value("nationalities")[value].label,
    "period": lambda value, _on, language: say_span(value, language),
}


def _around(found: Verdict, language: str) -> list[str]:
    """Return code, instants and ages: what a record of the check needs."""
    said = [""]
    if found.code:
        said.append(say("checker.code", language, code=grouped(found.code)))
    if found.issued_at is not None:
        moment = say_moment(found.issued_at, language)
        said.append(say("checker.issued", language, moment=moment))
    said.append(say("checker.checked", language, moment=say_moment(found.checked_at, language)))
    said.append(_aged("list", found.listed_at, found.checked_at, language))
    if found.trusted_at is not None:
        said.append(_aged("trust", found.trusted_at, found.checked_at, language))
    return [*said, say("checker.nobody-asked", language)]


def _aged(what: str, since: datetime | None, at: datetime, language: str) -> str:
    if since is None:
        return say("checker.age.none", language)
    moment = say_moment(since, language)
    return say(f"checker.age.{what}", language, moment=moment, age=age(at - since, language))


def age(gone: timedelta, language: str) -> str:
    """Return how old something is, in its two largest units.

    >>> age(timedelta(days=1, hours=2, minutes=3), "en"), age(timedelta(seconds=40), "ja")
    ('1 d 2 h', '40秒')
    """
    left = max(0, int(gone.total_seconds()))
    parts: list[str] = []
    for unit, seconds in _STEPS:
        count, left = divmod(left, seconds)
        if count or (unit == "second" and not parts):
            parts.append(say(f"checker.age.{unit}", language, n=count))
    return " ".join(parts[:2])

"""All reasons of an answer: each rule that was asked, with article, source and steps."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from zairyu.filing.guide.answers import Answers
from zairyu.filing.guide.result import Result
from zairyu.law import why
from zairyu.law.problem import Refusal
from zairyu.law.tables import Text

# The page itself is the answer, and asks what was not known in words.
_NOT_FOR_READERS = ("law.why.answer", "law.why.not-given")


@dataclass(frozen=True)
class Because:
    """One question that was put to the law, by the name of the box it stands in."""

    about: str
    reasons: tuple[Text, ...]


def reasons(found: Result) -> list[Because]:
    """Return why the answer is what it is, box by box, as the rules themselves say it."""
    return [
        Because(about, told)
        for about, rule, inputs in _questions(found)
        if (told := _told(rule, inputs))
    ]


def _told(rule: str, inputs: dict[str, Any]) -> tuple[Text, ...]:
    known = {name: value for name, value in inputs.items() if value not in (None, "")}
    try:
        said = why.why({"rule": rule, "inputs": known})
    except Refusal:
        return ()
    if "error" in said.answer:
        return ()
    return tuple(one.text for one in said.reasons if one.key not in _NOT_FOR_READERS)


def _questions(found: Result) -> Iterator[tuple[str, str, dict[str, Any]]]:
    a = found.answers
    if not a.procedure or found.verdict.word in ("open", "later"):
        return
    yield "who", "may-file", _may_file(a)
    yield from _time(found)
    if found.verdict.may_begin:
        yield "form", "form-parts", _form(a)
        yield "papers", "required-documents", _papers(a)
        yield "fee", "fee", _fee(found)


def _may_file(a: Answers) -> dict[str, Any]:
    person = {
        name: value.isoformat() if name == "applicant_birth" else value
        for name, value in a.about_person.items()
    }
    wanted = a.wanted if a.procedure in ("coe", "change", "acquisition") else ""
    return {
        "category": a.category,
        "procedure": a.procedure,
        "filed": a.on.isoformat(),
        "current_status": a.current,
        "wanted_status": wanted,
        **person,
    }


def _time(found: Result) -> Iterator[tuple[str, str, dict[str, Any]]]:
    a = found.answers
    if a.event is not None:
        yield "when", "acquisition-30-60", {"event": a.event.isoformat()}
    if a.expires_on is None:
        return
    expiry = a.expires_on.isoformat()
    if a.procedure == "extension":
        period = a.period or "P1Y"
        yield "when", "extension-window", {"expiry": expiry, "current_period": period}
    yield "when", "online-last-day", {"expiry": expiry}
    yield (
        "special",
        "special-period",
        {
            "procedure": a.procedure,
            "period_granted": a.period or "P1Y",
            "expiry": expiry,
            "filed": min(a.on, a.expires_on).isoformat(),
            "decided": None,
        },
    )


def _form(a: Answers) -> dict[str, Any]:
    return {
        "procedure": a.procedure,
        "status": a.wanted,
        "channel": "online",
        "with": list(a.permits) or None,
        "activity": a.activity,
        "on": a.on.isoformat(),
    }


def _papers(a: Answers) -> dict[str, Any]:
    facts = dict(a.paper_facts)
    facts.pop("channel", None)
    category = facts.pop("organisation_category", None)
    return {
        "procedure": a.procedure,
        "status": a.wanted,
        "channel": "online",
        "organisation_category": int(category) if category else None,
        "facts": facts,
        "on": a.on.isoformat(),
    }


def _fee(found: Result) -> dict[str, Any]:
    step = max(found.money[0].steps, key=lambda one: one.total)
    return {
        "procedure": found.answers.procedure,
        "channel": "online",
        "received": found.answers.on.isoformat(),
        "granted_period": step.period,
    }

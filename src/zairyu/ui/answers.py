"""A verdict in words: headline, until when, the facts a purpose needs, what the checker should do.

The public counter shows it to whoever checks, and the holder's preview shows the same to the
holder: both draw `ui/parts/answer.html` from `shown`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.html import escape

from zairyu.certificates import queries
from zairyu.certificates.purposes import OTHER, PURPOSES, purpose, visible
from zairyu.certificates.queries import Verdict
from zairyu.ui.answer_facts import FactShape, may_work, picture, told_all
from zairyu.ui.wording import in_words, read_aloud
from zairyu.words import say
from zairyu.words.catalogue import catalogue
from zairyu.words.codes import grouped

# The icon of each answer: shape before colour.
ICONS = {"valid": "ok", "forged": "bad"}
STATES = ("valid", "pending", "ended", "revoked", "unknown", "forged")
SAYABLE = ("valid", "pending")  # of these alone the facts are told


@dataclass(frozen=True)
class Shape:
    """What answers of one kind have in common; everything else fills holes."""

    language: str
    state: str  # which banner: its colour and shape
    icon: str
    headline: str
    until: str  # the key of the sentence, or empty
    purpose: str  # for which checker; empty: not said
    why: str  # the key of why these facts, or empty
    does: tuple[str, ...]
    facts: tuple[FactShape, ...]
    coded: bool
    shared: bool  # the holder chose facts and purpose
    photo: bool
    watchable: bool


@dataclass(frozen=True)
class Answer:
    """What the page shows of a verdict."""

    verdict: Verdict
    shape: Shape
    values: list[object]  # one for each fact of the shape
    until: date | None


def answer(
    verdict: Verdict,
    language: str,
    wanted: str = "",
    *,
    file: bool = False,
    instead: tuple[str, ...] = (),
) -> Answer:
    """Return what a page says of a verdict to a checker with a purpose.

    A share brings its own purpose and facts. `file` says that a file was handed in,
    `instead` what to do in place of the usual, such as why it was refused.
    """
    state = verdict.state
    asked = verdict.purpose or (wanted if wanted in PURPOSES else "")
    until, day = _until(verdict)
    facts = _facts(verdict, asked, language) if state in SAYABLE else []
    shape = Shape(
        language,
        state=state,
        icon=ICONS.get(state, state),
        headline=f"ui.answer.headline.{_head(verdict)}",
        until=until,
        purpose=asked,
        why=_why(verdict, asked),
        does=instead or tuple(_does(verdict, asked, file=file)),
        facts=tuple(fact for fact, _ in facts),
        coded=bool(verdict.code),
        shared=verdict.shared,
        photo=bool(verdict.photo) and state in SAYABLE,
        watchable=verdict.watchable,
    )
    return Answer(verdict, shape, [value for _, value in facts], day)


def _head(verdict: Verdict) -> str:
    if verdict.share_over:
        return "share-over"
    if verdict.kind == queries.LETTER:
        return queries.LETTER
    receipt = (verdict.state, verdict.kind) == ("pending", "receipt")
    return "receipt" if receipt else verdict.state


def _until(verdict: Verdict) -> tuple[str, date | None]:
    if verdict.state == "revoked":
        return "ui.answer.until.revoked", verdict.ended_on
    if verdict.state not in SAYABLE or verdict.kind in ("receipt", queries.LETTER):
        return "", None
    if verdict.until is None:
        return "ui.answer.until.none", None
    special = verdict.state == "pending" and verdict.facts.get("special_period", True)
    return f"ui.answer.until.{'pending' if special else 'valid'}", verdict.until


def _why(verdict: Verdict, asked: str) -> str:
    if verdict.state not in SAYABLE or verdict.kind == queries.LETTER:
        return ""
    if verdict.shared:
        return "ui.answer.why.shared"
    return purpose(asked).why if asked else "ui.answer.why.unsaid"


def _facts(verdict: Verdict, asked: str, language: str) -> list[tuple[FactShape, object]]:
    if verdict.kind == queries.LETTER:
        return []
    if verdict.shared:
        return told_all(verdict, tuple(verdict.facts), language)
    return told_all(verdict, visible(verdict.kind, asked or OTHER), language)


def _does(verdict: Verdict, asked: str, *, file: bool) -> list[str]:
    """Return the keys of what the checker should do: for the purpose, else for everybody."""
    if verdict.share_over:
        return ["ui.answer.do.share-over"]
    if verdict.kind == queries.LETTER:
        return ["ui.answer.do.letter"]
    if verdict.reason:
        return [f"proof.pdf.{verdict.reason}", "ui.answer.do.forged"]
    if verdict.state not in SAYABLE:
        suffix = "-file" if file and verdict.state == "unknown" else ""
        own = _worded(f"ui.answer.for.{asked}.{verdict.state}")
        return own or [f"ui.answer.do.{verdict.state}{suffix}"]
    if asked and not verdict.shared and not visible(verdict.kind, asked):
        return ["ui.answer.do.not-for-this"]
    if verdict.kind == "pending" and not verdict.facts.get("special_period", True):
        return ["ui.answer.do.stay"]
    return _own(verdict, asked) + _law(verdict)


def _own(verdict: Verdict, asked: str) -> list[str]:
    subject = verdict.kind
    if (asked, subject) == ("employer", "pending"):
        subject = f"pending-{may_work(verdict)}"
    own = _worded(f"ui.answer.for.{asked}.{subject}")
    if own or verdict.kind == "receipt":
        return [*own, *(["ui.answer.do.receipt"] if verdict.kind == "receipt" else [])]
    if verdict.state == "valid" and verdict.until is None:
        return ["ui.answer.do.valid-none"]
    return [f"ui.answer.do.{verdict.state}"]


def _law(verdict: Verdict) -> list[str]:
    return ["ui.answer.do.pending-law"] if verdict.kind == "pending" else []


def _worded(key: str) -> list[str]:
    return [key] if key in catalogue() else []


def holes(given: Answer, language: str) -> dict[str, str]:
    """Return what fills the holes of an answer's page, as HTML."""
    verdict = given.verdict
    filled: dict[str, str] = {
        "moment": read_aloud(in_words(verdict.checked_at, language), language),
        "number": escape(verdict.number),
        "code": escape(grouped(verdict.code)),
    }
    if given.until is not None:
        filled["until"] = read_aloud(in_words(given.until, language), language)
    if given.shape.photo:
        filled["photo"] = picture(verdict.photo or b"")
    for place, value in enumerate(given.values):
        filled[f"fact-{place}"] = read_aloud(in_words(value, language), language)
    return filled


def readers(language: str) -> list[tuple[str, str]]:
    """Return each purpose that a checker may have, with its label, to choose from."""
    return [(one, say(purpose(one).label, language)) for one in PURPOSES]


def _offered(shape: Shape) -> list[tuple[str, str, bool]]:
    """Return id, label and whether it is chosen, of each purpose that a checker may say."""
    if shape.shared or not shape.coded or shape.state not in (*SAYABLE, "ended"):
        return []
    return [(one, purpose(one).label, one == shape.purpose) for one in PURPOSES]


def shown(shape: Shape, values: Mapping[str, str]) -> dict[str, object]:
    """Return what `ui/parts/answer.html` is drawn from; `values` are those of `holes`."""
    beside = "ja" if shape.language == "en" else "en"
    return {
        "shape": shape,
        "facts": [(fact, values[f"fact-{place}"]) for place, fact in enumerate(shape.facts)],
        "until": values.get("until", ""),
        "moment": values["moment"],
        "number": values["number"],
        "code": values["code"],
        "photo": values.get("photo", ""),
        "purpose": purpose(shape.purpose) if shape.purpose else None,
        "purposes": _offered(shape),
        "place": queries.counter(),
        "beside": beside,
        "beside_headline": say(shape.headline, beside),
    }


def preview(verdict: Verdict, language: str, wanted: str = "") -> dict[str, object]:
    """Return what the holder is shown of an answer: the same, with nothing to choose on it."""
    given = answer(verdict, language, wanted)
    return shown(given.shape, holes(given, language)) | {"purposes": []}

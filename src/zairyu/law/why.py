"""Why the law answers as it does: the rule, the day that decides, the rows, the steps in order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zairyu.law.categories import reason as reason_of_filing
from zairyu.law.rules import ask
from zairyu.law.saying import LANGUAGES, filled, in_words
from zairyu.law.tables import READ_ON, Row, Text, UnknownKey, data
from zairyu.law.trace import Note, traced
from zairyu.law.wording import name_of, same, texts, worded

_APART = ("value", "because", "law", "not_given", "source", "error", "message")


@dataclass(frozen=True)
class Reason:
    """One reason: a text of the catalogue under `key`, and what stands in its `{names}`.

    A page words it itself (days with weekday, readings above kanji); `text` is ready for reading.
    """

    key: str
    params: Mapping[str, object] = field(default_factory=dict)
    words: Text | None = None

    @property
    def template(self) -> Text:
        """The text with its names still open."""
        return self.words or texts()[self.key]

    @property
    def text(self) -> dict[str, str]:
        """The reason in every language."""
        return {one: filled(self.template, one, **self.params) for one in LANGUAGES}

    def __getitem__(self, language: str) -> str:
        """Return the reason in one language."""
        return filled(self.template, language, **self.params)


@dataclass(frozen=True)
class Why:
    """An answer with its rule, and its reasons in groups, each in order."""

    rule: str
    answer: Mapping[str, Any]
    heading: list[Reason]
    basis: list[Reason]
    rows: list[Reason]
    steps: list[Reason]
    open: list[Reason]

    @property
    def groups(self) -> list[list[Reason]]:
        """The reasons in groups, those that are not empty, in the order in which they are read."""
        found = [[*self.heading, *self.basis], self.rows, self.steps, self.open]
        return [group for group in found if group]

    @property
    def reasons(self) -> list[Reason]:
        """All reasons in the order in which they are read."""
        return [told for group in self.groups for told in group]


def _confidence(word: object) -> Text:
    return worded(f"law.confidence.{word}") if word in ("high", "medium", "low") else {"ja": "–"}


def _stated(row: Row) -> dict[str, object]:
    return {"source": row["source"], "confidence": _confidence(row.get("confidence"))}


def _heading(rule: Row) -> Iterator[Reason]:
    title = {**rule["title"], "ja-x-easy": rule["title"].get("ja-x-easy") or rule["title"]["en"]}
    yield Reason("law.why.rule", {"title": title, "law": rule["law"]})
    yield Reason("law.why.source", _stated(rule))
    if rule.get("own_design"):
        yield Reason("law.why.own-design")
    if rule.get("ours") is False:
        yield Reason("law.why.not-ours")
        if "in_this_house" in rule:
            yield Reason("law.why.in-this-house", words=rule["in_this_house"])


def _basis(rule: Row, inputs: Mapping[str, Any]) -> Iterator[Reason]:
    named = rule.get("basis") or ()
    for key in [named] if isinstance(named, str) else named:
        day = inputs.get(key) or (READ_ON if key == "on" else None)
        if day is not None:
            called = texts().get(f"law.key.{key}") or same(key)
            yield Reason("law.why.basis", {"key": called, "day": _day(day)})


def _day(value: Any) -> Any:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return value


def _row(note: Note) -> Reason | None:
    row = note.row or {}
    if "since" not in row or "source" not in row:
        return None  # a part of an entry that states both
    params = {"what": name_of(note.what), "since": row["since"], **_stated(row)}
    if "value" in row:
        return Reason("law.why.value", {**params, "value": row["value"]})
    return Reason("law.why.row", params)


def _rows(notes: list[Note]) -> list[Reason]:
    found: list[Reason] = []
    for note in notes:
        told = _row(note) if note.row is not None and not note.other else None
        if told is not None and told not in found:
            found.append(told)
    return found


def _because(code: str) -> Reason:
    key = f"law.because.{code}"
    if key in texts():
        return Reason(key)
    try:
        return Reason(key, words=reason_of_filing(code))
    except UnknownKey:
        return Reason(key, words=dict.fromkeys(LANGUAGES, code))


def _steps(notes: list[Note], answer: Mapping[str, Any]) -> list[Reason]:
    found: list[Reason] = []
    for note in notes:
        if note.row is None and not note.other:
            told = Reason(f"law.why.{note.code}", note.params)
            if told not in found:
                found.append(told)
    return found + [_because(code) for code in answer.get("because", ())]


def _open(rule: Row, answer: Mapping[str, Any]) -> Iterator[Reason]:
    if answer.get("not_given"):
        yield Reason("law.why.not-given", {"keys": list(answer["not_given"])})
    for key, value in answer.items():
        if key.startswith("alternative"):
            said = {"value": _day(value), "key": key}
            yield Reason("law.why.alternative", said)
            if "convention_confidence" in rule:
                sure = _confidence(rule["convention_confidence"])
                yield Reason("law.why.convention", {"confidence": sure})


def _said(answer: Mapping[str, Any]) -> dict[str, object]:
    shown = {key: _day(value) for key, value in answer.items() if key not in _APART}
    if "value" in answer:
        shown = {"value": _day(answer["value"]), **shown}
    return {
        "answer": {
            one: ", ".join(f"{key} {in_words(value, one)}" for key, value in shown.items())
            for one in LANGUAGES
        }
    }


def why(question: Any) -> Why:
    """Return the answer to a question in the form of `ask`, with all its reasons.

    >>> found = why({"rule": "coe-validity", "inputs": {"issued": "2026-10-12"}})
    >>> found.steps[0]["en"]
    'Counted from 13 October 2026 (the day after 12 October 2026), 3 months end on 12 January 2027.'
    """
    with traced() as notes:
        answer = ask(question)
    rule = question.get("rule") if isinstance(question, Mapping) else None
    row = data("rules").get(rule) if isinstance(rule, str) else None
    if row is None:
        told = Reason("law.why.cannot", {"message": answer.get("message", "")})
        return Why(str(rule), answer, [], [], [], [], [told])
    inputs = {"on": question.get("on"), **(question.get("inputs") or {})}
    left = list(_open(row, answer))
    if "error" in answer:
        left.append(Reason("law.why.cannot", {"message": answer["message"]}))
    else:
        left.append(Reason("law.why.answer", _said(answer)))
    return Why(
        rule=str(rule),
        answer=answer,
        heading=list(_heading(row)),
        basis=list(_basis(row, inputs)),
        rows=_rows(notes),
        steps=_steps(notes, answer),
        open=left,
    )


def reasons(question: Any) -> list[Reason]:
    """Return all reasons of an answer in order, each a text in every language.

    >>> asked = {"rule": "return-documents-14-days", "inputs": {"result_mail": "2026-05-07"}}
    >>> for told in reasons(asked):
    ...     print(told["en"].partition(" (")[0].partition(". Conf")[0])
    Rule: Documents to be sent within 14 days of the result e-mail
    Source: https://maharihack.xyz/receive-zairyucard-en/
    The day that decides: 7 May 2026
    Days for sending papers after the result mail: 14
    Counted from the day after 7 May 2026, 14 days end on 21 May 2026
    It is due within fourteen days.
    Answer: value 21 May 2026
    """
    return why(question).reasons

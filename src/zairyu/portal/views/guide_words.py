"""The words of the guide's questions: labels, hints and choices, by the name of the question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from zairyu.filing.guide import choosing
from zairyu.filing.guide.answers import UNKNOWN, Answers
from zairyu.filing.guide.reading import MAY_BE_UNKNOWN
from zairyu.law import activities, categories, offices, procedures, statuses
from zairyu.law.problem import Problem, Refusal
from zairyu.law.procedures import PERMITS
from zairyu.words import LANGUAGES, Text, say_span
from zairyu.words.catalogue import catalogue


@dataclass(frozen=True)
class Choice:
    """One answer that can be chosen, with a line that explains it."""

    value: str
    words: Text
    hint: Text | None = None


@dataclass(frozen=True)
class ChoiceGroup:
    """Choices under a heading; a heading alone is closed until it is opened."""

    title: Text | None
    choices: tuple[Choice, ...]
    opened: bool


@dataclass
class Box:
    """One question as a page draws it: radio, groups (with a search), select, day, checks."""

    name: str
    kind: str
    label: Text
    hint: Text | None = None
    choices: Sequence[Choice] = ()
    groups: Sequence[ChoiceGroup] = ()
    value: str = ""
    values: Sequence[str] = ()
    typed: dict[str, str] = field(default_factory=dict)
    unknown: Text | None = None
    sought: str = ""
    problems: Sequence[Problem] = ()


KINDS = {
    "held": "groups", "held-as": "groups", "wanted": "groups", "wanted-as": "groups",
    "where": "select", "permits": "checks", "expires": "day", "event": "day", "birth": "day",
    "day": "day",
}  # fmt: skip


def worded(kind: str, name: str, a: Answers) -> Text | None:
    """Return the words of a question, those for the procedure that was chosen first."""
    for asked in (f"{name}.{a.procedure or a.neighbour}", name):
        found = catalogue().get(f"portal.guide.{kind}.{asked}")
        if found:
            return found
    return None


def label(a: Answers, name: str) -> Text:
    """Return the question in words."""
    return worded("q", name, a) or {"ja": name}


def box(a: Answers, name: str, sought: str = "") -> Box:
    """Return a question ready to be drawn, with what was answered before."""
    kind = KINDS.get(name, "radio")
    found = Box(name, kind, label(a, name), worded("hint", name, a), value=a.get(name))
    if name in MAY_BE_UNKNOWN:
        found.unknown = worded("unknown", name, a) or catalogue()["portal.guide.unknown"]
    if kind == "day":
        found.typed = _boxes(a.get(name))
    elif kind == "groups":
        found.groups, found.sought = _groups(a, name, sought), sought
    else:
        found.choices = [_choice(a, name, value) for value in choosing.values(a, name)]
        found.values = a.permits
    return found


def _boxes(day: str) -> dict[str, str]:
    parts = day.split("-")
    return dict(zip("ymd", parts, strict=True)) if len(parts) == 3 else {}


def _choice(a: Answers, name: str, value: str) -> Choice:
    words, hint = _words_of(a, name, value)
    return Choice(value, words, hint)


def _words_of(a: Answers, name: str, value: str) -> tuple[Text, Text | None]:
    if name in ("other", "permits"):
        return _procedure(a, value)
    if name == "who":
        found = categories.category(value)
        return found.name, found.who
    if name == "where":
        return next(one.name for one in offices.prefectures() if one.id == value), None
    if name in ("house", "host"):
        return _named(a, name, value), None
    if name == "delivery":
        return procedures.delivery_text(value), worded("delivery-hint", value, a)
    if name == "period":
        return span(value), None
    if name == "activity":
        return dict(choosing.activities(a))[value], None
    texts = catalogue()
    return texts[f"portal.guide.{name}.{value}"], texts.get(f"portal.guide.{name}-hint.{value}")


def _named(a: Answers, name: str, value: str) -> Text:
    """Return the name of an organisation: the same in every language."""
    hosts = a.house.hosts if a.house else ()
    rows = dict(hosts) if name == "host" else {one.key: one.name for one in a.houses_meant}
    return dict.fromkeys(LANGUAGES, rows.get(value, ""))


def _procedure(a: Answers, value: str) -> tuple[Text, Text]:
    if value in PERMITS:
        permit = procedures.procedure(value, a.on)
        return permit.title, permit.what
    found = procedures.neighbour(value, a.on)
    return found.title, found.what


def span(period: str) -> Text:
    """Return a period in every language."""
    return {language: say_span(period, language) for language in LANGUAGES}


def _groups(a: Answers, name: str, sought: str) -> list[ChoiceGroup]:
    if name.endswith("-as"):
        return _activities(a, name, sought)
    offered = [one for one in choosing.offered(a, name) if choosing.found(one.name, sought)]
    chosen, known = a.get(name), {one.id for one in choosing.offered(a, "held")}
    groups = []
    for group in choosing.groups(offered):
        choices = tuple(
            Choice(one.id, one.name, _about(one, one.id in known)) for one in group.statuses
        )
        opened = bool(sought) or any(one.value == chosen for one in choices)
        groups.append(ChoiceGroup(catalogue()[f"portal.guide.group.{group.id}"], choices, opened))
    return groups


def _about(one: Any, begun: bool) -> Text | None:
    what: Text | None = getattr(one, "what", None)
    return what if begun else catalogue()["portal.guide.not-begun"]


def _activities(a: Answers, name: str, sought: str) -> list[ChoiceGroup]:
    wanted = {one.id for one in activities.find_activities(sought, a.on)}
    groups = []
    for group in activities.activity_groups(a.on):
        choices = tuple(
            Choice(one.id, one.label, one.what) for one in group.activities if one.id in wanted
        )
        opened = bool(sought) or any(one.value == a.get(name) for one in choices)
        if choices:
            groups.append(ChoiceGroup(group.title, choices, opened))
    return groups


def said_in_words(a: Answers, name: str) -> object:
    """Return an answer as the page of the result repeats it."""
    value = a.get(name)
    if name in ("expires", "event", "birth", "day"):
        return a.day(name) or catalogue()["portal.guide.not-known"]
    if value == UNKNOWN:
        return catalogue()["portal.guide.not-known"]
    if name in ("held", "wanted"):
        return next((one.name for one in choosing.offered(a, name) if one.id == value), "")
    if name in ("held-as", "wanted-as"):
        return next((one.name for one in activities.activities(a.on) if one.id == value), "")
    return _words_of(a, name, value)[0]


def status_named(a: Answers) -> statuses.Status | None:
    """Return the status the answer is about, where one was named: ended or coming ones as well."""
    try:
        return statuses.held(a.wanted, a.on)
    except Refusal:
        return next((one for one in choosing.coming(a.on) if one.id == a.wanted), None)


_ARTICLE = re.compile(r"(\d+)((?:-\d+)*)(?:\((\d+)\))?")


def articles(law: str) -> Text:
    """Return articles of the Act as each language writes them.

    >>> articles("Act Art. 22-2(4)")["ja"], articles("Act Arts. 19-7, 19-8")["ja"]
    ('入管法第22条の2第4項', '入管法第19条の7、第19条の8')
    """
    named = [found.groups() for found in _ARTICLE.finditer(law)]
    if not law.startswith("Act Art") or not named:
        return {language: law for language in LANGUAGES}
    plain = [_article(*one, "第{}条", "の{}", "第{}項") for one in named]
    read = [
        _article(*one, "第（だい）{}条（じょう）", "の {}", "第（だい）{}項（こう）")
        for one in named
    ]
    return {
        "ja": "入管法" + "、".join(plain),
        "en": law.replace("Act Art", "Immigration Control Act, art").replace(". ", ". ", 1),
        "ja-x-easy": "入管法（にゅうかんほう） " + "、".join(read),
    }


def _article(number: str, branch: str, part: str, *words: str) -> str:
    whole = words[0].format(number)
    whole += "".join(words[1].format(one) for one in branch.split("-") if one)
    return whole + (words[2].format(part) if part else "")

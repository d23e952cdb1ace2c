"""Which papers a case needs: the sets that match, their papers in order, and what was not known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zairyu.law.forms import lists_of
from zairyu.law.tables import READ_ON, NotInForce, Row, UnknownKey, as_of, data, entry, in_force
from zairyu.law.trace import note_row

CATEGORY = "organisation_category"
PAPER = "paper"


@dataclass(frozen=True)
class Question:
    """What a case is about: procedure, status, channel, category of the organisation, facts."""

    procedure: str
    status: str
    channel: str = "online"
    organisation_category: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    on: date = READ_ON


@dataclass
class Needed:
    """The matching sets, the papers in order, the choices of one, those on request."""

    sets: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    one_of: dict[str, list[str]] = field(default_factory=dict)
    on_request: list[str] = field(default_factory=list)
    not_given: list[str] = field(default_factory=list)


def _matches(value: Any, wanted: Any) -> bool:
    return value in wanted if isinstance(wanted, list) else bool(value == wanted)


class _Facts:
    """The facts of a question; remembers which were wanted and not given."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.missing: list[str] = []

    def hold(self, when: Mapping[str, Any]) -> bool:
        """Say whether all entries match; a fact not given does not."""
        facts = self.question.facts
        if any(key in facts and not _matches(facts[key], when[key]) for key in when):
            return False
        missing = [key for key in when if key not in facts]
        self.missing += [key for key in missing if key not in self.missing]
        return not missing

    def in_category(self, categories: list[int]) -> bool:
        """Say whether the category of the organisation is one of these."""
        category = self.question.organisation_category
        if category is None and CATEGORY not in self.missing:
            self.missing.append(CATEGORY)
        return category in categories


def _known(question: Question) -> None:
    entry(data("procedures")["procedures"], question.procedure, "procedure")
    statuses = data("statuses")
    known = {**statuses["statuses"], **statuses["designated_activities"]}
    if question.on < entry(known, question.status, "status")["since"]:
        raise NotInForce(question.status, question.on)
    unknown = question.facts.keys() - data("facts")["facts"].keys()
    if unknown:
        raise UnknownKey("fact", sorted(unknown)[0], data("facts")["facts"])


def _in_play(question: Question) -> Iterator[tuple[str, Row]]:
    status = lists_of(question.status, question.on)
    found = [
        (key, row)
        for key, row in data("sets")["sets"].items()
        if question.procedure in row["procedures"] and status in row["statuses"]
    ]
    holding = [(key, as_of(row, question.on)) for key, row in found if in_force(row, question.on)]
    if found and not holding:
        raise NotInForce(f"papers of {question.procedure} for {status}", question.on)
    yield from holding


def _underlying(row: Row, facts: _Facts) -> str | None:
    if "underlying" not in row:
        return None
    fact = row["underlying"]["fact"]
    if fact not in facts.question.facts:
        facts.hold({fact: None})
        return None
    sets: Mapping[str, str] = row["underlying"]["sets"]
    return sets.get(facts.question.facts[fact])


def _own_items(row: Row, on: date) -> Iterator[Row]:
    """Yield the papers of the bases of a set and its own, those that are asked on a day."""
    bases = [as_of(data("sets")["bases"][base], on) for base in row.get("bases", [])]
    for each in (*bases, row):
        yield from (item for item in each["papers"] if in_force(item, on))


def _items(row: Row, facts: _Facts) -> Iterator[Row]:
    on = facts.question.on
    yield from _own_items(row, on)
    underlying = _underlying(row, facts)
    if underlying:
        yield from _items(as_of(data("sets")["sets"][underlying], on), facts)


def _asked(item: Row, facts: _Facts) -> bool:
    question = facts.question
    if item.get("channel", question.channel) != question.channel:
        return False
    if "categories" in item and not facts.in_category(item["categories"]):
        return False
    return facts.hold(item.get("when", {}))


def _add(paper: str, papers: list[str]) -> None:
    if paper not in papers:
        papers.append(paper)


def _settle(needed: Needed) -> None:
    """A group of one is plainly required; a group with a paper that is required anyway is met."""
    for group, papers in list(needed.one_of.items()):
        if any(paper in needed.documents for paper in papers):
            del needed.one_of[group]
        elif len(papers) == 1:
            needed.documents.append(papers[0])
            del needed.one_of[group]


def needed(question: Question) -> Needed:
    """Return what a case needs, with the names of the papers in the order of the sets.

    Law: lists of papers per status (提出書類一覧), ICRRA Enforcement Regulations art. 6-2, 20, 21.

    >>> case = Question("work-qualification-certificate", "engineer-humanities-international",
    ...                 facts={"employer_changed": False, "has_passport": True})
    >>> needed(case).documents
    ['application-form']
    """
    _known(question)
    facts, found = _Facts(question), Needed()
    for key, row in _in_play(question):
        if not facts.hold(row.get("when", {})):
            continue
        found.sets.append(key)
        note_row("entry", f"set {key}", row, question.on)
        for item in _items(row, facts):
            if not _asked(item, facts):
                continue
            if item.get("need") == "on-request":
                _add(item[PAPER], found.on_request)
            elif "one_of" in item:
                _add(item[PAPER], found.one_of.setdefault(item["one_of"], []))
            else:
                _add(item[PAPER], found.documents)
    _settle(found)
    found.not_given = facts.missing
    return found


def facts_in_play(question: Question) -> list[str]:
    """Return the facts on which the papers of a procedure and a status depend, in order."""
    found: list[str] = []
    for _, row in _in_play(question):
        rows = [row]
        underlying = row.get("underlying", {})
        if underlying:
            _add(underlying["fact"], found)
            named = [data("sets")["sets"][name] for name in underlying["sets"].values()]
            rows += [as_of(each, question.on) for each in named]
        for each in rows:
            _gather(each, question, found)
    return found


def _gather(row: Row, question: Question, found: list[str]) -> None:
    for fact in row.get("when", {}):
        _add(fact, found)
    for item in _own_items(row, question.on):
        if item.get("channel", question.channel) != question.channel:
            continue
        if "categories" in item:
            _add(CATEGORY, found)
        for fact in item.get("when", {}):
            _add(fact, found)

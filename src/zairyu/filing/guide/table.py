"""The questions of the guide in their order, and which of them still change the answer."""

from collections.abc import Callable
from dataclasses import dataclass

from zairyu.filing.guide import choosing, verdict
from zairyu.filing.guide.answers import (
    CHILD,
    DESIGNATED,
    OF_A_STAY,
    OTHER,
    TRAINING,
    UNKNOWN,
    Answers,
)
from zairyu.law import papers
from zairyu.law.problem import Refusal
from zairyu.law.procedures import PERMITS, neighbour


@dataclass(frozen=True)
class Ask:
    """One page of the guide: the names it asks for, and whether it is asked at all.

    `late` questions are asked only while the answer is not a plain no.
    """

    id: str
    names: tuple[str, ...]
    when: Callable[[Answers], bool]
    late: bool = False


def _dated_neighbour(a: Answers) -> bool:
    if not a.neighbour or a.neighbour in PERMITS:
        return False
    try:
        return neighbour(a.neighbour, a.on).rule is not None
    except Refusal:
        return False


def _relative(a: Answers) -> bool:
    return a.category == "relative" and a.procedure in (*OF_A_STAY, "acquisition")


def _birth(a: Answers) -> bool:
    born = a.procedure == "acquisition" and a.get("born") == "birth"
    return _relative(a) and not born


def _unable(a: Answers) -> bool:
    return _relative(a) and not (a.age is not None and a.age < CHILD)


def _role(a: Answers) -> bool:
    asked = {a.current, a.wanted}
    trained = any(one.startswith("technical-intern") and one.endswith("ro") for one in asked)
    known = a.house is not None and a.house.part in TRAINING
    return a.category == "organisation-staff" and trained and not known


def _host(a: Answers) -> bool:
    return a.house is not None and a.house.asks_host and bool(a.house.hosts)


def _papers(a: Answers) -> bool:
    return bool(a.wanted) and bool(asked_facts(a))


def _stay(a: Answers) -> bool:
    return a.procedure in OF_A_STAY and a.current not in ("", UNKNOWN) and not a.endless


def _where(a: Answers) -> bool:
    """Say whether an office has to be found: a municipality and a system are not asked for."""
    if not a.neighbour or a.neighbour in PERMITS:
        return bool(a.procedure or a.neighbour)
    try:
        return neighbour(a.neighbour, a.on).place.startswith("bureau")
    except Refusal:
        return False


def _held(a: Answers) -> bool:
    return a.procedure in ("change", "extension", "work-qualification-certificate")


def _wanted(a: Answers) -> bool:
    return a.procedure in ("coe", "change", "acquisition")


ASKED = (
    Ask("what", ("what",), lambda _: True),
    Ask("other", ("other",), lambda a: a.get("what") == OTHER),
    Ask("day", ("day",), _dated_neighbour),
    Ask("who", ("who",), lambda a: bool(a.procedure) and not a.known_category),
    Ask("house", ("house",), lambda a: len(a.houses_meant) > 1),
    Ask("host", ("host",), _host),
    Ask("held", ("held",), _held),
    Ask("held-as", ("held-as",), lambda a: _held(a) and a.get("held") == DESIGNATED),
    Ask("wanted", ("wanted",), _wanted, late=True),
    Ask("wanted-as", ("wanted-as",), lambda a: _wanted(a) and a.get("wanted") == DESIGNATED),
    Ask("activity", ("activity",), lambda a: bool(choosing.activities(a)), late=True),
    Ask("stay", ("expires", "period"), _stay),
    Ask("event", ("born", "event"), lambda a: a.procedure == "acquisition"),
    Ask("birth", ("birth",), _birth, late=True),
    Ask("unable", ("unable",), _unable, late=True),
    Ask("role", ("role",), _role, late=True),
    Ask("where", ("where",), _where),
    Ask("permits", ("permits",), lambda a: bool(choosing.permits(a)), late=True),
    Ask("papers", ("papers",), _papers, late=True),
    Ask("delivery", ("delivery",), lambda a: bool(a.procedure), late=True),
)
BY_ID = {one.id: one for one in ASKED}


def asked_facts(a: Answers) -> list[papers.FactAsked]:
    """Return the questions whose answers still decide which papers are asked, and those answered.

    What other pages of the guide ask is not among them.
    """
    if not a.procedure or a.wanted in ("", UNKNOWN):
        return []
    found: dict[str, papers.FactAsked] = {}
    for procedure in (a.procedure, *a.permits):
        try:
            open_ = papers.facts_open(procedure, a.wanted, a.category, a.paper_facts, on=a.on)
            every = papers.facts_asked(procedure, a.wanted, on=a.on)
        except Refusal:
            continue
        wanted = {one.id for one in open_} | a.facts.keys()
        found |= {one.id: one for one in every if one.id in wanted and one.id not in found}
    return list(found.values())


def asked(a: Answers) -> list[Ask]:
    """Return the questions that matter, in their order; a plain no leaves out what it settles."""
    settled = verdict.settled(a)
    return [one for one in ASKED if one.when(a) and not (settled and one.late)]


def open_question(a: Answers) -> Ask | None:
    """Return the first question that is not answered yet, or nothing: the answer is there."""
    return next((one for one in asked(a) if not answered(a, one)), None)


def answered(a: Answers, one: Ask) -> bool:
    """Say whether a question is answered; of papers, every fact that matters was at least seen."""
    if one.id == "papers":
        seen = a.said.get("papers")
        seen = seen if isinstance(seen, list) else []
        return all(fact.id in seen for fact in asked_facts(a))
    return a.has(one.names)


def before(a: Answers, id_: str) -> Ask | None:
    """Return the question before one, for the way back."""
    ids = [one.id for one in asked(a)]
    place = ids.index(id_) if id_ in ids else len(ids)
    return asked(a)[place - 1] if place > 0 else None

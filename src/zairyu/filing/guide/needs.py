"""What an application needs: its form, its papers, a photo."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from zairyu.filing.forms import who_files
from zairyu.filing.guide.answers import Answers
from zairyu.law import papers
from zairyu.law.papers import FactAsked, PaperAsked
from zairyu.law.problem import Refusal
from zairyu.law.tables import Text
from zairyu.questionnaire.form import asked_now, form

FROM_OTHERS = ("organisation", "school", "applicant-and-organisation")


@dataclass(frozen=True)
class Sheet:
    """The form: its parts by name, and how many questions it has when it is opened."""

    legal_form: str
    parts: tuple[Text, ...]
    questions: int
    unconfirmed: bool


@dataclass(frozen=True)
class Choice:
    """Papers of which one is enough; a single paper is a choice of one."""

    papers: tuple[PaperAsked, ...]

    @property
    def several(self) -> bool:
        """Whether there is a choice at all."""
        return len(self.papers) > 1


@dataclass(frozen=True)
class Papers:
    """The papers to send, those that may be asked later, and what is not known."""

    own: tuple[Choice, ...]
    from_others: tuple[Choice, ...]
    later: tuple[PaperAsked, ...]
    open: tuple[FactAsked, ...]

    @property
    def number(self) -> int:
        """How many papers are to be sent."""
        return len(self.own) + len(self.from_others)

    @property
    def ids(self) -> tuple[str, ...]:
        """The papers by id, for comparing two days."""
        return tuple(one.id for group in (*self.own, *self.from_others) for one in group.papers)


def sheet(a: Answers, on: date) -> Sheet | None:
    """Return the form of the application, or nothing where there is none here."""
    try:
        found = form(a.procedure, a.wanted, a.permits, on, a.activity)
    except (Refusal, LookupError):
        return None
    asked = asked_now(found, {}, _context(a, on))
    number = sum(field.asked == "page" for field in asked.values())
    legal = next((part.legal_form for part in found.parts if part.legal_form), "")
    return Sheet(legal, tuple(part.title for part in found.parts), number, not found.confirmed)


def _context(a: Answers, on: date) -> dict[str, Any]:
    return {
        "procedure": a.procedure,
        "status": a.wanted,
        "activity": a.activity,
        "current_status": a.current,
        "permits": a.permits,
        "channel": "online",
        "on": on,
        **who_files(a.category),
    }


def needed(a: Answers, on: date) -> Papers:
    """Return the papers of the application and of the permits beside it."""
    found: dict[str, PaperAsked] = {}
    open_: dict[str, FactAsked] = {}
    for procedure in (a.procedure, *a.permits):
        try:
            asked = papers.required_papers(
                procedure, a.wanted, a.category, a.paper_facts, "online", on
            )
            facts = papers.facts_open(procedure, a.wanted, a.category, a.paper_facts, "online", on)
        except Refusal:
            continue
        for one in asked:
            if one.id not in found or (one.required and not found[one.id].required):
                found[one.id] = one
        open_ |= {one.id: one for one in facts}
    choices = _choices([one for one in found.values() if one.required])
    return Papers(
        tuple(one for one in choices if not _of_others(one)),
        tuple(one for one in choices if _of_others(one)),
        tuple(one for one in found.values() if not one.required),
        tuple(open_.values()),
    )


def _choices(asked: list[PaperAsked]) -> list[Choice]:
    groups: dict[str, list[PaperAsked]] = {}
    for one in asked:
        groups.setdefault(one.one_of or f"only {one.id}", []).append(one)
    return [Choice(tuple(group)) for group in groups.values()]


def _of_others(choice: Choice) -> bool:
    return all(one.issued_by in FROM_OTHERS for one in choice.papers)

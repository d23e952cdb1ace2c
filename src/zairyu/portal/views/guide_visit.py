"""One visit to the guide: what was answered, kept in the session; who is signed in, if anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from zairyu.filing import kept_guides
from zairyu.filing.for_whom import House, houses_of
from zairyu.filing.guide import reading, table
from zairyu.filing.guide.answers import Answers
from zairyu.law import procedures
from zairyu.law.dates import legal_day
from zairyu.law.procedures import Procedure
from zairyu.people import queries, standing
from zairyu.ui.clock import now

if TYPE_CHECKING:
    from zairyu.people.models import Person

_SAID, _KEPT = "guide", "guide_kept"


@dataclass(frozen=True)
class Visit:
    """The answers of a visitor on a day. Who may file is asked nothing about who they are."""

    request: HttpRequest
    at: datetime
    person: "Person | None"

    @property
    def on(self) -> date:
        """The day for which the law is asked."""
        return legal_day(self.at)

    @property
    def own(self) -> tuple[str, ...]:
        """As what the visitor may file today: each category once."""
        held = standing.capacities(self.person, self.on) if self.person else []
        return tuple(dict.fromkeys(one.category for one in held))

    @cached_property
    def houses(self) -> tuple[House, ...]:
        """The organisations that the visitor may file for today."""
        return houses_of(self.person, self.on) if self.person else ()

    @property
    def category(self) -> str:
        """As what the visitor files, where that needs no asking."""
        return self.own[0] if len(self.own) == 1 else ""

    @property
    def said(self) -> dict[str, Any]:
        """What was said so far."""
        found = self.request.session.get(_SAID)
        return dict(found) if isinstance(found, dict) else {}

    @property
    def answers(self) -> Answers:
        """What was said, with what is known of the visitor."""
        return Answers(self.said, self.on, self.category, self.own, self.houses)

    @property
    def kept(self) -> str:
        """The key under which these answers were kept, or nothing."""
        return str(self.request.session.get(_KEPT, ""))

    def say(self, said: Mapping[str, Any]) -> Answers:
        """Remember answers; those that fit no longer go. What was kept before is not these."""
        fitting = reading.cleared(said, self.on, self.category, self.own, self.houses)
        if fitting != self.said:
            self.request.session[_SAID] = fitting
            self.request.session.pop(_KEPT, None)
        return self.answers

    def keep_as(self, key: str) -> None:
        """Remember under which key these answers were kept."""
        self.request.session[_KEPT] = key

    def forget(self) -> None:
        """Begin anew."""
        self.request.session.pop(_SAID, None)
        self.request.session.pop(_KEPT, None)

    def next_address(self) -> str:
        """Return where the visit goes on: the next open question, or the answer."""
        one = table.open_question(self.answers)
        return "/guide/result" if one is None else address(one.id)


def visit_of(request: HttpRequest) -> Visit:
    """Return the visit that a request belongs to."""
    return Visit(request, now(), queries.visitor(request))


def address(question: str) -> str:
    """Return the address of a question; the first one is the guide's own."""
    return "/guide/" if question == "what" else f"/guide/{question}"


def kept_answers(request: HttpRequest, on: date) -> list[tuple[kept_guides.Kept, Procedure | None]]:
    """Return the kept answers of whoever is signed in; those of this browser become theirs."""
    person = queries.person_at(request)
    key = request.session.get(_KEPT)
    if key:
        kept_guides.adopt(str(key), person, on)
    found = []
    for one in kept_guides.of_person(person, on):
        answers = Answers(one.said, on)
        named = procedures.procedure(answers.procedure, on) if answers.procedure else None
        found.append((one, named))
    return found

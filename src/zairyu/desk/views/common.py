"""What all pages of the desk share: the post of the officer, the case, the line on top of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest

from zairyu.casework import lanes, queries
from zairyu.desk.clocks import Clock, clock_of
from zairyu.desk.rows import what
from zairyu.law import lifecycle
from zairyu.law.dates import legal_day
from zairyu.people.queries import person_at, post_today
from zairyu.ui import clock
from zairyu.words.catalogue import Text

if TYPE_CHECKING:
    from zairyu.casework.models import Case
    from zairyu.people.models import OfficerPost, Person


@dataclass(frozen=True)
class Desk:
    """Who sits at the desk, and when."""

    person: "Person"
    post: "OfficerPost"
    at: datetime

    @property
    def today(self) -> date:
        """The day in Japan."""
        return legal_day(self.at)

    @property
    def supervises(self) -> bool:
        """Whether the officer decides."""
        return self.post.rank == "supervisor"


def desk_of(request: HttpRequest) -> Desk:
    """Return the desk of whoever is signed in.

    Raises:
        Http404: no officer's post today.
    """
    at = clock.now()
    person = person_at(request)
    post = post_today(person, legal_day(at))
    if post is None:
        raise Http404
    return Desk(person, post, at)


def case_at(desk: Desk, key: str) -> "Case":
    """Return a case of the officer's office.

    Raises:
        Http404: there is none for this officer.
    """
    found = queries.in_charge_of(desk.post).filter(key=key).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Head:
    """The line that stands on top of every page of a case."""

    case: "Case"
    number: str
    facts: queries.Facts
    what: list[Text]
    state: lifecycle.State
    clock: Clock


def head_of(case: "Case", today: date) -> Head:
    """Return the line of a case."""
    runs_in = lanes.clock(case.procedure, special=case.special_until is not None)
    return Head(
        case,
        queries.number_shown(case),
        queries.facts_of(case),
        what(case.procedure, case.status, case.filed_on),
        lifecycle.state(case.state),
        clock_of(runs_in, case.clock_on, today),
    )


def frame(desk: Desk, case: "Case", **more: Any) -> dict[str, Any]:
    """Return what a page of a case needs for its head, and more."""
    return {"desk": desk, "case": case, "head": head_of(case, desk.today), **more}

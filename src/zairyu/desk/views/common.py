"""What all pages of the desk share: the post of the officer, the case, the line on top of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from zairyu.casework import lanes, queries
from zairyu.desk import reasons
from zairyu.desk.clocks import Clock, clock_of
from zairyu.desk.rows import what
from zairyu.law import lifecycle
from zairyu.law.dates import legal_day
from zairyu.law.offices import is_port
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
    request: HttpRequest

    @property
    def today(self) -> date:
        """The day in Japan."""
        return legal_day(self.at)

    @property
    def at_port(self) -> bool:
        """Whether the post is at a port of entry, where people land."""
        return is_port(self.post.office)

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
    return Desk(person, post, at, request)


class ReasonWanted(Exception):
    """The case is in a colleague's hands: whoever opens it says why first."""


def case_found(desk: Desk, key: str) -> "Case":
    """Return a case of the officer's office, before anything of it is shown.

    Raises:
        Http404: there is none for this officer.
    """
    found = queries.in_charge_of(desk.post).filter(key=key).first()
    if found is None:
        raise Http404
    return found


def case_at(desk: Desk, key: str) -> "Case":
    """Return a case of the officer's office that this officer has a reason to open.

    Raises:
        Http404: there is none for this officer.
        ReasonWanted: it is a colleague's, and no reason was given today.
    """
    found = case_found(desk, key)
    if not reasons.reason(desk.request, found):
        raise ReasonWanted
    return found


def with_reason(view: Callable[..., Any]) -> Callable[..., Any]:
    """Lead whoever has given no reason for a case to the page that asks for it."""

    @wraps(view)
    def asked(request: HttpRequest, key: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            answer: HttpResponseBase = view(request, key, *args, **kwargs)
        except ReasonWanted:
            here = request.get_full_path() if request.method == "GET" else ""
            tail = f"?{urlencode({'next': here})}" if here else ""
            return HttpResponseRedirect(reverse("desk:reason", args=[key]) + tail)
        return answer

    return asked


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

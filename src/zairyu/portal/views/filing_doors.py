"""What every page of a draft has in common: whose it is, that it is not filed, what was refused."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render

from zairyu.casework import queries as casework
from zairyu.filing import access, queries
from zairyu.filing.refusals import FilingRefused, NotThere, refuse
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem
from zairyu.people.queries import person_at
from zairyu.ui.access import for_hands
from zairyu.ui.clock import now
from zairyu.ui.wording import spoken
from zairyu.words import say

if TYPE_CHECKING:
    from datetime import date

    from zairyu.filing.models import Draft
    from zairyu.people.models import Person

View = Callable[..., HttpResponseBase]
FILED = "filing.already-filed"


@dataclass
class Visit:
    """One look at a draft: who looks, when, and at which draft.

    The draft is read when first asked for: an act that locks and reads it itself need not read it
    twice. A draft that has been filed is refused here, so that no page of it opens any more.
    """

    person: "Person"
    key: str
    at: datetime

    @cached_property
    def draft(self) -> "Draft":
        """The draft of this person, not filed yet.

        Raises:
            NotThere: no such draft for this person. FilingRefused: it has been filed.
        """
        found = queries.draft_of(self.person, self.key, self.on)
        if found.state == "filed":
            raise refuse(FILED)
        return found

    def after(self, draft: "Draft") -> "Visit":
        """Return the same look at the draft as an act has left it."""
        fresh = Visit(self.person, self.key, self.at)
        fresh.__dict__["draft"] = draft
        return fresh

    @property
    def on(self) -> "date":
        """The day in Japan."""
        return legal_day(self.at)

    @property
    def home(self) -> str:
        """The address of the draft."""
        return f"/drafts/{self.key}/"


def for_draft(view: View) -> View:
    """Open a page of a draft to its owner while it is not filed; afterwards lead to the case."""

    @wraps(view)
    def door(request: HttpRequest, key: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        visit = Visit(person_at(request), key, now())
        try:
            return view(request, visit, *args, **kwargs)
        except NotThere:
            raise Http404 from None
        except FilingRefused as refusal:
            if refusal.problem.code == FILED:
                return to_case(request, visit)
            return refused(request, refusal.problem)

    return for_hands(door)


def to_write(view: View) -> View:
    """Open a page on which a draft is written; one that has lapsed is read on its review instead.

    What is sent all the same is refused where it would be kept.
    """

    @wraps(view)
    def written(request: HttpRequest, visit: Visit, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method in ("GET", "HEAD") and access.is_read_only(visit.draft):
            return HttpResponseRedirect(f"{visit.home}review")
        return view(request, visit, *args, **kwargs)

    return for_draft(written)


def to_case(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Lead to the page of the application that a draft has become; tell a late press so."""
    submission = queries.submission_of(queries.draft_of(visit.person, visit.key, visit.on))
    case = casework.case_of_submission(submission) if submission else None
    if case is None:
        raise Http404
    if request.method == "POST":
        messages.info(request, say("portal.filing.filed-before", spoken()))
    return HttpResponseRedirect(f"/cases/{case.key}/done")


def refused(request: HttpRequest, problem: Problem) -> HttpResponse:
    """Say plainly what cannot be done, and where it can."""
    page = {"problem": problem, "problems": [problem]}
    return render(request, "portal/filing/refused.html", page, status=422)

"""Starting a draft: the scope is checked before a word is typed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from zairyu.filing.content import Content
from zairyu.filing.for_whom import ForWhom, for_whom
from zairyu.filing.forms import context_of, form_of
from zairyu.filing.holding import KEPT_DAYS, about, record
from zairyu.filing.models import Draft
from zairyu.filing.prefill import NOTHING_TOLD, Told, known_at_start
from zairyu.filing.refusals import FilingRefused, refuse
from zairyu.filing.scope import out_of_scope
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem
from zairyu.people import standing
from zairyu.people.keys import new_key
from zairyu.questionnaire.answers import progress

if TYPE_CHECKING:
    from zairyu.people.models import Person


@transaction.atomic
def start_draft(
    by: "Person",
    procedure: str,
    status: str,
    *,
    at: datetime,
    permits: Sequence[str] = (),
    current_status: str = "",
    expires_on: date | None = None,
    facts: Mapping[str, Any] | None = None,
    told: Told = NOTHING_TOLD,
    activity: str = "",
    category: str = "",
    house: str = "",
    pledge: str = "",
) -> Draft:
    """Begin an application in a category of a person; who has one only need not say which.

    Raises:
        FilingRefused: not online, not by this person, or not any more; the problem says what to do.
    """
    on, category = legal_day(at), _category(by, category, legal_day(at))
    asked = (category, procedure, current_status, status, permits, expires_on, on)
    _in_scope(out_of_scope(*asked, person=told.person, activity=activity))
    draft = _new(by, category, for_whom(by, category, house, pledge, on), at)
    draft.procedure, draft.status, draft.activity = procedure, status, activity
    draft.current_status, draft.permits = current_status, list(permits)
    known = known_at_start(draft, expires_on, on, told, facts)
    _fill(draft, Content(known, facts=dict(facts or {}), right=dict(told.right)), on)
    draft.save(force_insert=True)
    record(draft, "start-draft", at, by)
    return draft


def _new(by: "Person", category: str, whom: ForWhom, at: datetime) -> Draft:
    return Draft(
        key=new_key(),
        owner=by,
        category=category,
        organisation=whom.organisation,
        pledge=whom.pledge,
        created_at=at,
        saved_at=at,
        keep_until=legal_day(at) + timedelta(days=KEPT_DAYS),
    )


def _in_scope(problem: Problem | None) -> None:
    if problem is not None:
        raise FilingRefused(problem)


def _category(by: "Person", said: str, on: date) -> str:
    """Return as what a person files: what they said, or the only thing that they are."""
    held = [one.category for one in standing.capacities(by, on)]
    if said in held or (not said and len(set(held)) == 1):
        return said or held[0]
    raise refuse("filing.no-capacity" if not held else "filing.other-capacity")


def _fill(draft: Draft, content: Content, on: date) -> None:
    """Put what is known at the start into a draft, and see how far its sections are."""
    draft.content = content.seal(about(draft))
    states = progress(form_of(draft, on), content.answers, on, context_of(draft, on))
    draft.progress = {
        key: [one.state, one.done, one.total, one.wrong] for key, one in states.items()
    }

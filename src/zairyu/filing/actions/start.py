"""Starting a draft: the scope is checked before a word is typed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from zairyu.filing.content import Content
from zairyu.filing.forms import context_of, form_of
from zairyu.filing.holding import KEPT_DAYS, about, record
from zairyu.filing.models import Draft
from zairyu.filing.prefill import NOTHING_TOLD, Told, known_at_start
from zairyu.filing.refusals import FilingRefused
from zairyu.filing.scope import out_of_scope
from zairyu.law.dates import legal_day
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
) -> Draft:
    """Begin an application as the admitted category of a person.

    Raises:
        FilingRefused: this cannot be filed online, or not any more; the problem says where it can.
    """
    on, category = legal_day(at), by.filing_category
    asked = (category, procedure, current_status, status, permits, expires_on, on)
    if problem := out_of_scope(*asked, person=told.person, activity=activity):
        raise FilingRefused(problem)
    draft = Draft(
        key=new_key(),
        owner=by,
        category=category,
        procedure=procedure,
        status=status,
        activity=activity,
        current_status=current_status,
        permits=list(permits),
        created_at=at,
        saved_at=at,
        keep_until=on + timedelta(days=KEPT_DAYS),
    )
    known = known_at_start(draft, expires_on, on, told, facts)
    _fill(draft, Content(known, facts=dict(facts or {}), right=dict(told.right)), on)
    draft.save(force_insert=True)
    record(draft, "start-draft", at, by)
    return draft


def _fill(draft: Draft, content: Content, on: date) -> None:
    """Put what is known at the start into a draft, and see how far its sections are."""
    draft.content = content.seal(about(draft))
    states = progress(form_of(draft, on), content.answers, on, context_of(draft, on))
    draft.progress = {
        key: [one.state, one.done, one.total, one.wrong] for key, one in states.items()
    }

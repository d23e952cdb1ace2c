"""Handing a draft to a named agent and taking it back; on which mandate; ready to be filed."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from zairyu.audit import rows
from zairyu.filing import access
from zairyu.filing.holding import held, record
from zairyu.filing.models import Draft, DraftShare
from zairyu.filing.refusals import FilingRefused, refuse
from zairyu.law.dates import legal_day
from zairyu.people import mandates
from zairyu.words import LANGUAGES

if TYPE_CHECKING:
    from zairyu.people.models import Mandate, Person


@transaction.atomic
def hand(
    draft_key: str, mandate: "Mandate", until: date | None, *, by: "Person", at: datetime
) -> DraftShare:
    """Let the agent of a mandate finish and file a draft, until it is taken back.

    A mandate that waits for the agent's answer will do: the draft is in their hands with the yes.

    Raises:
        FilingRefused: handed already, or not on this mandate.
    """
    draft, on = held(draft_key, by, at, "hand"), legal_day(at)
    if not mandates.is_giver(mandate, by):
        raise refuse("filing.mandate-unknown", at="mandate")
    if until is not None and until < on:
        raise refuse("people.mandate-days", at="until")
    for act in ("prepare", "file"):
        wrong = mandates.trouble(mandate, on, procedure=draft.procedure, act=act)
        if wrong is not None and wrong.code not in ("people.mandate-waits", _LATER):
            raise FilingRefused(wrong)
    share = DraftShare(draft=draft, mandate=mandate, since=on, until=until, shared_at=at)
    try:
        with transaction.atomic():
            share.save(force_insert=True)
    except IntegrityError:
        raise refuse("filing.handed-already") from None
    record(draft, "hand-draft", at, by, mandate=mandate.key)
    return share


_LATER = "people.mandate-not-yet"


@transaction.atomic
def take_draft_back(draft_key: str, *, by: "Person", at: datetime) -> DraftShare | None:
    """Take a draft back at once; what the agent wrote stays in it."""
    draft = held(draft_key, by, at, "hand")
    share = access.share_of(draft)
    if share is not None:
        DraftShare.objects.filter(pk=share.pk).update(ended_at=at)
        record(draft, "take-draft-back", at, by, mandate=share.mandate.key)
    return share


def end_shares(mandate: "Mandate", at: datetime) -> int:
    """End what was handed on a mandate that has ended."""
    return DraftShare.objects.filter(mandate=mandate, ended_at=None).update(ended_at=at)


@transaction.atomic
def name_mandate(
    draft_key: str, mandate: "Mandate | None", language: str, *, by: "Person", at: datetime
) -> Draft:
    """Say on which mandate an agent's own draft will be filed, and how the applicant is written to.

    Raises:
        FilingRefused: the mandate is not held by this person.
    """
    draft = held(draft_key, by, at, "hand")
    if mandate is not None and not mandates.is_agent(mandate, by):
        raise refuse("filing.mandate-unknown", at="mandate")
    draft.mandate = mandate
    draft.applicant_language = language if language in LANGUAGES else ""
    draft.version += 1
    rows.change(draft, "mandate_id", "applicant_language", "version")
    record(draft, "name-mandate", at, by, mandate=mandate.key if mandate else "")
    return draft


@transaction.atomic
def say_ready(draft_key: str, *, by: "Person", at: datetime) -> Draft:
    """Say as an assistant that a draft can be filed; a change of it takes that back."""
    draft = held(draft_key, by, at)
    if draft.hand != access.ASSISTANT:
        raise refuse("filing.not-owner")
    draft.ready_at, draft.ready_by = at, by
    rows.change(draft, "ready_at", "ready_by_id")
    record(draft, "say-ready", at, by)
    return draft

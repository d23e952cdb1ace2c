"""On whose word an application is filed: the mandate, the applicant, how they are written to."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from zairyu.casework.facts import Facts
from zairyu.casework.parties import AGENTS
from zairyu.filing import access
from zairyu.law.dates import legal_day
from zairyu.people import entrusting, mandates

if TYPE_CHECKING:
    from zairyu.people.models import Mandate, Person

OWN = "foreign-national"


@dataclass(frozen=True)
class Basis:
    """What a case needs to know of its applicant when an agent files it."""

    applicant: "Person | None" = None  # with an own account, where that is sure
    mandate: "Mandate | None" = None
    address: str = ""
    language: str = "ja"


def basis_of(submission: Any, facts: Facts, by: "Person", at: datetime) -> Basis:
    """Return on whose word somebody files.

    An agent who names no mandate states one with the filing: it waits for the applicant's answer.
    """
    if submission.owner_id != by.pk:
        return _handed(submission)
    if submission.category == OWN:
        return Basis(applicant=by)
    if submission.category in AGENTS:
        return _of_agent(submission, facts, by, at)
    return Basis(address=facts.applicant_email)


def _handed(submission: Any) -> Basis:
    """Return the basis of a draft that its owner handed to an agent."""
    owner, share = submission.owner, access.share_of(submission.draft)
    mandate = share.mandate if share is not None else None
    return Basis(owner, mandate, owner.email, owner.language)


def _of_agent(submission: Any, facts: Facts, by: "Person", at: datetime) -> Basis:
    draft, on = submission.draft, legal_day(at)
    language = draft.applicant_language if draft is not None else ""
    mandate = draft.mandate if draft is not None else None
    address = mandates.giver_address(mandate) if mandate else facts.applicant_email
    mandate = mandate or mandates.standing_for(by, address, on, submission.procedure)
    if mandate is None:
        mandate = entrusting.state_at_filing(
            by, facts.name, address, language, submission.procedure, at=at
        )
    known = mandate.giver if mandate.given_at is not None else None
    return Basis(known, mandate, address, language or mandate.language)

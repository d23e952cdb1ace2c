"""From an answer to a draft: what was said to the guide is not asked again."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from zairyu.filing.actions.start import start_draft
from zairyu.filing.guide import table
from zairyu.filing.guide.answers import Answers
from zairyu.filing.models import Draft
from zairyu.filing.prefill import Told
from zairyu.law import offices

if TYPE_CHECKING:
    from zairyu.people.models import Person

IN_FORM = ("applicant_birth", "current_period")  # asked in the form again, which then counts


def begin(a: Answers, by: "Person", at: datetime) -> Draft:
    """Begin the draft that the answers describe, in the category that was said.

    Raises:
        FilingRefused: this cannot be filed online, or not any more.
    """
    return start_draft(
        by,
        a.procedure,
        a.wanted,
        at=at,
        permits=a.permits,
        current_status=a.current,
        expires_on=a.expires_on,
        facts=_facts(a),
        told=told(a),
        activity=a.activity,
        house=a.house.key if a.house else "",
        pledge=a.get("host"),
        category=a.category,
    )


def told(a: Answers) -> Told:
    """Return what the draft is told beside procedure, status, permits and expiry."""
    office = offices.office_for(a.procedure, a.prefecture).id if a.prefecture else ""
    right = {name: value for name, value in a.about_person.items() if name not in IN_FORM}
    return Told(a.birth, a.period, a.delivery, a.cause, office, right)


def _facts(a: Answers) -> dict[str, Any]:
    """Return the facts about papers that were answered; that a child is no adult who cannot act."""
    asked = {one.id for one in table.asked_facts(a)}
    facts = {name: value for name, value in a.facts.items() if name in asked}
    if a.category == "relative" and "incapacity_reason" not in a.about_person:
        facts["applicant_unable"] = False
    return facts

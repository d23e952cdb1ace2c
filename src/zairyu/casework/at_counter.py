"""A case that began on paper: linked at the desk to whom the certificate goes electronically."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from zairyu.audit.actions import record
from zairyu.casework.actions.lodge import receive
from zairyu.casework.models import Case
from zairyu.filing import actions as filing
from zairyu.filing.actions import OnPaper
from zairyu.law.problem import Problem, Refusal
from zairyu.people import keys, queries

if TYPE_CHECKING:
    from zairyu.people.models import Person

__all__ = ["OnPaper", "cases_of", "take_in"]


@transaction.atomic
def take_in(auth_id: str, paper: OnPaper, *, office: str, by: "Person", at: datetime) -> Case:
    """Take in a paper application for the holder of an ID; its certificate goes to them.

    Raises:
        Refusal: nobody has this ID, or the officer themselves; the number was taken in already.
    """
    receiver = queries.person_named(auth_id) if keys.is_auth_id(auth_id) else None
    if receiver is None or not receiver.is_active:
        raise Refusal(Problem("people.no-such-id", at="auth_id"))
    if receiver.pk == by.pk:
        raise Refusal(Problem("people.own-registration", at="auth_id"))
    submission = filing.take_down(paper, receiver, office, at)
    case = receive(submission, by=receiver, at=at)
    record(f"case:{case.key}", "take-in-paper", at=at, by=by.key, office=office)
    return case


def cases_of(person: "Person") -> list[Case]:
    """Return the cases of a person that began on paper, the latest first."""
    own = Case.objects.filter(filer=person, category=filing.COUNTER)
    return list(own.select_related("receipt").order_by("-pk"))

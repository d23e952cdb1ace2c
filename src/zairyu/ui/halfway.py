"""Who has given the password in this browser and not yet the second factor."""

from typing import TYPE_CHECKING

from allauth.account.internal.stagekit import unstash_login
from django.http import HttpRequest

from zairyu.people import queries

if TYPE_CHECKING:
    from zairyu.people.models import Person


def half_signed_in(request: HttpRequest) -> "Person | None":
    """Return the person whose password was accepted here, while the second factor is awaited."""
    if queries.visitor(request) is not None:
        return None
    login = unstash_login(request, peek=True)
    person: Person | None = login.user if login else None
    return person

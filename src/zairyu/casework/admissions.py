"""The office's answer to a registration: admitted or declined, and the letter owed with it."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from zairyu.notices.actions import Receiver, owe
from zairyu.people import registering

if TYPE_CHECKING:
    from zairyu.people.models import Person, Registration


def _owe_answer(registration: "Registration", at: datetime) -> None:
    """Owe the letter that says that there is an answer; what it is, is read after signing in."""
    person = registration.person
    owe(
        "registration-decided",
        Receiver(person.email, person.language),
        {"link": f"{settings.PUBLIC_ADDRESS.rstrip('/')}/register/"},
        at=at,
        about=f"person:{person.key}",
        occasion=registration.key,
    )


@transaction.atomic
def admit(
    registration: "Registration", *, by: "Person", at: datetime, until: date | None = None
) -> None:
    """Admit a registration, until the last day that the certificate shows, and owe the letter.

    Raises:
        Refusal: decided already, the officer's own, or a certificate without a last day to come.
    """
    registering.admit(registration, by=by, at=at, until=until)
    _owe_answer(registration, at)


@transaction.atomic
def decline(registration: "Registration", *, reason: str, by: "Person", at: datetime) -> None:
    """Decline a registration with its reason and owe the letter.

    Raises:
        Refusal: no reason, decided already, or it is the officer's own.
    """
    registering.decline(registration, reason=reason, by=by, at=at)
    _owe_answer(registration, at)

"""Verbs that guard an account: end every session, ask for a new password, freeze what pays."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from zairyu.audit.actions import record
from zairyu.identity import addresses, devices
from zairyu.law.problem import Problem, Refusal
from zairyu.people.models import Person


@transaction.atomic
def end_sessions(person: Person, *, at: datetime, by: str = "") -> None:
    """End every session of a person, also the one of whoever asks."""
    Person.objects.filter(pk=person.pk).update(epoch=F("epoch") + 1)
    person.refresh_from_db(fields=["epoch"])
    record(f"person:{person.key}", "end-sessions", at=at, by=by or person.key)


@transaction.atomic
def not_me(person: Person, *, at: datetime) -> None:
    """End all sessions, know no device any more, and ask for a new password after signing in."""
    end_sessions(person, at=at)
    devices.forget_all(person, at=at)
    Person.objects.filter(pk=person.pk).update(password_due=True)
    person.password_due = True


def note_password(person: Person, *, at: datetime) -> None:
    """Note that a person has set a new password."""
    Person.objects.filter(pk=person.pk).update(password_set_at=at, password_due=False)
    person.password_set_at, person.password_due = at, False


def freeze(person: Person, hours: int, *, at: datetime) -> None:
    """Let contact and payment data stay as they are for some hours; never for less than before.

    A change that was begun before is forgotten: its link leads nowhere, neither now nor afterwards.
    """
    until = max(at + timedelta(hours=hours), person.frozen_until or at)
    Person.objects.filter(pk=person.pk).update(frozen_until=until)
    person.frozen_until = until
    addresses.forget_begun(person)


def refuse_if_frozen(person: Person, *, at: datetime) -> None:
    """Refuse a change of contact or payment data soon after access was got back or a card linked.

    Raises:
        Refusal: until when it stays as it is.
    """
    if person.frozen_until is not None and person.frozen_until > at:
        raise Refusal(Problem("people.frozen", params={"moment": person.frozen_until}))

"""What becomes of a registration that stands: one's own, corrected, ended; the last days coming."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from zairyu.audit.actions import record
from zairyu.identity import proving
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem, Refusal
from zairyu.people import guards, standing
from zairyu.people.models import Person, Registration
from zairyu.people.registering import leave_proof, sealed, stated


def own(person: Person) -> list[Registration]:
    """Return the registrations of a person that wait, count or were declined, the latest first."""
    rows = Registration.objects.filter(person=person).exclude(state="ended").order_by("-pk")
    seen: dict[tuple[str, str], Registration] = {}
    for row in rows:
        seen.setdefault((row.category, "stated" if row.state == "declined" else row.state), row)
    return list(seen.values())


def own_with(person: Person, key: str) -> Registration | None:
    """Return a registration of a person by key."""
    return Registration.objects.filter(person=person, key=key).first()


@transaction.atomic
def end(registration: Registration, *, by: Person, at: datetime) -> None:
    """End one's registration in a category: one files in it no longer; cases go on.

    Raises:
        Refusal: it does not count any more.
    """
    counting = Registration.objects.filter(pk=registration.pk, state="admitted")
    if not counting.update(state="ended", until=legal_day(at)):
        raise Refusal(Problem("people.registration-decided"))
    registration.refresh_from_db()
    standing.rewrite(registration.person)
    record(
        f"person:{registration.person.key}",
        "end-registration",
        at=at,
        by=by.key,
        registration=registration.key,
    )


@transaction.atomic
def correct(
    registration: Registration, *, by: Person, at: datetime, address: str, telephone: str
) -> None:
    """Change address and telephone of a registration; name and birth need a proof: state again.

    Raises:
        Refusal: access was got back or a card linked a moment ago.
    """
    guards.refuse_if_frozen(registration.person, at=at)
    said = replace(stated(registration), address=address, telephone=telephone)
    Registration.objects.filter(pk=registration.pk).update(details=sealed(said, registration.key))
    registration.refresh_from_db()
    record(
        f"person:{registration.person.key}",
        "correct-registration",
        at=at,
        by=by.key,
        registration=registration.key,
    )


def prove_earlier(person: Person) -> None:
    """Leave with identity what an officer admitted before admissions did so by themselves."""
    if proving.proved(person):
        return
    counting = Registration.objects.filter(person=person, state="admitted", proved_by="papers")
    newest = counting.select_related("person").order_by("-decided_at", "-pk").first()
    if newest is not None:
        leave_proof(newest)


def ending(first: date, last: date) -> list[Registration]:
    """Return the registrations whose last day lies between two days, these included."""
    rows = Registration.objects.filter(state="admitted", until__gte=first, until__lte=last)
    return list(rows.select_related("person").order_by("until", "pk"))

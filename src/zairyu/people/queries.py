"""Who somebody is and what they may do."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from zairyu.identity import factors
from zairyu.people.keys import auth_id_typed, is_auth_id
from zairyu.people.models import OfficerPost, Person, Registration

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

RANKS = ("officer", "supervisor")
_POST = "_post_today"


def _person(user: "AbstractBaseUser | AnonymousUser") -> Person | None:
    return user if isinstance(user, Person) and user.is_active else None


def person_at(request: HttpRequest) -> Person:
    """Return who is signed in; behind a door that asks for it somebody always is.

    Raises:
        LookupError: nobody is signed in.
    """
    person = visitor(request)
    if person is None:
        raise LookupError("nobody is signed in")
    return person


def visitor(request: HttpRequest) -> Person | None:
    """Return who is signed in, or None."""
    return _person(request.user)


def person(key: str) -> Person | None:
    """Return a person by key."""
    return Person.objects.filter(key=key).first()


def person_of_row(row: int | None) -> Person:
    """Return the person of a row that another table names.

    Raises:
        LookupError: there is none.
    """
    found = Person.objects.filter(pk=row).first() if row is not None else None
    if found is None:
        raise LookupError("no such person")
    return found


def person_with(email: str) -> Person | None:
    """Return the person who signs in with an address."""
    return Person.objects.filter(email=email.strip().lower()).first()


def person_named(typed: str) -> Person | None:
    """Return the person who signs in by what was typed: the address or the ID (認証ID)."""
    if is_auth_id(typed):
        return Person.objects.filter(auth_id=auth_id_typed(typed)).first()
    return person_with(typed)


def holds_on(day: date) -> Q:
    """Return the condition that a row with `since` and `until` counts on a day."""
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


def post_of(person: Person, on: date) -> OfficerPost | None:
    """Return the officer's post that a person holds on a day, the higher one if there are two."""
    found = OfficerPost.objects.filter(holds_on(on), person=person).order_by("-rank", "pk")
    return found.first()


def post_today(person: Person, today: date) -> OfficerPost | None:
    """Return the post of whoever is signed in, asked of the database once a request.

    The person of a request is an object of that request alone.
    """
    kept: tuple[date, OfficerPost | None] | None = person.__dict__.get(_POST)
    if kept is None or kept[0] != today:
        kept = person.__dict__[_POST] = (today, post_of(person, today))
    return kept[1]


def officers_of(office: str, on: date) -> QuerySet[Person]:
    """Return the persons who hold a post at an office on a day, by name."""
    posts = OfficerPost.objects.filter(holds_on(on), office=office)
    return Person.objects.filter(pk__in=posts.values("person")).order_by("name", "pk")


def registration_of(person: Person) -> Registration | None:
    """Return the latest registration of a person: what they stated last."""
    return Registration.objects.filter(person=person).order_by("-pk").first()


def has_second_factor(person: Person) -> bool:
    """Say whether a person signs in with a second factor."""
    return factors.has_second_factor(person)

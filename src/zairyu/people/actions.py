"""Verbs about persons: join, hold a post, belong, choose a language."""

from datetime import date, datetime

from django.db import transaction

from zairyu.audit.actions import record
from zairyu.identity import addresses, factors
from zairyu.people.models import OfficerPost, Person
from zairyu.people.queries import RANKS
from zairyu.words import LANGUAGES


@transaction.atomic
def join(
    email: str,
    *,
    name: str,
    password: str | None,
    at: datetime,
    language: str = "ja",
    totp_secret: str | None = None,
) -> Person:
    """Make a person with a confirmed address, as the cast of the demo and officers get theirs.

    Everybody else signs up on the page and confirms the address by mail.
    """
    person = Person.objects.create_user(email, password, name=name, language=language, joined_at=at)
    addresses.confirm(person, person.email)
    if totp_secret:
        factors.enrol(person, totp_secret)
    record(f"person:{person.key}", "join", at=at, by=person.key)
    return person


@transaction.atomic
def note_joined(person: Person, *, at: datetime) -> None:
    """Record that somebody signed up by themselves."""
    Person.objects.filter(pk=person.pk).update(joined_at=at)
    record(f"person:{person.key}", "join", at=at, by=person.key)


def set_language(person: Person, language: str) -> None:
    """Keep the language that a person reads in; letters to them use it too."""
    if language in LANGUAGES and person.language != language:
        Person.objects.filter(pk=person.pk).update(language=language)
        person.language = language


@transaction.atomic
def set_name(person: Person, name: str, *, at: datetime) -> None:
    """Keep what a person is called."""
    Person.objects.filter(pk=person.pk).update(name=name)
    person.name = name
    record(f"person:{person.key}", "set-name", at=at, by=person.key)


@transaction.atomic
def appoint(
    person: Person, office: str, rank: str, *, since: date, at: datetime, by: str
) -> OfficerPost:
    """Give a person a post at an office."""
    if rank not in RANKS:
        raise ValueError("no such rank")
    post = OfficerPost.objects.create(person=person, office=office, rank=rank, since=since)
    record(f"person:{person.key}", "appoint", at=at, by=by, office=office, rank=rank)
    return post

"""Verbs of registration: state a category with its proofs, admit, decline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from zairyu import vault
from zairyu.audit.actions import record
from zairyu.law.problem import Problem, Refusal
from zairyu.people import standing
from zairyu.people.models import Person, Proof, Registration
from zairyu.people.queries import has_second_factor
from zairyu.vault import files


@dataclass(frozen=True)
class Paper:
    """A proof as it was uploaded, looked at by the door: its name, kind and bytes."""

    file_name: str
    media_type: str
    data: bytes
    pages: int = 1


def _about(registration_key: str, what: str) -> str:
    return f"registration:{registration_key}:{what}"


@transaction.atomic
def state_category(
    person: Person,
    category: str,
    *,
    name: str,
    birth_on: date,
    papers: Sequence[Paper],
    at: datetime,
) -> Registration:
    """State in which category a person will file, with name, date of birth and proofs.

    Raises:
        Refusal: one statement waits already, or there is no second factor.
    """
    if not has_second_factor(person):
        raise Refusal(Problem("people.second-factor-first"))
    registration = Registration(person=person, category=category, stated_at=at)
    details = {"name": name, "birth_on": birth_on.isoformat()}
    registration.details = vault.seal_json(details, _about(registration.key, "details"))
    try:
        with transaction.atomic():
            registration.save()
    except IntegrityError:
        raise Refusal(Problem("people.registration-waits")) from None
    for place, paper in enumerate(papers, start=1):
        _add_proof(registration, paper, place)
    Person.objects.filter(pk=person.pk).update(name=name)
    person.name = name
    record(
        f"person:{person.key}",
        "state-category",
        at=at,
        by=person.key,
        registration=registration.key,
        category=category,
        proofs=len(papers),
    )
    return registration


def _add_proof(registration: Registration, paper: Paper, place: int) -> None:
    proof = Proof(registration=registration, place=place, pages=paper.pages)
    proof.media_type = paper.media_type
    proof.size = len(paper.data)
    proof.sha256 = sha256(paper.data).hexdigest()
    proof.file_name = vault.seal(paper.file_name.encode(), _about(proof.key, "name"))
    proof.path = files.store(paper.data, _about(proof.key, "file"))
    proof.save()


def _decide(registration: Registration, state: str, by: Person, at: datetime, reason: str) -> None:
    """Write the decision once: the second of two officers is told that it has been taken."""
    if registration.person.pk == by.pk:
        raise Refusal(Problem("people.own-registration"))
    sealed = vault.seal(reason.encode(), _about(registration.key, "reason")) if reason else b""
    changed = Registration.objects.filter(pk=registration.pk, state="stated").update(
        state=state, decided_at=at, decided_by=by, reason=sealed
    )
    if not changed:
        raise Refusal(Problem("people.registration-decided"))
    registration.refresh_from_db()


@transaction.atomic
def admit(registration: Registration, *, by: Person, at: datetime) -> None:
    """Admit a registration: from now on the person may file in its category.

    Raises:
        Refusal: decided already, or it is the officer's own.
    """
    _decide(registration, "admitted", by, at, "")
    person = registration.person
    standing.rewrite(person)
    record(f"person:{person.key}", "admit", at=at, by=by.key, registration=registration.key)


@transaction.atomic
def decline(registration: Registration, *, reason: str, by: Person, at: datetime) -> None:
    """Decline a registration with a reason that the person will read; they may state again.

    Raises:
        Refusal: no reason, decided already, or it is the officer's own.
    """
    if not reason.strip():
        raise Refusal(Problem("people.reason-missing", at="reason"))
    _decide(registration, "declined", by, at, reason.strip())
    record(
        f"person:{registration.person.key}",
        "decline",
        at=at,
        by=by.key,
        registration=registration.key,
    )


def note_look(registration: Registration, *, by: Person, at: datetime) -> None:
    """Record that an officer looked at what a registration states."""
    record(
        f"person:{registration.person.key}",
        "read-registration",
        at=at,
        by=by.key,
        registration=registration.key,
    )


@transaction.atomic
def look_at_proof(proof: Proof, *, by: Person, at: datetime, page: int = 0) -> bytes:
    """Return the file of a proof and record who looked at it, and at which page."""
    data = files.load(proof.path, _about(proof.key, "file"))
    record(
        f"person:{proof.registration.person.key}",
        "read-proof",
        at=at,
        by=by.key,
        proof=proof.key,
        page=page,
    )
    return data


def waiting() -> QuerySet[Registration]:
    """Return the registrations that wait for an officer, oldest first."""
    return (
        Registration.objects.filter(state="stated")
        .select_related("person")
        .order_by("stated_at", "pk")
    )


def registration(key: str) -> Registration | None:
    """Return a registration by key, for officers."""
    return Registration.objects.filter(key=key).select_related("person", "decided_by").first()


def proofs_of(registration: Registration) -> list[tuple[Proof, str]]:
    """Return the proofs of a registration with the names they were uploaded under."""
    return [(proof, file_name_of(proof)) for proof in registration.proofs.order_by("place")]


def proof_of(person: Person, key: str) -> Proof | None:
    """Return a proof of a person's own registration."""
    return Proof.objects.filter(key=key, registration__person=person).first()


def proof_in(registration: Registration, key: str) -> Proof | None:
    """Return a proof of a registration."""
    return registration.proofs.filter(key=key).first()


@dataclass(frozen=True)
class Stated:
    """What a registration says, opened."""

    name: str
    birth_on: date


def stated(registration: Registration) -> Stated:
    """Return the name and date of birth that a registration states."""
    found = vault.open_json(registration.details, _about(registration.key, "details"))
    return Stated(found["name"], date.fromisoformat(found["birth_on"]))


def reason_of(registration: Registration) -> str:
    """Return why a registration was declined, in the officer's words."""
    if not registration.reason:
        return ""
    return vault.open(registration.reason, _about(registration.key, "reason")).decode()


def file_name_of(proof: Proof) -> str:
    """Return the name under which a proof was uploaded."""
    return vault.open(proof.file_name, _about(proof.key, "name")).decode()

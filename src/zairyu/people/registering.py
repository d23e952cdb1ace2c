"""Verbs of registration: state a category with its proofs, admit, decline."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from zairyu import vault
from zairyu.audit.actions import record
from zairyu.identity import proving
from zairyu.law import registration as law
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem, Refusal
from zairyu.people import guards, standing
from zairyu.people.models import Person, Proof, Registration
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


@dataclass(frozen=True)
class Stated:
    """What a registration says, opened: who it is, where they live or work, how to reach them."""

    name: str
    birth_on: date
    sex: str = ""  # male, female; empty where nobody was asked
    address: str = ""  # of a lawyer or scrivener: the office
    telephone: str = ""
    card_number: str = ""  # of the residence card
    certificate: str = ""  # number of the certificate of notification (届出済証明書)


def state_category(
    person: Person,
    category: str,
    *,
    name: str,
    birth_on: date,
    papers: Sequence[Paper],
    at: datetime,
    until: date | None = None,
    **details: str,
) -> Registration:
    """State in which category a person will file, with what a registration asks and proofs.

    Whoever is registered in it already states again to renew or to correct: the earlier one counts
    until the new one is admitted.

    Raises:
        Refusal: one statement in this category waits already.
    """
    return state(person, category, Stated(name, birth_on, **details), papers, at=at, until=until)


@transaction.atomic
def state(
    person: Person,
    category: str,
    said: Stated,
    papers: Sequence[Paper],
    *,
    at: datetime,
    until: date | None = None,
) -> Registration:
    """State what a registration asks, as `state_category` does.

    Raises:
        Refusal: one statement in this category waits already, or it would change the contact of one
            that counts soon after access was got back or a card linked.
    """
    if Registration.objects.filter(person=person, category=category, state="admitted").exists():
        guards.refuse_if_frozen(person, at=at)
    registration = Registration(person=person, category=category, stated_at=at, until=until)
    registration.details = sealed(said, registration.key)
    try:
        with transaction.atomic():
            registration.save()
    except IntegrityError:
        raise Refusal(Problem("people.registration-waits")) from None
    for place, paper in enumerate(papers, start=1):
        _add_proof(registration, paper, place)
    Person.objects.filter(pk=person.pk).update(name=said.name)
    person.name = said.name
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


def sealed(said: Stated, key: str) -> bytes:
    """Return what a registration of this key states, sealed."""
    plain = asdict(said) | {"birth_on": said.birth_on.isoformat()}
    return vault.seal_json(plain, _about(key, "details"))


def _add_proof(registration: Registration, paper: Paper, place: int) -> None:
    proof = Proof(registration=registration, place=place, pages=paper.pages)
    proof.media_type = paper.media_type
    proof.size = len(paper.data)
    proof.sha256 = sha256(paper.data).hexdigest()
    proof.file_name = vault.seal(paper.file_name.encode(), _about(proof.key, "name"))
    proof.path = files.store(paper.data, _about(proof.key, "file"))
    proof.save()


def _decide(
    registration: Registration,
    state: str,
    by: Person,
    at: datetime,
    reason: str,
    until: date | None = None,
) -> None:
    """Write the decision once: the second of two officers is told that it has been taken."""
    if registration.person.pk == by.pk:
        raise Refusal(Problem("people.own-registration"))
    sealed = vault.seal(reason.encode(), _about(registration.key, "reason")) if reason else b""
    waiting_still = Registration.objects.filter(pk=registration.pk, state="stated")
    if not waiting_still.exists():
        raise Refusal(Problem("people.registration-decided"))
    if state == "admitted":
        _replace(registration)
    decided = {"state": state, "decided_at": at, "decided_by": by, "reason": sealed}
    if not waiting_still.update(**decided, until=until):
        raise Refusal(Problem("people.registration-decided"))
    registration.refresh_from_db()


@transaction.atomic
def admit(
    registration: Registration, *, by: Person, at: datetime, until: date | None = None
) -> None:
    """Admit a registration: from now on the person may file in its category.

    `until` is the last day as the officer reads it on the certificate, where it differs.

    Raises:
        Refusal: decided already, the officer's own, or a certificate without a last day to come.
    """
    last = until or registration.until
    if law.registers(registration.category).certificate and (last is None or last < legal_day(at)):
        raise Refusal(Problem("people.last-day-wanted", at="until"))
    _decide(registration, "admitted", by, at, "", until=last)
    leave_proof(registration)
    _counts(registration, by.key, at)


@transaction.atomic
def admit_by_card(registration: Registration, *, at: datetime) -> None:
    """Admit a registration at once: a My Number card has proved who it is, as the law lets it.

    Raises:
        Refusal: decided already.
    """
    changed = Registration.objects.filter(pk=registration.pk, state="stated")
    _replace(registration)
    if not changed.update(state="admitted", decided_at=at, proved_by="card"):
        raise Refusal(Problem("people.registration-decided"))
    registration.refresh_from_db()
    _counts(registration, registration.person.key, at)


def leave_proof(registration: Registration) -> None:
    """Leave with identity whom an officer admitted: a first card is compared with it."""
    if registration.details and registration.decided_at is not None:
        said, key = stated(registration), registration.key
        whose, at = registration.person, registration.decided_at
        proving.at_counter(whose, said.name, said.birth_on, said.sex, evidence=key, at=at)


def _replace(registration: Registration) -> None:
    """End the earlier registration in the same category: there is one that counts."""
    Registration.objects.filter(
        person=registration.person, category=registration.category, state="admitted"
    ).exclude(pk=registration.pk).update(state="ended")


def _counts(registration: Registration, by: str, at: datetime) -> None:
    person = registration.person
    standing.rewrite(person)
    how = {"registration": registration.key, "proof": registration.proved_by}
    record(f"person:{person.key}", "admit", at=at, by=by, **how)


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


def stated(registration: Registration) -> Stated:
    """Return what a registration states."""
    found = vault.open_json(registration.details, _about(registration.key, "details"))
    return Stated(**(found | {"birth_on": date.fromisoformat(found["birth_on"])}))


def reason_of(registration: Registration) -> str:
    """Return why a registration was declined, in the officer's words."""
    if not registration.reason:
        return ""
    return vault.open(registration.reason, _about(registration.key, "reason")).decode()


def file_name_of(proof: Proof) -> str:
    """Return the name under which a proof was uploaded."""
    return vault.open(proof.file_name, _about(proof.key, "name")).decode()

"""The applicant's word on what an agent filed: asked, given, and what follows from it."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F

from zairyu import vault
from zairyu.audit import actions as audit
from zairyu.casework import letters, parties, readers
from zairyu.casework.actions.move import happened, held
from zairyu.casework.basis import Basis
from zairyu.casework.facts import note
from zairyu.casework.models import Case, Confirmation
from zairyu.casework.parties import Party
from zairyu.casework.refusals import CaseUnknown, refuse
from zairyu.filing import queries as filed
from zairyu.notices.actions import Receiver
from zairyu.people import entrusting, links

if TYPE_CHECKING:
    from zairyu.people.models import Person

RIGHT, WRONG, DENIED = "right", "wrong", "denied"
EVENTS = {RIGHT: "applicant-confirmed", WRONG: "applicant-objected", DENIED: "applicant-denied"}
LONGEST = 2000
MOST_LINKS = 6  # a day, the letters of the case included


def note_question(case: Case, basis: Basis, at: datetime) -> None:
    """Keep to whom the question goes, before the first letter of a case is owed."""
    asked = Confirmation(case=case, language=basis.language or "ja", asked_at=at)
    if basis.address:
        about = f"confirmation:{case.pk}:address"
        asked.address = vault.seal(basis.address.strip().lower().encode(), about)
    asked.save(force_insert=True)


def ask_applicant(case: Case, at: datetime) -> None:
    """Owe the letter that asks the applicant whether what an agent filed is right."""
    if not parties.by_agent(case):
        return
    to = readers.applicant(case)
    if to is None:
        return
    known = case.applicant_id is not None
    way = letters.link(f"/cases/{case.key}/confirm") if known else readers.once(case, at)
    letters.tell_address(
        case, "confirm-application", to, at, link=way, agent=case.filer.name, occasion="asked"
    )


@transaction.atomic
def answer_as_applicant(
    case_key: str,
    word: str,
    *,
    text: str = "",
    sure: bool = False,
    by: "Person | None",
    at: datetime,
) -> Case:
    """Take the applicant's word: it is right, something is wrong, or they never asked for it.

    `by` is the applicant with an account; without one the door has checked the link. The word
    changes nothing in the examination: officer and agent read it. Who says that they never asked
    for it stops the agent; it has to be said twice.
    """
    case = held(case_key)
    asked = _asked(case, by)
    if word not in EVENTS:
        raise refuse("confirm-choose", at="word")
    if word == WRONG and not text.strip():
        raise refuse("confirm-what", at="text")
    if len(text) > LONGEST:
        raise refuse("text-too-long", at="text", longest=LONGEST)
    if word == DENIED and not sure:
        raise refuse("confirm-sure", at="sure")
    asked.state, asked.answered_at = word, at
    asked.way = "account" if by is not None else "link"
    asked.note = note(text, case.key) if word != RIGHT else b""
    asked.save(update_fields=["state", "answered_at", "way", "note"])
    happened(case, EVENTS[word], by=Party("applicant", by), at=at)
    _follow(case, word, by, at)
    return case


def _asked(case: Case, by: "Person | None") -> Confirmation:
    """Return the question, held open for an answer.

    Raises:
        CaseUnknown: nobody asks, or not this person. CaseRefused: the last word has been said.
    """
    asked = Confirmation.objects.filter(case=case).first()
    if asked is None:
        raise CaseUnknown(case.key)
    if by is not None:
        parties.filer(case, by, "confirm")
    if asked.state == DENIED:
        raise refuse("confirm-denied")
    return asked


def _follow(case: Case, word: str, by: "Person | None", at: datetime) -> None:
    mandate = case.mandate
    if word == RIGHT:
        if mandate is not None and mandate.state == "asked":
            entrusting.answer(mandate, True, by=by, at=at)
        _tell_agent(case, "application-confirmed", at)
        return
    Case.objects.filter(pk=case.pk).update(unread_office=F("unread_office") + 1)
    if word == DENIED and mandate is not None:
        entrusting.suspend(mandate, at=at)
    _tell_agent(case, "application-denied" if word == DENIED else "application-questioned", at)


def _tell_agent(case: Case, kind: str, at: datetime) -> None:
    if case.let_go_at is None:
        to = Receiver(case.filer.email, case.filer.language, "user")
        letters.tell_address(case, kind, to, at)


@transaction.atomic
def read_as_applicant(case: Case, *, by: "Person | None", at: datetime) -> dict[str, Any]:
    """Return what was filed, for the applicant; the look is recorded."""
    who = by.key if by is not None else "applicant"
    audit.record(f"case:{case.key}", "read-answers", at=at, by=who)
    return filed.answers_of_submission(case.submission)


@transaction.atomic
def send_link(case: Case, *, at: datetime) -> bool:
    """Owe a new link to the applicant, a few a day and no more; say whether one was owed."""
    to = readers.applicant(case)
    about = f"case:{case.key}"
    if to is None or links.made_since(about, at - timedelta(days=1)) >= MOST_LINKS:
        return False
    letters.tell_address(case, "applicant-link", to, at, link=readers.once(case, at))
    return True


@transaction.atomic
def claim_case(case_key: str, *, by: "Person", at: datetime) -> Case:
    """Tie a case to the account of its applicant, who came by the link and is signed in.

    Raises:
        CaseUnknown: nobody asks for this case. CaseRefused: it is another's, or one filed it.
    """
    case = held(case_key)
    if not parties.by_agent(case):
        raise CaseUnknown(case.key)
    if case.applicant_id == by.pk:
        return case
    if case.applicant_id is not None or case.filer_id == by.pk:
        raise refuse("claimed-by-another")
    Case.objects.filter(pk=case.pk).update(applicant=by, officer=_not(case, by))
    case.applicant = by
    happened(case, "applicant-known", by=Party("applicant", by), at=at)
    if case.mandate is not None:
        entrusting.claim(case.mandate, by, at=at)
    return case


def _not(case: Case, by: "Person") -> "Person | None":
    """Return who examines a case; an officer whose own it turns out to be has it no longer."""
    return None if case.officer_id == by.pk else case.officer

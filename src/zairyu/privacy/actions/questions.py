"""Verbs about a look that seems wrong: the person asks, the office answers; both are recorded."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from zairyu import vault
from zairyu.audit.actions import record
from zairyu.audit.queries import row_at
from zairyu.law.problem import Problem, Refusal
from zairyu.privacy.looks import OFFICER, Visit
from zairyu.privacy.models import LookQuestion

if TYPE_CHECKING:
    from zairyu.people.models import OfficerPost, Person

MOST_SIGNS = 2000


def _about(key: str, what: str) -> str:
    return f"look-question:{key}:{what}"


def _checked(text: str) -> str:
    said = text.strip()
    if not said:
        raise Refusal(Problem("privacy.question-empty", at="said"))
    if len(said) > MOST_SIGNS:
        raise Refusal(Problem("privacy.question-long", at="said", params={"most": MOST_SIGNS}))
    return said


@transaction.atomic
def ask_about_look(visit: Visit, text: str, *, by: "Person", at: datetime) -> LookQuestion:
    """Ask the office of an officer why they looked.

    Raises:
        Refusal: nothing was written, it was no officer, or it was asked before.
    """
    said = _checked(text)
    if visit.who.side != OFFICER:
        raise Refusal(Problem("privacy.no-officer"))
    asked = LookQuestion(
        person=by, chain=visit.chain, place=visit.place, office=visit.who.office, asked_at=at
    )
    asked.said = vault.seal(said.encode(), _about(asked.key, "said"))
    try:
        with transaction.atomic():
            asked.save()
    except IntegrityError:
        raise Refusal(Problem("privacy.asked-before")) from None
    ids: dict[str, str | int] = {"question": asked.key, "place": visit.place}
    record(visit.chain, "question-look", at=at, by=by.key, digest="", **ids)
    return asked


@transaction.atomic
def answer_question(
    question: LookQuestion, text: str, *, by: "Person", post: "OfficerPost", at: datetime
) -> None:
    """Answer a question about a look, once; never the officer who looked.

    Raises:
        Refusal: nothing was written, answered already, not a supervisor, or the own look.
    """
    said = _checked(text)
    if post.rank != "supervisor" or post.office != question.office:
        raise Refusal(Problem("privacy.supervisor-answers"))
    if looker_of(question) == by.key:
        raise Refusal(Problem("privacy.own-look"))
    sealed = vault.seal(said.encode(), _about(question.key, "answer"))
    waiting = LookQuestion.objects.filter(pk=question.pk, answered_at=None)
    if not waiting.update(answer=sealed, answered_at=at, answered_by=by):
        raise Refusal(Problem("privacy.answered-before"))
    record(question.chain, "answer-look", at=at, by=by.key, question=question.key)
    question.refresh_from_db()


def looker_of(question: LookQuestion) -> str:
    """Return the key of whose look is asked about."""
    found = row_at(question.chain, question.place)
    return found.by if found else ""


def said_of(question: LookQuestion) -> str:
    """Return what a person asked, in their words."""
    return vault.open(question.said, _about(question.key, "said")).decode()


def answer_of(question: LookQuestion) -> str:
    """Return what the office answered, in its words."""
    if not question.answer:
        return ""
    return vault.open(question.answer, _about(question.key, "answer")).decode()


def of_person(person: "Person") -> dict[tuple[str, int], LookQuestion]:
    """Return the questions of a person, by the row of the record that each is about."""
    rows = LookQuestion.objects.filter(person=person)
    return {(one.chain, one.place): one for one in rows}


def of_office(office: str, most: int = 100) -> list[LookQuestion]:
    """Return the questions to an office, those that wait first, the oldest of them first."""
    rows = LookQuestion.objects.filter(office=office).select_related("person", "answered_by")
    waiting = list(rows.filter(answered_at=None).order_by("asked_at", "pk")[:most])
    return waiting + list(rows.exclude(answered_at=None).order_by("-answered_at")[:most])


def question(key: str, office: str) -> LookQuestion | None:
    """Return a question to an office."""
    return LookQuestion.objects.filter(key=key, office=office).select_related("person").first()

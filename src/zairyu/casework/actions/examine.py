"""Verbs of the examination before anything is decided: take, start, resume, send elsewhere."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from zairyu.casework import lanes, letters, parties
from zairyu.casework.actions.move import happened, held, move
from zairyu.casework.models import Case, Request
from zairyu.casework.refusals import CaseUnknown, refuse
from zairyu.law import offices, stay
from zairyu.law.dates import legal_day
from zairyu.people import queries as people

if TYPE_CHECKING:
    from zairyu.people.models import Person


@transaction.atomic
def assign(case_key: str, to: "Person", *, by: "Person", at: datetime) -> Case:
    """Put a case into an officer's hands; the officer must hold a post at the same office."""
    case = held(case_key)
    party = parties.officer(case, by, at)
    post = people.post_of(to, legal_day(at))
    if post is None or post.office != case.office:
        raise CaseUnknown(case_key)
    if parties.concerned(case, to):
        raise refuse("own-application")
    case.officer = to
    case.lane = lanes.lane(case.state, assigned=True)
    case.save(update_fields=["officer", "lane"])
    happened(case, "assign", by=party, at=at, detail={"officer": to.key})
    return case


@transaction.atomic
def start_examination(case_key: str, *, by: "Person", at: datetime) -> Case:
    """Begin to examine a case; who begins an unassigned case takes it."""
    case = held(case_key)
    party = parties.officer(case, by, at)
    if case.officer_id is None:
        assign(case_key, by, by=by, at=at)
        case = held(case_key)
    move(case, "start-examination", by=party, at=at)
    return case


@transaction.atomic
def resume(case_key: str, *, by: "Person", at: datetime) -> Case:
    """Go on examining once the papers that came have been looked at."""
    case = held(case_key)
    move(case, "resume-examination", by=parties.officer(case, by, at), at=at)
    return case


@transaction.atomic
def go_on_without(case_key: str, reason: str, *, by: "Person", at: datetime) -> Case:
    """Go on without papers that never came; only after the due date, and with a reason."""
    case = held(case_key)
    party = parties.officer(case, by, at)
    if not reason.strip():
        raise refuse("reason-wanted", at="reason")
    if case.due_on is not None and legal_day(at) <= case.due_on:
        raise refuse("not-yet-due", due_on=case.due_on)
    move(case, "go-on-without-documents", by=party, at=at, note=reason)
    _end_requests(case, "given-up", at)
    return case


@transaction.atomic
def record_paper_documents(case_key: str, what: str, *, by: "Person", at: datetime) -> Case:
    """Record that the papers asked for came by post or over the counter."""
    case = held(case_key)
    party = parties.officer(case, by, at)
    if not what.strip():
        raise refuse("reason-wanted", at="what")
    move(case, "record-paper-documents", by=party, at=at, note=what)
    _end_requests(case, "paper", at)
    letters.tell(case, "additional-documents-received", ("user",), at)
    return case


def _end_requests(case: Case, state: str, at: datetime) -> None:
    Request.objects.filter(case=case, state="open").update(state=state, ended_at=at)
    case.due_on = None
    case.save(update_fields=["due_on"])


@transaction.atomic
def turn_away(case_key: str, rule: str, *, by: "Person", at: datetime) -> Case:
    """Tell that the application cannot be taken online; the officer names the rule."""
    case = held(case_key)
    party = parties.officer(case, by, at)
    if not rule.strip():
        raise refuse("reason-wanted", at="rule")
    move(case, "turn-away", by=party, at=at, note=rule)
    last = stay.counter_last_day(case.expires_on) if case.expires_on else None
    letters.tell(
        case,
        "not-acceptable-online",
        letters.BOTH,
        at,
        counter=_counter(last),
    )
    return case


def _counter(last: object) -> letters.Param:
    if last is None:
        return {"say": "notices.not-acceptable-online.counter"}
    return {"say": ["notices.not-acceptable-online.counter-until", {"day": letters.day(last)}]}  # type: ignore[arg-type]


@transaction.atomic
def transfer(case_key: str, office: str, reason: str, *, by: "Person", at: datetime) -> Case:
    """Hand a case to another office; its number, its filing day and its clocks stay."""
    case = held(case_key)
    party = parties.officer(case, by, at)
    if not reason.strip():
        raise refuse("reason-wanted", at="reason")
    new = offices.office(office)
    if new.id == case.office:
        raise refuse("same-office", at="office")
    move(case, "transfer", by=party, at=at, note=reason, detail={"from": case.office, "to": new.id})
    case.office, case.officer = new.id, None
    case.lane = lanes.lane(case.state, assigned=False)
    case.save(update_fields=["office", "officer", "lane"])
    letters.tell(case, "transferred", letters.BOTH, at)
    return case

"""Verbs of mandates: ask for one, offer one, confirm, decline, end, suspend, prove."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db import transaction

from zairyu import vault
from zairyu.audit.actions import record
from zairyu.law import procedures
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem, Refusal
from zairyu.people import mandates
from zairyu.people.keys import auth_id_typed, is_auth_id
from zairyu.people.mandates import ACTS, PAPERS, Scope
from zairyu.people.models import Mandate, MandatePaper, Person
from zairyu.people.registering import Paper
from zairyu.vault import files
from zairyu.words import LANGUAGES

MOST_A_DAY = 30  # whoever writes to more strangers than this in a day is not asking clients
MOST_PAPERS = 5
OF_ONE_CASE = ("see", "receive")


def _refuse(code: str, at: str = "") -> Refusal:
    return Refusal(Problem(f"people.{code}", at=at))


def find(typed: str) -> Person | None:
    """Return the person with exactly this address or ID; who asks is not told of it."""
    if is_auth_id(typed):
        return Person.objects.filter(auth_id=auth_id_typed(typed), is_active=True).first()
    return Person.objects.filter(email=typed.strip().lower(), is_active=True).first()


def address_in(typed: str) -> str:
    """Return the mail address that was typed in the place of an ID, or nothing.

    Raises:
        Refusal: it is neither an address nor an ID.
    """
    if is_auth_id(typed):
        return ""
    plain = typed.strip().lower()
    name, at, host = plain.partition("@")
    if not (name and at and "." in host) or " " in plain or len(plain) > 254:
        raise _refuse("mandate-whom", at="whom")
    return plain


def _checked(scope: Scope, on: date) -> None:
    if not scope.acts or not set(scope.acts) <= set(ACTS):
        raise _refuse("mandate-acts", at="acts")
    if not set(scope.procedures) <= {one.id for one in procedures.all_procedures(on)}:
        raise _refuse("mandate-procedures", at="procedures")
    if scope.until is not None and scope.until < max(scope.since, on):
        raise _refuse("mandate-days", at="until")


def _in_bounds(by: Person, at: datetime) -> None:
    asked = Mandate.objects.filter(asked_by=by, asked_at__gt=at - timedelta(days=1))
    if asked.count() >= MOST_A_DAY:
        raise _refuse("mandate-too-many")


def _new(scope: Scope, by: Person, at: datetime) -> Mandate:
    _checked(scope, legal_day(at))
    _in_bounds(by, at)
    return Mandate(
        state="asked",
        asked_by=by,
        asked_at=at,
        acts=[one for one in ACTS if one in scope.acts],
        procedures=list(scope.procedures),
        since=scope.since,
        until=scope.until,
    )


def _written(mandate: Mandate, verb: str, by: Person, at: datetime) -> Mandate:
    mandate.save(force_insert=True)
    record(f"person:{by.key}", verb, at=at, by=by.key, mandate=mandate.key)
    return mandate


@transaction.atomic
def ask(
    agent: Person, whom: str, scope: Scope, *, name: str = "", language: str = "ja", at: datetime
) -> Mandate:
    """Ask somebody, by exact address or ID, to entrust procedures to oneself.

    Raises:
        Refusal: neither an address nor an ID, oneself, a scope that says nothing, too many a day.
    """
    address, giver = address_in(whom), find(whom)
    if giver is not None and giver.pk == agent.pk:
        raise _refuse("own-agent", at="whom")
    mandate = _new(scope, agent, at)
    mandate.agent, mandate.giver = agent, giver
    mandate.language = language if language in LANGUAGES else "ja"
    if name.strip():
        sealed_for = mandates.about(mandate.key, "giver")
        mandate.giver_name = vault.seal(name.strip()[:208].encode(), sealed_for)
    if address:
        mandate.giver_mark = mandates.mark_of(address)
        sealed_for = mandates.about(mandate.key, "giver-address")
        mandate.giver_address = vault.seal(address.encode(), sealed_for)
    return _written(mandate, "ask-mandate", agent, at)


@transaction.atomic
def offer(giver: Person, whom: str, scope: Scope, *, at: datetime) -> Mandate:
    """Offer procedures to an agent, by exact address or ID; it holds once the agent confirms.

    Raises:
        Refusal: neither an address nor an ID, oneself, a scope that says nothing, too many a day.
    """
    address, agent = address_in(whom), find(whom)
    if agent is not None and agent.pk == giver.pk:
        raise _refuse("own-agent", at="whom")
    mandate = _new(scope, giver, at)
    mandate.agent, mandate.giver = agent, giver
    mandate.language = giver.language
    if address:
        mandate.agent_mark = mandates.mark_of(address)
        sealed_for = mandates.about(mandate.key, "agent-address")
        mandate.agent_address = vault.seal(address.encode(), sealed_for)
    return _written(mandate, "entrust", giver, at)


def state_at_filing(
    agent: Person, name: str, address: str, language: str, procedure: str, *, at: datetime
) -> Mandate:
    """State with a filing that the applicant asked for it; the applicant is asked whether it is so.

    It carries this one application: to follow it and to receive its result, not to file another.
    """
    mandate = Mandate(
        state="asked",
        agent=agent,
        asked_by=agent,
        asked_at=at,
        acts=list(OF_ONE_CASE),
        procedures=[procedure],
        since=legal_day(at),
        language=language or "ja",
    )
    mandate.giver_name = vault.seal(name[:208].encode(), mandates.about(mandate.key, "giver"))
    if address:
        mandate.giver_mark = mandates.mark_of(address)
        sealed_for = mandates.about(mandate.key, "giver-address")
        mandate.giver_address = vault.seal(address.strip().lower().encode(), sealed_for)
    return _written(mandate, "state-mandate", agent, at)


def _held(mandate: Mandate) -> Mandate:
    """Return a mandate locked until the transaction ends."""
    return Mandate.objects.select_for_update(of=("self",)).get(pk=mandate.pk)


def _note(mandate: Mandate, verb: str, by: Person | None, at: datetime) -> None:
    """Record an act in the chains of both sides who have an account; a link acts as `applicant`."""
    who = by.key if by else "applicant"
    for side in (mandate.giver, mandate.agent):
        if side is not None:
            record(f"person:{side.key}", verb, at=at, by=who, mandate=mandate.key)


@transaction.atomic
def answer(mandate: Mandate, yes: bool, *, by: Person | None, at: datetime) -> Mandate:
    """Confirm or decline what one was asked; without an account, by the link in the mail.

    Raises:
        Refusal: answered already, ended, or not the side that was asked.
    """
    mandate = _held(mandate)
    if mandate.state != "asked":
        raise _refuse("mandate-answered")
    if by is not None:
        if not mandates.may_answer(mandate, by):
            raise _refuse("mandate-not-yours")
        if mandate.giver_id is None:
            mandate.giver = by
        elif mandate.agent_id is None:
            mandate.agent = by
    mandate.state = "confirmed" if yes else "declined"
    if yes:
        mandate.given_at = at
    else:
        mandate.ended_at = at
    mandate.save(update_fields=["state", "giver", "agent", "given_at", "ended_at"])
    _note(mandate, "confirm-mandate" if yes else "decline-mandate", by, at)
    return mandate


@transaction.atomic
def end(mandate: Mandate, *, by: Person | None, at: datetime) -> Mandate:
    """End a mandate at once; either side may, at any time and without a reason.

    Raises:
        Refusal: it has ended already, or it is somebody else's.
    """
    mandate = _held(mandate)
    if mandate.state in ("ended", "declined"):
        raise _refuse("mandate-over-already")
    if by is not None and not (mandates.is_giver(mandate, by) or mandates.is_agent(mandate, by)):
        raise _refuse("mandate-not-yours")
    mandate.state, mandate.ended_at, mandate.ended_by = "ended", at, by
    mandate.save(update_fields=["state", "ended_at", "ended_by"])
    _note(mandate, "take-back", by, at)
    return mandate


@transaction.atomic
def suspend(mandate: Mandate, *, at: datetime) -> Mandate:
    """Stop a mandate because the applicant says that they did not ask for what was filed."""
    mandate = _held(mandate)
    if mandate.state == "asked":
        mandate.state, mandate.ended_at = "declined", at
    mandate.suspended_at = at
    mandate.save(update_fields=["state", "ended_at", "suspended_at"])
    _note(mandate, "suspend-mandate", None, at)
    return mandate


@transaction.atomic
def claim(mandate: Mandate, person: Person, *, at: datetime) -> Mandate:
    """Tie a mandate that was given by link to the account that its giver has now."""
    mandate = _held(mandate)
    if mandate.giver_id is None:
        mandate.giver = person
        mandate.save(update_fields=["giver"])
        _note(mandate, "claim-mandate", person, at)
    return mandate


@transaction.atomic
def add_papers(
    mandate: Mandate, kind: str, papers: Sequence[Paper], *, by: Person, at: datetime
) -> None:
    """Keep papers that prove a mandate, sealed; what was added stays as long as the mandate.

    Raises:
        Refusal: no such kind, too many, or somebody else's mandate.
    """
    if kind not in PAPERS:
        raise _refuse("mandate-paper-kind", at="kind")
    if not (mandates.is_giver(mandate, by) or mandates.is_agent(mandate, by)):
        raise _refuse("mandate-not-yours")
    if mandate.papers.count() + len(papers) > MOST_PAPERS:
        raise _refuse("mandate-papers-many", at="paper")
    for paper in papers:
        kept = MandatePaper(mandate=mandate, kind=kind, added_by=by, added_at=at)
        kept.media_type, kept.size, kept.pages = paper.media_type, len(paper.data), paper.pages
        kept.sha256 = sha256(paper.data).hexdigest()
        kept.file_name = vault.seal(paper.file_name.encode(), f"mandate-paper:{kept.key}:name")
        kept.path = files.store(paper.data, f"mandate-paper:{kept.key}:file")
        kept.save()
    chain = f"person:{by.key}"
    record(chain, "prove-mandate", at=at, by=by.key, mandate=mandate.key, proofs=len(papers))


def read_paper(paper: MandatePaper, *, by: Person, at: datetime, case_key: str = "") -> bytes:
    """Return a paper of a mandate and record who looked at it: an officer in the case it is for."""
    data = files.load(paper.path, f"mandate-paper:{paper.key}:file")
    owner = paper.mandate.giver or paper.mandate.agent
    if case_key:
        record(f"case:{case_key}", "read-mandate-paper", at=at, by=by.key, proof=paper.key)
    elif owner is not None:
        record(f"person:{owner.key}", "read-proof", at=at, by=by.key, proof=paper.key)
    return data

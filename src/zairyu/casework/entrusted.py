"""Verbs of acting for somebody, with the letters they owe and what follows for drafts and cases."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from zairyu.casework import letters, readers
from zairyu.casework.actions.move import happened
from zairyu.casework.models import Case
from zairyu.casework.parties import SYSTEM
from zairyu.filing import access
from zairyu.filing import actions as filing
from zairyu.law import procedures
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem, Refusal
from zairyu.notices.actions import Receiver, owe
from zairyu.notices.letters import Param
from zairyu.people import assisting, entrusting, links, mandates
from zairyu.people.mandates import Scope

if TYPE_CHECKING:
    from zairyu.filing.models import Draft
    from zairyu.people.models import Assistant, Mandate, Person

GIVER, AGENT = "applicant", "user"


def _name(person: "Person | None") -> str:
    return person.name or person.email if person is not None else ""


def _letter(
    kind: str,
    to: Receiver,
    path: str,
    said: Mapping[str, Param],
    *,
    at: datetime,
    about: str,
) -> None:
    if to.address:
        owe(kind, to, {**said, "link": readers.link(path)}, at=at, about=about)


def _about(mandate: "Mandate") -> str:
    return f"mandate:{mandate.key}"


def _giver(mandate: "Mandate") -> Receiver:
    language = mandate.giver.language if mandate.giver is not None else mandate.language
    return Receiver(mandates.giver_address(mandate), language, GIVER)


def _agent(mandate: "Mandate") -> Receiver:
    language = mandate.agent.language if mandate.agent is not None else mandate.language
    return Receiver(mandates.agent_address(mandate), language, AGENT)


def _page(mandate: "Mandate", to: Receiver, at: datetime) -> str:
    """Return the page of a mandate for one side; a giver without an account gets a link."""
    if to.audience == GIVER and mandate.giver is None:
        return f"/m/{links.make('mandate', _about(mandate), at=at)}/"
    return f"/mandates/{mandate.key}/"


@transaction.atomic
def ask(
    agent: "Person", whom: str, scope: Scope, *, name: str = "", language: str = "ja", at: datetime
) -> "Mandate":
    """Ask for a mandate and owe the letter that says so."""
    mandate = entrusting.ask(agent, whom, scope, name=name, language=language, at=at)
    to = _giver(mandate)
    said = {"who": _name(agent)}
    _letter("mandate-asked", to, _page(mandate, to, at), said, at=at, about=_about(mandate))
    return mandate


@transaction.atomic
def offer(giver: "Person", whom: str, scope: Scope, *, at: datetime) -> "Mandate":
    """Offer a mandate and owe the letter that says so."""
    mandate = entrusting.offer(giver, whom, scope, at=at)
    to = _agent(mandate)
    said = {"who": _name(giver)}
    _letter("mandate-offered", to, _page(mandate, to, at), said, at=at, about=_about(mandate))
    return mandate


@transaction.atomic
def answer(mandate: "Mandate", yes: bool, *, by: "Person | None", at: datetime) -> "Mandate":
    """Confirm or decline a mandate and tell whoever asked."""
    mandate = entrusting.answer(mandate, yes, by=by, at=at)
    to = _agent(mandate) if mandate.asked_by_id == mandate.agent_id else _giver(mandate)
    who = mandates.giver_name(mandate) if to.audience == AGENT else mandates.agent_name(mandate)
    page, about = f"/mandates/{mandate.key}/", _about(mandate)
    if yes:
        _letter("mandate-confirmed", to, page, {"who": who or "–"}, at=at, about=about)
    else:
        _letter("mandate-declined", to, page, {}, at=at, about=about)
    return mandate


@transaction.atomic
def end(mandate: "Mandate", *, by: "Person | None", at: datetime) -> "Mandate":
    """End a mandate at once: drafts go back, cases go on with the applicant, both sides are told.

    Raises:
        Refusal: an agent gives back what nobody could take over, or it has ended already.
    """
    running = list(Case.objects.filter(mandate=mandate, let_go_at=None))
    if by is not None and mandates.is_agent(mandate, by):
        lost = [case for case in running if case.open and readers.applicant(case) is None]
        if lost:
            raise Refusal(Problem("people.mandate-orphans"))
    mandate = entrusting.end(mandate, by=by, at=at)
    filing.end_shares(mandate, at)
    for case in running:
        _let_go(case, at)
    if running or mandate.given_at is not None:
        _tell_ended(mandate, at)
    return mandate


def _let_go(case: Case, at: datetime) -> None:
    """Take a case out of its agent's sight; letters and acts are the applicant's from now on."""
    if readers.applicant(case) is None:
        return  # nobody would read the office's letters: it stays with who filed it
    case.let_go_at = at
    case.save(update_fields=["let_go_at"])
    happened(case, "mandate-ended", by=SYSTEM, at=at)
    if case.open:
        letters.tell(case, "case-goes-on", letters.BOTH, at)


def _tell_ended(mandate: "Mandate", at: datetime) -> None:
    day: Param = {"day": legal_day(at).isoformat()}
    sides = (
        (_giver(mandate), mandates.agent_name(mandate)),
        (_agent(mandate), mandates.giver_name(mandate)),
    )
    for to, who in sides:
        said = {"who": who or "–", "day": day}
        page = f"/mandates/{mandate.key}/"
        if to.audience == GIVER and mandate.giver is None:
            page = "/applied/"
        _letter("mandate-ended", to, page, said, at=at, about=_about(mandate))


def _procedure(draft: "Draft", on: date) -> Param:
    return {"text": dict(procedures.procedure(draft.procedure, on).title)}


@transaction.atomic
def hand_draft(
    draft: "Draft", mandate: "Mandate", until: date | None, *, by: "Person", at: datetime
) -> None:
    """Hand a draft to the agent of a mandate and tell them."""
    filing.hand(draft.key, mandate, until, by=by, at=at)
    said = {"who": _name(by), "procedure": _procedure(draft, legal_day(at))}
    path = f"/drafts/{draft.key}/" if mandate.state == "confirmed" else f"/mandates/{mandate.key}/"
    _letter("draft-handed", _agent(mandate), path, said, at=at, about=f"draft:{draft.key}")


@transaction.atomic
def take_draft_back(draft: "Draft", *, by: "Person", at: datetime) -> None:
    """Take a draft back and tell the agent."""
    share = filing.take_draft_back(draft.key, by=by, at=at)
    if share is not None:
        said = {"who": _name(by), "procedure": _procedure(draft, legal_day(at))}
        to, about = _agent(share.mandate), f"draft:{draft.key}"
        _letter("draft-taken-back", to, "/clients/", said, at=at, about=about)


@transaction.atomic
def say_ready(draft_key: str, *, by: "Person", at: datetime) -> "Draft":
    """Say as an assistant that a draft can be filed, and tell the agent."""
    draft = filing.say_ready(draft_key, by=by, at=at)
    agent = access.agent_behind(draft)
    said = {"who": _name(by), "procedure": _procedure(draft, legal_day(at))}
    to, about = Receiver(agent.email, agent.language), f"draft:{draft.key}"
    _letter("draft-ready", to, f"/drafts/{draft.key}/review", said, at=at, about=about)
    return draft


@transaction.atomic
def invite(agent: "Person", whom: str, *, at: datetime) -> "Assistant":
    """Ask somebody to be an assistant and owe the letter."""
    made = assisting.invite(agent, whom, at=at)
    language = made.helper.language if made.helper is not None else agent.language
    address = made.helper.email if made.helper is not None else assisting.address_of(made)
    said = {"who": _name(agent)}
    to, about = Receiver(address, language), f"assistant:{made.key}"
    _letter("assistant-asked", to, "/clients/helping", said, at=at, about=about)
    return made

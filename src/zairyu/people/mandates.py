"""Mandates: what they cover, when they hold, and whose they are; asked in this one place."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from zairyu import vault
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem
from zairyu.people.models import Mandate, MandatePaper, Person

ACTS = ("see", "prepare", "file", "receive")
PAPERS = ("letter-of-attorney", "family-register", "medical-certificate", "other")


@dataclass(frozen=True)
class Scope:
    """What is entrusted: acts, procedures (none named: all), the first and the last day."""

    acts: tuple[str, ...]
    procedures: tuple[str, ...]
    since: date
    until: date | None = None


def mark_of(address: str) -> str:
    """Return the mark by which an address is found again without lying open.

    >>> mark_of("")
    ''
    """
    plain = address.strip().lower()
    if not plain:
        return ""
    return salted_hmac("zairyu.people.mandates", plain, algorithm="sha256").hexdigest()


def given_by(person: Person) -> QuerySet[Mandate]:
    """Return what a person entrusted to others, or is asked to entrust, the newest first."""
    unclaimed = Q(giver=None, giver_mark=mark_of(person.email))
    found = Mandate.objects.filter(Q(giver=person) | unclaimed)
    return found.select_related("agent", "giver", "asked_by").order_by("-pk")


def held_by(person: Person) -> QuerySet[Mandate]:
    """Return what others entrust to a person, or are asked to entrust, the newest first."""
    unclaimed = Q(agent=None, agent_mark=mark_of(person.email))
    found = Mandate.objects.filter(Q(agent=person) | unclaimed)
    return found.select_related("agent", "giver", "asked_by").order_by("-pk")


def mandate_of(person: Person, key: str) -> Mandate | None:
    """Return a mandate that a person gave, holds, or is asked for."""
    return given_by(person).filter(key=key).first() or held_by(person).filter(key=key).first()


def mandate(key: str) -> Mandate | None:
    """Return a mandate by key; who calls has checked who may see it."""
    found = Mandate.objects.select_related("agent", "giver", "asked_by")
    return found.filter(key=key).first()


def is_giver(mandate: Mandate, person: Person) -> bool:
    """Say whether a person is the side that entrusts."""
    if mandate.giver is not None:
        return mandate.giver.pk == person.pk
    return bool(mandate.giver_mark) and mandate.giver_mark == mark_of(person.email)


def is_agent(mandate: Mandate, person: Person) -> bool:
    """Say whether a person is the side that acts."""
    if mandate.agent is not None:
        return mandate.agent.pk == person.pk
    return bool(mandate.agent_mark) and mandate.agent_mark == mark_of(person.email)


def may_answer(mandate: Mandate, person: Person) -> bool:
    """Say whether a person is the side that was asked, and has not answered yet."""
    if mandate.state != "asked":
        return False
    asked_by = mandate.asked_by
    mine = asked_by is not None and asked_by.pk == person.pk
    return not mine and (is_giver(mandate, person) or is_agent(mandate, person))


def trouble(mandate: Mandate, on: date, *, procedure: str = "", act: str = "") -> Problem | None:
    """Return why a mandate does not carry an act on a day, or None: it does.

    Its days count from the first to the last, both included; what is not named is not entrusted.
    """
    stopped = {"asked": "waits", "declined": "declined", "ended": "ended"}.get(mandate.state)
    if stopped:
        return Problem(f"people.mandate-{stopped}")
    if mandate.suspended_at is not None:
        return Problem("people.mandate-suspended")
    if on < mandate.since:
        return Problem("people.mandate-not-yet", params={"day": mandate.since})
    if mandate.until is not None and on > mandate.until:
        return Problem("people.mandate-over", params={"day": mandate.until})
    if procedure and mandate.procedures and procedure not in mandate.procedures:
        return Problem("people.mandate-other-procedure")
    if act and act not in mandate.acts:
        return Problem("people.mandate-other-act")
    return None


def live(mandate: Mandate, on: date) -> bool:
    """Say whether a mandate holds on a day for anything."""
    return trouble(mandate, on) is None


def ending(on: date, days: int) -> list[Mandate]:
    """Return the mandates that hold and whose last day is at most some days away.

    Not those that were given for no longer than that: their end was known when they were given.
    """
    lead = timedelta(days=days)
    soon = Mandate.objects.filter(until__gte=on, until__lte=on + lead)
    rows = soon.filter(state="confirmed", suspended_at=None)
    rows = rows.select_related("agent", "giver", "asked_by")
    return [
        one
        for one in rows.order_by("until", "pk")
        if one.until and one.given_at and legal_day(one.given_at) < one.until - lead
    ]


def without(agent: Person, address: str, on: date, procedure: str) -> Problem | None:
    """Return why an agent may not file for an applicant without naming a mandate, or None.

    The first time it may: the applicant is asked at once whether they wanted it. It may not be a
    way round a mandate that was ended, declined, suspended or has run out.
    """
    if not (mark := mark_of(address)):
        return None
    theirs = Q(giver_mark=mark) | Q(giver__email=address.strip().lower())
    found = list(Mandate.objects.filter(theirs, agent=agent).order_by("-pk"))
    if any(trouble(one, on, procedure=procedure, act="file") is None for one in found):
        return None
    against = next((one for one in found if _speaks_against(one)), None)
    return trouble(against, on, procedure=procedure, act="file") if against else None


def _speaks_against(mandate: Mandate) -> bool:
    """Say whether a giver's answer is known, and is not a yes to one single application."""
    if mandate.state == "declined" or mandate.suspended_at is not None:
        return True
    if mandate.state == "ended":
        return mandate.given_at is not None and mandate.ended_by_id != mandate.agent_id
    return mandate.state == "confirmed" and "file" in mandate.acts


def standing_for(agent: Person, address: str, on: date, procedure: str) -> Mandate | None:
    """Return the mandate of an applicant's address that carries a filing by an agent, if any."""
    if not (mark := mark_of(address)):
        return None
    theirs = Q(giver_mark=mark) | Q(giver__email=address.strip().lower())
    found = Mandate.objects.filter(theirs, agent=agent, state="confirmed").order_by("-pk")
    return next(
        (one for one in found if trouble(one, on, procedure=procedure, act="file") is None), None
    )


def about(mandate_key: str, what: str) -> str:
    """Return what a sealed part of a mandate is bound to."""
    return f"mandate:{mandate_key}:{what}"


def giver_name(mandate: Mandate) -> str:
    """Return what the giver is called: by the own account once it confirmed, else by the agent."""
    if mandate.giver is not None and mandate.given_at is not None and mandate.giver.name:
        return mandate.giver.name
    if mandate.giver_name:
        return vault.open(mandate.giver_name, about(mandate.key, "giver")).decode()
    mine = mandate.giver is not None and mandate.asked_by_id == mandate.giver_id
    return mandate.giver.name if mandate.giver is not None and mine else ""


def giver_address(mandate: Mandate) -> str:
    """Return where the giver is written to."""
    if mandate.giver is not None:
        return mandate.giver.email
    if not mandate.giver_address:
        return ""
    return vault.open(mandate.giver_address, about(mandate.key, "giver-address")).decode()


def agent_name(mandate: Mandate) -> str:
    """Return what the agent is called, once the agent asked or confirmed."""
    known = mandate.given_at is not None or mandate.asked_by_id == mandate.agent_id
    return mandate.agent.name if mandate.agent is not None and known else ""


def agent_address(mandate: Mandate) -> str:
    """Return where the agent is written to."""
    if mandate.agent is not None:
        return mandate.agent.email
    if not mandate.agent_address:
        return ""
    return vault.open(mandate.agent_address, about(mandate.key, "agent-address")).decode()


def papers_of(mandate: Mandate) -> list[tuple[MandatePaper, str]]:
    """Return the papers of a mandate with the names they were uploaded under."""
    return [
        (paper, vault.open(paper.file_name, f"mandate-paper:{paper.key}:name").decode())
        for paper in mandate.papers.order_by("pk")
    ]


def names(keys: set[str]) -> dict[str, str]:
    """Return what persons are called, by their keys."""
    found = Person.objects.filter(key__in=keys)
    return dict(found.values_list("key", "name"))

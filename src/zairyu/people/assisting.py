"""Assistants: who prepares an agent's drafts and may not file them; named, confirmed, ended."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet

from zairyu import vault
from zairyu.audit.actions import record
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem, Refusal
from zairyu.people import standing
from zairyu.people.entrusting import address_in, find
from zairyu.people.mandates import mark_of
from zairyu.people.models import Assistant, Person
from zairyu.people.queries import holds_on

if TYPE_CHECKING:
    from datetime import date

MOST = 50


def _about(assistant: Assistant) -> str:
    return f"assistant:{assistant.key}:address"


def _of(person: Person) -> Q:
    """Return the condition that a row is about a person as an assistant."""
    return Q(helper=person) | Q(helper=None, address_mark=mark_of(person.email))


def agents_of(person: Person, on: "date") -> QuerySet[Person]:
    """Return the agents whose drafts a person prepares on a day."""
    rows = Assistant.objects.filter(holds_on(on), helper=person, state="confirmed")
    return Person.objects.filter(pk__in=rows.values("agent"), is_active=True).order_by("pk")


def assistants_of(agent: Person) -> QuerySet[Assistant]:
    """Return the assistants whom an agent named and who have not left, the first first."""
    found = Assistant.objects.filter(agent=agent).exclude(state="ended")
    return found.select_related("helper").order_by("pk")


def asked_of(person: Person) -> QuerySet[Assistant]:
    """Return whom a person assists, or is asked to."""
    found = Assistant.objects.filter(_of(person)).exclude(state="ended")
    return found.select_related("agent").order_by("pk")


def assistant_of(person: Person, key: str) -> Assistant | None:
    """Return a row in which a person is the agent or the assistant."""
    sides = Q(agent=person) | _of(person)
    found = Assistant.objects.filter(sides, key=key).exclude(state="ended")
    return found.select_related("agent", "helper").first()


def address_of(assistant: Assistant) -> str:
    """Return the address to which the invitation went, or by which the assistant signs in."""
    if assistant.helper is not None and assistant.state == "confirmed":
        return assistant.helper.email
    return vault.open(assistant.address, _about(assistant)).decode() if assistant.address else ""


@transaction.atomic
def invite(agent: Person, whom: str, *, at: datetime) -> Assistant:
    """Ask somebody, by exact address or ID, to prepare one's drafts.

    Raises:
        Refusal: neither an address nor an ID, oneself, too many, or one who may not file.
    """
    if not standing.may_file(agent, legal_day(at)):
        raise Refusal(Problem("people.assistant-of-nobody"))
    address, helper = address_in(whom), find(whom)
    if helper is not None and helper.pk == agent.pk:
        raise Refusal(Problem("people.own-assistant", at="whom"))
    if assistants_of(agent).count() >= MOST:
        raise Refusal(Problem("people.assistants-many"))
    made = Assistant(agent=agent, helper=helper, state="asked", since=legal_day(at), asked_at=at)
    if address:
        made.address_mark = mark_of(address)
        made.address = vault.seal(address.encode(), _about(made))
    made.save(force_insert=True)
    record(f"person:{agent.key}", "invite-assistant", at=at, by=agent.key, assistant=made.key)
    return made


@transaction.atomic
def accept(assistant: Assistant, *, by: Person, at: datetime) -> Assistant:
    """Take the place of an assistant to which one was asked.

    Raises:
        Refusal: taken or ended already.
    """
    changed = Assistant.objects.filter(_of(by), pk=assistant.pk, state="asked").update(
        state="confirmed", helper=by
    )
    if not changed:
        raise Refusal(Problem("people.assistant-answered"))
    assistant.refresh_from_db()
    record(f"person:{by.key}", "accept-assistant", at=at, by=by.key, assistant=assistant.key)
    return assistant


@transaction.atomic
def leave(assistant: Assistant, *, by: Person, at: datetime) -> Assistant:
    """End the work of an assistant this very moment; both sides may.

    Raises:
        Refusal: it has ended already.
    """
    changed = (
        Assistant.objects.filter(pk=assistant.pk)
        .exclude(state="ended")
        .update(state="ended", ended_at=at, until=legal_day(at))
    )
    if not changed:
        raise Refusal(Problem("people.assistant-answered"))
    assistant.refresh_from_db()
    record(f"person:{by.key}", "leave-assistant", at=at, by=by.key, assistant=assistant.key)
    return assistant

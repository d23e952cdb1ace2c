"""The world of the access tests: one person of every kind, and things that belong to somebody.

Everything is made once, by the acts that the doors use. `things/*.py` add things: each module has
`make(world)`, which returns names and what stands in an address for them.
"""

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.making.organisations import (
    CORPORATION,
    OTHER_NUMBER,
    STAFF,
    SUPPORT,
    Office,
    host,
    staff,
    written,
)

from zairyu.law.dates import legal_day
from zairyu.people import actions, assisting, entrusting, registering
from zairyu.people.mandates import ACTS, Scope
from zairyu.people.models import Membership, OfficerPost, Organisation, Person
from zairyu.people.organisations import members as organisations
from zairyu.people.organisations import notifying, queries
from zairyu.people.organisations.content import Host

PASSWORD = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF"
PERSONS = ("foreign-national", "legal-representative", "relative", "lawyer-scrivener")
OTHERS = (
    "organisation-staff",
    "public-interest-corporation-staff",
    "registered-support-organisation-staff",
    "colleague",
    "other-organisation",
    "certificate-receiver",
    "former-member",
    "entrusting",
    "assistant",
    "newcomer",
    "operator",
    "stopped",
)


@dataclass
class World:
    """Who is there, and what: `people` by persona, `things` by the names that tables use."""

    at: datetime  # now; what was before happened at `before`
    people: dict[str, Person] = field(default_factory=dict)
    things: dict[str, str] = field(default_factory=dict)

    @property
    def before(self) -> datetime:
        """A moment ten days ago."""
        return self.at - timedelta(days=10)

    def __getitem__(self, persona: str) -> Person:
        """Return the person who plays a persona."""
        return self.people[persona]

    def join(self, persona: str, secret: str | None = SECRET) -> Person:
        """Make the person of a persona, with a second factor unless told otherwise."""
        made = actions.join(
            f"{persona}@access.example",
            name=persona.upper(),
            password=PASSWORD,
            at=self.before,
            totp_secret=secret,
        )
        self.people[persona] = made
        return made


def make(at: datetime) -> World:
    """Make everybody and everything."""
    world = World(at)
    _officers(world)
    for persona in (*PERSONS, *OTHERS):
        world.join(persona)
    for category in PERSONS:
        admitted(world, category, category)
    admitted(world, "certificate-receiver", "coe-electronic-delivery-only")
    _organisations(world)
    _agents(world)
    for module in _modules():
        world.things |= module(world)
    Person.objects.filter(pk=world["stopped"].pk).update(is_active=False)
    return world


def _modules() -> list[Callable[[World], dict[str, str]]]:
    names = sorted(each.stem for each in Path(__file__).with_name("things").glob("*.py"))
    return [importlib.import_module(f"tests.access.things.{name}").make for name in names]


def _officers(world: World) -> None:
    for persona, office, rank, secret in (
        ("officer", "tokyo", "officer", SECRET),
        ("officer-elsewhere", "osaka", "officer", SECRET),
        ("officer-at-port", "narita-airport", "officer", SECRET),
        ("supervisor", "tokyo", "supervisor", SECRET),
        ("officer-without-factor", "tokyo", "officer", None),
        ("former-officer", "tokyo", "officer", SECRET),
    ):
        person = world.join(persona, secret)
        since = legal_day(world.before) - timedelta(days=30)
        actions.appoint(person, office, rank, since=since, at=world.before, by="system")
    ended = legal_day(world.at) - timedelta(days=7)
    OfficerPost.objects.filter(person=world["former-officer"]).update(until=ended)


def stated(world: World, persona: str, category: str) -> registering.Registration:
    """Let a persona state a category."""
    return registering.state_category(
        world[persona],
        category,
        name=persona.upper(),
        birth_on=date(1990, 5, 3),
        papers=[registering.Paper("card.pdf", "application/pdf", PDF)],
        at=world.before,
        until=date(2029, 12, 31),
    )


def admitted(world: World, persona: str, category: str) -> None:
    """Let a persona state a category and an officer admit it."""
    found = stated(world, persona, category)
    registering.admit(found, by=world["officer"], at=world.before)
    world[persona].refresh_from_db()


def _organisations(world: World) -> None:
    """Let the offices approve the organisations, and their users come in."""
    one = host()
    _, members = _organisation(world, STAFF, "organisation-staff", "colleague", "former-member")
    last = legal_day(world.at) - timedelta(days=1)
    chief = world["organisation-staff"]
    organisations.leave(members["former-member"], last_day=last, at=world.before, by=chief)
    _organisation(world, STAFF, "other-organisation", corporate_number=OTHER_NUMBER)
    _organisation(world, CORPORATION, CORPORATION, hosts=(one,))
    _organisation(world, SUPPORT, SUPPORT, hosts=(one,))


def _organisation(
    world: World, category: str, *who: str, hosts: tuple[Host, ...] = (), **said: Any
) -> tuple[Organisation, dict[str, Membership]]:
    users = [staff(one, administrator=one == who[0], hosts=hosts) for one in who]
    for user in users:
        user.email = world[user.name].email
    found = written(category, users, world.before, hosts=hosts, **said)
    notifying.send(found, at=world.before)
    Office(world["officer"], world["supervisor"]).approve(found, world.before)
    found.refresh_from_db()
    organisation = found.organisation
    assert organisation is not None
    held = queries.current(organisation, legal_day(world.before))
    by_email = {one.person.email: one for one in held}
    for persona in who:
        world[persona].refresh_from_db()
    return organisation, {one: by_email[world[one].email] for one in who}


def _agents(world: World) -> None:
    """Let an applicant entrust an agent with everything, and the agent name an assistant."""
    giver, agent, helper = world["entrusting"], world["lawyer-scrivener"], world["assistant"]
    scope = Scope(acts=ACTS, procedures=(), since=legal_day(world.before))
    mandate = entrusting.ask(agent, giver.email, scope, at=world.before)
    entrusting.answer(mandate, True, by=giver, at=world.before)
    assisting.accept(
        assisting.invite(agent, helper.email, at=world.before), by=helper, at=world.before
    )
    world.things["mandate"] = mandate.key

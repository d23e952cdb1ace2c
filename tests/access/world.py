"""The world of the access tests: one person of every kind, and things that belong to somebody.

Everything is made once, by the acts that the doors use. `things/*.py` add things: each module has
`make(world)`, which returns names and what stands in an address for them.
"""

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from zairyu.law.dates import legal_day
from zairyu.people import actions, registering
from zairyu.people.models import OfficerPost, Person

PASSWORD = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF"
FILERS = (
    "foreign-national",
    "legal-representative",
    "relative",
    "lawyer-scrivener",
    "organisation-staff",
    "public-interest-corporation-staff",
    "registered-support-organisation-staff",
)
OTHERS = (
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
    for persona in (*FILERS, "colleague", "other-organisation", *OTHERS):
        world.join(persona)
    for category in FILERS:
        admitted(world, category, category)
    for persona in ("colleague", "other-organisation"):
        admitted(world, persona, "organisation-staff")
    _organisations(world)
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
    )


def admitted(world: World, persona: str, category: str) -> None:
    """Let a persona state a category and an officer admit it."""
    found = stated(world, persona, category)
    registering.admit(found, by=world["officer"], at=world.before)
    world[persona].refresh_from_db()


def _organisations(world: World) -> None:
    since = legal_day(world.before) - timedelta(days=100)
    ours = actions.found_organisation("Aomi Systems", "organisation-staff", since=since)
    theirs = actions.found_organisation("Harumi Foods", "organisation-staff", since=since)
    for persona, where in (
        ("organisation-staff", ours),
        ("colleague", ours),
        ("former-member", ours),
        ("other-organisation", theirs),
    ):
        member = actions.enter_organisation(
            world[persona], where, "staff", since=since, at=world.before, by="system"
        )
        if persona == "former-member":
            last = legal_day(world.at) - timedelta(days=7)
            actions.leave_organisation(member, until=last, at=world.before, by="system")
    since = legal_day(world.before)
    actions.entrust(world["entrusting"], world["lawyer-scrivener"], since=since, at=world.before)

"""Linh may file; Mallory has an account and no business here. Drafts are made through the acts."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from tests.filing.making import filled, pdf, photo
from tests.making.standing import files_as

from zairyu.demo import journeys
from zairyu.filing import actions, queries
from zairyu.filing.models import Draft
from zairyu.people import actions as joining
from zairyu.people import registering
from zairyu.people.models import Person

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def filer(name: str, at: datetime, sato: Person) -> Person:
    person = joining.join(
        f"{name}@example.com", name=name.upper(), password="correct horse battery",
        at=at, totp_secret=SECRET,
    )  # fmt: skip
    stated = registering.state_category(
        person,
        "foreign-national",
        name=name.upper(),
        birth_on=date(1995, 5, 3),
        papers=[registering.Paper("card.pdf", "application/pdf", pdf())],
        at=at,
    )
    registering.admit(stated, by=sato, at=at)
    person.refresh_from_db()
    return person


@pytest.fixture
def sato(db: None, at: datetime) -> Person:
    person = joining.join(
        "sato@example.go.jp", name="SATO", password="correct horse battery",
        at=at, totp_secret=SECRET,
    )  # fmt: skip
    joining.appoint(person, "tokyo", "officer", since=at.date(), at=at, by="system")
    return person


@pytest.fixture
def linh(at: datetime, sato: Person) -> Person:
    return filer("linh", at, sato)


@pytest.fixture
def mallory(at: datetime, sato: Person) -> Person:
    return filer("mallory", at, sato)


@pytest.fixture
def draft(linh: Person, at: datetime) -> Draft:
    """An extension as business manager, begun; its stay ends on 2026-12-06."""
    return actions.start_draft(
        linh,
        "extension",
        "business-manager",
        at=at,
        current_status="business-manager",
        expires_on=date(2026, 12, 6),
    )


Make = Callable[..., Draft]


@pytest.fixture
def complete(linh: Person, at: datetime) -> Make:
    """Return a function that fills in a whole application of a journey, ready to be filed."""

    def make(name: str = "engineer", changes: dict[str, Any] | None = None) -> Draft:
        journey = journeys.journey(name)
        files_as(linh, journey.category)
        begun = filled(journey, linh, at, changes)
        return queries.draft_of(linh, begun.key)

    return make


@pytest.fixture
def a_photo() -> bytes:
    return photo()


@pytest.fixture
def a_pdf() -> bytes:
    return pdf()

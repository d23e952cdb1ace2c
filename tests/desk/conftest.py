"""The office of Tokyo with its officers, a case that was lodged, and their browsers."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from zairyu.casework import actions as office
from zairyu.demo import play, specimens
from zairyu.demo.journeys import journey
from zairyu.law.dates import legal_day
from zairyu.people import actions, registering

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "correct horse battery"

Enter = Callable[..., Client]


def _join(name: str, at: datetime, secret: str | None = SECRET):
    return actions.join(
        f"{name}@example.com", name=name.upper(), password=PASSWORD, at=at, totp_secret=secret
    )


def _officer(name: str, at: datetime, rank: str, where: str = "tokyo", secret: str | None = SECRET):
    person = _join(name, at, secret)
    actions.appoint(person, where, rank, since=legal_day(at), at=at, by="system")
    return person


@pytest.fixture
def before(at):
    """A moment ten days ago, when the case was lodged."""
    return at - timedelta(days=10)


@pytest.fixture
def sato(db, before):
    """Sato: officer in Tokyo."""
    return _officer("sato", before, "officer")


@pytest.fixture
def mori(db, before):
    """Mori: supervisor in Tokyo."""
    return _officer("mori", before, "supervisor")


@pytest.fixture
def ono(db, before):
    """Ono: a second supervisor in Tokyo."""
    return _officer("ono", before, "supervisor")


@pytest.fixture
def okada(db, before):
    """Okada: officer in Osaka."""
    return _officer("okada", before, "officer", "osaka")


@pytest.fixture
def abe(db, before):
    """Abe: officer in Tokyo who has no second factor yet."""
    return _officer("abe", before, "officer", secret=None)


@pytest.fixture
def mallory(db, before):
    """Mallory: has an account and no business here."""
    return _join("mallory", before)


@pytest.fixture
def linh(db, before, sato):
    """Linh: admitted as a foreign national."""
    return _admitted("linh", before, sato)


@pytest.fixture
def paulo(db, before, sato):
    """Paulo: admitted as a foreign national as well."""
    return _admitted("paulo", before, sato)


def _admitted(name: str, at: datetime, by):
    person = _join(name, at)
    proof = registering.Paper("card.pdf", "application/pdf", specimens.paper("見本"))
    stated = registering.state_category(
        person,
        "foreign-national",
        name=name.upper(),
        birth_on=legal_day(at) - timedelta(days=9000),
        papers=[proof],
        at=at,
    )
    registering.admit(stated, by=by, at=at)
    person.refresh_from_db()
    return person


@pytest.fixture
def case(linh, before):
    """An application for a certificate of authorized employment, received."""
    return play.lodge(journey("engineer"), linh, before)


@pytest.fixture
def examined(case, sato, before):
    """The same in examination by Sato, who has opened every file."""
    office.start_examination(case.key, by=sato, at=before)
    play.look(play.fresh(case), sato, before)
    return play.fresh(case)


@pytest.fixture
def recommended(examined, sato, before):
    """The same, recommended by Sato to be granted."""
    play.recommend(examined, sato, before, "grant")
    return play.fresh(examined)


@pytest.fixture
def enter() -> Enter:
    """Return a function that signs somebody in, who has just shown every factor."""

    def signed_in(person, *, language: str = "ja") -> Client:
        client = Client(headers={"accept-language": language})
        client.force_login(person)
        return client

    return signed_in

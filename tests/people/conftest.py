"""People of these tests: made through the acts, as everybody else's."""

import pytest
from django.core.cache import cache

from zairyu.people import actions, registering

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "correct horse battery"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF"


@pytest.fixture
def linh(db, at):
    """Linh: registered by herself with a second factor, not yet admitted."""
    return actions.join(
        "linh@example.com", name="NGUYEN THI LINH", password=PASSWORD, at=at, totp_secret=SECRET
    )


@pytest.fixture
def mallory(db, at):
    """Mallory: has an account and no business here."""
    return actions.join(
        "mallory@example.com", name="MALLORY", password=PASSWORD, at=at, totp_secret=SECRET
    )


def _officer(at, name, rank):
    person = actions.join(
        f"{name}@example.com", name=name, password=PASSWORD, at=at, totp_secret=SECRET
    )
    actions.appoint(person, "tokyo", rank, since=at.date(), at=at, by="system")
    return person


@pytest.fixture
def sato(db, at):
    """Sato: an officer in Tokyo."""
    return _officer(at, "sato", "officer")


@pytest.fixture
def mori(db, at):
    """Mori: a supervisor in Tokyo."""
    return _officer(at, "mori", "supervisor")


@pytest.fixture
def stated(linh, at):
    """Linh's statement, waiting for an officer."""
    from datetime import date

    return registering.state_category(
        linh,
        "foreign-national",
        name="NGUYEN THI LINH",
        birth_on=date(1995, 5, 3),
        papers=[registering.Paper("カード.pdf", "application/pdf", PDF)],
        at=at,
    )


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()

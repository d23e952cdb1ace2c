"""One test authority for the run, a deployment with virtual cards for each test."""

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from tests.conftest import NOON
from tests.identity.cards import Desk, OnePair
from zairyu_card.keys import Key
from zairyu_card.virtual import Authority

from zairyu.identity.jpki import credentials
from zairyu.people.models import Person


@pytest.fixture(scope="session")
def authority():
    return Authority(OnePair(), NOON)


@pytest.fixture(scope="session")
def key():
    """A key of a stranger, as cards have them."""
    return rsa.generate_private_key(65537, 2048)


@pytest.fixture
def desk(authority, tmp_path, settings, at):
    """A deployment that trusts the test authority and has its lists of today."""
    made = Desk(authority, tmp_path, at)
    settings.ZAIRYU_CARD = made.settings
    for kind in ("auth", "sign"):
        made.trust(kind, authority.root(Key(kind)))
    made.publish(at)
    return made


@pytest.fixture
def linh(db):
    """Somebody with an account and no card yet."""
    return Person.objects.create_user("linh@example.org", name="Nguyen Thi Linh")


@pytest.fixture
def linked(desk, linh):
    """Linh's card, linked to her account by a registration."""
    card = desk.card()
    credentials.attach(desk.run("register", card).ref, linh, desk.at)
    return card

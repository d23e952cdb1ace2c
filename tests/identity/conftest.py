"""One test authority for the run, a deployment with virtual cards for each test."""

import pytest
from tests.conftest import NOON
from tests.identity.cards import Desk
from zairyu_card.keys import Key
from zairyu_card.virtual import Authority

from zairyu.people.models import Person


@pytest.fixture(scope="session")
def authority():
    return Authority.create(NOON)


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

"""Linh's certificate, her account, and a wallet that speaks to the service."""

import time

import pytest
from tests.certificates.a_wallet import Wallet, by_client
from tests.certificates.conftest import ABOUT, LAST_DAY, PENDING

from zairyu.api.limits import by_network
from zairyu.certificates import actions
from zairyu.certificates.wallet import offers
from zairyu.people.models import Person


@pytest.fixture(autouse=True)
def nobody_asked_before():
    by_network.forget()
    yield
    by_network.forget()


@pytest.fixture
def holder(db):
    return Person.objects.create_user("linh@example.org")


@pytest.fixture
def pending(db, at):
    return actions.issue("pending", ABOUT, PENDING, LAST_DAY, at)


@pytest.fixture
def wallet(client):
    return Wallet(by_client(client), time.time)


@pytest.fixture
def offered(pending, holder, at):
    offers.make(ABOUT, pending.key, at, by=holder)
    return offers.offered(ABOUT, pending.key, at)

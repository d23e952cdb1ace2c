"""Linh's application, her certificate, and a wallet that speaks to the service."""

import time
from datetime import date

import pytest
from tests.certificates.a_wallet import Wallet, by_client

from zairyu.certificates import actions
from zairyu.certificates.wallet import offers
from zairyu.people.models import Person

CASE = {
    "name": "NGUYEN THI LINH",
    "number": "東オン 7K4M-9Q2X-3",
    "procedure": "extension",
    "office": "tokyo",
    "filed_on": "2026-11-20",
}
PENDING = {
    **CASE,
    "birth": "1995-05-03",
    "status": "engineer-humanities-international",
    "card_last4": "78CD",
    "card_expires_on": "2026-12-01",
}
LAST_DAY = date(2027, 2, 1)
ABOUT = "case:linhs-case"


@pytest.fixture
def pending(db, at):
    """Linh's pending certificate, just issued."""
    return actions.issue("pending", ABOUT, PENDING, LAST_DAY, at)


@pytest.fixture
def holder(db):
    """The account of Linh."""
    return Person.objects.create_user("linh@example.org")


@pytest.fixture
def offered(pending, holder, at):
    """Her pending certificate, offered to a wallet."""
    offers.make(ABOUT, pending.key, at, by=holder)
    return offers.offered(ABOUT, pending.key, at)


@pytest.fixture
def wallet(client):
    """A wallet, still empty."""
    return Wallet(by_client(client), time.time)

"""Checking a wallet at the counter: the code, the answer on the same browser, and nowhere else."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from tests.certificates.a_wallet import Wallet, by_client, parts_of, path_of
from tests.certificates.conftest import ABOUT

from zairyu.api.limits import by_network
from zairyu.certificates import actions
from zairyu.certificates.wallet import offers
from zairyu.people.models import Person


@pytest.fixture
def wallet(pending, at):
    """A phone that has taken Linh's certificate; it is another machine than the checker's."""
    by_network.forget()
    holder = Person.objects.create_user("linh@example.org")
    offers.make(ABOUT, pending.key, at, by=holder)
    offered = offers.offered(ABOUT, pending.key, at)
    phone = Wallet(by_client(Client()), time.time)
    phone.take(offered.link, offered.number)
    return phone


def asked(client, purpose="bank"):
    """Return page and link of a question."""
    page = client.post("/v/wallet/", {"for": purpose})["Location"]
    return page, client.get(page).context["link"]


def test_a_bank_asks_and_sees_what_it_needs(client, wallet):
    page, link = asked(client)
    assert 'data-waiting="' in client.get(page).content.decode()
    assert wallet.show(link).status == 200
    answer = client.get(page)
    words = answer.content.decode()
    assert answer.status_code == 200
    assert "NGUYEN THI LINH" in words
    assert "78CD" in words
    assert "result--pending" in words
    assert "/v//" not in words  # no code, so no way to ask again with another purpose
    assert "no-store" in answer["Cache-Control"]


def test_the_script_asks_whether_to_look(client, wallet):
    page, link = asked(client)
    look = {"headers": {"Accept": "application/json"}}
    assert client.get(page, **look).json() == {"answered": False}
    wallet.show(link)
    assert client.get(page, **look).json() == {"answered": True}


def test_only_the_browser_that_asked_sees_the_answer(client, wallet):
    page, link = asked(client)
    wallet.show(link)
    assert Client().get(page).status_code == 404


def test_a_wallet_that_shows_nothing_means_nothing(client, db):
    phone = Wallet(by_client(Client()), time.time)
    page, link = asked(client)
    phone.show(link)
    answer = client.get(page)
    assert answer.status_code == 200
    assert "result--" not in answer.content.decode()


def test_an_answer_that_does_not_count_says_why_and_shows_no_fact(client, wallet):
    page, link = asked(client)
    wallet.show(link, nonce="of-yesterday")
    words = client.get(page).content.decode()
    assert "result--forged" in words
    assert "LINH" not in words
    assert "Traceback" not in words


def test_what_is_no_answer_is_no_forgery(client, wallet):
    page, link = asked(client)
    state = wallet.question(link)["state"]
    form = {"vp_token": '{"passport": ["x~"]}', "state": state}
    assert wallet.http("POST", "/v/wallet/answer", form=form).status == 200
    answer = client.get(page)
    assert answer.status_code == 200
    assert "result--" not in answer.content.decode()


def test_an_ended_certificate_is_ended_in_the_wallet_too(client, wallet, at):
    actions.end(ABOUT, "refused", at)
    page, link = asked(client)
    wallet.show(link)
    words = client.get(page).content.decode()
    assert "result--ended" in words
    assert "LINH" not in words


def test_who_waits_too_long_is_told_so(client, db, clock, at):
    page, _ = asked(client)
    clock.shift(660)
    assert "data-waiting" not in client.get(page).content.decode()


def test_a_wallet_s_own_nonce_comes_back_in_the_request(client, db):
    _, link = asked(client)
    phone = by_client(Client())
    (where,) = parse_qs(urlsplit(link).query)["request_uri"]
    answer = phone("POST", path_of(where), form={"wallet_nonce": "mine"})
    assert answer.status == 200
    assert parts_of(answer.body.decode())[1]["wallet_nonce"] == "mine"

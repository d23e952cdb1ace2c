"""The holder's page: a code for the wallet, which wallets hold the certificate, and the end."""

import time

import pytest
from tests.certificates.a_wallet import Wallet, by_client

from zairyu.certificates.models import Certificate, WalletOffer


@pytest.fixture
def page(linh, lodged):
    """The address of the wallet page of Linh's pending certificate."""
    case = lodged()
    paper = Certificate.objects.get(about=f"case:{case.key}", kind="pending")
    return f"/cases/{case.key}/papers/{paper.key}/wallet"


@pytest.fixture
def wallet(client):
    return Wallet(by_client(client), time.time)


def test_the_page_makes_an_offer_that_a_wallet_takes(linh, page, wallet):
    before = linh.get(page)
    assert "openid-credential-offer" not in before.content.decode()
    assert linh.post(page).status_code == 302
    shown = linh.get(page)
    offered = shown.context["offered"]
    words = shown.content.decode()
    assert offered.number in words
    assert "openid-credential-offer://" in words
    assert shown["Cache-Control"] == "no-store"
    wallet.take(offered.link, offered.number)
    after = linh.get(page)
    assert after.context["offered"] is None
    (held,) = after.context["wallets"]
    assert (held.said, held.ended_at) == ("accepted", None)


def test_one_press_ends_what_a_wallet_holds(linh, page, wallet):
    linh.post(page)
    offered = linh.get(page).context["offered"]
    wallet.take(offered.link, offered.number)
    (held,) = linh.get(page).context["wallets"]
    assert linh.post(page, {"end": held.key}).status_code == 302
    (ended,) = linh.get(page).context["wallets"]
    assert ended.ended_at is not None


def test_a_wallet_of_nobody_can_not_be_ended(linh, page):
    assert linh.post(page, {"end": "another"}).status_code == 422


def test_a_new_offer_takes_the_place_of_the_old_one(linh, page):
    linh.post(page)
    first = linh.get(page).context["offered"].link
    linh.post(page)
    assert linh.get(page).context["offered"].link != first
    assert WalletOffer.objects.count() == 1


def test_another_person_finds_no_such_page(client, page, cast):
    client.force_login(cast.mallory)
    assert client.get(page).status_code == 404
    assert client.post(page).status_code == 404
    assert not WalletOffer.objects.exists()

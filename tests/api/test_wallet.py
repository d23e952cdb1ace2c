"""A wallet takes a certificate and shows it: the whole conversation, and what does not count."""

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from tests.certificates.a_wallet import parts_of
from tests.certificates.conftest import ABOUT, LAST_DAY

from zairyu.certificates import actions
from zairyu.certificates.models import WalletCheck
from zairyu.certificates.wallet import answering, asking, held, sweeping
from zairyu.proof.signing import KeyInMemory

OTHER = KeyInMemory(ec.generate_private_key(ec.SECP256R1()))


def shown_for(purpose, wallet, at, **more):
    """Return what a checker sees of a wallet."""
    check = asking.start(purpose, at)
    answer = wallet.show(asking.link(check), **more)
    assert answer.status == 200, answer
    return answering.answer_of(asking.find(check.key))


# --- the whole way -----------------------------------------------------------------------------


def test_a_wallet_takes_a_certificate_and_shows_a_bank_what_it_needs(wallet, offered, at):
    wallet.take(offered.link, offered.number)
    found = shown_for("bank", wallet, at)
    assert (found.verdict.state, found.verdict.kind) == ("pending", "pending")
    assert found.verdict.until == LAST_DAY
    assert found.verdict.facts == {
        "name": "NGUYEN THI LINH",
        "birth_year": 1995,
        "card_last4": "78CD",
        "card_expires_on": "2026-12-01",
    }


def test_a_landlord_is_shown_less_by_the_same_wallet(wallet, offered, at):
    wallet.take(offered.link, offered.number)
    assert shown_for("landlord", wallet, at).verdict.facts == {"name": "NGUYEN THI LINH"}


def test_a_batch_has_keys_and_places_of_its_own(wallet, offered, at, pending):
    got = wallet.take(offered.link, offered.number, many=4)
    places = {parts_of(each.split("~")[0])[1]["status"]["status_list"]["idx"] for each in got}
    assert len(places) == 4
    assert pending.status_index not in places
    assert all(place % 4 == 0 for place in places)


def test_the_certificate_ends_and_so_does_what_the_wallet_holds(wallet, offered, at):
    wallet.take(offered.link, offered.number)
    actions.end(ABOUT, "effect", at)
    assert shown_for("bank", wallet, at).verdict.state == "ended"


def test_the_holder_ends_what_one_wallet_holds(wallet, offered, at, pending, holder):
    wallet.take(offered.link, offered.number, many=2)
    (mine,) = held.of(ABOUT, pending.key)
    assert (mine.credentials, mine.said, mine.ended_at) == (2, "accepted", None)
    held.end(ABOUT, pending.key, mine.key, at, by=holder)
    found = shown_for("bank", wallet, at)
    assert found.verdict.state == "ended"
    assert not found.verdict.facts
    assert held.of(ABOUT, pending.key)[0].ended_at == at


def test_after_the_last_day_the_credential_is_over(wallet, offered, at, clock):
    wallet.take(offered.link, offered.number)
    later = at + timedelta(days=90)
    clock.move_to(later)
    assert shown_for("bank", wallet, later).verdict.state == "ended"


def test_a_wallet_without_such_a_proof_says_no_and_the_page_says_that_it_means_nothing(
    wallet, at, db
):
    assert shown_for("bank", wallet, at).declined


# --- what is refused at the counter ------------------------------------------------------------


def test_an_answer_counts_once(wallet, offered, at):
    wallet.take(offered.link, offered.number)
    check = asking.start("bank", at)
    link = asking.link(check)
    assert wallet.show(link).status == 200
    form = {"error": "access_denied", "state": check.state}
    assert wallet.http("POST", "/v/wallet/answer", form=form).status == 400
    assert wallet.http("GET", f"/v/wallet/ask/{check.state}").status == 404


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"nonce": "another"}, "binding-replayed"),
        ({"aud": "x509_hash:another"}, "binding-for-another"),
        ({"iat": 1}, "binding-old"),
        ({"sd_hash": "x"}, "binding-of-another"),
    ],
)
def test_an_answer_to_another_question_is_forged(wallet, offered, at, more, reason):
    wallet.take(offered.link, offered.number)
    found = shown_for("bank", wallet, at, **more)
    assert (found.verdict.state, found.reason) == ("forged", reason)
    assert not found.verdict.facts


def answered_with(wallet, at, token):
    check = asking.start("bank", at)
    form = {"vp_token": token, "state": check.state}
    assert wallet.http("POST", "/v/wallet/answer", form=form).status == 200
    return answering.answer_of(asking.find(check.key)).reason


@pytest.mark.parametrize(
    ("token", "reason"),
    [
        ("", "malformed"),
        ("[]", "malformed"),
        ('{"pending": []}', "malformed"),
        ('{"pending": ["a", "b"]}', "malformed"),
        ('{"pending": [1]}', "malformed"),
        ('{"pending": ["a~"]}', "malformed"),
        ('{"passport": ["a~"]}', "not-asked-for"),
        ('{"coe": ["a~"]}', "not-asked-for"),
    ],
)
def test_an_answer_that_is_no_answer_has_its_reason(db, wallet, at, token, reason):
    assert answered_with(wallet, at, token) == reason


def test_a_stolen_credential_without_its_key_is_forged(wallet, offered, at):
    (text,) = wallet.take(offered.link, offered.number)
    wallet.held = [(OTHER, text)]
    assert shown_for("bank", wallet, at).reason == "binding-bad-signature"


def test_less_than_was_asked_for_does_not_count(wallet, offered, at):
    (text,) = wallet.take(offered.link, offered.number)
    ((key, _),) = wallet.held
    only = text.split("~")[0] + "~"
    check = asking.start("bank", at)
    question = wallet.question(asking.link(check))
    wallet.choose = lambda _question: ("pending", key, only)
    assert wallet.show(asking.link(check)).status == 200
    assert answering.answer_of(asking.find(check.key)).reason == "not-all-shown"
    assert question["response_mode"] == "direct_post"


def test_what_was_asked_an_hour_ago_is_gone(db, at):
    asking.start("bank", at)
    asking.start("bank", at + timedelta(minutes=30))
    sweeping.sweep(at + timedelta(hours=1))
    assert WalletCheck.objects.count() == 1

"""What a wallet is refused before anything is issued: each with the code of the specification."""

import json
import time
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from tests.certificates.a_wallet import GRANT
from tests.certificates.conftest import ABOUT

from zairyu.certificates import actions
from zairyu.certificates.models import WalletCredential, WalletOffer
from zairyu.certificates.wallet import nonces, offers
from zairyu.proof.signing import KeyInMemory, base64url

pytestmark = pytest.mark.slow


def refused(answer, error, status=400):
    assert (answer.status, answer.json["error"]) == (status, error)
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_wrong_number_counts_and_five_close_the_offer(wallet, offered):
    offer = wallet.offer(offered.link)
    wrong = f"{(int(offered.number) + 1) % 10**6:06d}"
    for _ in range(5):
        refused(wallet.ask_token(offer, wrong), "invalid_grant")
    refused(wallet.ask_token(offer, offered.number), "invalid_grant")


TOKEN_FAULTS = {
    "another grant": ({"grant_type": "authorization_code"}, "unsupported_grant_type"),
    "no code": ({"pre-authorized_code": ""}, "invalid_request"),
    "no number": ({"tx_code": ""}, "invalid_request"),
    "a code of nobody": ({"pre-authorized_code": "guessed"}, "invalid_grant"),
    "details that are no list": ({"authorization_details": "{"}, "invalid_request"),
    "details of another kind": (
        {"authorization_details": '[{"type":"openid_credential",'
                                  '"credential_configuration_id":"coe"}]'},
        "invalid_authorization_details",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", TOKEN_FAULTS)
def test_a_token_is_refused_by_the_code_of_the_specification(wallet, offered, what):
    more, error = TOKEN_FAULTS[what]
    refused(wallet.ask_token(wallet.offer(offered.link), offered.number, **more), error)


def test_a_code_is_good_once_and_for_minutes(wallet, offered, clock, at, pending, holder):
    offer = wallet.offer(offered.link)
    assert wallet.ask_token(offer, offered.number).status == 200
    refused(wallet.ask_token(offer, offered.number), "invalid_grant")
    offers.make(ABOUT, pending.key, at, by=holder)
    again = offers.offered(ABOUT, pending.key, at)
    late = wallet.offer(again.link)
    clock.move_to(at + timedelta(minutes=11))
    refused(wallet.ask_token(late, again.number), "invalid_grant")


def test_details_that_were_asked_for_come_back_with_their_dataset(wallet, offered):
    said = '[{"type":"openid_credential","credential_configuration_id":"pending"}]'
    answer = wallet.ask_token(
        wallet.offer(offered.link), offered.number, authorization_details=said
    )
    assert answer.json["authorization_details"][0]["credential_identifiers"] == ["pending"]


def test_an_offer_says_nothing_of_the_certificate_or_its_holder(wallet, offered):
    said = json.dumps(wallet.offer(offered.link))
    assert offered.number not in said
    assert not any(word in said for word in ("LINH", "78CD", "1995"))


def test_an_offer_that_was_taken_is_not_there(wallet, offered, client):
    wallet.take(offered.link, offered.number)
    (row,) = WalletOffer.objects.all()
    assert client.get(f"/api/wallet/offers/{row.key}").status_code == 404
    assert bytes(row.secret) == b""


@pytest.fixture
def asking_wallet(wallet, offered):
    """A wallet that has its token, the metadata of the issuer and a key."""
    wallet.token = wallet.ask_token(wallet.offer(offered.link), offered.number).json["access_token"]
    wallet.about = wallet.metadata("http://localhost:8000")
    wallet.key = KeyInMemory(ec.generate_private_key(ec.SECP256R1()))
    return wallet


OTHER = KeyInMemory(ec.generate_private_key(ec.SECP256R1()))


def proof_with(wallet, **more):
    nonce = more.pop("nonce", None) or wallet.nonce(wallet.about)
    audience = more.pop("audience", wallet.about["credential_issuer"])
    return wallet.proof(more.pop("key", wallet.key), audience, nonce, **more)


def body_with(proofs, **more):
    return {"credential_configuration_id": "pending", "proofs": {"jwt": proofs}} | more


def without(body, name):
    return {key: value for key, value in body.items() if key != name}


CREDENTIAL_FAULTS = {
    "no proof": (lambda w: {"credential_configuration_id": "pending"}, "invalid_proof"),
    "a proof of another type": (
        lambda w: {"credential_configuration_id": "pending", "proofs": {"cwt": ["x"]}},
        "invalid_proof"),
    "a broken proof": (lambda w: body_with(["x.y.z"]), "invalid_proof"),
    "no algorithm": (lambda w: body_with([proof_with(w, header={"alg": "none"})]), "invalid_proof"),
    "another's signature": (
        lambda w: body_with([proof_with(w, header={"jwk": _jwk(OTHER)})]), "invalid_proof"),
    "a private key": (
        lambda w: body_with([proof_with(w, header={"jwk": _jwk(w.key) | {"d": "AA"}})]),
        "invalid_proof"),
    "a key elsewhere": (
        lambda w: body_with([proof_with(w, header={"kid": "did:example:1"})]), "invalid_proof"),
    "another curve": (
        lambda w: body_with([proof_with(w, header={"jwk": _jwk(w.key) | {"crv": "P-384"}})]),
        "invalid_proof"),
    "made for another": (
        lambda w: body_with([proof_with(w, audience="https://elsewhere.example")]),
        "invalid_proof"),
    "made last week": (
        lambda w: body_with([proof_with(w, iat=int(time.time()) - 600_000)]), "invalid_proof"),
    "no nonce": (lambda w: body_with([w.proof(w.key, w.about["credential_issuer"], "")]),
                 "invalid_proof"),
    "a nonce of nobody": (lambda w: body_with([proof_with(w, nonce="A" * 40)]), "invalid_nonce"),
    "five at once": (lambda w: body_with([proof_with(w)] * 5), "invalid_proof"),
    "one key twice": (lambda w: body_with([proof_with(w)] * 2), "invalid_proof"),
    "another kind": (
        lambda w: body_with([proof_with(w)], credential_configuration_id="coe"),
        "invalid_credential_request"),
    "an unknown kind": (
        lambda w: body_with([proof_with(w)], credential_configuration_id="passport"),
        "unknown_credential_configuration"),
    "an unknown dataset": (
        lambda w: without(body_with([proof_with(w)], credential_identifier="x"),
                          "credential_configuration_id"),
        "unknown_credential_identifier"),
    "both names": (
        lambda w: body_with([proof_with(w)], credential_identifier="pending"),
        "invalid_credential_request"),
    "encryption": (
        lambda w: body_with([proof_with(w)], credential_response_encryption={}),
        "invalid_encryption_parameters"),
    "a list": (lambda w: ["credential_configuration_id"], "invalid_credential_request"),
}  # fmt: skip


def _jwk(key):
    numbers = key.public.public_numbers()
    x, y = (base64url(number.to_bytes(32, "big")) for number in (numbers.x, numbers.y))
    return {"kty": "EC", "crv": "P-256", "x": x, "y": y}


@pytest.mark.parametrize("what", CREDENTIAL_FAULTS)
def test_a_credential_is_refused_by_the_code_of_the_specification(asking_wallet, what):
    body, error = CREDENTIAL_FAULTS[what]
    refused(asking_wallet.ask(asking_wallet.about, body(asking_wallet)), error)
    assert not WalletCredential.objects.exists()


def test_a_nonce_is_good_once(asking_wallet):
    nonce = asking_wallet.nonce(asking_wallet.about)
    first = body_with([proof_with(asking_wallet, nonce=nonce)])
    assert asking_wallet.ask(asking_wallet.about, first).status == 200
    second = body_with([proof_with(asking_wallet, nonce=nonce, key=OTHER)])
    refused(asking_wallet.ask(asking_wallet.about, second), "invalid_nonce")


def test_an_old_nonce_does_not_count(asking_wallet, at):
    old = nonces.new(at - timedelta(minutes=6))
    body = body_with([proof_with(asking_wallet, nonce=old)])
    refused(asking_wallet.ask(asking_wallet.about, body), "invalid_nonce")


def test_an_offer_gives_four_credentials_and_no_more(asking_wallet):
    for _ in range(4):
        key = KeyInMemory(ec.generate_private_key(ec.SECP256R1()))
        body = body_with([proof_with(asking_wallet, key=key)])
        assert asking_wallet.ask(asking_wallet.about, body).status == 200
    body = body_with([proof_with(asking_wallet, key=OTHER)])
    refused(asking_wallet.ask(asking_wallet.about, body), "credential_request_denied")


def test_a_certificate_that_has_ended_meanwhile_is_not_handed_out(asking_wallet, at):
    actions.end(ABOUT, "withdrawn", at)
    body = body_with([proof_with(asking_wallet)])
    refused(asking_wallet.ask(asking_wallet.about, body), "credential_request_denied")


@pytest.mark.parametrize("token", ["", "guessed"])
def test_without_a_token_nothing_is_handed_out(asking_wallet, token):
    answer = asking_wallet.ask(asking_wallet.about, body_with([]), token)
    refused(answer, "invalid_token", 401)
    assert answer.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'


def test_a_wallet_may_tell_what_became_of_it_and_nothing_else(asking_wallet):
    body = body_with([proof_with(asking_wallet)])
    note = asking_wallet.ask(asking_wallet.about, body).json["notification_id"]
    where, token = "/api/wallet/notification", asking_wallet.token
    told = {"notification_id": note, "event": "credential_deleted"}
    assert asking_wallet.http("POST", where, json=told, token=token).status == 204
    assert asking_wallet.http("POST", where, json=told, token=token).status == 204  # idempotent
    wrong = told | {"event": "credential_loved"}
    answer = asking_wallet.http("POST", where, json=wrong, token=token)
    refused(answer, "invalid_notification_request")
    other = told | {"notification_id": "x"}
    refused(asking_wallet.http("POST", where, json=other, token=token), "invalid_notification_id")


def test_the_code_in_the_offer_is_not_written_down(wallet, offered):
    code = wallet.offer(offered.link)["grants"][GRANT]["pre-authorized_code"]
    row = WalletOffer.objects.values().get()
    assert code not in str(row)

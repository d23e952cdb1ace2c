"""Every attack we know of, each as one test that says what was tried and how it was refused.

The rows come from the list of threats to card sign-in: what a stranger can do with a ticket, a
signature, a certificate, a browser, a card, and what a broken service must not let through.
"""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from tests.identity.cards import CLIENT, Desk, later, other_person, refused, signed
from tests.identity.leaves import Odd
from zairyu_card.keys import Key
from zairyu_card.virtual import POLICIES

from zairyu.identity.jpki import transactions
from zairyu.identity.jpki.codes import CardRefused
from zairyu.identity.models import CardCredential

pytestmark = pytest.mark.django_db


# --- certificates: each is signed for a real errand by the key it names ---------------------------

VARIANTS = [
    ("an expired certificate", "expired", "cert_expired"),
    ("a certificate that does not count yet", "not-yet", "cert_not_yet"),
    ("a revoked certificate", "revoked", "cert_revoked"),
    ("a rogue authority with the right name", "rogue", "cert_untrusted"),
    ("a certificate with the other kind's usage", "wrong-usage", "cert_kind"),
    ("an authority's certificate as a person's", "ca-leaf", "cert_not_leaf"),
]


@pytest.mark.parametrize(("_words", "variant", "code"), VARIANTS, ids=[row[0] for row in VARIANTS])
def test_a_card_with(_words, variant, code, desk):
    card = desk.card(variant=variant)
    desk.publish(desk.at)
    with refused(code):
        desk.deliver("login", card)


def odd(desk: Desk, private, **what) -> str:
    """Return the code with which a certificate, made with one oddity, is refused."""
    opened = desk.open("login")
    claimed = desk.claim(opened)
    leaf = Odd(desk.authority, desk.at, private=private, **what)
    with pytest.raises(CardRefused) as told:
        transactions.result(claimed.tx_token, [leaf.result(claimed.need[0]["tbs"])], desk.at)
    return told.value.code


def test_a_certificate_under_another_policy_is_refused(desk, key):
    assert odd(desk, key, policies=("1.2.392.200149.8.5.1.3.30",)) == "cert_kind"


def test_a_certificate_with_a_right_and_a_wrong_policy_is_refused(desk, key):
    both = (POLICIES[Key.AUTH].dotted_string, "2.5.29.32.0")
    assert odd(desk, key, policies=both) == "cert_kind"


def test_a_signature_certificate_used_for_signing_in_is_refused(desk):
    card = desk.card()

    def swapped(results):
        sign = signed(card, Key.SIGN, b"anything")
        return [results[0] | {name: sign[name] for name in ("certificate", "signature")}]

    with refused("cert_kind"):
        desk.deliver("login", card, change=swapped)


def test_a_certificate_not_meant_for_clients_is_refused(desk, key):
    assert odd(desk, key, clients=False) == "cert_kind"


def test_a_self_signed_certificate_with_the_serial_of_a_real_card_is_refused(desk, linked, key):
    mine = CardCredential.objects.get()
    issuer = desk.authority._issuer(Key.AUTH)
    forged = replace(issuer, private=key)  # the right name and number, signed by the thief's key
    assert odd(desk, key, issuer=forged, serial=int(mine.serial, 16)) == "cert_untrusted"


def test_a_certificate_that_signed_itself_is_refused(desk, key):
    name = desk.authority.root(Key.AUTH).subject
    assert odd(desk, key, subject=name) == "cert_not_leaf"


def test_a_certificate_that_does_not_name_the_key_of_its_issuer_is_refused(desk, key):
    assert odd(desk, key, names_issuer=False) == "cert_untrusted"


def test_an_authority_of_signatures_does_not_vouch_for_signing_in(desk, key):
    assert odd(desk, key, issuer=desk.authority._issuer(Key.SIGN)) == "cert_untrusted"


ODD_KEYS = {
    "RSA of 1024 bits": lambda: rsa.generate_private_key(65537, 1024),
    "RSA with the exponent 3": lambda: rsa.generate_private_key(3, 2048),
    "P-256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "Ed25519": ed25519.Ed25519PrivateKey.generate,
}


@pytest.mark.parametrize("kind", ODD_KEYS)
def test_a_key_that_no_card_has_is_refused(kind, desk):
    assert odd(desk, ODD_KEYS[kind]()) in ("key_unsupported", "cert_untrusted")


def test_the_serial_of_a_card_with_another_key_is_not_that_card(desk, linked):
    CardCredential.objects.update(spki_sha256="0" * 64)
    with refused("unknown_card"):
        desk.deliver("login", linked)


# --- signatures -----------------------------------------------------------------------------------


def test_a_certificate_without_possession_of_the_card_is_refused(desk, linked, key):
    opened = desk.open("login")
    claimed = desk.claim(opened)
    [good] = desk.sign(linked, claimed)
    forged = Odd(desk.authority, desk.at, private=key).result(claimed.need[0]["tbs"])
    with refused("signature_bad"):
        stolen = good | {"signature": forged["signature"]}
        transactions.result(claimed.tx_token, [stolen], desk.at)


def test_a_signature_over_an_altered_text_is_refused(desk, linked):
    opened = desk.open("login")
    claimed = desk.claim(opened)
    text = claimed.need[0]["tbs"].replace("account: -", "account: somebody")
    with refused("signature_bad"):
        results = [signed(linked, Key.AUTH, text.encode())]
        transactions.result(claimed.tx_token, results, desk.at)


@pytest.mark.parametrize(
    ("field", "there", "here"),
    [
        ("another purpose", "purpose: stepup", "purpose: login"),
        ("another site", "aud: https://other.example", "aud: http://localhost:8000"),
        ("the other key", "key: sign", "key: auth"),
    ],
)
def test_a_signature_made_for(field, there, here, desk, linked):
    claimed = desk.claim(desk.open("login"))
    text = claimed.need[0]["tbs"]
    assert here in text
    with refused("signature_bad"):
        results = [signed(linked, Key.AUTH, text.replace(here, there).encode())]
        transactions.result(claimed.tx_token, results, desk.at)


def test_a_challenge_relayed_from_another_errand_is_refused(desk, linked):
    mine, theirs = desk.claim(desk.open("login")), desk.claim(desk.open("login"))
    with refused("signature_bad"):
        transactions.result(theirs.tx_token, desk.sign(linked, mine), desk.at)


def test_two_cards_in_one_errand_give_two_people_and_neither(desk, linh, linked):
    """The user authentication of one card, the signature of another: the name tells."""
    other = desk.card(other_person("tran", name="TRAN　VAN　AN", born="419990101", sex="1"))
    new = desk.card(other_person("linh-two"))

    def mixed(results):
        return [results[0], replace_sign(results[1])]

    def replace_sign(one):
        return signed(other, Key.SIGN, texts["sign"].encode())

    opened = desk.open("relink", linh)
    claimed = desk.claim(opened)
    texts = {one["key"]: one["tbs"] for one in claimed.need}
    with refused("other_person"):
        transactions.result(claimed.tx_token, mixed(desk.sign(new, claimed)), desk.at)


# --- tickets, tokens, finish codes ----------------------------------------------------------------


def test_a_ticket_is_claimed_once_and_a_second_claim_ends_the_errand(desk, linked):
    opened = desk.open("login")
    claimed = desk.claim(opened)
    with refused("tx_used"):
        desk.claim(opened)
    assert transactions.state(opened.rid, opened.cookie, desk.at).state == "aborted"
    with refused("tx_aborted"):
        transactions.result(claimed.tx_token, desk.sign(linked, claimed), desk.at)


def test_a_ticket_whose_time_is_over_is_refused(desk):
    opened = desk.open("login")
    with refused("tx_expired"):
        transactions.claim(opened.ticket, CLIENT, later(desk.at, 180))
    assert transactions.state(opened.rid, opened.cookie, desk.at).state == "expired"


def test_a_replayed_result_is_refused(desk, linked):
    claimed = desk.claim(desk.open("login"))
    results = desk.sign(linked, claimed)
    transactions.result(claimed.tx_token, results, desk.at)
    with refused("tx_spent"):
        transactions.result(claimed.tx_token, results, desk.at)


def test_a_result_after_its_time_is_refused(desk, linked):
    claimed = desk.claim(desk.open("login"))
    with refused("tx_expired"):
        late = later(desk.at, 180)
        transactions.result(claimed.tx_token, desk.sign(linked, claimed), late)


def test_a_guessed_token_is_refused(desk):
    desk.claim(desk.open("login"))
    with refused("tx_spent"):
        transactions.result("guessed", [], desk.at)


def test_relay_on_one_pc_ends_in_the_wrong_browser(desk, linked):
    """An attacker's errand in the victim's program does not end in the victim's browser."""
    opened, done = desk.deliver("login", linked)
    victims = desk.open("login")
    with refused("other_browser"):
        transactions.finish(opened.rid, done.finish_code, victims.cookie, desk.at)
    with refused("other_browser"):
        transactions.finish(opened.rid, done.finish_code, "", desk.at)


def test_the_attackers_browser_does_not_get_in_without_the_code(desk, linked):
    opened, done = desk.deliver("login", linked)
    for _ in range(3):
        with refused("finish_code_wrong"):
            transactions.finish(opened.rid, "AAAAAAAA", opened.cookie, desk.at)
    with refused("tx_aborted"):
        transactions.finish(opened.rid, done.finish_code, opened.cookie, desk.at)


def test_a_finish_twice_is_refused(desk, linked):
    opened, done = desk.deliver("login", linked)
    transactions.finish(opened.rid, done.finish_code, opened.cookie, desk.at)
    with refused("tx_spent"):
        transactions.finish(opened.rid, done.finish_code, opened.cookie, desk.at)


def test_a_finish_after_its_time_is_refused(desk, linked):
    opened, done = desk.deliver("login", linked)
    with refused("tx_expired"):
        late = later(desk.at, 60)
        transactions.finish(opened.rid, done.finish_code, opened.cookie, late)

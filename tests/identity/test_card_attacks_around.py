"""Attacks around the signature: on revocation, on accounts, on what is kept, on the deployment."""

import hashlib
import logging
from datetime import timedelta

import pytest
from tests.identity.cards import CLIENT, der_of, later, other_person, refused
from zairyu_card.keys import Key

from zairyu.identity.jpki import anchors, credentials, deployment, transactions
from zairyu.identity.jpki.revocation import Closed, Status, lists
from zairyu.identity.models import CardCredential, CardTransaction, IdentityProof
from zairyu.people.models import Person

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


# --- the service of revocation --------------------------------------------------------------------


def test_a_stale_list_refuses_the_card(desk, linked):
    desk.publish(desk.at - 2 * DAY)
    with refused("revocation_unavailable"):
        desk.deliver("login", linked)


def test_no_list_refuses_the_card(desk, linked, settings, tmp_path):
    settings.ZAIRYU_CARD = desk.settings | {"lists": tmp_path / "nothing"}
    with refused("revocation_unavailable"):
        desk.deliver("login", linked)


def test_a_list_of_another_municipality_says_nothing(desk, linked, authority):
    leaf, issuer = leaf_of(linked), authority.root(Key.AUTH)
    theirs = authority.revocations(Key.AUTH, desk.at, "Minato-ku")
    assert lists.judge(leaf, issuer, [der_of(theirs)], desk.at).verdict == "unknown"


def test_a_list_of_a_rogue_authority_says_nothing(desk, linked, authority):
    desk.card(variant="rogue")
    issuer = authority.root(Key.AUTH)
    rogue = type(authority).create(desk.at)
    theirs = rogue.revocations(Key.AUTH, desk.at, "Shinjuku-ku")
    verdict = lists.judge(leaf_of(linked), issuer, [der_of(theirs)], desk.at).verdict
    assert verdict == "unknown"


def test_a_revocation_dated_later_than_our_clock_counts(desk, authority):
    card = desk.card(other_person("given-back"))
    authority.revoke(Key.AUTH, leaf_of(card), desk.at + timedelta(minutes=5))
    desk.publish(desk.at)
    with refused("cert_revoked"):
        desk.deliver("login", card)


class Down:
    def check(self, *_):
        raise TimeoutError("NGUYEN THI LINH, serial 1234")


class Talkative:
    def check(self, *_):
        return "good"


@pytest.mark.parametrize("inner", [Down(), Talkative(), None], ids=["raises", "word", "nothing"])
def test_a_service_that_fails_or_answers_nonsense_refuses_the_card(inner, desk, linked, caplog):
    said = Closed(inner).check("auth", leaf_of(linked), leaf_of(linked), desk.at)
    assert said == Status("unknown")
    assert "LINH" not in caplog.text


# --- accounts -------------------------------------------------------------------------------------


def test_a_card_of_nobody_is_valid_but_not_linked(desk, linked):
    with refused("unknown_card"):
        desk.deliver("login", desk.card(other_person("someone")))


def test_a_card_reported_lost_is_refused_at_once(desk, linked, linh):
    opened, done = desk.deliver("login", linked)
    assert credentials.report_lost(linh, desk.at)
    with refused("card_ended"):
        transactions.finish(opened.rid, done.finish_code, opened.cookie, desk.at)
    with refused("card_ended"):
        desk.deliver("login", linked)


def test_a_stolen_card_cannot_be_linked_to_the_thiefs_account(desk, linked, linh):
    credentials.report_lost(linh, desk.at)
    with refused("card_ended"):
        desk.deliver("register", linked)


def test_a_stopped_account_is_refused(desk, linked):
    Person.objects.update(is_active=False)
    with refused("account_blocked"):
        desk.deliver("login", linked)


def test_a_step_up_with_somebody_elses_card_is_refused(desk, linked):
    other = Person.objects.create_user("other@example.org")
    with refused("other_person"):
        desk.deliver("stepup", linked, other)


def test_whoever_holds_a_session_cannot_enrol_a_card_of_their_own(desk, linked, linh):
    """A session alone links nothing: the new certificate has to say who was proved before."""
    mine = desk.card(other_person("thief", name="TAKAHASHI　KEN", sex="1", born="319800202"))
    with refused("other_person"):
        desk.deliver("relink", mine, linh)
    assert CardCredential.objects.get().state == "active"


def test_an_account_that_proved_nothing_cannot_be_given_a_card_online(desk, linh):
    with refused("other_person"):
        desk.deliver("relink", desk.card(), linh)


def test_a_linked_card_does_not_register_a_second_account(desk, linked):
    with refused("card_taken"):
        desk.deliver("register", linked)


def test_a_registration_is_used_once_and_within_a_day(desk, linh):
    first, card = desk.run("register", desk.card()), desk.card(other_person("second"))
    credentials.attach(first.ref, linh, desk.at)
    again, other = desk.run("register", card), Person.objects.create_user("o@example.org")
    with refused("tx_spent"):
        credentials.attach(first.ref, other, desk.at)
    with refused("tx_spent"):
        credentials.attach(again.ref, other, desk.at + DAY + timedelta(seconds=1))
    assert credentials.asserted(again.ref, desk.at + 2 * DAY) is None


def test_an_errand_to_sign_in_registers_nobody(desk, linked, linh):
    ref = desk.run("login", linked).ref
    with refused("tx_spent"):
        credentials.attach(ref, linh, desk.at)


def test_a_telephone_is_offered_only_where_the_person_is_known(desk, linked, linh):
    for purpose, person in (("login", None), ("register", None), ("relink", linh)):
        with refused("other_device_not_here"):
            desk.open(purpose, person, other_device=True)
    opened, done = desk.deliver("login", linked, linh, other_device=True)
    assert opened.expires_at == later(desk.at, 120)
    assert len(done.finish_code) == 6
    other = Person.objects.create_user("other@example.org")
    with refused("other_person"):
        desk.deliver("login", linked, other, other_device=True)


def test_a_browser_has_five_errands_at_a_time(desk):
    for _ in range(5):
        desk.open("login")
    with refused("too_many"):
        desk.open("login")


def test_errands_of_an_account_and_of_an_address_are_counted(desk, linh):
    for place in range(20):
        desk.open("stepup", linh, seen=transactions.Seen(f"browser {place}"))
    with refused("too_many"):
        desk.open("stepup", linh, seen=transactions.Seen("another"))


def test_an_old_program_is_told_so_and_the_ticket_stays_good(desk):
    opened = desk.open("login")
    for client in (CLIENT | {"version": "0.0.9"}, CLIENT | {"proto": 2}):
        with refused("companion_old"):
            transactions.claim(opened.ticket, client, desk.at)
    desk.claim(opened)


# --- what is kept ---------------------------------------------------------------------------------


def leaf_of(card):
    from cryptography import x509

    return x509.load_der_x509_certificate(card.holdings[Key.AUTH].certificate)


def test_secrets_are_kept_as_digests_and_attributes_sealed(desk, linh):
    opened, done = desk.deliver("register", desk.card())
    row = str(CardTransaction.objects.values().get())
    secrets = (opened.ticket, opened.code, opened.cookie, done.finish_code)
    for secret in (*secrets, "NGUYEN", "西新宿", "203.0.113.7"):
        assert secret not in row
    finished = transactions.finish(opened.rid, done.finish_code, opened.cookie, desk.at)
    credentials.attach(finished.ref, linh, desk.at)
    kept = CardTransaction.objects.get()
    assert (kept.card, bytes(kept.asserted), kept.shown) == ({}, b"", {})
    assert b"NGUYEN" not in bytes(IdentityProof.objects.get().asserted)


def test_no_secret_and_no_person_in_the_logs_of_a_whole_run(desk, linked, linh, caplog):
    """PINs, tickets, codes, attributes and a planted number of twelve digits."""
    caplog.set_level(logging.DEBUG)
    planted = "123456789018"
    opened, done = desk.deliver("login", linked)
    transactions.finish(opened.rid, done.finish_code, opened.cookie, desk.at)
    with refused("message_malformed"):
        transactions.claim(desk.open("login").ticket, CLIENT | {"name": planted * 4}, desk.at)
    broken = desk.claim(desk.open("login"))
    with refused("message_malformed"):
        transactions.result(broken.tx_token, [{"key": planted}], desk.at)
    with refused("cert_revoked"):
        revoked = desk.card(variant="revoked")
        desk.publish(desk.at)
        desk.deliver("login", revoked)
    said = caplog.text + str(CardTransaction.objects.values_list())
    told = (opened.ticket, opened.code, opened.cookie, done.finish_code, "1234'", "ABC123")
    for word in (*told, planted, "NGUYEN", "西新宿", "20010309"):
        assert word not in said


# --- the deployment -------------------------------------------------------------------------------

NOT_ENABLED = {
    "no profile": {"profile": ""},
    "a profile nobody knows": {"profile": "mine"},
    "nobody answers for revocation": {"revocation": ""},
    "a profile of production in the demo": {"profile": "agency"},
    "test cards whose policy nobody named": {"profile": "test-cards"},
}


@pytest.mark.parametrize("words", NOT_ENABLED)
def test_card_sign_in_is_off_with(words, desk, settings):
    assert deployment.is_enabled()
    settings.ZAIRYU_CARD = desk.settings | NOT_ENABLED[words]
    assert not deployment.is_enabled()
    with refused("card_disabled"):
        desk.open("login")


def test_authorities_for_tests_are_impossible_in_production(desk, settings):
    settings.ZAIRYU_MODE = "production"
    for profile in ("demo", "test-cards", "agency", "operator"):
        settings.ZAIRYU_CARD = desk.settings | {"profile": profile}
        assert not deployment.is_enabled()


def test_an_authority_that_was_only_dropped_into_the_folder_does_not_count(desk, authority):
    rogue = der_of(authority.issuer_of(Key.AUTH, "rogue"))
    (desk.folder / "anchors" / "auth" / "dropped.der").write_bytes(rogue)
    trusted = deployment.current().anchors["auth"]
    assert [der_of(one) for one in trusted] == [der_of(authority.root(Key.AUTH))]


def test_an_authority_with_another_fingerprint_is_not_pinned(desk, authority, tmp_path):
    der = der_of(authority.root(Key.AUTH))
    with pytest.raises(anchors.NoAnchor):
        anchors.store(tmp_path, "auth", der, "0" * 64, tests=True)
    with pytest.raises(anchors.NoAnchor):
        anchors.store(tmp_path, "auth", der, hashlib.sha256(der).hexdigest(), tests=False)
    leaf = desk.card().holdings[Key.AUTH].certificate
    with pytest.raises(anchors.NoAnchor):
        anchors.store(tmp_path, "auth", leaf, hashlib.sha256(leaf).hexdigest(), tests=True)

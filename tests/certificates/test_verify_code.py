"""What a code answers: in each state exactly what a checker needs, and never more."""

from datetime import UTC, datetime, timedelta

import cbor2
import pytest
from tests.certificates.conftest import ABOUT, LAST_DAY, PENDING

from zairyu import vault
from zairyu.certificates import actions, codes, keys, queries, tokens
from zairyu.certificates.facts import bound
from zairyu.certificates.models import Certificate
from zairyu.proof import cose


def test_a_pending_certificate_shows_who_until_when_and_nothing_else(pending, at):
    verdict = queries.verify(pending.code, at)
    assert (verdict.state, verdict.until) == ("pending", LAST_DAY)
    assert verdict.facts == {
        "name": "NGUYEN THI LINH",
        "birth_year": 1995,
        "card_last4": "78CD",
        "card_expires_on": "2026-12-01",
        "status": "engineer-humanities-international",
    }


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}".lower(), "ｘ{}"])
def test_a_code_is_read_as_people_type_it(pending, at, typed):
    signs = pending.code if "ｘ" not in typed else pending.code[1:]
    full_width = chr(ord(pending.code[0]) + 0xFEE0)
    typed = typed.replace("ｘ", full_width).format(signs)
    assert queries.verify(typed.lower(), at).state == "pending"


def test_the_last_day_still_counts_and_the_next_one_does_not(pending):
    last_minute = datetime(2027, 2, 1, 14, 59, tzinfo=UTC)  # 23:59 in Tokyo
    assert queries.verify(pending.code, last_minute).state == "pending"
    over = queries.verify(pending.code, last_minute + timedelta(minutes=1))
    assert (over.state, over.facts, over.until) == ("ended", {}, None)


@pytest.mark.parametrize("why", ["effect", "refused", "withdrawn"])
def test_an_ended_certificate_says_the_same_whatever_ended_it(pending, at, why):
    actions.end(ABOUT, why, at)
    verdict = queries.verify(pending.code, at)
    assert verdict.state == "ended"
    assert (verdict.facts, verdict.until, verdict.ended_on) == ({}, None, None)


def test_a_revoked_certificate_tells_the_day_and_not_the_reason(pending, at):
    actions.end(ABOUT, "corrected", at)
    verdict = queries.verify(pending.code, at)
    assert (verdict.state, verdict.ended_on) == ("revoked", at.date())
    assert verdict.facts == {}


@pytest.mark.parametrize("typed", ["", "x", "Q7DM-4KXA-92", "'; --", "\0", "あ" * 50, "Q" * 14])
def test_what_does_not_exist_is_unknown(db, at, typed):
    verdict = queries.verify(typed, at)
    assert (verdict.state, verdict.facts) == ("unknown", {})


def test_a_row_changed_behind_our_back_is_forged(pending, at):
    Certificate.objects.update(holds_until=LAST_DAY + timedelta(days=365))
    verdict = queries.verify(pending.code, at)
    assert (verdict.state, verdict.facts) == ("forged", {})


def test_a_token_moved_to_another_row_is_forged(pending, at):
    other = actions.issue("pending", "case:other", PENDING, LAST_DAY, at)
    Certificate.objects.filter(pk=pending.pk).update(token=other.token)
    assert queries.verify(pending.code, at).state == "forged"


def test_a_token_sealed_anew_with_another_signature_is_forged(pending, at, tmp_path):
    keys.make(tmp_path / "issuer", "Forger", *keys.DEMO_SPAN)
    forger = keys.read(tmp_path / "issuer")
    token = tokens.made(forger, pending.code, "pending", {"name": "MALLORY"}, LAST_DAY, at)
    sealed = vault.seal(token, bound(pending.key, "token"))
    Certificate.objects.filter(pk=pending.pk).update(token=sealed)
    assert queries.verify(pending.code, at).state == "forged"


def test_every_single_bit_of_a_token_counts(pending):
    token = vault.open(bytes(pending.token), bound(pending.key, "token"))
    for place in range(len(token)):
        flipped = bytearray(token)
        flipped[place] ^= 1 << (place % 8)
        with pytest.raises(tokens.TokenForged):
            tokens.read(keys.issuer(), bytes(flipped))


@pytest.mark.parametrize(
    "token",
    [b"", b"\x00", b"junk", cbor2.dumps([]), cbor2.dumps({}), cbor2.dumps(cbor2.CBORTag(18, []))],
)
def test_what_is_no_token_is_refused(token):
    with pytest.raises(tokens.TokenForged):
        tokens.read(keys.issuer(), token)


def test_a_token_without_an_algorithm_is_refused(pending, at):
    token = vault.open(bytes(pending.token), bound(pending.key, "token"))
    _, unprotected, body, _ = cbor2.loads(token).value
    for algorithm in (None, 0, -35, "none"):
        head = cbor2.dumps({1: algorithm, 4: keys.issuer().key("tokens", at).kid})
        bare = cbor2.CBORTag(18, [head, unprotected, body, b""])
        with pytest.raises(tokens.TokenForged):
            tokens.read(keys.issuer(), cbor2.dumps(bare))


def test_a_token_that_names_another_algorithm_is_refused_even_if_the_signature_fits(pending, at):
    token = vault.open(bytes(pending.token), bound(pending.key, "token"))
    _, unprotected, body, _ = cbor2.loads(token).value
    head = cbor2.dumps({1: -35, 4: keys.issuer().key("tokens", at).kid})
    signature = keys.issuer().key("tokens", at).sign(cose._to_sign(head, body))
    fits = cbor2.dumps(cbor2.CBORTag(18, [head, unprotected, body, signature]))
    with pytest.raises(tokens.TokenForged):
        tokens.read(keys.issuer(), fits)


def test_the_number_of_a_check_proves_code_answer_and_minute(pending, at):
    number = queries.verify(pending.code, at).number
    states = ("valid", "pending", "ended")
    assert queries.confirms(number, pending.code, states, at) == "pending"
    assert queries.confirms(number, pending.code, states, at + timedelta(minutes=1)) == ""
    assert queries.confirms(number, codes.new_code(), states, at) == ""


def test_a_check_takes_one_query(pending, at, django_assert_num_queries):
    with django_assert_num_queries(1):
        queries.verify(pending.code, at)

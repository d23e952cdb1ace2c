"""Checking without us: a table of what may be handed in, and what the check comes to."""

from dataclasses import replace
from datetime import date, timedelta

import cbor2
import pytest
from tests.proof.issuer import ADDRESS, LISTS, NOON, made, new_key

from zairyu.proof import check, cose, statuslist, token
from zairyu.proof.check import Kept
from zairyu.proof.entries import TrustedKey
from zairyu.proof.statuslist import Terms
from zairyu.proof.token import Place, Token

OURS = made()
LAST_DAY = date(2027, 2, 1)
FACTS = {"name": "NGUYEN THI LINH", "birth_year": 1995, "works": True, "a new fact": ["x"]}
LINHS = Token(ADDRESS, "Q7DM4KXA92ABCD", "pending", FACTS, NOON, LAST_DAY, Place(LISTS + "1", 4))
TERMS = Terms(LISTS + "1", NOON, NOON + timedelta(hours=24), timedelta(seconds=60))


def listed(*gone: int, terms: Terms = TERMS, maker=OURS, use: str = "lists"):
    small = statuslist.small(statuslist.packed(64, gone))
    return check.read_list(statuslist.write_cwt(maker.keys[use], small, terms), OURS.trust)


def kept(*gone: int, terms: Terms = TERMS) -> Kept:
    return Kept(OURS.trust, {terms.uri: listed(*gone, terms=terms)})


def outcome(data: bytes, at=NOON, having: Kept | None = None):
    found = check.token_bytes(data, having or kept(), at)
    return found.state, found.reason


def test_a_token_that_holds_shows_its_facts_and_the_age_of_the_list():
    text = token.text(token.make(OURS.keys["tokens"], LINHS))
    found = check.token_text(f"  {text}\n", kept(), NOON + timedelta(minutes=2))
    assert (found.state, found.reason, found.exit) == ("pending", "holds", 0)
    assert (found.facts, found.until, found.code) == (FACTS, LAST_DAY, LINHS.code)
    assert found.list_age == 120
    assert found.as_json()["trust_age_seconds"] == 120


def changed(**fields) -> bytes:
    return token.make(OURS.keys["tokens"], replace(LINHS, **fields))


def by(key, **fields) -> bytes:
    return token.make(key, replace(LINHS, **fields))


def raw(head: dict, body: bytes = b"", beside: object = None) -> bytes:
    """Return a token with any header, signed rightly with our key all the same."""
    protected = cbor2.dumps(head)
    body = body or cbor2.dumps({6: int(NOON.timestamp())})
    signature = OURS.keys["tokens"].sign(cose._to_sign(protected, body))
    return cbor2.dumps(cbor2.CBORTag(18, [protected, beside or {}, body, signature]))


KID = OURS.keys["tokens"].kid
A_YEAR = timedelta(days=365)
CASES = {
    "nothing": (b"", "refused", "malformed"),
    "noise": (b"\x93noise", "refused", "malformed"),
    "too large": (b"\xd2" * 3000, "refused", "too-large"),
    "a stranger's key": (by(new_key()), "refused", "key-unknown"),
    "our key for lists": (by(OURS.keys["lists"]), "refused", "key-for-another-use"),
    "issued before the key was": (
        changed(issued_at=NOON - A_YEAR), "refused", "key-not-yet"),
    "from tomorrow": (changed(issued_at=NOON + timedelta(days=1)), "refused", "from-the-future"),
    "another issuer's name": (changed(issuer="https://evil.example"), "refused", "another-issuer"),
    "a list of another site": (
        changed(status=Place("https://evil.example/1", 4)), "refused", "status-elsewhere"),
    "no list named": (changed(status=None), "untold", "no-status"),
    "a list that is not at hand": (changed(status=Place(LISTS + "2", 4)), "untold", "no-list"),
    "a place beyond the list": (changed(status=Place(LISTS + "1", 64)), "refused", "no-such-place"),
    "over since yesterday": (changed(until=date(2026, 11, 23)), "ended", "over"),
    "its last day": (changed(until=date(2026, 11, 24)), "pending", "holds"),
    "no algorithm": (raw({1: None, 4: KID}), "refused", "wrong-algorithm"),
    "another algorithm": (raw({1: -35, 4: KID}), "refused", "wrong-algorithm"),
    "no key named": (raw({1: -7}), "refused", "malformed"),
    "a typed thing": (raw({1: -7, 4: KID, 16: "other"}), "refused", "wrong-type"),
    "a header that must be understood": (raw({1: -7, 2: [9], 4: KID}), "refused", "wrong-type"),
    "a header that nobody signed": (raw({1: -7, 4: KID}, beside={4: b"x"}), "refused", "malformed"),
    "claims that are no map": (raw({1: -7, 4: KID}, cbor2.dumps([1])), "refused", "malformed"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "state", "reason"), CASES.values(), ids=CASES)
def test_what_is_handed_in_comes_to(data, state, reason):
    found = check.token_bytes(data, kept(), NOON)
    assert (found.state, found.reason) == (state, reason)
    assert bool(found.facts) is (state == "pending" or state == "untold")


def test_every_single_bit_of_a_token_counts():
    data, having = changed(), kept()
    for place in range(0, len(data), 3):
        flipped = bytearray(data)
        flipped[place] ^= 1 << (place % 8)
        assert check.token_bytes(bytes(flipped), having, NOON).state == "refused"


@pytest.mark.parametrize("cut", [1, 40, 64, 200])
def test_a_token_cut_short_or_made_longer_is_refused(cut):
    assert outcome(changed()[:-cut]) == ("refused", "malformed")
    assert outcome(changed() + b"\0" * cut) == ("refused", "malformed")


def test_what_a_list_says_ended_has_ended_even_if_the_list_is_old():
    assert outcome(changed(), having=kept(4)) == ("ended", "ended-early")
    assert outcome(changed(), having=kept(3, 5)) == ("pending", "holds")
    assert outcome(changed(), NOON + timedelta(days=3), kept(4)) == ("ended", "ended-early")


def test_an_old_list_tells_nothing_and_says_how_old_it_is():
    later = NOON + timedelta(days=3)
    found = check.token_bytes(changed(), kept(), later)
    assert (found.state, found.reason, found.exit) == ("untold", "list-stale", 4)
    assert found.list_age == 3 * 24 * 60 * 60


def test_a_clock_that_is_off_by_a_day_is_noticed():
    assert outcome(changed(), NOON - timedelta(days=1)) == ("untold", "trust-list-from-the-future")
    ahead = Kept(replace(OURS.trust, issued_at=NOON - timedelta(days=2)), kept().lists)
    old = changed(issued_at=NOON - timedelta(days=2))
    assert outcome(old, NOON - timedelta(days=1), ahead) == ("untold", "list-ahead")


def test_a_trust_list_that_is_too_old_tells_nothing():
    assert outcome(changed(), NOON + timedelta(days=31)) == ("untold", "trust-list-expired")


@pytest.mark.parametrize(("change", "reason"), [
    ({"compromised_at": NOON}, "key-compromised"),
    ({"until": NOON - timedelta(days=1)}, "key-retired"),
    ({"until": NOON + timedelta(days=1)}, "holds"),
])  # fmt: skip
def test_a_key_counts_only_while_it_was_ours(change, reason):
    key = OURS.keys["tokens"]
    entry = TrustedKey(key.name, "tokens", key.public, NOON - timedelta(days=9), **change)
    trust = replace(OURS.trust, keys={**OURS.trust.keys, key.name: entry})
    assert outcome(changed(), having=Kept(trust, kept().lists))[1] == reason


def test_a_list_signed_with_another_key_is_no_list():
    for maker, use, reason in (
        (OURS, "tokens", "key-for-another-use"),
        (made(), "lists", "key-unknown"),
    ):
        with pytest.raises(check.Refused) as refused:
            listed(maker=maker, use=use)
        assert refused.value.reason == reason


def test_a_token_is_no_list_and_a_list_is_no_token():
    small = statuslist.small(statuslist.packed(64, []))
    with pytest.raises(check.Refused, match="wrong-type"):
        check.read_list(changed(), OURS.trust)
    posing = statuslist.write_cwt(OURS.keys["tokens"], small, TERMS)
    assert outcome(posing) == ("refused", "wrong-type")


@pytest.mark.parametrize(("text", "reason"), [
    ("", "not-ours"),
    ("https://zairyu.example/v/Q7DM", "not-ours"),
    ("HC1:NCFOXN", "not-ours"),
    ("ZRY1:", "malformed"),
    ("ZRY1:あ", "malformed"),
    ("ZRY1:0000", "malformed"),
    ("ZRY1:" + "A" * 5000, "too-large"),
])  # fmt: skip
def test_a_text_that_is_no_token_is_refused(text, reason):
    found = check.token_text(text, kept(), NOON)
    assert (found.state, found.reason) == ("refused", reason)

"""The text that is signed: the server's bytes are the companion's, and what is shown is signed."""

import hashlib
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from zairyu_card import text as companion
from zairyu_card.keys import Key
from zairyu_card.virtual import POLICIES

from zairyu.identity.jpki import deployment, shown
from zairyu.identity.jpki.text import SignedText, human_hash

BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
FIELDS = {
    "purpose": some.sampled_from(companion.PURPOSES),
    "key": some.sampled_from(["auth", "sign"]),
    "aud": some.sampled_from(["https://zairyu.example.go.jp", "http://localhost:8000"]),
    "rid": some.text(BASE64URL, min_size=22, max_size=22),
    "nonce": some.text("0123456789abcdef", min_size=64, max_size=64),
    "iat": some.integers(1, 10**11),
    "exp": some.integers(1, 10**11),
    "account": some.one_of(some.just("-"), some.text(BASE64URL, min_size=1, max_size=64)),
    "human": some.one_of(some.just("-"), some.text("0123456789abcdef", min_size=64, max_size=64)),
}
CALM = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@CALM
@given(some.fixed_dictionaries(FIELDS))
def test_server_and_companion_agree_byte_for_byte(fields):
    theirs = companion.SignedText(**(fields | {"key": Key(fields["key"])}))
    assert SignedText(**fields).build() == theirs.build()


@CALM
@given(some.fixed_dictionaries(FIELDS), some.sampled_from(sorted(FIELDS)), some.text(max_size=30))
def test_what_the_companion_would_refuse_is_not_built(fields, name, junk):
    odd = fields | {name: junk}
    if isinstance(fields[name], int):
        return
    try:
        built = SignedText(**odd).build()
    except ValueError:
        return
    assert companion.SignedText.parse(built).build() == built


def test_the_companion_takes_what_a_claim_hands_out(desk, db):
    claimed = desk.claim(desk.open("register"))
    words = "\n".join((claimed.title, *claimed.lines))
    assert claimed.title == "Prove who you are, to register"
    assert claimed.lines[0] == "Site: http://localhost:8000"
    assert claimed.lines[2] == "Begun from: Windows"
    said = []
    for one in claimed.need:
        site, now = "http://localhost:8000", int(desk.at.timestamp())
        here = companion.Situation((site,), site, Key(one["key"]), words, now)
        said.append(companion.judge(one["tbs"].encode(), here))
    assert len({one.nonce for one in said}) == 2
    assert {one.rid for one in said} == {claimed.rid}


def test_what_is_shown_is_signed():
    assert human_hash("a", ("b", "c")) == hashlib.sha256(b"a\nb\nc").hexdigest()
    assert companion.human_hash("a\nb\nc") == human_hash("a", ("b", "c"))


@pytest.mark.parametrize("language", ["ja", "en", "ja-x-easy"])
@pytest.mark.parametrize("purpose", companion.PURPOSES)
def test_every_errand_has_its_words(purpose, language, at):
    said = shown.shown(purpose, "https://a.example", at, language, ("Linux", "Osaka"), ("one",))
    assert said["title"]
    assert len(said["lines"]) == 4
    assert "Osaka" in said["lines"][2]


def test_the_policies_of_virtual_cards_are_the_test_authoritys():
    profile = deployment.PROFILES["demo"]
    assert profile.auth == {POLICIES[Key.AUTH].dotted_string}
    assert profile.sign == {POLICIES[Key.SIGN].dotted_string}


def test_a_text_is_good_for_no_longer_than_the_companion_allows(desk, db):
    [one] = desk.claim(desk.open("login")).need
    text = companion.SignedText.parse(one["tbs"].encode())
    assert timedelta(seconds=text.exp - text.iat) == timedelta(minutes=6)
    assert text.exp - text.iat <= companion.LONGEST

"""Status lists: the examples of the specification, ours read back, and what is no list."""

import json
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import cbor2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.proof.issuer import LISTS, NOON, made

from zairyu.proof import cbor, check, cose, statuslist
from zairyu.proof.jose import Refused
from zairyu.proof.signing import base64url, from_jwk, verifies
from zairyu.proof.statuslist import StatusList, Terms

SAID = json.loads((Path(__file__).parent / "examples/status_list.json").read_text())
THEIRS = from_jwk(SAID["key"])
OURS = made()
TERMS = Terms(LISTS + "1", NOON, NOON + timedelta(hours=24), timedelta(seconds=60), LISTS)


def as_list(bits: int, packed: bytes) -> StatusList:
    return StatusList("", NOON, None, None, bits, statuslist._unpacked(packed))


@pytest.mark.parametrize(
    "name", ["one bit", "two bits", "a million, one bit", "a million, two bits"]
)
def test_the_lists_of_the_specification_say_what_it_says(name):
    said = SAID[name]
    if "cbor" in said:
        found = cbor.read(bytes.fromhex(said["cbor"]))
        listed = as_list(found["bits"], found["lst"])
    else:
        packed = statuslist.from_base64url(said["json"]["lst"])
        listed = as_list(said["json"]["bits"], packed)
    assert {place: listed.state(int(place)) for place in said["states"]} == said["states"]


def test_the_example_in_json_is_read_with_the_key_it_was_made_with():
    listed = statuslist.read_jwt(SAID["list as JWT"], lambda _: THEIRS)
    assert listed.uri == "https://example.com/statuslists/1"
    assert listed.issued_at == datetime.fromtimestamp(1686920170, UTC)
    assert listed.expires_at == datetime.fromtimestamp(2291720170, UTC)
    assert listed.ttl == timedelta(seconds=43200)
    assert [listed.state(place) for place in range(4)] == [1, 0, 0, 1]


@pytest.mark.parametrize("name", ["list as CWT", "token as CWT"])
def test_the_examples_in_cbor_are_signed_as_we_check_signatures(name):
    protected, _, body, signature = cbor.read(bytes.fromhex(SAID[name])).value
    assert verifies(THEIRS, signature, cose._to_sign(protected, body))
    claims = cbor.read(body)
    if name == "list as CWT":
        assert cbor.read(protected)[cose.TYP] == statuslist.CWT_TYP
        names = (2, 6, 4, 65_534, 65_533)
        listed = statuslist._read(*(claims[number] for number in names))
        assert (listed.uri, listed.state(3)) == ("https://example.com/statuslists/1", 1)
    else:
        where = {"status_list": {"idx": 0, "uri": "https://example.com/statuslists/1"}}
        assert claims[65_535] == where


def test_a_key_id_that_nobody_signed_is_refused_although_the_standard_allows_it():
    with pytest.raises(Refused, match="malformed"):
        statuslist.read_cwt(bytes.fromhex(SAID["list as CWT"]), lambda _: THEIRS)


@settings(max_examples=25, deadline=None)
@given(st.sets(st.integers(0, 399)))
def test_what_was_written_is_read_back_in_both_forms(gone):
    small = statuslist.small(statuslist.packed(400, gone))
    forms = (
        statuslist.write_jwt(OURS.keys["lists"], small, TERMS).encode(),
        statuslist.write_cwt(OURS.keys["lists"], small, TERMS),
    )
    for form in forms:
        listed = check.read_list(form, OURS.trust)
        assert {place for place in range(400) if listed.state(place)} == gone
        assert (listed.uri, listed.issued_at, listed.ttl) == (TERMS.uri, NOON, TERMS.ttl)
        assert listed.expires_at == TERMS.expires_at
        for beyond in (400, -1):
            with pytest.raises(Refused, match="no-such-place"):
                listed.state(beyond)


def signed(lst: object, bits: object = 2, **claims: object) -> str:
    payload = {"sub": TERMS.uri, "iat": int(NOON.timestamp()), "status_list": {"bits": bits}}
    payload["status_list"]["lst"] = lst
    header = {"typ": statuslist.JWT_TYP, "kid": OURS.keys["lists"].name}
    return check.jose.sign(header, payload | claims, OURS.keys["lists"].sign)


GOOD = base64url(zlib.compress(bytes(8)))
NO_LISTS = {
    "no bits": signed(GOOD, bits=None),
    "three bits": signed(GOOD, bits=3),
    "not packed": signed(base64url(bytes(8))),
    "cut short": signed(base64url(zlib.compress(bytes(9999))[:-3])),
    "something behind it": signed(base64url(zlib.compress(bytes(8)) + b"x")),
    "a list that swells": signed(base64url(zlib.compress(bytes(statuslist.MOST + 1)))),
    "no address": signed(GOOD, sub=7),
    "no instant": signed(GOOD, iat="now"),
    "an instant beyond time": signed(GOOD, exp=10**30),
    "another type": signed(GOOD).replace("s", "S", 1),
    "no signature": signed(GOOD).rsplit(".", 1)[0] + ".",
}


@pytest.mark.parametrize("text", NO_LISTS.values(), ids=NO_LISTS)
def test_what_is_no_list_is_refused(text):
    assert check.read_list(signed(GOOD).encode(), OURS.trust).state(31) == 0
    with pytest.raises(Refused):
        check.read_list(text.encode(), OURS.trust)


def test_a_list_without_its_kind_of_claims_in_cbor_is_refused():
    bare = cose.sign(OURS.keys["lists"], {6: int(NOON.timestamp())}, statuslist.CWT_TYP)
    with pytest.raises(Refused, match="malformed"):
        check.read_list(bare, OURS.trust)
    assert cbor2.loads(bare).tag == 18

"""A residence card for a form: what is genuine, what is told, and who gets it."""

import base64
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from zairyu_card.form import _wire
from zairyu_card.residence import ResidenceReader
from zairyu_card.transport import InProcess
from zairyu_card.virtual.residence import Agency

from zairyu.identity.jpki.codes import CardRefused
from zairyu.identity.residence_card import genuine, reading
from zairyu.identity.residence_card.told import Told, told

AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
NUMBER = "AA12345678BB"


@pytest.fixture(scope="module")
def agency():
    return Agency(AT)


@pytest.fixture(scope="module")
def sent(agency):
    """Return what the companion sends of a card of each kind."""
    return {
        kind: _wire(ResidenceReader(InProcess(agency.card(kind))).read(NUMBER))
        for kind in ("1", "2", "05", "06")
    }


def anchors(agency):
    return tuple(agency.anchor(generation) for generation in (1, 2))


def code(act):
    with pytest.raises(CardRefused) as refused:
        act()
    return refused.value.code


@pytest.mark.parametrize("kind", ["1", "2", "05", "06"])
def test_data_that_the_agency_signed_are_genuine(agency, sent, kind):
    genuine.judge(reading.read(sent[kind]), anchors(agency), AT)


def test_a_card_of_generation_2_fills_in_what_it_has_as_text(sent):
    assert told(reading.read(sent["05"])) == Told(
        NUMBER, False, "2001-03-09", "female", "VNM", "P2Y", "2028-03-09"
    )


def test_a_card_of_generation_1_has_its_address_as_text_and_the_rest_as_pictures(sent):
    found = told(reading.read(sent["1"]))
    assert found == Told(NUMBER, address="東京都新宿区西新宿２丁目８番１号")


def test_a_special_permanent_resident_s_certificate_is_known_as_one(sent):
    found = told(reading.read(sent["06"]))
    assert (found.special, found.period, found.stay_until) == (True, "", "")


def test_codes_without_a_public_list_are_not_guessed(sent):
    assert not {"status", "work", "permission"} & set(told(reading.read(sent["05"])).to_json())


def touched(sent, kind, where, tag, at=0):
    """Return a reading with one bit of one value flipped."""
    files = {name: dict(tags) for name, tags in sent[kind]["files"].items()}
    value = bytearray(base64.b64decode(files[where][tag]))
    value[at] ^= 1
    files[where][tag] = base64.b64encode(value).decode()
    return {**sent[kind], "files": files}


@pytest.mark.parametrize(
    ("kind", "where", "tag"),
    [
        pytest.param("05", "1.83", "C6", id="the date of birth"),
        pytest.param("05", "1.83", "CD", id="the end of the stay"),
        pytest.param("05", "1.84", "D0", id="the picture of the name"),
        pytest.param("05", "1.84", "D1", id="the face"),
        pytest.param("05", "3.82", "DC", id="the signature"),
        pytest.param("05", "3.82", "DD", id="the certificate"),
        pytest.param("1", "1.85", "D0", id="the picture of the front"),
        pytest.param("1", "1.86", "D1", id="the face, first generation"),
        pytest.param("1", "3.82", "DA", id="the signature, first generation"),
    ],
)
def test_one_bit_that_is_another_is_not_genuine(agency, sent, kind, where, tag):
    found = reading.read(touched(sent, kind, where, tag, 5))
    refused = code(lambda: genuine.judge(found, anchors(agency), AT))
    assert refused == "residence_not_genuine"


def test_the_address_is_not_covered_and_so_nobody_is_told_that_it_is_genuine(agency, sent):
    found = reading.read(touched(sent, "1", "2.81", "D4"))
    genuine.judge(found, anchors(agency), AT)  # the specification signs pictures only


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        pytest.param("another authority", "residence_not_genuine"),
        pytest.param("the other generation's authority", "residence_not_genuine"),
        pytest.param("no authority pinned", "residence_closed"),
        pytest.param("the signer's certificate has ended", "residence_not_genuine"),
        pytest.param("data of one card, signature of another", "residence_not_genuine"),
    ],
)
def test_whose_signature_counts(agency, sent, case, expected):
    card, pinned, at = reading.read(sent["05"]), anchors(agency), AT
    if case == "another authority":
        pinned = anchors(Agency(AT))
    elif case.startswith("the other"):
        pinned = (agency.anchor(1),)
    elif case.startswith("no authority"):
        pinned = ()
    elif case.startswith("the signer"):
        at = AT + timedelta(days=4000)
    else:
        other = _wire(ResidenceReader(InProcess(agency.card("05"))).read(NUMBER))
        files = {**sent["05"]["files"], "3.82": other["files"]["3.82"]}
        card = reading.read({**sent["05"], "files": files})
    assert code(lambda: genuine.judge(card, pinned, at)) == expected


@pytest.mark.parametrize(
    "said",
    [
        None, [], {}, {"kind": "05"}, {"kind": "07", "number": NUMBER, "files": {}},
        {"kind": "05", "number": "aa12345678bb", "files": {}},
        {"kind": "05", "number": NUMBER, "files": []},
        {"kind": "05", "number": NUMBER, "files": {"9.82": {}}},
        {"kind": "05", "number": NUMBER, "files": {"1.83": {"C6": "no base64"}}},
        {"kind": "05", "number": NUMBER, "files": {"1.83": {"XX": "AA=="}}},
        {"kind": "05", "number": NUMBER, "files": {"1.83": {"C6": 7}}},
        {"kind": "1", "number": NUMBER, "files": {"1.85": {"D0": "A" * 9600}}},
        {"kind": "05", "number": NUMBER, "files": {f"1.{n:02X}": {} for n in range(13)}},
    ],
)  # fmt: skip
def test_what_is_no_reading_is_refused_by_its_code(said):
    assert code(lambda: reading.read(said)) == "residence_malformed"


def test_a_reading_shows_no_value_when_it_is_printed(sent):
    card = reading.read(sent["05"])
    assert "20010309" not in repr(card)
    assert replace(card, number="x").value(1, 0xC6) == b"20010309"

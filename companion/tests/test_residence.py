"""Residence cards: the published vectors, both generations end to end, wrong numbers, forgeries."""

from dataclasses import replace
from datetime import timedelta

import pytest
from conftest import AT

from zairyu_card import access, genuine, words
from zairyu_card.access import SUITES, Handshake
from zairyu_card.residence import Reading, ResidenceReader, details
from zairyu_card.transport import InProcess
from zairyu_card.virtual.residence import Agency

NUMBER = "AA12345678BB"
hexed = bytes.fromhex


@pytest.fixture(scope="module")
def agency():
    return Agency(AT)


def read(card, number=NUMBER):
    return ResidenceReader(InProcess(card)).read(number)


HAND = Handshake(
    SUITES[2], NUMBER, hexed("1122334455667788"),
    bytes(range(0x40, 0x50)), hexed("921CE277323DA057"),
)  # fmt: skip
BACK = hexed("289A96B1DA6AE3DA87770419BFD14F0BDAD15F36432B5A946C188C7221759A62FA942EC51E62FF5F")


def test_the_published_vectors_of_generation_2():
    assert access.sha1_16(NUMBER.encode()) == hexed("6522B4E171195BB218223A976C040111")
    assert HAND.proof() == hexed(
        "4AD3C7B6BB484A52771977DED618B41DF841FA0476A05FBE041DEAD6109E773BAC854617634F5397"
    )
    key = HAND.session(BACK)
    assert key == hexed("C19CF13D3D7FBEE9EA293D834C88952F")
    assert SUITES[2].seal(key, access.pad(NUMBER.encode(), 16)) == hexed(
        "EE0B31EF877F68D071C56D58C72E6748"
    )


def test_an_answer_of_the_card_that_was_touched_is_refused():
    with pytest.raises(words.WrongNumber):
        HAND.session(BACK[:-1] + b"\0")


def test_an_answer_of_another_session_is_refused():
    with pytest.raises(words.WrongNumber):
        replace(HAND, theirs=bytes(8)).session(BACK)


def test_the_retail_mac_is_that_of_the_passport_standard():
    # Worked example of ICAO 9303-11, appendix D.3: same algorithm, same padding.
    key = hexed("7962D9ECE03D1ACD4C76089DCE131543")
    sealed = hexed("72C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F2")
    assert SUITES[1].mac(key, sealed) == hexed("5F1448EEA8AD90A7")


@pytest.mark.parametrize("kind", ["1", "2", "05", "06"])
def test_every_kind_is_read_and_proved(agency, kind):
    found = read(agency.card(kind), "ＡＡ12345678bb")
    generation = 1 if kind in "12" else 2
    assert (found.generation, found.number, found.special) == (
        generation, NUMBER, kind in ("2", "06"))  # fmt: skip
    signer = genuine.prove(found, [agency.anchor(1), agency.anchor(2)], AT)
    assert "TEST ONLY" in signer.subject.rfc4514_string()


def test_what_the_form_takes_over(agency):
    assert details(read(agency.card("05"))) == {
        "number": NUMBER, "expires": "20280309", "born": "20010309", "sex": "2",
        "nationality": "VNM", "status": "P010200000", "period": "0200", "permission": "02",
        "permitted_on": "20260309", "work": "9", "stay_until": "20280309", "pending": "1",
    }  # fmt: skip
    first = details(read(agency.card("1")))
    assert first["address"] == "東京都新宿区西新宿２丁目８番１号"


@pytest.mark.parametrize("kind", ["1", "05"])
def test_a_wrong_number_opens_nothing(agency, kind):
    with pytest.raises(words.WrongNumber):
        read(agency.card(kind), "AA12345678BC")


@pytest.mark.parametrize(
    "typed", ["", "AA1234567BB", "1234567890AB", "AA12345678B1", "AA12345678BBC"]
)
def test_what_is_no_number_is_never_tried(agency, typed):
    with pytest.raises(words.NumberMalformed):
        read(agency.card("05"), typed)


@pytest.mark.parametrize("kind", ["07", "08"])
def test_the_integrated_card_is_declined(agency, kind):
    with pytest.raises(words.IntegratedCard):
        read(agency.card(kind))


def test_a_my_number_card_is_no_residence_card(card):
    with pytest.raises(words.NotResidence):
        read(card)


TOUCHED = {
    "05": [(1, 0x83, 0xCD), (1, 0x84, 0xD0), (1, 0x84, 0xD1), (3, 0x82, 0xDC), (3, 0x82, 0xDD)],
    "1": [(1, 0x85, 0xD0), (1, 0x86, 0xD1), (3, 0x82, 0xDA), (3, 0x82, 0xDB)],
}


@pytest.mark.parametrize(
    ("kind", "place"), [(kind, place) for kind, places in TOUCHED.items() for place in places]
)
def test_whatever_is_signed_and_changed_is_noticed(agency, kind, place):
    card = agency.card(kind)
    values = card.files[place[:2]]
    old = values[place[2]]
    values[place[2]] = old[:-1] + bytes((old[-1] ^ 1,))
    with pytest.raises(words.NotGenuine):
        genuine.prove(read(card), [agency.anchor(1), agency.anchor(2)], AT)


def test_the_pending_mark_and_the_address_are_not_covered(agency):
    card = agency.card("05")
    card.files[2, 0x82] = {0xD8: b"0"}
    assert genuine.prove(read(card), [agency.anchor(2)], AT)


def test_another_authority_and_another_time_prove_nothing(agency):
    found = read(agency.card("05"))
    for anchors, at in (
        ([Agency(AT).anchor(2)], AT),
        ([agency.anchor(1)], AT),
        ([], AT),
        ([agency.anchor(2)], AT + timedelta(days=3000)),
    ):
        with pytest.raises(words.NotGenuine):
            genuine.prove(found, anchors, at)


def test_a_card_without_signature_is_not_genuine():
    with pytest.raises(words.NotGenuine):
        genuine.prove(Reading(2, "05", NUMBER, {}), [], AT)

"""The certification application: the host's record of 1.6, every command, every variant."""

import pytest
from conftest import AT
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.hashes import SHA256, SHA384

from zairyu_card import jpki, words
from zairyu_card.jpki import SHA256_INFO, JpkiRsa
from zairyu_card.keys import Key
from zairyu_card.transport import InProcess, Replay
from zairyu_card.virtual import PERSONAS

AUTH, SIGN = Key.AUTH, Key.SIGN
INPUT = (SHA256_INFO + bytes(32)).hex()
APP, PIN, KEY, CERT = "00a4040c0ad392f000260100000001", "0018", "0017", "000a"


def say(card, *commands):
    return [card.process(bytes.fromhex(one.replace(" ", ""))).hex() for one in commands]


def test_the_record_of_a_sign_in_is_spoken_as_written(card):
    answers = say(
        card, APP, "00a4020c020018", "00200080", "0020008004 39393939", "00a4020c020017",
        f"802a008033{INPUT}00", "00a4020c020018", "0020008004 31323334", "00a4020c020017",
    )  # fmt: skip
    assert answers == ["9000", "9000", "63c3", "63c2", "9000", "6982", "9000", "9000", "9000"]
    signed, selected, head = say(card, f"802a008033{INPUT}00", "00a4020c02000a", "00b0000004")
    assert (len(signed), signed[-4:], selected, head[:4]) == (516, "9000", "9000", "3082")
    assert say(card, "00b0000000", "00b0010000")[0].endswith("9000")


READY = (APP, "00a4020c020018", "0020008004 31323334")
ROWS = {
    "an unknown application": ((), "00a4040c0ad392f000260100000002", "6a82"),
    "an unknown file": ((APP,), "00a4020c020099", "6a82"),
    "a file before the application": ((), "00a4020c020018", "6a82"),
    "select with other parameters": ((), "00a404000ad392f000260100000001", "6a86"),
    "read without a file": ((APP,), "00b0000004", "6986"),
    "read past the end": ((APP, "00a4020c02000a"), "00b07fff04", "6b00"),
    "read a certificate without password": ((APP, "00a4020c020001"), "00b0000004", "6982"),
    "tries without a PIN file": ((APP,), "00200080", "6986"),
    "tries": ((APP, "00a4020c02001b"), "00200080", "63c5"),
    "a wrong PIN": ((APP, "00a4020c020018"), "002000800430303030", "63c2"),
    "VERIFY with other parameters": ((APP, "00a4020c020018"), "0020008104 31323334", "6a86"),
    "compute without a key": (READY, f"802a008033{INPUT}00", "6986"),
    "compute without PIN": ((APP, "00a4020c020017"), f"802a008033{INPUT}00", "6982"),
    "compute too much": ((*READY, "00a4020c020017"), f"802a0080f6{'00' * 246}00", "6700"),
    "compute nothing": ((*READY, "00a4020c020017"), "802a0080", "6700"),
    "compute with the plain class": ((*READY, "00a4020c020017"), f"002a008033{INPUT}00", "6e00"),
    "change a PIN without it": ((APP, "00a4020c020018"), "0024018004 34333231", "6982"),
    "an unknown instruction": ((), "00ff0000", "6d00"),
    "lengths that do not add up": ((), "00a4040c0ad392", "6700"),
    "too short for a command": ((), "00a4", "6700"),
    "another application forgets the PIN": (
        (*READY, APP, "00a4020c020017"), f"802a008033{INPUT}00", "6982"),
}  # fmt: skip


@pytest.mark.parametrize("row", ROWS)
def test_every_command_has_its_status(card, row):
    before, command, status = ROWS[row]
    say(card, *before)
    assert say(card, command)[0][-4:] == status


def test_the_pin_can_be_changed_on_the_card_though_we_never_offer_it(card):
    assert say(card, *READY, "0024018004 34333231")[-1] == "9000"
    assert say(card, "0020008004 31323334", "0020008004 34333231") == ["63c2", "9000"]


@pytest.mark.parametrize(("key", "secret"), [(AUTH, b"1234"), (SIGN, b"ABC123")])
def test_a_text_signed_by_the_card_holds_under_its_certificate(authority, profile, key, secret):
    assert profile.kinds() == (AUTH, SIGN)
    assert profile.token() == "JPKIAPICCTOKEN"
    pin = bytearray(secret)
    profile.verify(key, pin)
    assert pin == bytes(len(secret)), "the PIN is overwritten"
    signature = profile.sign(key, b"a text")
    found = x509.load_der_x509_certificate(profile.certificate(key))
    found.public_key().verify(signature, b"a text", padding.PKCS1v15(), SHA256())
    found.verify_directly_issued_by(authority.root(key))


def test_two_authorities_share_no_leaf(authority, profile):
    found = x509.load_der_x509_certificate(profile.certificate(AUTH))
    with pytest.raises((ValueError, InvalidSignature)):
        found.verify_directly_issued_by(authority.root(SIGN))


def test_tries_are_counted_warned_of_and_restored(profile, card):
    for left in (2, 1):
        with pytest.raises(words.PinWrong) as told:
            profile.verify(AUTH, bytearray(b"9999"))
        assert told.value.left == left
    with pytest.raises(words.PinLastTry):
        profile.verify(AUTH, bytearray(b"1234"))
    assert profile.tries(AUTH) == 1, "stopping costs nothing"
    profile.verify(AUTH, bytearray(b"1234"), last_try=True)
    assert card.holdings[AUTH].left == 3


def test_a_locked_card_says_so_and_is_not_tried_again(profile, card):
    card.holdings[AUTH].left = 1
    with pytest.raises(words.PinLocked, match=r"card\.locked_auth"):
        profile.verify(AUTH, bytearray(b"9999"), last_try=True)
    sent = len(card.trace)
    with pytest.raises(words.PinLocked):
        profile.verify(AUTH, bytearray(b"1234"), last_try=True)
    assert [one for one, _ in card.trace[sent:]] == ["00a4020c020018", "00200080"]
    assert say(card, "0020008004 31323334") == ["6984"]


def test_a_reset_keeps_the_tries_and_forgets_the_pin(profile, card):
    with pytest.raises(words.PinWrong):
        profile.verify(AUTH, bytearray(b"9999"))
    profile.select()
    assert profile.tries(AUTH) == 2
    profile.verify(AUTH, bytearray(b"1234"))
    card.reset()
    profile.select()
    with pytest.raises(words.PinNeeded):
        profile.sign(AUTH, b"a text")


@pytest.mark.parametrize("bad", [b"", b"123", b"12345", b"abcd", "１２３４".encode()])
def test_a_malformed_pin_never_reaches_the_card(profile, card, bad):
    sent = len(card.trace)
    with pytest.raises(words.PinMalformed):
        profile.verify(AUTH, bytearray(bad))
    assert len(card.trace) == sent


def test_no_pin_stands_in_the_trace(profile, card):
    profile.verify(AUTH, bytearray(b"1234"))
    profile.verify(SIGN, bytearray(b"ABC123"))
    assert b"1234".hex() not in "".join(one for one, _ in card.trace if one.startswith("0020"))
    assert "0020008004********" in [one for one, _ in card.trace]


def test_the_record_can_be_replayed_and_another_word_is_noticed(card):
    live = JpkiRsa(InProcess(card))
    live.select()
    live.certificate(AUTH)
    record = [(bytes.fromhex(a), bytes.fromhex(b)) for a, b in card.trace]
    again = Replay(record)
    replayed = JpkiRsa(again)
    replayed.select()
    assert replayed.certificate(AUTH) == card.holdings[AUTH].certificate
    assert again.finished
    other = JpkiRsa(Replay(record))
    other.select()
    with pytest.raises(AssertionError):
        other.token()


def test_a_card_pulled_in_the_middle(authority):
    pulled = JpkiRsa(InProcess(authority.card(PERSONAS["linh"], AT, "removed")))
    pulled.select()
    with pytest.raises(words.CardRemoved):
        pulled.certificate(AUTH)


def test_answers_of_the_wrong_length_are_refused(authority):
    odd = JpkiRsa(InProcess(authority.card(PERSONAS["linh"], AT, "short-answers")))
    odd.select()
    with pytest.raises(words.Malformed):
        odd.certificate(AUTH)


def test_a_telephone_shows_its_certificate_only_after_the_pin(authority):
    phone = JpkiRsa(InProcess(authority.card(PERSONAS["linh"], AT, "phone")))
    phone.select()
    assert phone.token() == "JPKIAPGPSETOKEN"
    with pytest.raises(words.PinNeeded):
        phone.certificate(AUTH)
    phone.verify(AUTH, bytearray(b"1234"))
    assert phone.certificate(AUTH)[:2] == b"\x30\x82"


def test_the_next_generation_signs_with_p384(authority):
    found = jpki.profile(InProcess(authority.card(PERSONAS["linh"], AT, "p384")))
    found.verify(AUTH, bytearray(b"1234"))
    signature = found.sign(AUTH, b"a text")
    leaf = x509.load_der_x509_certificate(found.certificate(AUTH))
    leaf.public_key().verify(signature, b"a text", ec.ECDSA(SHA384()))
    today = jpki.profile(InProcess(authority.card(PERSONAS["linh"], AT)))
    assert type(today) is JpkiRsa


def test_another_card_is_no_card_of_this_kind():
    with pytest.raises(words.NotJpki):
        JpkiRsa(Replay([(bytes.fromhex(APP), b"\x6a\x82")])).select()

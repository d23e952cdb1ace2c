"""What may be said to a card, what counts as a PIN, and which text may be signed."""

import ast
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import AT

import zairyu_card
from zairyu_card import pin, text, words
from zairyu_card.allowed import JPKI, RESIDENCE
from zairyu_card.apdu import Command
from zairyu_card.keys import Key
from zairyu_card.text import SignedText, Situation, human_hash, judge
from zairyu_card.transport import InProcess
from zairyu_card.virtual import PERSONAS
from zairyu_card.virtual.card import TEXTS
from zairyu_card.virtual.residence import Agency

APP = Command(0, 0xA4, 4, 0xC, JPKI)


def file(name: int) -> Command:
    return Command(0, 0xA4, 2, 0xC, name.to_bytes(2, "big"))


FORBIDDEN = {
    "the application of the My Number": ([], Command(0, 0xA4, 4, 0xC, TEXTS)),
    "the application of the pictures": (
        [], Command(0, 0xA4, 4, 0xC, bytes.fromhex("D3921000310001010402"))),
    "the application of the register": (
        [], Command(0, 0xA4, 4, 0xC, bytes.fromhex("D3921000310001010100"))),
    "an application by part of its name": ([], Command(0, 0xA4, 4, 0xC, JPKI[:5])),
    "the next application of that name": ([APP], Command(0, 0xA4, 4, 0xE, JPKI)),
    "the main file": ([], Command(0, 0xA4, 0, 0)),
    "a file before any application": ([], file(0x0001)),
    "a file that is not listed": ([APP], file(0x0011)),
    "the PIN of the My Number": ([APP], file(0x0014)),
    "a file by its short name": ([APP], Command(0, 0xB0, 0x81, le=256)),
    "another file by its short name": ([APP, file(0x0A)], Command(0, 0xB0, 0x81, le=256)),
    "reading with data": ([APP, file(0x0A)], Command(0, 0xB0, data=b"x", le=256)),
    "reading a key": ([APP, file(0x17)], Command(0, 0xB0, le=256)),
    "reading a PIN": ([APP, file(0x18)], Command(0, 0xB0, le=256)),
    "changing a PIN": ([APP, file(0x18)], Command(0, 0x24, 1, 0x80, b"4321")),
    "resetting the tries": ([APP, file(0x18)], Command(0, 0x2C, 0, 0x80, b"4321")),
    "writing": ([APP, file(0x0A)], Command(0, 0xD6, data=b"x")),
    "signing with a PIN file": ([APP, file(0x18)], Command(0x80, 0x2A, 0, 0x80, b"x", 256)),
    "deciphering": ([APP, file(0x17)], Command(0x80, 0x2A, 0x80, 0x86, b"x", 256)),
    "a PIN at a certificate": ([APP, file(0x0A)], Command(0, 0x20, 0, 0x80, b"1234")),
    "another PIN by reference": ([APP, file(0x18)], Command(0, 0x20, 0, 0x81, b"1234")),
    "a PIN at a residence card": (
        [Command(0, 0xA4, 4, 0xC, RESIDENCE[1])], Command(0, 0x20, 0, 0x80, b"1234")),
    "a manufacturer's command": ([], Command(0x80, 0xCA, 0x9F, 0x7F, le=256)),
}  # fmt: skip


@pytest.mark.parametrize("row", FORBIDDEN)
def test_what_is_not_listed_never_leaves_the_program(authority, row):
    before, command = FORBIDDEN[row]
    residence = any(one.data in RESIDENCE.values() for one in before)
    card = Agency(AT).card("05") if residence else authority.card(PERSONAS["linh"], AT)
    seen = []
    way = InProcess(card)
    process = card.process
    card.process = lambda raw: (seen.append(raw), process(raw))[1]
    for one in before:
        way.transmit(one)
    sent = len(seen)
    with pytest.raises(words.Forbidden):
        way.transmit(command)
    assert len(seen) == sent
    assert getattr(card, "forbidden_looks", 0) == 0


def test_the_virtual_card_counts_looks_at_the_my_number(card):
    for raw in (Command(0, 0xA4, 4, 0xC, TEXTS), file(0x0001), Command(0, 0xB0, 0x81, le=256)):
        card.process(raw.encode())
    assert card.forbidden_looks == 2


def test_after_a_reset_the_list_starts_anew(card):
    way = InProcess(card)
    way.transmit(APP)
    way.reset()
    with pytest.raises(words.Forbidden):
        way.transmit(file(0x18))


def test_only_transports_carry_bytes():
    root = Path(zairyu_card.__file__).parent
    for path in root.glob("*.py"):
        if path.name in ("transport.py", "pcsc.py"):
            continue
        names = {
            one.attr
            for one in ast.walk(ast.parse(path.read_text()))
            if isinstance(one, ast.Attribute)
        }
        assert not names & {"_exchange", "process"}, path


PINS = [
    (Key.AUTH, "1234", b"1234"), (Key.AUTH, "１２３４", b"1234"),
    (Key.SIGN, "abc123", b"ABC123"), (Key.SIGN, "ＡＢｃ１２３", b"ABC123"),
    (Key.SIGN, "A" * 15 + "1", b"A" * 15 + b"1"),
]  # fmt: skip
BAD = [
    (Key.AUTH, one) for one in ("", "123", "12345", "12a4", " 1234", "١٢٣٤")
] + [
    (Key.SIGN, one)
    for one in ("", "ab123", "a" * 16 + "1", "abcdef", "123456", "abc 123", "ßbc123", "あbc123")
]  # fmt: skip


@pytest.mark.parametrize(("key", "typed", "sent"), PINS)
def test_what_is_typed_is_made_ready(key, typed, sent):
    assert pin.clean(key, typed) == sent


@pytest.mark.parametrize(("key", "typed"), BAD)
def test_what_cannot_be_a_pin_is_refused(key, typed):
    with pytest.raises(words.PinMalformed) as told:
        pin.clean(key, typed)
    assert str(told.value) == "pin.format"


TEXT = SignedText(
    "login", Key.AUTH, "https://zairyu.example.go.jp", "a" * 22, "0" * 64, 1000, 1180,
    human=human_hash("Sign in"),
)  # fmt: skip
HERE = Situation(
    ("https://zairyu.example.go.jp",), "https://zairyu.example.go.jp", Key.AUTH, "Sign in", 1000
)
LINES = TEXT.build().decode().split("\n")


def test_the_text_is_exactly_this():
    assert TEXT.build().decode() == (
        "ZAIRYU-JPKI-1\npurpose: login\nkey: auth\naud: https://zairyu.example.go.jp\n"
        f"rid: {'a' * 22}\nnonce: {'0' * 64}\niat: 1000\nexp: 1180\naccount: -\n"
        f"text-sha256: {hashlib.sha256(b'Sign in').hexdigest()}\n"
    )
    assert judge(TEXT.build(), HERE) == TEXT


def line(at: int, new: str | None) -> bytes:
    lines = [*LINES[:at], *([] if new is None else [new]), *LINES[at + 1 :]]
    return "\n".join(lines).encode()


SWAPPED = "\n".join([LINES[0], LINES[2], LINES[1], *LINES[3:]]).encode()
REFUSED = {
    "another first line": (line(0, "ZAIRYU-JPKI-2"), HERE, "magic"),
    "nothing": (b"", HERE, "magic"),
    "only a digest": (bytes(32), HERE, "magic"),
    "no end": (TEXT.build()[:-1], HERE, "form"),
    "one line more": (TEXT.build() + b"more: yes\n", HERE, "form"),
    "one line less": (line(8, None), HERE, "form"),
    "line ends of Windows": (TEXT.build().replace(b"\n", b"\r\n"), HERE, "magic"),
    "a blank at the end": (line(1, "purpose: login "), HERE, "purpose"),
    "other letters": (line(1, "purpose: lögin"), HERE, "form"),
    "fields in another order": (SWAPPED, HERE, "purpose"),
    "an unknown purpose": (replace(TEXT, purpose="pay").build(), HERE, "purpose"),
    "the other key": (replace(TEXT, key=Key.SIGN).build(), HERE, "key"),
    "a key nobody has": (line(2, "key: both"), HERE, "key"),
    "another site": (replace(TEXT, aud="https://zairyu.example.com").build(), HERE, "aud"),
    "a site that is not installed": (TEXT.build(), replace(HERE, installed=()), "aud"),
    "fetched from elsewhere": (TEXT.build(), replace(HERE, server="https://evil.example"), "aud"),
    "no secure line": (line(3, "aud: http://zairyu.example.go.jp"), HERE, "aud"),
    "over": (TEXT.build(), replace(HERE, now=1180), "exp"),
    "too far ahead": (replace(TEXT, exp=1601).build(), HERE, "exp"),
    "ends before it began": (replace(TEXT, iat=1200).build(), HERE, "exp"),
    "a short nonce": (line(5, "nonce: 00"), HERE, "nonce"),
    "other words shown": (TEXT.build(), replace(HERE, shown="Pay"), "text-sha256"),
    "words, and none promised": (replace(TEXT, human="-").build(), HERE, "text-sha256"),
}  # fmt: skip


@pytest.mark.parametrize("row", REFUSED)
def test_a_text_that_breaks_a_rule_is_not_signed(row):
    raw, here, rule = REFUSED[row]
    with pytest.raises(words.TextRefused) as told:
        judge(raw, here)
    assert told.value.rule == rule


def test_five_purposes_are_known():
    for purpose in text.PURPOSES:
        assert judge(replace(TEXT, purpose=purpose).build(), HERE).purpose == purpose

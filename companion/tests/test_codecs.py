"""Bytes on the wire: commands in all their cases, tags and lengths, and what no input may break."""

import pytest
from conftest import AT
from hypothesis import example, given, settings
from hypothesis import strategies as st

from zairyu_card import tlv, words
from zairyu_card.apdu import Answer, Command
from zairyu_card.virtual import PERSONAS, Authority
from zairyu_card.virtual.residence import Agency

CASES = {
    "1": (Command(0, 0x20, 0, 0x80), "00200080"),
    "2 short": (Command(0, 0xB0, 1, 2, le=4), "00b0010204"),
    "2 short, 256": (Command(0, 0xB0, le=256), "00b0000000"),
    "3 short": (Command(0, 0xA4, 2, 0xC, b"\0\x18"), "00a4020c020018"),
    "4 short": (Command(0, 0x82, data=b"ab", le=256), "0082000002616200"),
    "2 extended": (Command(0, 0xB0, 0x8A, le=65536, extended=True), "00b08a00000000"),
    "2 extended by need": (Command(0, 0xB0, le=257), "00b00000000101"),
    "3 extended": (Command(0, 0xA4, data=b"ab", extended=True), "00a400000000026162"),
    "4 extended": (
        Command(8, 0xB0, 0x84, data=b"\x96\x02\0\0", le=65536, extended=True),
        "08b08400000004960200000000",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_command_is_written_and_read_in_every_case(case):
    command, raw = CASES[case]
    assert command.encode().hex() == raw
    again = Command.decode(bytes.fromhex(raw))
    assert again.encode().hex() == raw
    assert (again.data, again.le) == (command.data, command.le)


@pytest.mark.parametrize(
    "raw",
    ["", "00a404", "00a4040c05aabb", "00a4040c01aabbcc", "00b000000000", "00a4000000000a61"],
)  # fmt: skip
def test_lengths_that_do_not_add_up_are_refused(raw):
    with pytest.raises(words.Malformed):
        Command.decode(bytes.fromhex(raw))


def test_what_is_too_long_for_any_form_is_refused():
    for command in (Command(0, 0xA4, data=bytes(65536)), Command(0, 0xB0, le=65537)):
        with pytest.raises(words.Malformed):
            command.encode()


def test_neither_command_nor_answer_shows_its_data():
    assert "1234" not in repr(Command(0, 0x20, 0, 0x80, b"1234"))
    assert "31323334" not in repr(Command(0, 0x20, 0, 0x80, b"1234"))
    assert repr(Answer(b"secret", 0x9000)) == "Answer(6 bytes, 9000)"
    with pytest.raises(words.Malformed):
        Answer.decode(b"\x90")


def test_a_tag_of_two_bytes_ends_after_two():
    picture = bytes(range(256)) * 2
    assert tlv.parse(tlv.build(0xDFD1, picture) + bytes(9)) == {0xDFD1: picture}


@pytest.mark.parametrize(
    "raw",
    [
        "c1", "c102", "c10230", "c18130", "c180", "c1830000013000", "df", "dfd1",
        "c1013000c1", "c10130c10131",
    ],
)  # fmt: skip
def test_files_that_are_cut_or_say_a_tag_twice_are_refused(raw):
    with pytest.raises(words.Malformed):
        tlv.parse(bytes.fromhex(raw))


def test_the_length_of_a_certificate_comes_from_its_head():
    assert tlv.der_length(bytes.fromhex("308204a1")) == 0x4A5
    for head in ("3081ff00", "3082ff", "3182 0400", "00000000"):
        with pytest.raises(words.Malformed):
            tlv.der_length(bytes.fromhex(head))


@given(st.binary(max_size=300))
def test_no_file_hangs_the_reader(raw):
    try:
        found = tlv.parse(raw)
    except words.Malformed:
        return
    assert sum(map(len, found.values())) <= len(raw)


@given(
    st.dictionaries(st.sampled_from([0xC0, 0xC9, 0xDC, 0xDFD1, 0xDF33]), st.binary(max_size=700))
)
def test_what_is_built_is_read_back(values):
    raw = b"".join(tlv.build(tag, value) for tag, value in values.items())
    assert tlv.parse(raw + bytes(3)) == values


CARDS = [Authority.create(AT).card(PERSONAS["linh"], AT), *map(Agency(AT).card, ("1", "05"))]
HEADS = st.builds(
    lambda cla, ins, p1, p2, tail: bytes((cla, ins, p1, p2)) + tail,
    st.sampled_from([0x00, 0x08, 0x80]),
    st.sampled_from([0xA4, 0xB0, 0x20, 0x24, 0x2A, 0x84, 0x82, 0xC0]),
    st.sampled_from([0x00, 0x01, 0x02, 0x04, 0x7F, 0x81, 0x83, 0x8A]),
    st.sampled_from([0x00, 0x0C, 0x80, 0x86, 0xFF]),
    st.binary(max_size=60),
)


@pytest.mark.parametrize("card", CARDS, ids=("my-number", "first", "second"))
@settings(deadline=None, max_examples=60)
@given(st.lists(st.one_of(st.binary(max_size=40), HEADS), max_size=12))
@example([b"\x00\xa4\x04\x0c\x0a" + bytes.fromhex("D392F000260100000001"), b"\x00\xb0\x00\x00\x00"])
def test_no_commands_break_a_virtual_card(card, commands):
    card.reset()
    for raw in commands:
        answer = card.process(raw)
        assert 2 <= len(answer) <= 65538
        assert Answer.decode(answer).sw >> 12 in (6, 9)

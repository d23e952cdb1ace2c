"""The strict reader of CBOR: what it takes it reads as everybody does; the rest it refuses."""

import cbor2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zairyu.proof import base45, cbor

SIMPLE = st.one_of(
    st.integers(-(2**64), 2**64 - 1), st.text(), st.binary(), st.booleans(), st.none()
)
VALUES = st.recursive(
    SIMPLE,
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(st.text() | st.integers(0, 99_999), inner, max_size=5)
    ),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(VALUES)
def test_it_reads_what_another_library_wrote(value):
    try:
        assert cbor.read(cbor2.dumps(value)) == value
    except ValueError as refused:
        assert str(refused) == "too deep"  # noqa: PT017 - the one reason that may arise


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_read_as_another_library_would_or_refused(data):
    try:
        value = cbor.read(data)
    except ValueError:
        return
    assert cbor2.dumps(cbor2.loads(data)) == data
    assert isinstance(value, cbor.Tagged | int | str | bytes | list | dict | bool | None)


REFUSED = {
    "nothing": "",
    "two values": "0102",
    "cut short": "4201",
    "a text cut short": "6261",
    "a list that promises more than there is": "9affffffff01",
    "a number longer than it need be": "1801",
    "a longer head than it need be": "190001",
    "no fixed length": "5f4101ff",
    "a list without end": "9f01ff",
    "a key twice": "a201020103",
    "a list as a key": "a18001",
    "true and 1 as keys": "a2f50101f4",
    "half of a number": "f93e00",
    "a number with a point": "fb3ff8000000000000",
    "undefined": "f7",
    "an instant": "c11a514b67b0",
    "a pattern": "d8236161",
    "a very large number": "c249010000000000000000",
    "too deep": "81" * 9 + "01",
    "letters that are none": "61ff",
    "a reserved length": "1c",
    "a simple value in two bytes": "f814",
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED)
def test_what_has_a_second_spelling_or_no_place_in_a_token_is_refused(data):
    with pytest.raises(ValueError):
        cbor.read(bytes.fromhex(data))


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=80))
def test_base45_gives_back_what_it_was_given(data):
    assert base45.decode(base45.encode(data)) == data


@pytest.mark.parametrize("text", ["a", "0", "0000", ":::", "ZZ", "あ", "GGW\n"])
def test_a_text_that_is_no_base45_is_refused(text):
    with pytest.raises(ValueError):
        base45.decode(text)

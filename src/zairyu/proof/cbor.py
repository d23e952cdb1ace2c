"""Reads CBOR (RFC 8949) as strictly as a signed thing deserves: one spelling for each value.

Whole numbers, bytes, texts, lists, maps, yes, no, nothing and the two tags of signed tokens; each
in its shortest form, nothing twice in a map, nothing behind the end. Libraries read far more than
that, and do more while reading: patterns are compiled, instants made. The reader of the page
`/v/offline/` takes and refuses the same.
"""

from typing import Any, NamedTuple

DEEPEST = 8
SIGN1, CWT = 18, 61
_SIMPLE = {20: False, 21: True, 22: None}
_NARROWEST = {24: 24, 25: 1 << 8, 26: 1 << 16, 27: 1 << 32}  # what a longer head must reach


class Tagged(NamedTuple):
    """A value with its tag."""

    tag: int
    value: Any


def read(data: bytes) -> Any:
    """Return the one value that bytes hold.

    >>> read(bytes.fromhex("a2016161024102"))
    {1: 'a', 2: b'\\x02'}

    Raises:
        ValueError: it is not of this kind; the message names no content.
    """
    value, end = _value(data, 0, DEEPEST)
    if end != len(data):
        raise ValueError("something stands behind the end")
    return value


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    """Return major type, number and where the next byte stands."""
    if at >= len(data):
        raise ValueError("cut short")
    major, number, end = data[at] >> 5, data[at] & 31, at + 1
    if number < 24:
        return major, number, end
    if number not in _NARROWEST:
        raise ValueError("no length that is allowed")
    end += 1 << (number - 24)
    if end > len(data):
        raise ValueError("cut short")
    found = int.from_bytes(data[at + 1 : end], "big")
    if found < _NARROWEST[number]:
        raise ValueError("not the shortest form")
    return major, found, end


def _value(data: bytes, at: int, left: int) -> tuple[Any, int]:
    if left == 0:
        raise ValueError("too deep")
    major, number, at = _head(data, at)
    if major == 0:
        return number, at
    if major == 1:
        return -1 - number, at
    if major in (2, 3):
        return _string(data, at, number, text=major == 3)
    if major in (4, 5):
        return (_list if major == 4 else _map)(data, at, number, left - 1)
    return _other(data, at, major, number, left - 1)


def _string(data: bytes, at: int, length: int, *, text: bool) -> tuple[bytes | str, int]:
    end = at + length
    if end > len(data):
        raise ValueError("cut short")
    return (data[at:end].decode() if text else data[at:end]), end


def _list(data: bytes, at: int, length: int, left: int) -> tuple[list[Any], int]:
    found = []
    for _ in range(_counted(data, at, length)):
        value, at = _value(data, at, left)
        found.append(value)
    return found, at


def _map(data: bytes, at: int, length: int, left: int) -> tuple[dict[int | str, Any], int]:
    found: dict[int | str, Any] = {}
    for _ in range(_counted(data, at, length)):
        key, at = _value(data, at, left)
        if not isinstance(key, int | str) or isinstance(key, bool) or key in found:
            raise ValueError("no key, or one that stands twice")
        found[key], at = _value(data, at, left)
    return found, at


def _counted(data: bytes, at: int, length: int) -> int:
    if length > len(data) - at:  # each takes a byte at least
        raise ValueError("cut short")
    return length


def _other(data: bytes, at: int, major: int, number: int, left: int) -> tuple[Any, int]:
    if major == 6 and number in (SIGN1, CWT):
        value, at = _value(data, at, left)
        return Tagged(number, value), at
    if major == 7 and number in _SIMPLE and data[at - 1] >> 5 == 7:
        return _SIMPLE[number], at
    raise ValueError("a kind of value that no token has")

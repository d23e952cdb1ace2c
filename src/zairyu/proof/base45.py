"""Base45 (RFC 9285): bytes in the signs that a QR code packs best."""

import struct

_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_BASE, _NONE = len(_SIGNS), 255
_VALUES = bytes(_SIGNS.find(chr(code)) % 256 for code in range(256))


def encode(data: bytes) -> str:
    """Return bytes as text.

    >>> encode(b"Hello!!"), encode(b"ietf!")
    ('%69 VD92EX0', 'QED8WEX0')
    """
    out = []
    for at in range(0, len(data) - 1, 2):
        number = data[at] << 8 | data[at + 1]
        out += [number % _BASE, number // _BASE % _BASE, number // _BASE**2]
    if len(data) % 2:
        out += [data[-1] % _BASE, data[-1] // _BASE]
    return "".join(_SIGNS[value] for value in out)


def decode(text: str) -> bytes:
    """Return the bytes of a text.

    >>> decode("QED8WEX0")
    b'ietf!'

    Raises:
        ValueError: it is no such text.
    """
    if not text.isascii():
        raise ValueError("a sign that base45 has not")
    values = text.encode().translate(_VALUES)
    if _NONE in values:
        raise ValueError("a sign that base45 has not")
    left = len(values) % 3
    whole = values[: len(values) - left]
    threes = zip(whole[::3], whole[1::3], whole[2::3], strict=True)
    numbers = [one + two * _BASE + three * _BASE**2 for one, two, three in threes]
    if left == 1 or any(number > 0xFFFF for number in numbers):
        raise ValueError("a group that stands for no bytes")
    out = struct.pack(f">{len(numbers)}H", *numbers)
    return out + _last(values[-2:]) if left else out


def _last(pair: bytes) -> bytes:
    number = pair[0] + pair[1] * _BASE
    if number > 0xFF:
        raise ValueError("a group that stands for no bytes")
    return bytes([number])

"""Base45 (RFC 9285): bytes in the signs that a QR code packs best."""

_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = {sign: value for value, sign in enumerate(_SIGNS)}
_BASE = len(_SIGNS)


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
    try:
        values = [_VALUES[sign] for sign in text]
    except KeyError:
        raise ValueError("a sign that base45 has not") from None
    out = bytearray()
    for at in range(0, len(values), 3):
        group = values[at : at + 3]
        width = len(group) - 1
        number = sum(value * _BASE**place for place, value in enumerate(group))
        if width == 0 or number >= 1 << (8 * width):
            raise ValueError("a group that stands for no bytes")
        out += number.to_bytes(width, "big")
    return bytes(out)

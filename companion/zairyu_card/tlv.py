"""Tag, length, value as the cards write them.

Tags have one or two bytes and never more: `DF D1` on a residence card is no strict BER (its second
byte says that a third follows). A file may end in zeros; a zero where a tag is due ends it.
"""

from collections.abc import Iterator

from zairyu_card.words import Malformed


def items(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each tag with its value, in the order of the file."""
    at = 0
    while at < len(data) and data[at]:
        tag, at = _tag(data, at)
        length, at = _length(data, at)
        if at + length > len(data):
            raise Malformed
        yield tag, data[at : at + length]
        at += length
    if any(data[at:]):
        raise Malformed


def parse(data: bytes) -> dict[int, bytes]:
    """Return the values by tag; a tag that comes twice is an error."""
    found: dict[int, bytes] = {}
    for tag, value in items(data):
        if tag in found:
            raise Malformed
        found[tag] = value
    return found


def build(tag: int, value: bytes) -> bytes:
    """Return one tag with its length and value."""
    name = tag.to_bytes(2 if tag > 0xFF else 1, "big")
    size = len(value)
    if size < 0x80:
        return name + bytes((size,)) + value
    wide = 1 if size < 0x100 else 2
    return name + bytes((0x80 | wide,)) + size.to_bytes(wide, "big") + value


def der_length(head: bytes) -> int:
    """Return the whole length of a certificate from its first four bytes, `30 82 hh ll`."""
    if len(head) < 4 or head[:2] != b"\x30\x82":
        raise Malformed
    return int.from_bytes(head[2:4], "big") + 4


def _tag(data: bytes, at: int) -> tuple[int, int]:
    first = data[at]
    if first & 0x1F != 0x1F:
        return first, at + 1
    if at + 1 >= len(data):
        raise Malformed
    return first << 8 | data[at + 1], at + 2


def _length(data: bytes, at: int) -> tuple[int, int]:
    if at >= len(data):
        raise Malformed
    first = data[at]
    if first < 0x80:
        return first, at + 1
    wide = first & 0x7F
    if wide not in (1, 2) or at + 1 + wide > len(data):
        raise Malformed
    return int.from_bytes(data[at + 1 : at + 1 + wide], "big"), at + 1 + wide

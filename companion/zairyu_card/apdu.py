"""Commands and answers as bytes: ISO 7816-4, cases 1 to 4, short and extended."""

from dataclasses import dataclass
from typing import Self

from zairyu_card.words import Malformed

SHORT, EXTENDED = 256, 65536


@dataclass(frozen=True)
class Command:
    """One command; `le` is how many bytes of answer are wanted at most (None: none)."""

    cla: int
    ins: int
    p1: int = 0
    p2: int = 0
    data: bytes = b""
    le: int | None = None
    extended: bool = False

    def __repr__(self) -> str:
        """Without the data: a PIN may be among them."""
        head = bytes((self.cla, self.ins, self.p1, self.p2)).hex()
        return f"Command({head}, {len(self.data)} bytes, le={self.le})"

    @property
    def long(self) -> bool:
        """Say whether the extended form is needed or wished."""
        return self.extended or len(self.data) > 255 or (self.le or 0) > SHORT

    def encode(self) -> bytes:
        """Return the bytes that go to the card."""
        head = bytes((self.cla, self.ins, self.p1, self.p2))
        if len(self.data) >= EXTENDED or (self.le or 0) > EXTENDED:
            raise Malformed
        if not self.data and self.le is None:
            return head
        return head + (self._long_body() if self.long else self._short_body())

    def _short_body(self) -> bytes:
        body = bytes((len(self.data),)) + self.data if self.data else b""
        return body if self.le is None else body + bytes((self.le % SHORT,))

    def _long_body(self) -> bytes:
        body = len(self.data).to_bytes(2, "big") + self.data if self.data else b""
        tail = b"" if self.le is None else (self.le % EXTENDED).to_bytes(2, "big")
        return b"\0" + body + tail

    @classmethod
    def decode(cls, raw: bytes) -> Self:
        """Read a command as a card does; `Malformed` where the lengths do not add up."""
        if len(raw) < 4:
            raise Malformed
        (cla, ins, p1, p2), body = raw[:4], raw[4:]
        if len(body) > 1 and body[0] == 0:
            data, tail = _split(body[1:], 2)
            le = int.from_bytes(tail, "big") or EXTENDED if tail else None
            return cls(cla, ins, p1, p2, data, le, extended=True)
        data, tail = _split(body, 1)
        return cls(cla, ins, p1, p2, data, (tail[0] or SHORT) if tail else None)


def _split(body: bytes, wide: int) -> tuple[bytes, bytes]:
    """Part a body into data and Le, both lengths being `wide` bytes."""
    if len(body) in (0, wide):
        return b"", body
    count = int.from_bytes(body[:wide], "big")
    data, tail = body[wide : wide + count], body[wide + count :]
    if not count or len(data) != count or len(tail) not in (0, wide):
        raise Malformed
    return data, tail


@dataclass(frozen=True)
class Answer:
    """What came back: data and the status word."""

    data: bytes
    sw: int

    def __repr__(self) -> str:
        """Without the data."""
        return f"Answer({len(self.data)} bytes, {self.sw:04X})"

    @property
    def ok(self) -> bool:
        """Say whether the card did as it was told."""
        return self.sw == 0x9000

    def encode(self) -> bytes:
        """Return the bytes as they come from the card."""
        return self.data + self.sw.to_bytes(2, "big")

    @classmethod
    def decode(cls, raw: bytes) -> Self:
        """Read an answer; `Malformed` when it is too short to hold a status."""
        if len(raw) < 2:
            raise Malformed
        return cls(raw[:-2], int.from_bytes(raw[-2:], "big"))

"""A My Number card in software: the certification application, and a trap for the forbidden file.

It behaves as real cards are known to: two keys, two PINs with their tries, certificates in files
that are longer than their content, no hashing. It cannot crash on what it is sent.
"""

import time
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import (
    NoDigestInfo,
    Prehashed,
    decode_dss_signature,
)
from cryptography.hazmat.primitives.hashes import SHA384

from zairyu_card.allowed import JPKI
from zairyu_card.apdu import Answer, Command
from zairyu_card.keys import PLACES, TOKEN, Key
from zairyu_card.words import CardRemoved, Malformed

ATR = bytes.fromhex("3B8880010000 05E0B381A1007F".replace(" ", ""))
TEXTS = bytes.fromhex("D3921000310001010408")  # holds the My Number in its file 0001
MY_NUMBER = 0x0001
LARGEST_INPUT = 245

type_keys = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class Manner:
    """How this card departs from the usual."""

    phone: bool = False
    locked_sw: int = 0x6984
    delay: float = 0.0
    removed_after: int | None = None
    short_answers: bool = False


@dataclass
class Holding:
    """One key of the card: the key, its certificate, the issuer's, the PIN and the tries."""

    private: type_keys = field(repr=False)
    certificate: bytes = field(repr=False)
    issuer: bytes = field(repr=False)
    pin: bytes = field(repr=False)
    left: int


class VirtualCard:
    """The card; `process` takes a command and returns data and status."""

    ATR = ATR

    def __init__(self, holdings: dict[Key, Holding], manner: Manner | None = None) -> None:
        self.holdings = holdings
        self.manner = manner or Manner()
        self.forbidden_looks = 0
        self.trace: list[tuple[str, str]] = []
        self._application: bytes | None = None
        self._file: int | None = None
        self._verified: set[Key] = set()
        self._files = self._certificates()

    def reset(self) -> None:
        """Forget what is selected and verified; the tries stay as they are."""
        self._application = self._file = None
        self._verified.clear()

    def process(self, command: bytes) -> bytes:
        """Answer one command. `CardRemoved` where this card is one that gets pulled."""
        if self.manner.removed_after is not None and len(self.trace) >= self.manner.removed_after:
            raise CardRemoved
        if self.manner.delay:
            time.sleep(self.manner.delay)
        try:
            answer = self._answer(Command.decode(command))
        except Malformed:
            answer = _sw(0x6700)
        self.trace.append((masked(command), answer.encode().hex()))
        return answer.encode()

    def _answer(self, command: Command) -> Answer:
        known = {
            0xA4: self._select,
            0xB0: self._read,
            0x20: self._verify,
            0x24: self._change,
            0x2A: self._compute,
        }
        if command.ins not in known:
            return _sw(0x6D00)
        if command.cla != (0x80 if command.ins == 0x2A else 0x00):
            return _sw(0x6E00)
        return known[command.ins](command)

    def _select(self, command: Command) -> Answer:
        if (command.p1, command.p2) == (0x04, 0x0C):
            if command.data not in (JPKI, TEXTS):
                return _sw(0x6A82)
            self.reset()
            self._application = command.data
            return _sw(0x9000)
        if (command.p1, command.p2) != (0x02, 0x0C):
            return _sw(0x6A86)
        if len(command.data) != 2:
            return _sw(0x6700)
        return self._select_file(int.from_bytes(command.data, "big"))

    def _select_file(self, name: int) -> Answer:
        if self._application == TEXTS and name == MY_NUMBER:
            self.forbidden_looks += 1
        others = {one for place in PLACES.values() for one in (place.pin, place.private)}
        if self._application != JPKI or name not in {*self._files, *others}:
            return _sw(0x6A82)
        self._file = name
        return _sw(0x9000)

    def _read(self, command: Command) -> Answer:
        if command.p1 & 0x80:
            self.forbidden_looks += self._application == TEXTS
            return _sw(0x6A86)
        if self._file not in self._files:
            return _sw(0x6986)
        owner = self._reader_of(self._file)
        if owner and owner not in self._verified:
            return _sw(0x6982)
        content, offset = self._files[self._file], command.p1 << 8 | command.p2
        if offset >= len(content):
            return _sw(0x6B00)
        data = content[offset : offset + (command.le or 0)]
        return Answer(data[:-1] if self.manner.short_answers else data, 0x9000)

    def _reader_of(self, name: int | None) -> Key | None:
        """Return whose PIN a file wants before it is read."""
        if name == PLACES[Key.SIGN].certificate:
            return Key.SIGN
        if name == PLACES[Key.AUTH].certificate and self.manner.phone:
            return Key.AUTH
        return None

    def _verify(self, command: Command) -> Answer:
        key = self._pin_selected()
        if key is None:
            return _sw(0x6986)
        if (command.p1, command.p2) != (0x00, 0x80):
            return _sw(0x6A86)
        held = self.holdings[key]
        if not command.data:
            return _sw(0x63C0 | held.left)
        if len(command.data) > 16:
            return _sw(0x6700)
        if not held.left:
            return _sw(self.manner.locked_sw)
        if command.data == held.pin:
            held.left = PLACES[key].tries
            self._verified.add(key)
            return _sw(0x9000)
        self._verified.discard(key)
        held.left -= 1
        return _sw(0x63C0 | held.left)

    def _change(self, command: Command) -> Answer:
        key = self._pin_selected()
        if key is None:
            return _sw(0x6986)
        if (command.p1, command.p2) != (0x01, 0x80):
            return _sw(0x6A86)
        if key not in self._verified:
            return _sw(0x6982)
        if not 4 <= len(command.data) <= 16:
            return _sw(0x6700)
        self.holdings[key].pin = command.data
        return _sw(0x9000)

    def _compute(self, command: Command) -> Answer:
        key = next((one for one in Key if PLACES[one].private == self._file), None)
        if key is None:
            return _sw(0x6986)
        if (command.p1, command.p2) != (0x00, 0x80):
            return _sw(0x6A86)
        if key not in self._verified:
            return _sw(0x6982)
        if not 0 < len(command.data) <= LARGEST_INPUT:
            return _sw(0x6700)
        return self._signed(self.holdings[key].private, command.data)

    def _signed(self, private: type_keys, data: bytes) -> Answer:
        if isinstance(private, rsa.RSAPrivateKey):
            signature = private.sign(data, padding.PKCS1v15(), NoDigestInfo())
        elif len(data) == 48:
            der = private.sign(data, ec.ECDSA(Prehashed(SHA384())))
            signature = b"".join(one.to_bytes(48, "big") for one in decode_dss_signature(der))
        else:
            return _sw(0x6700)
        return Answer(signature[:-1] if self.manner.short_answers else signature, 0x9000)

    def _pin_selected(self) -> Key | None:
        return next((key for key in Key if PLACES[key].pin == self._file), None)

    def _certificates(self) -> dict[int, bytes]:
        """Return the files that can be read, certificates followed by zeros as on real cards."""
        token = "JPKIAPGPSETOKEN" if self.manner.phone else "JPKIAPICCTOKEN"
        files = {TOKEN: token.ljust(32).encode()}
        for key, held in self.holdings.items():
            files[PLACES[key].certificate] = held.certificate + bytes(300)
            files[PLACES[key].issuer] = held.issuer + bytes(300)
        return files


def masked(command: bytes) -> str:
    """Return a command in hexadecimal, with the bytes of a PIN hidden."""
    if command[1:2] in (b"\x20", b"\x24") and len(command) > 5:
        return command[:5].hex() + "**" * (len(command) - 5)
    return command.hex()


def _sw(status: int) -> Answer:
    return Answer(b"", status)

"""What this program may say to a card: a list; everything else is refused before it is sent.

The text application that holds the My Number (file 0001) is not on the list at all, so neither the
application nor the file can be selected. Changing a PIN, unlocking, writing: not on the list.
"""

from dataclasses import dataclass, field

from zairyu_card.apdu import Answer, Command
from zairyu_card.words import Forbidden

JPKI = bytes.fromhex("D392F000260100000001")
RESIDENCE = {n: bytes.fromhex(f"D392F0004F{n + 1:02X}") + bytes(10) for n in (1, 2, 3)}

CERTIFICATES = (b"\0\x01", b"\0\x02", b"\0\x0a", b"\0\x0b")
TOKEN = b"\0\x06"
KEYS = (b"\0\x17", b"\0\x1a")
PINS = (b"\0\x18", b"\0\x1b")

SELECT, READ, VERIFY, COMPUTE = 0xA4, 0xB0, 0x20, 0x2A
CHALLENGE, AUTHENTICATE, MORE = 0x84, 0x82, 0xC0

# What may follow once a file of the certification application is selected: (CLA, INS, P1, P2);
# READ BINARY has its offset in P1 and P2 and is looked at by itself.
_AFTER = {PINS: (0x00, VERIFY, 0x00, 0x80), KEYS: (0x80, COMPUTE, 0x00, 0x80)}
# Files of a residence card by the short identifier in P1, per application (0: the card itself).
_SHORT = {0: range(0x8A, 0x8C), 1: range(0x81, 0x87), 2: range(0x81, 0x85), 3: range(0x82, 0x83)}
_AT_CARD = {(0x00, CHALLENGE, 0, 0), (0x00, AUTHENTICATE, 0, 0), (0x08, VERIFY, 0, 0x86)}


@dataclass
class Watch:
    """Where on the card we are, and what may be said there."""

    application: bytes = b""
    file: bytes = field(default=b"")

    def look(self, command: Command) -> None:
        """Raise `Forbidden` unless the command is on the list here."""
        if command.ins == SELECT:
            allowed = self._may_select(command)
        elif command.ins == MORE:
            allowed = (command.cla, command.p1, command.p2) == (0, 0, 0) and not command.data
        elif self.application == JPKI:
            allowed = self._may_at_jpki(command)
        else:
            allowed = self._may_at_residence(command)
        if not allowed:
            raise Forbidden

    def follow(self, command: Command, answer: Answer) -> None:
        """Keep up with the card after an answer."""
        if command.ins != SELECT or not answer.ok:
            return
        if command.p1 == 0x04:
            self.application, self.file = command.data, b""
        else:
            self.file = command.data

    def forget(self) -> None:
        """Start anew: the card was reset."""
        self.application = self.file = b""

    def _may_select(self, command: Command) -> bool:
        head = (command.cla, command.p1, command.p2)
        if head == (0x00, 0x04, 0x0C):
            return command.data == JPKI or command.data in RESIDENCE.values()
        files = (*CERTIFICATES, TOKEN, *KEYS, *PINS)
        return head == (0x00, 0x02, 0x0C) and self.application == JPKI and command.data in files

    def _may_at_jpki(self, command: Command) -> bool:
        if command.ins == READ:
            plain = command.cla == 0x00 and command.p1 < 0x80 and not command.data
            return plain and self.file in (*CERTIFICATES, TOKEN)
        head = (command.cla, command.ins, command.p1, command.p2)
        return any(self.file in files and head == after for files, after in _AFTER.items())

    def _may_at_residence(self, command: Command) -> bool:
        if command.ins == READ:
            place = next((n for n, aid in RESIDENCE.items() if aid == self.application), 0)
            return command.cla in (0x00, 0x08) and not command.p2 and command.p1 in _SHORT[place]
        head = (command.cla, command.ins, command.p1, command.p2)
        return not self.application and head in _AT_CARD

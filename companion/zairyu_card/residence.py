"""Residence cards and special permanent resident certificates, read by their printed number.

Generations 1 and 2. The card that is at the same time a My Number card has a reading of its own
that is not public: it is declined, and signing in with it works all the same.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from zairyu_card import tlv
from zairyu_card.access import SUITES, Handshake, Suite, clean_number, pad, unpad
from zairyu_card.allowed import RESIDENCE
from zairyu_card.apdu import EXTENDED, Command
from zairyu_card.transport import Transport
from zairyu_card.words import (
    CardRefused,
    ExtendedUnsupported,
    IntegratedCard,
    Malformed,
    NotResidence,
    WrongNumber,
)

KINDS = {"1": 1, "2": 1, "05": 2, "06": 2}
INTEGRATED = ("07", "08")
# Application, short file name, sealed: what is read of each generation.
FILES = {
    1: ((1, 0x85, True), (1, 0x86, True), (2, 0x81, False), (2, 0x82, False), (2, 0x83, False),
        (2, 0x84, False), (3, 0x82, False)),
    2: ((1, 0x81, True), (1, 0x83, True), (1, 0x84, True), (1, 0x86, True), (2, 0x81, False),
        (2, 0x82, False), (2, 0x83, False), (3, 0x82, False)),
}  # fmt: skip
# A special permanent resident certificate has no permissions: of its second application only this.
SPECIAL = {1: ((2, 0x81),), 2: ((2, 0x81),)}


@dataclass(frozen=True)
class Reading:
    """All that was read, as it lies on the card: by application and file, tag and value."""

    generation: int
    kind: str
    number: str
    files: dict[tuple[int, int], dict[int, bytes]] = field(repr=False)

    @property
    def special(self) -> bool:
        """Say whether it is the certificate of a special permanent resident."""
        return self.kind in ("2", "06")

    def value(self, tag: int, application: int | None = None) -> bytes:
        """Return the value of a tag, empty if the card has none."""
        for (where, _), values in self.files.items():
            if tag in values and application in (None, where):
                return values[tag]
        return b""

    def say(self, tag: int, application: int | None = None) -> str:
        """Return a value as text."""
        code = "shift_jisx0213" if self.generation == 1 else "utf-8"
        try:
            return self.value(tag, application).decode(code).strip()
        except UnicodeDecodeError:
            raise Malformed from None


def details(card: Reading) -> dict[str, str]:
    """Return what a form can take over, by plain names; only what the chip holds as text."""
    if card.generation == 1:
        names = {"address": (0xD4, 2), "address_from": (0xD2, 2), "pending": (0xD7, 2)}
    else:
        names = {
            "expires": (0xC5, 1), "born": (0xC6, 1), "sex": (0xC7, 1), "nationality": (0xC8, 1),
            "status": (0xC9, 1), "period": (0xCE, 1), "permission": (0xCA, 1),
            "permitted_on": (0xCB, 1), "work": (0xCC, 1), "stay_until": (0xCD, 1),
            "pending": (0xD8, 2),
        }  # fmt: skip
    found = {name: card.say(*where) for name, where in names.items()}
    return {"number": card.number, **{name: value for name, value in found.items() if value}}


class ResidenceReader:
    """Reads one card, through the list of what is allowed."""

    def __init__(self, card: Transport, random: Callable[[int], bytes] = secrets.token_bytes):
        self._card = card
        self._random = random

    def kind(self) -> str:
        """Return what the card says it is; this needs no number."""
        answer = self._card.transmit(_read(0x8A))
        if answer.sw == 0x6700:
            raise ExtendedUnsupported
        if not answer.ok:
            raise NotResidence
        kind = tlv.parse(answer.data).get(0xC1, b"").decode("ascii", "replace").strip()
        if kind in INTEGRATED:
            raise IntegratedCard
        if kind not in KINDS:
            raise NotResidence
        return kind

    def read(self, typed: str) -> Reading:
        """Prove the number and read everything; never tries the other generation's ciphers."""
        number = clean_number(typed)
        kind = self.kind()
        generation = KINDS[kind]
        suite = SUITES[generation]
        key = self._enter(suite, number)
        files: dict[tuple[int, int], dict[int, bytes]] = {}
        at = 0
        for application, name, sealed in FILES[generation]:
            if kind in ("2", "06") and application == 2 and (2, name) not in SPECIAL[generation]:
                continue
            if application != at:
                self._select(application)
                at = application
            raw = self._sealed(suite, key, name) if sealed else self._plain(name)
            files[application, name] = tlv.parse(raw)
        return Reading(generation, kind, number, files)

    def _enter(self, suite: Suite, number: str) -> bytes:
        challenge = self._card.transmit(Command(0x00, 0x84, le=8))
        if not challenge.ok or len(challenge.data) != 8:
            raise CardRefused(challenge.sw)
        hand = Handshake(suite, number, self._random(8), self._random(16), challenge.data)
        answer = self._card.transmit(Command(0x00, 0x82, data=hand.proof(), le=256))
        _number_held(answer.sw)
        key = hand.session(answer.data)
        proof = b"\x86\x11\x01" + suite.seal(key, pad(number.encode("ascii"), 16))
        _number_held(self._card.transmit(Command(0x08, 0x20, 0x00, 0x86, proof)).sw)
        return key

    def _select(self, application: int) -> None:
        answer = self._card.transmit(Command(0x00, 0xA4, 0x04, 0x0C, RESIDENCE[application]))
        if not answer.ok:
            raise CardRefused(answer.sw)

    def _plain(self, name: int) -> bytes:
        answer = self._card.transmit(_read(name))
        if not answer.ok:
            raise CardRefused(answer.sw)
        return answer.data

    def _sealed(self, suite: Suite, key: bytes, name: int) -> bytes:
        wanted = Command(0x08, 0xB0, name, 0, b"\x96\x02\0\0", EXTENDED, extended=True)
        answer = self._card.transmit(wanted)
        if not answer.ok:
            raise CardRefused(answer.sw)
        sealed = tlv.parse(answer.data).get(0x86, b"")
        if sealed[:1] != b"\x01":
            raise Malformed
        return unpad(suite.unseal(key, sealed[1:]))


def _read(name: int) -> Command:
    return Command(0x00, 0xB0, name, 0, le=EXTENDED, extended=True)


def _number_held(sw: int) -> None:
    if sw == 0x6300:
        raise WrongNumber
    if sw != 0x9000:
        raise CardRefused(sw)

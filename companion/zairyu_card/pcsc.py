"""Cards behind a reader, through PC/SC (Windows, macOS, Linux).

A card is opened shared, everything is said inside one transaction, and it is left with a reset: so
no other program can come between PIN and signature, and no verified PIN stays behind. Do not hold
one open while a person types: Windows resets a card whose transaction idles for five seconds.
"""

import importlib
import importlib.util
from collections.abc import Callable
from typing import Any

from zairyu_card.jpki import JpkiRsa
from zairyu_card.residence import ResidenceReader
from zairyu_card.transport import Transport
from zairyu_card.words import (
    CardInUse,
    CardRefused,
    CardRemoved,
    CardTrouble,
    ExtendedUnsupported,
    IntegratedCard,
    NoCard,
    NoReader,
    NotJpki,
    NotResidence,
    TwoCards,
)

_TROUBLES: dict[int, type[CardTrouble]] = {
    0x8010001D: NoReader,  # the service does not run
    0x8010001E: NoReader,  # the service stopped
    0x8010002E: NoReader,  # no readers
    0x80100009: NoReader,  # this reader is not known any more
    0x80100017: NoReader,  # the reader was unplugged
    0x8010000C: NoCard,
    0x80100066: NoCard,  # unresponsive
    0x80100067: NoCard,  # unpowered
    0x8010000B: CardInUse,
    0x80100068: CardRemoved,  # reset by another program
    0x80100069: CardRemoved,
    0x80100016: CardRemoved,  # nothing came back: the first thing one hears of a lifted card
    0x8010002F: CardRemoved,  # the same, with a broken answer
}
# What readers say that cannot carry a long command: buffer, parameter or value not right.
_TOO_LONG = (0x80100004, 0x80100008, 0x80100011)


def available() -> bool:
    """Say whether the library that speaks PC/SC is installed."""
    return importlib.util.find_spec("smartcard") is not None


def _scard() -> Any:
    """Return the library; only here, so that everything else runs without it."""
    try:
        return importlib.import_module("smartcard.scard")
    except ImportError:
        raise NoReader from None


def _done(code: int) -> None:
    """Raise what the person is told for a code of PC/SC."""
    code &= 0xFFFFFFFF
    if code:
        raise _TROUBLES.get(code, CardTrouble)


class Readers:
    """The connection to the card service and the readers it knows."""

    def __init__(self) -> None:
        self._scard = _scard()
        code, self._context = self._scard.SCardEstablishContext(self._scard.SCARD_SCOPE_USER)
        _done(code)

    def names(self) -> list[str]:
        """Return the readers; `NoReader` if there is none."""
        code, found = self._scard.SCardListReaders(self._context, [])
        _done(code)
        if not found:
            raise NoReader
        return list(found)

    def holds(self, reader: str) -> bool:
        """Say whether a card lies on a reader, as the service last saw it (it looks at times)."""
        unknown = (reader, self._scard.SCARD_STATE_UNAWARE)
        code, states = self._scard.SCardGetStatusChange(self._context, 0, [unknown])
        _done(code)
        return bool(states[0][1] & self._scard.SCARD_STATE_PRESENT)

    def open(self, reader: str) -> "Pcsc":
        """Open the card on a reader and begin a transaction."""
        both = self._scard.SCARD_PROTOCOL_T0 | self._scard.SCARD_PROTOCOL_T1
        code, card, protocol = self._scard.SCardConnect(
            self._context, reader, self._scard.SCARD_SHARE_SHARED, both
        )
        _done(code)
        code = self._scard.SCardBeginTransaction(card)
        if code:
            self._scard.SCardDisconnect(card, self._scard.SCARD_RESET_CARD)
        _done(code)
        return Pcsc(self._scard, card, protocol)

    def my_number_card(self) -> "Pcsc":
        """Open the one card that has the certification application, whatever its reader's name.

        Other cards are left alone; two such cards are not decided between.
        """
        return self._the_one(_has_jpki, NotJpki)

    def residence_card(self) -> "Pcsc":
        """Open the one card that says it is a residence card; others are left alone."""
        return self._the_one(_says_residence, NotResidence)

    def _the_one(self, fits: Callable[["Pcsc"], bool], other: type[CardTrouble]) -> "Pcsc":
        found: list[Pcsc] = []
        seen = 0
        for name in self.names():
            try:
                card = self.open(name)
            except NoCard:
                continue
            seen += 1
            (found.append if fits(card) else _leave)(card)
        if len(found) == 1:
            return found[0]
        for card in found:
            card.close()
        raise TwoCards if found else other if seen else NoCard

    def close(self) -> None:
        """Leave the card service."""
        self._scard.SCardReleaseContext(self._context)

    def __enter__(self) -> "Readers":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _has_jpki(card: "Pcsc") -> bool:
    try:
        JpkiRsa(card).select()
    except NotJpki:
        return False
    return True


def _says_residence(card: "Pcsc") -> bool:
    try:
        ResidenceReader(card).kind()
    except NotResidence:
        return False
    except (ExtendedUnsupported, IntegratedCard):
        return True  # reading it will say why it cannot be read
    return True


def _leave(card: "Pcsc") -> None:
    card.close()


class Pcsc(Transport):
    """One card on one reader, in one transaction."""

    def __init__(self, scard: Any, card: int, protocol: int) -> None:
        super().__init__()
        self._scard, self._card, self._protocol = scard, card, protocol
        self._open = True

    def _exchange(self, raw: bytes) -> bytes:
        pci = (
            self._scard.SCARD_PCI_T0
            if self._protocol == self._scard.SCARD_PROTOCOL_T0
            else self._scard.SCARD_PCI_T1
        )
        code, answer = self._scard.SCardTransmit(self._card, pci, list(raw))
        if len(raw) > 5 and raw[4] == 0 and code & 0xFFFFFFFF in _TOO_LONG:
            raise ExtendedUnsupported
        _done(code)
        if len(answer) < 2:
            raise CardRefused(0)
        return bytes(one & 0xFF for one in answer)

    def _reset(self) -> None:
        code, self._protocol = self._scard.SCardReconnect(
            self._card,
            self._scard.SCARD_SHARE_SHARED,
            self._scard.SCARD_PROTOCOL_T0 | self._scard.SCARD_PROTOCOL_T1,
            self._scard.SCARD_RESET_CARD,
        )
        _done(code)

    def close(self) -> None:
        """End the transaction and leave the card, reset; a card that is gone is no trouble."""
        if self._open:
            self._open = False
            self._scard.SCardEndTransaction(self._card, self._scard.SCARD_RESET_CARD)
            self._scard.SCardDisconnect(self._card, self._scard.SCARD_RESET_CARD)

"""The certification application of a My Number card, by purpose and not by command.

Callers hand in bytes to be signed and never a digest: the profile hashes, so that nobody can have
something signed here that was not shown.
"""

import hashlib
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from zairyu_card import pin as pins
from zairyu_card.allowed import JPKI
from zairyu_card.apdu import Answer, Command
from zairyu_card.keys import PLACES, TOKEN, Key
from zairyu_card.tlv import der_length
from zairyu_card.transport import Transport
from zairyu_card.words import (
    CardRefused,
    Malformed,
    NotJpki,
    PinLastTry,
    PinLocked,
    PinNeeded,
    PinWrong,
)

SHA256_INFO = bytes.fromhex("3031300D060960864801650304020105000420")
LARGEST = 4096  # no certificate of these services is larger


class CardProfile(Protocol):
    """What the rest of the program may ask of a card, whatever its generation."""

    def select(self) -> None:
        """Enter the application."""
        ...

    def kinds(self) -> tuple[Key, ...]:
        """Return the keys the card has."""
        ...

    def tries(self, key: Key) -> int | None:
        """Return the tries left, None when verified."""
        ...

    def verify(self, key: Key, pin: bytearray, *, last_try: bool = False) -> None:
        """Have the card check a PIN."""
        ...

    def sign(self, key: Key, text: bytes) -> bytes:
        """Sign bytes, hashing them here."""
        ...

    def certificate(self, key: Key) -> bytes:
        """Return the certificate as DER."""
        ...


class JpkiRsa:
    """The card as it is today: RSA 2048, SHA-256, padding by the card."""

    def __init__(self, card: Transport) -> None:
        self._card = card

    def select(self) -> None:
        """Enter the application; this drops every verified PIN. `NotJpki` if there is none."""
        answer = self._card.transmit(Command(0x00, 0xA4, 0x04, 0x0C, JPKI))
        if not answer.ok:
            raise NotJpki

    def token(self) -> str:
        """Return what the chip calls itself: a card or a telephone."""
        self._file(TOKEN)
        answer = self._card.transmit(Command(0x00, 0xB0, le=32))
        self._expect(answer)
        return answer.data.decode("ascii", "replace").strip()

    def kinds(self) -> tuple[Key, ...]:
        """Return the keys this card has."""
        return tuple(key for key in Key if self._has(PLACES[key].private))

    def tries(self, key: Key) -> int | None:
        """Return the tries left, None when the PIN is verified already; this costs none."""
        self._file(PLACES[key].pin)
        return self._left(self._card.transmit(Command(0x00, 0x20, 0x00, 0x80)))

    def verify(self, key: Key, pin: bytearray, *, last_try: bool = False) -> None:
        """Have the card check a PIN, and overwrite it. Never repeated by itself.

        With one try left it stops with `PinLastTry`, until called with the person's consent.
        """
        try:
            pins.check(key, pin)
            left = self.tries(key)
            if left == 0:
                raise PinLocked(key)
            if left == 1 and not last_try:
                raise PinLastTry
            answer = self._card.transmit(Command(0x00, 0x20, 0x00, 0x80, bytes(pin)))
        finally:
            pins.wipe(pin)
        left = self._left(answer)
        if left == 0:
            raise PinLocked(key)
        if left is not None:
            raise PinWrong(left)

    def sign(self, key: Key, text: bytes) -> bytes:
        """Sign the bytes: the hash is made here."""
        self._file(PLACES[key].private)
        answer = self._card.transmit(Command(0x80, 0x2A, 0x00, 0x80, self._input(text), 256))
        self._expect(answer)
        return self._signature(answer.data)

    def certificate(self, key: Key) -> bytes:
        """Return the certificate, exactly as long as it says it is."""
        return self._der(PLACES[key].certificate)

    def issuer(self, key: Key) -> bytes:
        """Return the certificate of the authority as the card keeps it (it proves nothing)."""
        return self._der(PLACES[key].issuer)

    def _input(self, text: bytes) -> bytes:
        return SHA256_INFO + hashlib.sha256(text).digest()

    def _signature(self, raw: bytes) -> bytes:
        if len(raw) != 256:
            raise Malformed
        return raw

    def _has(self, file: int) -> bool:
        return self._card.transmit(_select(file)).ok

    def _file(self, file: int) -> None:
        self._expect(self._card.transmit(_select(file)))

    def _der(self, file: int) -> bytes:
        self._file(file)
        length = der_length(self._read(0, 4))
        if length > LARGEST:
            raise Malformed
        data = b""
        while len(data) < length:
            data += self._read(len(data), min(256, length - len(data)))
        return data

    def _read(self, offset: int, count: int) -> bytes:
        answer = self._card.transmit(Command(0x00, 0xB0, offset >> 8, offset & 0xFF, le=count))
        self._expect(answer)
        if len(answer.data) != count:
            raise Malformed
        return answer.data

    @staticmethod
    def _left(answer: Answer) -> int | None:
        """Return what an answer says of the tries: None means verified."""
        if answer.ok:
            return None
        if answer.sw in (0x6983, 0x6984):
            return 0
        if answer.sw & 0xFFF0 == 0x63C0:
            return answer.sw & 0xF
        raise CardRefused(answer.sw)

    @staticmethod
    def _expect(answer: Answer) -> None:
        if answer.sw == 0x6982:
            raise PinNeeded
        if not answer.ok:
            raise CardRefused(answer.sw)


class JpkiP384(JpkiRsa):
    """The card of the next generation as far as it is announced: P-384 with SHA-384.

    Its commands are not public. This is a rehearsal against the virtual card: the same files, the
    bare hash as input, the two numbers of the signature as answer.
    """

    def _input(self, text: bytes) -> bytes:
        return hashlib.sha384(text).digest()

    def _signature(self, raw: bytes) -> bytes:
        if len(raw) != 96:
            raise Malformed
        return encode_dss_signature(
            int.from_bytes(raw[:48], "big"), int.from_bytes(raw[48:], "big")
        )


def profile(card: Transport) -> JpkiRsa:
    """Enter the application and return the profile that the card's own authority calls for."""
    plain = JpkiRsa(card)
    plain.select()
    issuer = x509.load_der_x509_certificate(plain.issuer(Key.AUTH))
    if isinstance(issuer.public_key(), ec.EllipticCurvePublicKey):
        return JpkiP384(card)
    return plain


def _select(file: int) -> Command:
    return Command(0x00, 0xA4, 0x02, 0x0C, file.to_bytes(2, "big"))

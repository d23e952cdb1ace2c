"""Access to a residence card by its printed number: the keys, the proof and the sealed answers.

Generation 1 works with two-key triple DES and a retail MAC, generation 2 with AES-128 and CMAC;
all else is the same. The old cipher and SHA-1 are the card's choice, not ours.
"""

import hashlib
import hmac
import re
import unicodedata
from abc import ABC, abstractmethod
from dataclasses import dataclass

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import BlockCipherAlgorithm, Cipher, modes
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.cmac import CMAC

from zairyu_card.words import Malformed, NumberMalformed, WrongNumber

_NUMBER = re.compile(r"[A-Z]{2}[0-9]{8}[A-Z]{2}")


def clean_number(typed: str) -> str:
    """Return the number as the card has it; full-width and small letters are put right."""
    number = unicodedata.normalize("NFKC", typed).replace(" ", "").upper()
    if not _NUMBER.fullmatch(number):
        raise NumberMalformed
    return number


def sha1_16(data: bytes) -> bytes:
    """Return the first 16 bytes of SHA-1, as the cards derive their keys."""
    return hashlib.sha1(data, usedforsecurity=False).digest()[:16]


def session_key(host: bytes, card: bytes) -> bytes:
    """Return the key of a session from what host and card brought along."""
    return sha1_16(bytes(a ^ b for a, b in zip(host, card, strict=True)) + b"\0\0\0\1")


def pad(data: bytes, block: int) -> bytes:
    """Return the data with `80 00 …` up to whole blocks."""
    return data + b"\x80" + bytes(-(len(data) + 1) % block)


def unpad(data: bytes) -> bytes:
    """Take `80 00 …` away again."""
    plain = data.rstrip(b"\0")
    if not plain.endswith(b"\x80"):
        raise Malformed
    return plain[:-1]


class Suite(ABC):
    """The ciphers of one generation."""

    block: int

    @abstractmethod
    def _cipher(self, key: bytes) -> BlockCipherAlgorithm:
        """Return the block cipher with a key of 16 bytes."""

    @abstractmethod
    def mac(self, key: bytes, data: bytes) -> bytes:
        """Return the eight bytes that prove the data."""

    def seal(self, key: bytes, data: bytes) -> bytes:
        """Encrypt whole blocks, chained from zeros."""
        work = Cipher(self._cipher(key), modes.CBC(bytes(self.block))).encryptor()
        return work.update(data) + work.finalize()

    def unseal(self, key: bytes, data: bytes) -> bytes:
        """Decrypt whole blocks."""
        if not data or len(data) % self.block:
            raise Malformed
        work = Cipher(self._cipher(key), modes.CBC(bytes(self.block))).decryptor()
        return work.update(data) + work.finalize()


class First(Suite):
    """Generation 1: triple DES with two keys, retail MAC (ISO 9797-1, algorithm 3)."""

    block = 8

    def _cipher(self, key: bytes) -> BlockCipherAlgorithm:
        return TripleDES(key + key[:8])

    def mac(self, key: bytes, data: bytes) -> bytes:
        """Return the retail MAC: single DES up to the last block, triple for the last."""
        whole = pad(data, self.block)
        single = Cipher(TripleDES(key[:8] * 3), modes.CBC(bytes(8))).encryptor()
        before = (bytes(8) + single.update(whole[:-8]))[-8:]
        last = bytes(a ^ b for a, b in zip(before, whole[-8:], strict=True))
        return self.seal(key, last)


class Second(Suite):
    """Generation 2: AES-128, CMAC cut to eight bytes."""

    block = 16

    def _cipher(self, key: bytes) -> BlockCipherAlgorithm:
        return AES(key)

    def mac(self, key: bytes, data: bytes) -> bytes:
        """Return the first eight bytes of the CMAC."""
        work = CMAC(AES(key))
        work.update(data)
        return work.finalize()[:8]


SUITES: dict[int, Suite] = {1: First(), 2: Second()}


@dataclass(frozen=True)
class Handshake:
    """One proof of knowing the number, from the host's side."""

    suite: Suite
    number: str
    mine: bytes  # RND.IFD
    material: bytes  # K.IFD
    theirs: bytes  # RND.ICC

    @property
    def _key(self) -> bytes:
        return sha1_16(self.number.encode("ascii"))

    def proof(self) -> bytes:
        """Return what MUTUAL AUTHENTICATE carries."""
        sealed = self.suite.seal(self._key, self.mine + self.theirs + self.material)
        return sealed + self.suite.mac(self._key, sealed)

    def session(self, answer: bytes) -> bytes:
        """Check the card's answer and return the key of the session."""
        sealed, mac = answer[:32], answer[32:]
        if len(answer) != 40 or not hmac.compare_digest(mac, self.suite.mac(self._key, sealed)):
            raise WrongNumber
        plain = self.suite.unseal(self._key, sealed)
        if plain[:16] != self.theirs + self.mine:
            raise WrongNumber
        return session_key(self.material, plain[16:])

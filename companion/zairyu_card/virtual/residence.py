"""Residence cards in software (generations 1 and 2) and the test authority behind them."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from zairyu_card import tlv
from zairyu_card.access import SUITES, pad, session_key, sha1_16
from zairyu_card.allowed import RESIDENCE
from zairyu_card.apdu import Answer, Command
from zairyu_card.genuine import signed_bytes
from zairyu_card.residence import KINDS, Reading
from zairyu_card.virtual.authority import p384_key, rsa_key
from zairyu_card.virtual.card import ATR
from zairyu_card.virtual.shapes import WARNING, digest, name, usage
from zairyu_card.virtual.store import PrivateKey, Store
from zairyu_card.words import Malformed

Files = dict[tuple[int, int], dict[int, bytes]]


class Agency:
    """Signs the data of test cards; one authority and one signer per generation."""

    def __init__(self, at: datetime, store: Store | None = None) -> None:
        self._at = at
        self._store = store or Store()

    def anchor(self, generation: int) -> x509.Certificate:
        """Return the certificate to be trusted for a generation."""
        return self._certificate(generation, "anchor")

    def trusted(self, generation: int) -> bytes:
        """Return the certificate to be trusted for a generation, as DER."""
        return self.anchor(generation).public_bytes(Encoding.DER)

    def card(
        self,
        kind: str = "05",
        number: str = "AA12345678BB",
        entries: Mapping[int, bytes] | None = None,
    ) -> "ResidenceCard":
        """Return a card of a kind, filled and signed; `entries` take the place of printed ones."""
        generation = KINDS.get(kind, 2)
        files = first_files() if generation == 1 else second_files(number, special=kind == "06")
        if generation == 2:
            files[1, 0x83] |= entries or {}
        bare = Reading(generation, kind, number, files)
        signature = self._signature(generation, signed_bytes(bare))
        der = self._certificate(generation, "signer").public_bytes(Encoding.DER)
        tags = (0xDA, 0xDB) if generation == 1 else (0xDC, 0xDD)
        files[3, 0x82] = dict(zip(tags, (signature, der), strict=True))
        files[0, 0x8B] = {0xC0: b"0001" if generation == 1 else b"0002"}
        files[0, 0x8A] = {0xC1: kind.encode()}
        return ResidenceCard(generation, number, files)

    def _key(self, generation: int, role: str) -> PrivateKey:
        return self._store.private(
            f"residence-{generation}-{role}", p384_key if generation == 2 else rsa_key
        )

    def _signature(self, generation: int, data: bytes) -> bytes:
        key = self._key(generation, "signer")
        if isinstance(key, ec.EllipticCurvePrivateKey):
            halves = decode_dss_signature(key.sign(data, ec.ECDSA(SHA256())))
            return b"".join(one.to_bytes(48, "big") for one in halves)
        return key.sign(data, padding.PKCS1v15(), SHA256())

    def _certificate(self, generation: int, role: str) -> x509.Certificate:
        named = f"residence-{generation}-{role}"
        return self._store.certificate(named, lambda: self._issue(generation, role))

    def _issue(self, generation: int, role: str) -> x509.Certificate:
        over, key = self._key(generation, "anchor"), self._key(generation, role)
        runs = (self._at - timedelta(days=100), self._at + timedelta(days=2000))
        authority = role == "anchor"
        return (
            x509.CertificateBuilder(
                _named(f"CA {generation}"),
                _named(f"CA {generation}" if authority else f"Card Signer {generation}"),
                key.public_key(),
                secrets.randbits(31) | 1,
                *runs,
            )
            .add_extension(usage(digital=not authority, signs=authority), critical=True)
            .add_extension(x509.BasicConstraints(authority, None), critical=True)
            .sign(over, digest(over))
        )


def _named(what: str) -> x509.Name:
    return name(
        (NameOID.COUNTRY_NAME, "JP"),
        (NameOID.ORGANIZATION_NAME, "RESIDENCE-CARD-TEST"),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, WARNING),
        (NameOID.COMMON_NAME, f"ResidenceCardTest {what}"),
    )


def first_files() -> Files:
    """Return what a card of generation 1 holds: pictures, and the address as text."""
    return {
        (1, 0x85): {0xD0: b"front " + secrets.token_bytes(5000)},
        (1, 0x86): {0xD1: b"face " + secrets.token_bytes(2500)},
        (2, 0x81): {
            0xD2: b"20260401",
            0xD3: b"131041",
            0xD4: "東京都新宿区西新宿２丁目８番１号".encode("shift_jisx0213"),
        },
        (2, 0x82): {0xD5: b"0"},
        (2, 0x83): {0xD6: b"0"},
        (2, 0x84): {0xD7: b"0"},
    }


def second_files(number: str, *, special: bool) -> Files:
    """Return what a card of generation 2 holds; that of a special permanent resident has less."""
    entries = {0xC5: b"20280309", 0xC6: b"20010309", 0xC7: b"2", 0xC8: b"VNM"}
    if not special:
        entries |= {
            0xC9: b"P010200000", 0xCE: b"0200", 0xCA: b"02",
            0xCB: b"20260309", 0xCC: b"9", 0xCD: b"20280309",
        }  # fmt: skip
    files: Files = {
        (1, 0x81): {0xC2: number.encode()},
        (1, 0x83): entries,
        (1, 0x84): {0xD0: secrets.token_bytes(2500), 0xD1: secrets.token_bytes(3000)},
        (1, 0x86): {0xDFD1: secrets.token_bytes(2500)},
    }
    if special:
        return files | {(2, 0x81): {0xD9: b"0"}}
    return files | {
        (2, 0x81): {0xD5: b"1", 0xD6: b"20280309", 0xD7: b"0"},
        (2, 0x82): {0xD8: b"1"},
        (2, 0x83): {0xD9: b"0"},
    }


@dataclass
class ResidenceCard:
    """The card; `process` takes a command and returns data and status."""

    generation: int
    number: str
    files: Files = field(repr=False)
    ATR = ATR

    def __post_init__(self) -> None:
        self._suite = SUITES[self.generation]
        self.reset()

    def reset(self) -> None:
        """Forget the application and the session."""
        self._application = 0
        self._challenge = self._session = b""
        self._entered = False

    def process(self, command: bytes) -> bytes:
        """Answer one command."""
        try:
            return self._answer(Command.decode(command)).encode()
        except Malformed:
            return b"\x67\x00"

    def _answer(self, asked: Command) -> Answer:
        known = {
            (0x00, 0xA4): self._select,
            (0x00, 0xB0): self._plain,
            (0x08, 0xB0): self._sealed,
            (0x00, 0x84): self._dare,
            (0x00, 0x82): self._prove,
            (0x08, 0x20): self._enter,
        }
        act = known.get((asked.cla, asked.ins))
        return act(asked) if act else Answer(b"", 0x6D00)

    def _select(self, asked: Command) -> Answer:
        found = next((n for n, aid in RESIDENCE.items() if aid == asked.data), None)
        if (asked.p1, asked.p2) != (0x04, 0x0C) or found is None:
            return Answer(b"", 0x6A82)
        self._application = found
        return Answer(b"", 0x9000)

    def _content(self, asked: Command) -> bytes | None:
        values = self.files.get((self._application, asked.p1))
        if values is None:
            return None
        content = b"".join(tlv.build(tag, value) for tag, value in values.items())
        return content + (bytes(4) if self._application == 3 else b"")

    def _plain(self, asked: Command) -> Answer:
        content = self._content(asked)
        if content is None:
            return Answer(b"", 0x6A82)
        if self._application == 1 or (self._application and not self._entered):
            return Answer(b"", 0x6982)
        return Answer(content[: asked.le or 0], 0x9000)

    def _sealed(self, asked: Command) -> Answer:
        content = self._content(asked)
        if content is None:
            return Answer(b"", 0x6A82)
        if not self._entered:
            return Answer(b"", 0x6982)
        if self._application != 1:
            return Answer(b"", 0x6882)
        if asked.data != b"\x96\x02\0\0":
            return Answer(b"", 0x6988)
        sealed = self._suite.seal(self._session, pad(content, self._suite.block))
        return Answer(tlv.build(0x86, b"\x01" + sealed), 0x9000)

    def _dare(self, _: Command) -> Answer:
        self._challenge, self._entered = secrets.token_bytes(8), False
        return Answer(self._challenge, 0x9000)

    def _prove(self, asked: Command) -> Answer:
        key = sha1_16(self.number.encode())
        sealed, mac = asked.data[:32], asked.data[32:]
        challenge, self._challenge = self._challenge, b""
        if len(asked.data) != 40 or mac != self._suite.mac(key, sealed) or not challenge:
            return Answer(b"", 0x6300)
        plain = self._suite.unseal(key, sealed)
        if plain[8:16] != challenge:
            return Answer(b"", 0x6300)
        mine = secrets.token_bytes(16)
        self._session = session_key(plain[16:], mine)
        back = self._suite.seal(key, challenge + plain[:8] + mine)
        return Answer(back + self._suite.mac(key, back), 0x9000)

    def _enter(self, asked: Command) -> Answer:
        if not self._session:
            return Answer(b"", 0x6982)
        wanted = b"\x86\x11\x01" + self._suite.seal(self._session, pad(self.number.encode(), 16))
        if asked.p2 != 0x86 or asked.data != wanted:
            return Answer(b"", 0x6300)
        self._entered = True
        return Answer(b"", 0x9000)

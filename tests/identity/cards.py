"""A deployment with virtual cards, and everything an errand needs, for the tests of the card.

One authority is made for the whole run: keys take their time. Each test has its own anchors,
lists and settings.
"""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from zairyu_card.jpki import profile
from zairyu_card.keys import Key
from zairyu_card.transport import InProcess
from zairyu_card.virtual import PERSONAS, Authority, Persona, VirtualCard
from zairyu_card.virtual.store import Store

from zairyu.identity.jpki import anchors, transactions
from zairyu.identity.jpki.codes import CardRefused
from zairyu.identity.jpki.revocation import lists
from zairyu.identity.jpki.transactions import Claimed, Delivered, Finished, Opened, Seen

CLIENT = {"name": "zairyu-card", "version": "0.1.0", "proto": 1}
BROWSER = Seen("a browser", address="203.0.113.7", system="Windows", language="en")
LINH = PERSONAS["linh"]
Change = Callable[[list[dict[str, Any]]], list[dict[str, Any]]]


def der_of(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)


class OnePair(Store):
    """Gives all cards the same two keys: making keys takes longer than everything else."""

    def private(self, name: str, make: Callable[[], Any]) -> Any:
        kind = name.rsplit("-", 1)[-1]
        shared = f"card-{make.__name__}-{kind}" if name.startswith("card-") else name
        return super().private(shared, make)


@dataclass
class Desk:
    """A deployment: what it trusts and knows, and how tests go through an errand there."""

    authority: Authority
    folder: Path
    at: datetime
    browser: Seen = field(default=BROWSER)

    @property
    def settings(self) -> dict[str, Any]:
        return {
            "profile": "demo",
            "anchors": self.folder / "anchors",
            "revocation": "lists-in-folder",
            "lists": self.folder / "lists",
            "oldest_program": "0.1.0",
        }

    def trust(self, kind: str, root: x509.Certificate) -> None:
        der = der_of(root)
        said = hashlib.sha256(der).hexdigest()
        anchors.store(self.folder / "anchors", kind, der, said, tests=True)

    def publish(self, at: datetime, municipality: str = "Shinjuku-ku") -> None:
        """Publish the lists of a municipality as of an instant."""
        for key in Key:
            made = self.authority.revocations(key, at, municipality)
            lists.keep(self.folder / "lists", key.value, made.public_bytes(Encoding.DER))

    def card(self, persona: Persona = LINH, variant: str = "") -> VirtualCard:
        return self.authority.card(persona, self.at, variant)

    def open(self, purpose: str, person: Any = None, **more: Any) -> Opened:
        whose = person.pk if person is not None else None
        more = {"seen": self.browser} | more
        return transactions.open_transaction(purpose, person_id=whose, at=self.at, **more)

    def claim(self, opened: Opened) -> Claimed:
        return transactions.claim(opened.ticket, CLIENT, self.at)

    def sign(self, card: VirtualCard, claimed: Claimed) -> list[dict[str, Any]]:
        """Have a card sign everything that is wanted, as the companion does."""
        return [signed(card, Key(one["key"]), one["tbs"].encode()) for one in claimed.need]

    def deliver(
        self,
        purpose: str,
        card: VirtualCard,
        person: Any = None,
        change: Change = list,
        **more: Any,
    ) -> tuple[Opened, Delivered]:
        """Go through an errand up to the result; `change` alters what the companion sends."""
        opened = self.open(purpose, person, **more)
        claimed = self.claim(opened)
        results = change(self.sign(card, claimed))
        return opened, transactions.result(claimed.tx_token, results, self.at)

    def run(self, purpose: str, card: VirtualCard, person: Any = None, **more: Any) -> Finished:
        """Go through a whole errand."""
        opened, done = self.deliver(purpose, card, person, **more)
        return transactions.finish(opened.rid, done.finish_code, opened.cookie, self.at)


def signed(card: VirtualCard, key: Key, text: bytes) -> dict[str, Any]:
    """Return one signature of a card, as it goes over the wire."""
    plain = profile(InProcess(card))
    plain.verify(key, bytearray(card.holdings[key].pin))
    return {
        "key": key.value,
        "certificate": base64.b64encode(plain.certificate(key)).decode(),
        "signature": base64.b64encode(plain.sign(key, text)).decode(),
    }


def other_person(key: str, **more: Any) -> Persona:
    """Return a persona of the same municipality with other data."""
    return replace(LINH, key=key, **more)


def refused(code: str) -> Any:
    """Expect a refusal with one of our codes."""
    return pytest.raises(CardRefused, match=f"^card.{code.replace('_', '-')}$")


def later(at: datetime, seconds: int) -> datetime:
    return at + timedelta(seconds=seconds)

"""The text a card signs: built by the server, read and judged here before the card is touched."""

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

from zairyu_card.keys import Key
from zairyu_card.words import TextRefused

MAGIC = "ZAIRYU-JPKI-1"
PURPOSES = ("login", "register", "relink", "stepup", "submit")
LONGEST = 600  # seconds a text may still be good for

_FIELDS = ("purpose", "key", "aud", "rid", "nonce", "iat", "exp", "account", "text-sha256")
_SHAPES = {
    "purpose": r"[a-z]{1,20}",
    "key": r"auth|sign",
    "aud": r"https://[a-z0-9.-]{1,200}(:[0-9]{1,5})?|http://(localhost|127\.0\.0\.1)(:[0-9]{1,5})?",
    "rid": r"[A-Za-z0-9_-]{22}",
    "nonce": r"[0-9a-f]{64}",
    "iat": r"[1-9][0-9]{0,11}",
    "exp": r"[1-9][0-9]{0,11}",
    "account": r"-|[A-Za-z0-9_.-]{1,64}",
    "text-sha256": r"-|[0-9a-f]{64}",
}


@dataclass(frozen=True)
class SignedText:
    """The fields, in the order in which they stand."""

    purpose: str
    key: Key
    aud: str
    rid: str
    nonce: str
    iat: int
    exp: int
    account: str = "-"
    human: str = "-"

    def build(self) -> bytes:
        """Return the exact bytes that are stored, shown and signed."""
        values = (
            self.purpose, self.key.value, self.aud, self.rid, self.nonce,
            str(self.iat), str(self.exp), self.account, self.human,
        )  # fmt: skip
        lines = [MAGIC, *(f"{name}: {value}" for name, value in zip(_FIELDS, values, strict=True))]
        raw = ("\n".join(lines) + "\n").encode("ascii")
        self.parse(raw)
        return raw

    @classmethod
    def parse(cls, raw: bytes) -> Self:
        """Read the bytes strictly: another order, a blank, a line more, and it is refused."""
        try:
            lines = raw.decode("ascii").split("\n")
        except UnicodeDecodeError:
            raise TextRefused("form") from None
        if lines[0] != MAGIC:
            raise TextRefused("magic")
        if len(lines) != len(_FIELDS) + 2 or lines[-1]:
            raise TextRefused("form")
        value = dict(zip(_FIELDS, map(_value, _FIELDS, lines[1:-1]), strict=True))
        return cls(
            value["purpose"], Key(value["key"]), value["aud"], value["rid"], value["nonce"],
            int(value["iat"]), int(value["exp"]), value["account"], value["text-sha256"],
        )  # fmt: skip


def _value(name: str, line: str) -> str:
    start = f"{name}: "
    if not line.startswith(start) or not re.fullmatch(_SHAPES[name], line[len(start) :]):
        raise TextRefused(name)
    return line[len(start) :]


def human_hash(shown: str) -> str:
    """Return what stands as `text-sha256` for the text the person reads (`-` for none)."""
    return hashlib.sha256(shown.encode()).hexdigest() if shown else "-"


@dataclass(frozen=True)
class Situation:
    """What the companion knows by itself when it is asked to sign."""

    installed: Collection[str]  # the servers it was installed for
    server: str  # the one it fetched the text from
    key: Key
    shown: str  # the words shown to the person, or nothing
    now: int


def judge(raw: bytes, here: Situation) -> SignedText:
    """Return the text if every rule holds; `TextRefused` names the first that does not."""
    text = SignedText.parse(raw)
    rules = {
        "purpose": text.purpose in PURPOSES,
        "aud": text.aud in here.installed and text.aud == here.server,
        "key": text.key is here.key,
        "exp": here.now < text.exp <= here.now + LONGEST and text.iat < text.exp,
        "text-sha256": text.human == human_hash(here.shown),
    }
    for rule, holds in rules.items():
        if not holds:
            raise TextRefused(rule)
    return text

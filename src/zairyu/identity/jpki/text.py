"""The text that a card signs, built here, byte for byte as the companion program reads it.

The companion has a parser of its own; a test holds both against each other. What is signed is
bound to a purpose, a key, a site, an errand and a nonce, so that no signature serves twice.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

MAGIC = "ZAIRYU-JPKI-1"
_SHAPES = {
    "purpose": r"login|register|relink|stepup|submit",
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
    key: str
    aud: str
    rid: str
    nonce: str
    iat: int
    exp: int
    account: str = "-"
    human: str = "-"

    def lines(self) -> dict[str, str]:
        """Return every field as it is written."""
        values = (
            self.purpose, self.key, self.aud, self.rid, self.nonce,
            str(self.iat), str(self.exp), self.account, self.human,
        )  # fmt: skip
        return dict(zip(_SHAPES, values, strict=True))

    def build(self) -> bytes:
        """Return the exact bytes.

        Raises:
            ValueError: a field does not have its shape.
        """
        said = self.lines()
        for name, value in said.items():
            if not re.fullmatch(_SHAPES[name], value):
                raise ValueError(f"the field {name} of a text to be signed has another shape")
        body = "".join(f"{name}: {value}\n" for name, value in said.items())
        return f"{MAGIC}\n{body}".encode("ascii")


def human_hash(title: str, lines: Sequence[str]) -> str:
    r"""Return the digest of what the person reads, which is signed along.

    >>> human_hash("Sign in", ["Site"]) == hashlib.sha256(b"Sign in\nSite").hexdigest()
    True
    """
    return hashlib.sha256("\n".join((title, *lines)).encode()).hexdigest()

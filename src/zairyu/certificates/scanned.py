"""What was read from a QR code: the counter's address with a code, a token, or something else."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings

from zairyu.certificates import tokens
from zairyu.certificates.codes import is_code, plain
from zairyu.certificates.judging import Verdict, verdict
from zairyu.certificates.keys import issuer
from zairyu.certificates.queries import verify
from zairyu.proof import token
from zairyu.proof.jose import Refused

_STEPS = 2  # v and the code
LIVING = ("valid", "pending")


@dataclass(frozen=True)
class Scan:
    """What the codes of one picture say together."""

    code: str = ""
    token: str = ""
    elsewhere: bool = False  # an address that is not ours, or another text
    two: bool = False  # codes of two proofs in one picture


def scan(texts: list[str]) -> Scan:
    """Return what texts of QR codes say; of a picture with both codes of a sheet, both."""
    tokens_ = [text.strip() for text in texts if is_token(text)]
    codes = [found for text in texts if (found := code_in(text))]
    others = len(texts) > len(tokens_) + len(codes)
    two = len(set(codes)) > 1 or len(set(tokens_)) > 1
    return Scan(codes[0] if codes else "", tokens_[0] if tokens_ else "", elsewhere=others, two=two)


def is_token(text: str) -> bool:
    """Say whether a text is meant to be a token."""
    return text.strip().startswith(token.PREFIX)


def code_in(text: str) -> str:
    """Return the code that a text leads to: a code, or our counter's address with one; or nothing.

    >>> code_in("https://elsewhere.example/v/2222-2222-2222-22")
    ''
    """
    if "://" not in text:
        return plain(text) if is_code(text) else ""
    try:
        asked, ours = urlsplit(text.strip()), urlsplit(settings.PUBLIC_ADDRESS)
    except ValueError:
        return ""
    steps = asked.path.strip("/").split("/")
    if asked.netloc != ours.netloc or len(steps) < _STEPS or steps[0] != "v":
        return ""
    return plain(steps[1]) if is_code(steps[1]) else ""


def verify_token(text: str, at: datetime, beside: str = "") -> Verdict:
    """Say what is so with a token: who signed it, and then as with its code.

    `beside` is the code that stood beside it: a sheet whose two codes belong to two proofs was put
    together by somebody. A token that says other things than our record does is forged, whichever
    key signed it: the thief of a key writes what he likes.
    """
    try:
        code, said = tokens.read(issuer(), token.from_text(text))
    except (tokens.TokenForged, Refused):
        return verdict("forged", "", at)
    if beside and beside != code:
        return verdict("forged", "", at)
    found = verify(code, at)
    until = found.until.isoformat() if found.until else ""
    ours = {**found.facts, "kind": found.kind, "until": until}
    return verdict("forged", "", at) if found.state in LIVING and ours != said else found

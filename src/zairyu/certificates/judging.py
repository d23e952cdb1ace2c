"""What is so with a certificate at an instant: the verdict that the public counter words.

Every answer costs the same work, whether a code exists or not: where there is no row, a stand-in is
opened and its signature checked. Who measures answers learns nothing from their time.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.utils.crypto import constant_time_compare, salted_hmac

from zairyu import vault
from zairyu.certificates import tokens
from zairyu.certificates.codes import plain
from zairyu.certificates.facts import bound
from zairyu.certificates.keys import Issuer, issuer
from zairyu.certificates.kinds import ENDINGS
from zairyu.certificates.models import Certificate
from zairyu.law.dates import legal_day
from zairyu.proof.token import end_of
from zairyu.proof.verdict import PENDING_KINDS
from zairyu.words import TOKYO
from zairyu.words.codes import ALPHABET, grouped, spelled

LETTER = "letter"  # the kind of a verdict on a letter: it is ours, and nothing more is said
_NOBODYS = "nobodys"


@dataclass(frozen=True)
class Verdict:
    """What the public counter says of a code, and nothing more."""

    state: str  # valid, pending, ended, revoked, unknown, forged
    code: str
    checked_at: datetime
    number: str  # of this check, so that a printed record can be confirmed
    kind: str = ""
    until: date | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    ended_on: date | None = None
    reason: str = ""  # of a forged file: what is wrong with it
    purpose: str = ""  # what a share is for; a proof itself is for nobody in particular
    shared: bool = False  # the holder chose these facts: all of them are shown
    photo: bytes | None = None  # only in a share, where the holder chose it
    share_over: bool = False  # the share ended; the proof itself may hold on
    watchable: bool = False  # the holder lets this checker be told of changes


def judged(row: Certificate | None, signs: str, at: datetime) -> Verdict:
    """Return the verdict on the row that was found for a code, or on no row."""
    facts: dict[str, Any] | None = _signed_facts(row or _stand_in(issuer(), legal_day(at)))
    if row is None:
        return verdict("unknown", signs, at)
    if facts is None:
        return verdict("forged", signs, at)
    if (over := ending(row, at)) is not None:
        state, on = over
        return verdict(state, signs, at, kind=row.kind, ended_on=on)
    if row.past(legal_day(at)):
        return verdict("ended", signs, at, kind=row.kind)
    state = "pending" if row.kind in PENDING_KINDS else "valid"
    return verdict(state, signs, at, kind=row.kind, until=row.holds_until, facts=facts)


def ending(row: Certificate, at: datetime) -> tuple[str, date | None] | None:
    """Return what a certificate that was ended is now; the day is told of a withdrawn one only."""
    if row.ended_at is None or row.ended_at > at:
        return None
    state = ENDINGS[row.ended_why]
    return state, legal_day(row.ended_at) if state == "revoked" else None


def _signed_facts(row: Certificate) -> dict[str, Any] | None:
    """Return what the token says, or nothing if it is not ours or not of this row."""
    try:
        token = vault.open(bytes(row.token), bound(row.key, "token"))
        code, facts = tokens.read(issuer(), token)
    except (vault.CannotOpen, tokens.TokenForged):
        return None
    until = row.holds_until.isoformat() if row.holds_until else ""
    same = code == row.code and facts.pop("kind", None) == row.kind
    return facts if same and facts.pop("until", None) == until else None


@lru_cache(maxsize=2)
def _stand_in(keys: Issuer, on: date) -> Certificate:
    """Return a certificate of nobody: it is checked where a code has none, and never shown."""
    at, facts = end_of(on), {"name": "NOBODY", "birth_year": 1900}
    token = tokens.made(keys, _NOBODYS, "pending", facts, on, at)
    sealed = vault.seal(token, bound(_NOBODYS, "token"))
    named = {"key": _NOBODYS, "code": _NOBODYS, "kind": "pending"}
    return Certificate(**named, token=sealed, holds_until=on)


def verdict(state: str, code: str, at: datetime, **known: Any) -> Verdict:
    """Return a verdict with the number of its check."""
    return Verdict(state, code, at, check_number(code, state, at), **known)


def check_number(code: str, state: str, at: datetime) -> str:
    """Return the number of a check: it proves code, answer and minute, and is kept nowhere."""
    minute = at.astimezone(TOKYO).strftime("%Y-%m-%dT%H:%M")
    digest = salted_hmac("zairyu.verify.check", f"{code}|{state}|{minute}", algorithm="sha256")
    signs = spelled(int.from_bytes(digest.digest()[:8], "big") % len(ALPHABET) ** 8, 8)
    return f"V-{grouped(signs)}"


def confirms(number: str, code: str, states: Iterable[str], at: datetime) -> str:
    """Return the answer that a printed record proves, or an empty text: the record is not ours."""
    for state in states:
        if constant_time_compare(number.strip().upper(), check_number(plain(code), state, at)):
            return state
    return ""

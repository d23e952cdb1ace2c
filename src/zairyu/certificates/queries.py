"""What may be seen of what was certified: by its holder, and by whoever checks a code."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.crypto import constant_time_compare, salted_hmac

from zairyu import vault
from zairyu.certificates import codes, tokens
from zairyu.certificates.codes import address, counter, is_code, plain
from zairyu.certificates.facts import bound, country
from zairyu.certificates.keys import issuer
from zairyu.certificates.kinds import ENDINGS
from zairyu.certificates.models import Certificate, Letter
from zairyu.law.dates import legal_day
from zairyu.vault import files
from zairyu.words import TOKYO
from zairyu.words.codes import ALPHABET, grouped, spelled

__all__ = [
    "Paper",
    "Verdict",
    "address",
    "check_number",
    "confirms",
    "counter",
    "country",
    "is_code",
    "paper",
    "papers_of",
    "pdf",
    "plain",
    "qr",
    "verify",
    "verify_file",
]
_PENDING = ("pending", "receipt")
# The public counter asks one question all day long: it is written out, because putting it together
# took four times as long as answering it. A test holds it against the table.
_BY_CODE = (
    "SELECT id, key, kind, code, holds_until, ended_at, ended_why, token"
    " FROM certificates_certificate WHERE code = %s"
)
_BY_DIGEST = _BY_CODE.replace("code = ", "pdf_digest = ")


@dataclass(frozen=True)
class Paper:
    """A certificate or a letter as its holder sees it in a list."""

    key: str
    kind: str
    made_at: datetime
    ready: bool  # the PDF is there
    certified: bool
    code: str = ""
    version: int = 1
    holds_until: date | None = None
    state: str = "live"  # live, ended, revoked
    ended_why: str = ""
    ended_at: datetime | None = None


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


def papers_of(about: str, on: date | None = None) -> list[Paper]:
    """Return what was certified and written about something, newest first.

    With a day, what is past its last day counts as ended.
    """
    certified = [_certified(row, on) for row in Certificate.objects.filter(about=about)]
    letters = [
        Paper(row.key, row.kind, row.made_at, bool(row.pdf_path), certified=False)
        for row in Letter.objects.filter(about=about)
    ]
    return sorted([*certified, *letters], key=lambda paper: paper.made_at, reverse=True)


def paper(about: str, key: str, on: date | None = None) -> Paper | None:
    """Return one certificate or letter about something, or nothing."""
    return next((found for found in papers_of(about, on) if found.key == key), None)


def _certified(row: Certificate, on: date | None) -> Paper:
    state = ENDINGS[row.ended_why] if row.ended_at else "live"
    why = row.ended_why
    if state == "live" and on and row.holds_until and on > row.holds_until:
        state, why = "ended", "over"
    return Paper(
        row.key,
        row.kind,
        row.issued_at,
        bool(row.pdf_path),
        certified=True,
        code=row.code,
        version=row.version,
        holds_until=row.holds_until,
        state=state,
        ended_why=why,
        ended_at=row.ended_at,
    )


def pdf(about: str, key: str) -> bytes | None:
    """Return the signed PDF of a certificate or letter, or nothing while the job has not set it."""
    for table in (Certificate, Letter):
        path = table._default_manager.filter(about=about, key=key).values_list(
            "pdf_path", flat=True
        )
        if found := path.first():
            return files.load(found, bound(key, "pdf"))
    return None


def qr(code: str) -> str:
    """Return the QR code of a certificate as inline SVG: it leads to the public counter."""
    return codes.qr(address(code))


def verify(typed: str, at: datetime) -> Verdict:
    """Say what is so with a code: one look into one table, and a signature checked."""
    signs = plain(typed)
    return _judged(_one(_BY_CODE, signs), signs, at)


def verify_file(digest: str, content: bytes, at: datetime) -> Verdict:
    """Say what is so with a PDF that somebody was handed, by its SHA-256.

    We know the digest of every PDF that we signed. A file with another digest that carries our
    signing certificate was changed after signing; one without it is not ours at all.
    """
    row = _one(_BY_DIGEST, digest)
    if row is None and _carries_our_signature(content):
        return _verdict("forged", "", at)
    return _judged(row, row.code if row else "", at)


def _one(question: str, signs: str) -> Certificate | None:
    if not signs or "\0" in signs:
        return None
    return next(iter(Certificate.objects.raw(question, [signs])), None)


def _carries_our_signature(content: bytes) -> bool:
    serial = issuer().signer.serial_number
    number = serial.to_bytes((serial.bit_length() + 8) // 8, "big").hex().encode()
    return b"/ByteRange" in content and number in content.lower()


def _judged(row: Certificate | None, signs: str, at: datetime) -> Verdict:
    if row is None:
        return _verdict("unknown", signs, at)
    facts = _signed_facts(row)
    if facts is None:
        return _verdict("forged", signs, at)
    if row.ended_at is not None and row.ended_at <= at:
        state = ENDINGS[row.ended_why]
        on = legal_day(row.ended_at) if state == "revoked" else None
        return _verdict(state, signs, at, kind=row.kind, ended_on=on)
    if row.holds_until is not None and legal_day(at) > row.holds_until:
        return _verdict("ended", signs, at, kind=row.kind)
    state = "pending" if row.kind in _PENDING else "valid"
    return _verdict(state, signs, at, kind=row.kind, until=row.holds_until, facts=facts)


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


def _verdict(state: str, code: str, at: datetime, **known: Any) -> Verdict:
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

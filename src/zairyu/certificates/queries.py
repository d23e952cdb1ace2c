"""What may be seen of what was certified: by its holder, and by whoever checks a code."""

from dataclasses import dataclass
from datetime import date, datetime

from zairyu.certificates import anew, codes
from zairyu.certificates.codes import address, counter, is_code, kind_of, plain
from zairyu.certificates.facts import bound, country
from zairyu.certificates.handed import code_in, looked_at
from zairyu.certificates.judging import LETTER, Verdict, check_number, confirms, judged, verdict
from zairyu.certificates.kinds import ENDINGS
from zairyu.certificates.models import Certificate, Letter
from zairyu.certificates.sharing.queries import look
from zairyu.vault import files

__all__ = [
    "LETTER",
    "Paper",
    "Verdict",
    "address",
    "check_number",
    "confirms",
    "counter",
    "country",
    "is_code",
    "kind_of",
    "paper",
    "papers_of",
    "pdf",
    "plain",
    "qr",
    "verify",
    "verify_file",
]
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
    signed_anew_at: datetime | None = None  # by another key: copies of before are to be replaced


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
    if state == "live" and on and row.past(on):
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
        signed_anew_at=row.signed_anew_at,
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
    if kind_of(signs) == "share":
        return look(signs, at)
    return judged(_one(_BY_CODE, signs), signs, at)


def verify_file(digest: str, content: bytes, at: datetime) -> Verdict:
    """Say what is so with a PDF that somebody was handed, by its SHA-256.

    We know the digest of every PDF that we signed. Any other file is checked apart: one that holds
    all the same is judged by the token in it; one that names us and does not hold is forged; one
    that does not name us is not ours at all. Of a letter only that it is ours is said.
    """
    row = _one(_BY_DIGEST, digest) or anew.owner_of(digest)
    if isinstance(row, Certificate):
        return judged(row, row.code, at)
    if row is not None or Letter.objects.filter(pdf_digest=digest).exists():
        return verdict("valid", "", at, kind=LETTER)
    found = looked_at(content, at)
    if found.holds:
        code = code_in(found.token)
        return judged(_one(_BY_CODE, code), code, at)
    if found.ours:
        return verdict("forged", "", at, reason=found.reason)
    return judged(None, "", at)


def _one(question: str, signs: str) -> Certificate | None:
    """Return the one row asked for; whatever was typed is asked for, so that each costs the same.

    What cannot be written into a question (a NUL) is asked for without it: nothing is found.
    """
    return next(iter(Certificate.objects.raw(question, [signs.replace("\0", "") or "-"])), None)

"""Signs living proofs anew when a key was lost: what it signed counts no more without asking us.

What was certified stays as it was fixed: only the signature, its instant and the file are others.
Tokens are signed here, one row at a time; documents are owed to the press again, and the files of
before are kept in mind by their digests, so that whoever kept one is answered at the counter.
Whose it is has to be told. Who that is this room does not know: it is handed in.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from zairyu import vault
from zairyu.audit import actions as audit
from zairyu.certificates import tokens
from zairyu.certificates.facts import bound, claims_in, shown
from zairyu.certificates.keys import issuer
from zairyu.certificates.models import Certificate, FormerFile, Letter, WalletCredential
from zairyu.law.dates import legal_day
from zairyu.proof import cose
from zairyu.proof.entries import TrustedKey
from zairyu.vault import files

_AT_ONCE = 500
Tell = Callable[[], object]
# Holds what a proof is about for the transaction; returns how its holder is told in the same one.
Holder = Callable[[str], Tell]


@dataclass(frozen=True)
class Anew:
    """How much was signed anew, is owed to the press, or had to end."""

    tokens: int = 0
    documents: int = 0
    credentials: int = 0


@dataclass(frozen=True)
class _Ceremony:
    """Which key was lost, when and by whom its work is done anew, and who is told of it."""

    lost: TrustedKey
    at: datetime
    by: str
    holder: Holder


def nobody(_about: str) -> Tell:
    """Tell nobody: for what belongs to no case."""
    return lambda: None


def sign_anew(lost: TrustedKey, at: datetime, *, by: str, holder: Holder = nobody) -> Anew:
    """Sign what a lost key had signed and what still holds; say how much there was.

    It can be done twice, and by two at once: what bears another signature already stays as it is.
    A credential in a wallet cannot be reached, so it ends; its holder adds it to the wallet again.
    Lists are signed anew by the worker within the minute, as ever. `holder` tells whose it is, in
    the transaction of each row; `casework.actions.signing_anew` brings it along.
    """
    now = _Ceremony(lost, at, by, holder)
    if lost.use == "tokens":
        done = [_token_anew(row, now) for row in _each(_living(at))]
        return Anew(tokens=sum(done), documents=sum(done))
    if lost.use == "documents":
        return Anew(documents=_documents_anew(now))
    if lost.use == "credentials":
        return Anew(credentials=_credentials_end(now))
    return Anew()


def owner_of(digest: str) -> Certificate | Letter | None:
    """Return the certificate or the letter whose file of before has this digest, or nothing."""
    owners = FormerFile.objects.select_related("certificate", "letter")
    found = owners.filter(digest=digest).first()
    return (found.certificate or found.letter) if found else None


def _living(at: datetime) -> models.QuerySet[Certificate]:
    holds = Q(holds_until=None) | Q(holds_until__gte=legal_day(at))
    return Certificate.objects.filter(holds, ended_at=None).order_by("pk")


@transaction.atomic
def _token_anew(row: Certificate, now: _Ceremony) -> bool:
    """Sign the token of one certificate anew if the lost key had signed it; owe its document."""
    about = bound(row.key, "token")
    before = bytes(row.token)
    if cose.taken_apart(vault.open(before, about)).kid.hex() != now.lost.kid:
        return False
    tell = now.holder(row.about)
    place = (row.status_list, row.status_index)
    facts = shown(row.kind, claims_in(row))
    token = tokens.made(issuer(), row.code, row.kind, facts, row.holds_until, now.at, place)
    same = Certificate.objects.filter(pk=row.pk, ended_at=None, token=before)
    if not same.update(token=vault.seal(token, about)):
        return False
    ids = {"certificate": row.key, "key": now.lost.kid}
    audit.record(row.about, "sign-anew", at=now.at, by=now.by, **ids)
    _owe(Certificate._default_manager, row, now.at)
    tell()
    return True


def _documents_anew(now: _Ceremony) -> int:
    """Owe every living document anew that the lost key had signed, and every letter still kept."""
    owed = 0
    for row in _each(_by_key(_living(now.at), "issued_at", now.lost)):
        owed += _document_anew(Certificate._default_manager, row, now)
    for letter in _each(_by_key(Letter.objects.exclude(contents=b""), "made_at", now.lost)):
        owed += _document_anew(Letter._default_manager, letter, now)
    return owed


def _each(rows: models.QuerySet[Any]) -> Iterator[Any]:
    """Return rows some at a time: no question stays open while one of them is written."""
    numbers = list(rows.order_by("pk").values_list("pk", flat=True))
    for place in range(0, len(numbers), _AT_ONCE):
        yield from list(rows.filter(pk__in=numbers[place : place + _AT_ONCE]))


def _by_key(rows: models.QuerySet[Any], first: str, lost: TrustedKey) -> models.QuerySet[Any]:
    """Return the rows whose document was signed, or was to be, while the key was in use."""
    rows = rows.annotate(signed=Coalesce(F("signed_anew_at"), F(first)))
    within = rows.filter(signed__gte=lost.since)
    if lost.until is None:
        return within
    # At the very instant of its end either key may have signed; what was signed anew then was not.
    last = Q(signed=lost.until, signed_anew_at=None)
    return within.filter(Q(signed__lt=lost.until) | last)


@transaction.atomic
def _document_anew(table: models.Manager[Any], row: Certificate | Letter, now: _Ceremony) -> bool:
    tell = now.holder(row.about)
    if not _owe(table, row, now.at):
        return False
    ids = {"key": now.lost.kid, _named(row): row.key}
    audit.record(row.about, "sign-anew", at=now.at, by=now.by, **ids)
    tell()
    return True


def _named(row: Certificate | Letter) -> str:
    """Return what a print is called in the record and in the table of former files."""
    return "letter" if isinstance(row, Letter) else "certificate"


def _owe(table: models.Manager[Any], row: Certificate | Letter, at: datetime) -> bool:
    """Let the press set a document again, signed as of now, and remember the file of before."""
    same = table.filter(pk=row.pk, pdf_path=row.pdf_path, signed_anew_at=row.signed_anew_at)
    owed = {"pdf_path": "", "pdf_set_at": None, "pdf_due_at": at, "pdf_attempts": 0}
    if not same.update(signed_anew_at=at, **owed):
        return False
    if row.pdf_path:
        before = {"digest": row.pdf_digest, "replaced_at": at, _named(row): row}
        FormerFile.objects.create(**before)
    files.remove_after([row.pdf_path])
    return True


def _credentials_end(now: _Ceremony) -> int:
    """End the credentials that the lost key had signed."""
    held = Certificate.objects.filter(pk__in=_credentials(now.lost).values("certificate"))
    return sum(_credential_ends(row, now) for row in _each(held))


def _credentials(lost: TrustedKey) -> models.QuerySet[WalletCredential]:
    rows = WalletCredential.objects.filter(ended_at=None, issued_at__gte=lost.since)
    return rows if lost.until is None else rows.filter(issued_at__lt=lost.until)


@transaction.atomic
def _credential_ends(row: Certificate, now: _Ceremony) -> int:
    """End what wallets hold of one certificate; where it has ended itself there is none to add."""
    tell = now.holder(row.about)
    held = _credentials(now.lost).filter(certificate=row)
    ended = held.update(ended_at=now.at, ended_why="key-lost")
    if not ended:
        return 0
    ids = {"certificate": row.key, "why": "key-lost"}
    audit.record(row.about, "end-wallet", at=now.at, by=now.by, **ids)
    if _living(now.at).filter(pk=row.pk).exists():
        tell()
    return ended

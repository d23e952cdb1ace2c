"""Verbs of certificates: issue, end, and write a letter. The PDF of each is set by a job."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from zairyu import vault
from zairyu.audit import actions as audit
from zairyu.audit import rows
from zairyu.certificates import tokens
from zairyu.certificates.codes import new_code
from zairyu.certificates.facts import bound, shown
from zairyu.certificates.keys import issuer
from zairyu.certificates.kinds import CERTIFIED, ENDINGS, LETTERS, Claims, checked
from zairyu.certificates.models import Certificate, Letter
from zairyu.certificates.sharing import events
from zairyu.certificates.statuses import places
from zairyu.people.keys import new_key
from zairyu.vault import files


@transaction.atomic
def issue(
    kind: str,
    about: str,
    claims: Claims,
    holds_until: date | None,
    at: datetime,
    *,
    language: str = "ja",
    photo: bytes | None = None,
    by: str = "system",
) -> Certificate:
    """Certify: fix the claims, sign what a checker may see, owe the PDF.

    A living certificate of the same kind and procedure about the same thing ends: this one
    replaces it.
    """
    fixed = checked(CERTIFIED[kind], claims)
    procedure = str(fixed.get("procedure", ""))
    earlier = list(Certificate.objects.filter(about=about, kind=kind, procedure=procedure))
    living = [one for one in earlier if one.ended_at is None]
    _end(living, "replaced", at, by)
    key, code = new_key(), new_code()
    certificate = Certificate(
        key=key,
        kind=kind,
        about=about,
        language=language,
        contents=vault.seal_json(fixed, bound(key, "contents")),
        photo_path=files.store(photo, bound(key, "photo")) if photo else "",
        code=code,
        procedure=procedure,
        version=1 + len(earlier),
        issued_at=at,
        holds_until=holds_until,
        pdf_due_at=at,
    )
    _write(certificate, shown(kind, fixed), at)
    events.replaced(living, certificate, at)
    audit.record(about, "certify", at=at, by=by, certificate=key, kind=kind)
    return certificate


def _write(row: Certificate, facts: Claims, at: datetime) -> None:
    """Write a certificate with its token; both name a place in a status list that is its own."""
    for drawn in places.drawn(at):
        row.status_list, row.status_index = drawn
        token = tokens.made(issuer(), row.code, row.kind, facts, row.holds_until, at, drawn)
        row.token = vault.seal(token, bound(row.key, "token"))
        if rows.add_unless(row, "status_list", "status_index"):
            return


@transaction.atomic
def end(about: str, why: str, at: datetime, *, kind: str | None = None, by: str = "system") -> int:
    """End what was certified about something; return how many certificates that ended.

    What has ended already stays as it ended.
    """
    if why not in ENDINGS:
        raise ValueError(f"no such ending: {why}")
    those = Certificate.objects.filter(about=about, ended_at=None)
    return _end(those if kind is None else those.filter(kind=kind), why, at, by)


def _end(those: Iterable[Certificate], why: str, at: datetime, by: str) -> int:
    ended = 0
    for certificate in those:
        still = Certificate.objects.filter(pk=certificate.pk, ended_at=None)
        if still.update(ended_at=at, ended_why=why):
            ids = {"certificate": certificate.key, "why": why}
            audit.record(certificate.about, "end-certificate", at=at, by=by, **ids)
            events.ended(certificate, why, at)
            ended += 1
    return ended


@transaction.atomic
def letter(
    kind: str,
    about: str,
    data: Mapping[str, Any],
    at: datetime,
    *,
    language: str = "ja",
    by: str = "system",
) -> Letter:
    """Write a letter: fix what it says, owe the PDF."""
    fixed = checked(LETTERS[kind], data)
    key = new_key()
    written = Letter.objects.create(
        key=key,
        kind=kind,
        about=about,
        language=language,
        contents=vault.seal_json(fixed, bound(key, "contents")),
        made_at=at,
        pdf_due_at=at,
    )
    audit.record(about, "write-letter", at=at, by=by, letter=key, kind=kind)
    return written

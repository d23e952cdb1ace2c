"""The press: sets a document with Typst, signs it with pyHanko, for each row that waits.

Only the worker imports this module: setting and signing a page needs libraries that no web process
should carry. Fonts are those of the project; a letter that they lack is an error, never a box.
"""

import hashlib
import json
import logging
from datetime import datetime, timedelta
from typing import Any

import typst
from django.conf import settings
from django.db import models
from pyhanko.sign.general import SigningError

from zairyu import vault
from zairyu.certificates import tokens
from zairyu.certificates.facts import bound, claims_in
from zairyu.certificates.keys import IssuerKeysMissing
from zairyu.certificates.kinds import Claims
from zairyu.certificates.models import Certificate, Letter
from zairyu.certificates.pades import signed
from zairyu.certificates.setting import INSTEAD, LetterLacking, set_pdf
from zairyu.certificates.sheets import Asked, sheet
from zairyu.law.dates import legal_day
from zairyu.vault import files

log = logging.getLogger(__name__)
RETRY = timedelta(minutes=1)
MOST_DOUBLINGS = 8
# What keeps one page from being set now: the worker goes on, and tries again ever later. A server
# of time-stamps that does not answer is an `OSError`.
_MENDABLE = (
    typst.TypstError,
    vault.CannotOpen,
    IssuerKeysMissing,
    SigningError,
    OSError,
    ValueError,
    LookupError,
)


def document(kind: str, data: Claims, language: str, at: datetime, **around: Any) -> bytes:
    """Return a document as PDF/A-2a and PDF/UA-1, not signed yet.

    `around` is what stands around the claims: code, token, version, until, photo.

    Raises:
        LetterLacking: a letter is in none of the fonts.
    """
    sample = settings.ZAIRYU_MODE in {"demo", "test"}
    asked = Asked(kind, data, language, legal_day(at), sample=sample, **around)
    return set_pdf(asked.template, sheet(asked), at)


def as_far_as_fonts_go(
    kind: str, data: Claims, language: str, at: datetime, **around: Any
) -> bytes:
    """Return a document in which a letter that the fonts lack is printed as 〓.

    A person whose name holds such a letter must not be left without a certificate.
    """
    try:
        return document(kind, data, language, at, **around)
    except LetterLacking as lacking:
        log.warning("%s: the fonts lack %s", kind, lacking)
        text = json.dumps(dict(data), ensure_ascii=False)
        for sign in lacking.letters:
            text = text.replace(sign, INSTEAD)
        return document(kind, json.loads(text), language, at, **around)


def set_next_pdf(at: datetime) -> bool:
    """Set and sign the PDF that has waited longest; say whether there was one.

    The row is claimed first, so that a worker that dies leaves it to the next one, and no
    transaction waits for the press.
    """
    for table in (Certificate, Letter):
        row = _claimed(table._default_manager, at)
        if row is not None:
            _print(row, at)
            return True
    return False


def _claimed(table: models.Manager[Any], at: datetime) -> Certificate | Letter | None:
    owed = table.filter(pdf_path="", pdf_due_at__lte=at)
    row: Certificate | Letter | None = owed.order_by("pdf_due_at").first()
    if row is None:
        return None
    again = at + RETRY * 2 ** min(row.pdf_attempts, MOST_DOUBLINGS)
    mine = owed.filter(pk=row.pk, pdf_due_at=row.pdf_due_at)
    return row if mine.update(pdf_due_at=again, pdf_attempts=row.pdf_attempts + 1) else None


def _print(row: Certificate | Letter, at: datetime) -> None:
    try:
        pdf = printed(row, at)
    except _MENDABLE:
        log.exception("%s %s could not be set", row.kind, row.key)  # tried again, later each time
        return
    path = files.store(pdf, bound(row.key, "pdf"))
    digest = hashlib.sha256(pdf).hexdigest()
    fresh = type(row)._default_manager.filter(pk=row.pk, pdf_path="")
    if not fresh.update(pdf_path=path, pdf_digest=digest, pdf_set_at=at, pdf_due_at=None):
        files.remove(path)  # another worker was slower than its lease, and yet first


def printed(row: Certificate | Letter, now: datetime) -> bytes:
    """Return the signed PDF of a row, from what was fixed when it was written."""
    claims = claims_in(row)
    if isinstance(row, Letter):
        made = as_far_as_fonts_go(row.kind, claims, row.language, row.made_at)
        return signed(made, row.signed_anew_at or row.made_at, now)
    around: dict[str, Any] = {"code": row.code, "version": row.version, "until": row.holds_until}
    around["token"] = tokens.text_of(row)
    if row.photo_path:
        around["photo"] = files.load(row.photo_path, bound(row.key, "photo"))
    made = as_far_as_fonts_go(row.kind, claims, row.language, row.issued_at, **around)
    return signed(made, row.signed_anew_at or row.issued_at, now)

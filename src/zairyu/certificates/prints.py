"""One certificate whole, for who holds or uses it: its claims, its photo, where its PDF lies.

The public counter never comes here: it shows what the purpose of a checker needs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from zairyu.certificates.codes import plain
from zairyu.certificates.facts import bound, claims_in
from zairyu.certificates.models import Certificate
from zairyu.vault import files


@dataclass(frozen=True)
class Print:
    """A signed PDF at rest: where it lies sealed, what its seal is bound to, its SHA-256."""

    path: str
    bound: str
    digest: str


@dataclass(frozen=True)
class Held:
    """What a certificate says, in full, and whether it has ended."""

    key: str
    code: str
    about: str
    claims: dict[str, Any]
    issued_at: datetime
    until: date | None
    ended_at: datetime | None
    ended_why: str


def prints_of(keys: Iterable[str]) -> dict[str, Print]:
    """Return the signed PDFs of certificates by their keys; of those that the press has set."""
    rows = Certificate.objects.filter(key__in=keys).exclude(pdf_path="")
    return {
        key: Print(path, bound(key, "pdf"), digest)
        for key, path, digest in rows.values_list("key", "pdf_path", "pdf_digest")
    }


def held(key: str) -> Held | None:
    """Return a certificate by its key, in full."""
    return _held(Certificate.objects.filter(key=key).first())


def held_with(kind: str, typed: str) -> Held | None:
    """Return a certificate of a kind by its code as somebody typed it, in full."""
    code = plain(typed)
    return _held(Certificate.objects.filter(kind=kind, code=code).first()) if code else None


def latest(about: str, kind: str) -> Held | None:
    """Return the newest certificate of a kind about something, in full."""
    found = Certificate.objects.filter(about=about, kind=kind)
    return _held(found.order_by("-version", "-pk").first())


def _held(row: Certificate | None) -> Held | None:
    if row is None:
        return None
    return Held(
        row.key,
        row.code,
        row.about,
        claims_in(row),
        row.issued_at,
        row.holds_until,
        row.ended_at,
        row.ended_why,
    )


def photo_of(key: str) -> bytes | None:
    """Return the photo of a certificate, if it has one."""
    path = Certificate.objects.filter(key=key).values_list("photo_path", flat=True).first()
    return files.load(path, bound(key, "photo")) if path else None

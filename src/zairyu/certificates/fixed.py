"""What was fixed when something was certified: the one record that all its forms are made from."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from zairyu import vault
from zairyu.certificates.facts import bound
from zairyu.certificates.models import Certificate


@dataclass(frozen=True)
class Fixed:
    """The claims of one certificate, its last day, and why it ended, if it did."""

    code: str
    claims: dict[str, Any]
    until: date | None
    ended_why: str


def latest(about: str, kind: str) -> Fixed | None:
    """Return what the newest certificate of a kind about something says, or nothing.

    Raises:
        CannotOpen: its claims were changed behind our back.
    """
    row = Certificate.objects.filter(about=about, kind=kind).order_by("-version", "-pk").first()
    if row is None:
        return None
    claims = vault.open_json(bytes(row.contents), bound(row.key, "contents"))
    return Fixed(row.code, claims, row.holds_until, row.ended_why)

"""Verbs of kept answers: keep them under a random key, find them, give them to a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from zairyu import vault
from zairyu.filing.models import KeptGuide
from zairyu.law.dates import legal_day
from zairyu.people.keys import new_key

if TYPE_CHECKING:
    from zairyu.people.models import Person

KEPT_DAYS = 90  # own design: as long as a draft
_MOST_OF_ONE = 20  # a person's older ones go first
_MOST_OF_STRANGERS = 100_000  # nobody fills our disk through this door; the oldest go first


@dataclass(frozen=True)
class Kept:
    """Answers as they were kept, with the day until which their link works."""

    key: str
    said: dict[str, Any]
    kept_at: datetime
    keep_until: date


def _about(key: str) -> str:
    return f"guide:{key}"


def keep(said: Mapping[str, Any], *, at: datetime, by: "Person | None" = None) -> Kept:
    """Keep the answers of a visit; the key in the link is all that leads to them."""
    key = new_key()
    until = legal_day(at) + timedelta(days=KEPT_DAYS)
    KeptGuide.objects.create(
        key=key,
        owner=by,
        answers=vault.seal_json(dict(said), _about(key)),
        kept_at=at,
        keep_until=until,
    )
    _let_old_ones_go(by)
    return Kept(key, dict(said), at, until)


def find(key: str, on: date) -> Kept | None:
    """Return what was kept under a key, if it is still kept."""
    row = KeptGuide.objects.filter(key=key, keep_until__gte=on).first()
    return _opened(row) if row else None


def _opened(row: KeptGuide) -> Kept:
    said = vault.open_json(bytes(row.answers), _about(row.key))
    return Kept(row.key, said, row.kept_at, row.keep_until)


@transaction.atomic
def adopt(key: str, by: "Person", on: date) -> Kept | None:
    """Give kept answers that belong to nobody to whoever is signed in, so that they find them."""
    row = KeptGuide.objects.select_for_update().filter(key=key, keep_until__gte=on).first()
    if row is None:
        return None
    if row.owner_id is None:
        row.owner = by
        row.save(update_fields=["owner"])
        _let_old_ones_go(by)
    return _opened(row)


def of_person(person: "Person", on: date) -> list[Kept]:
    """Return the answers a person has kept, the newest first."""
    rows = KeptGuide.objects.filter(owner=person, keep_until__gte=on).order_by("-pk")
    return [_opened(row) for row in rows[:_MOST_OF_ONE]]


def let_go(key: str, by: "Person") -> None:
    """Destroy kept answers of a person: a draft has begun from them."""
    KeptGuide.objects.filter(key=key, owner=by).delete()


def _let_old_ones_go(owner: "Person | None") -> None:
    most = _MOST_OF_STRANGERS if owner is None else _MOST_OF_ONE
    rows = KeptGuide.objects.filter(owner=owner).order_by("-pk").values_list("pk", flat=True)
    last = rows[most : most + 1]
    KeptGuide.objects.filter(owner=owner, pk__lte=max(last, default=0)).delete()


def sweep(on: date, limit: int = 100) -> int:
    """Destroy what is past its last day; return how many there were."""
    old = KeptGuide.objects.filter(keep_until__lt=on).order_by("pk").values_list("pk", flat=True)
    return KeptGuide.objects.filter(pk__in=list(old[:limit])).delete()[0]

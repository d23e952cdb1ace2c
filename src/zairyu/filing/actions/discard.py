"""Drafts that go: thrown away by their owner, or too old. What goes is destroyed with its files."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from zairyu.filing import kept_guides
from zairyu.filing.holding import held, record
from zairyu.filing.models import Draft, Upload
from zairyu.law.dates import legal_day
from zairyu.vault import files

if TYPE_CHECKING:
    from zairyu.people.models import Person

TOLD_DAYS_BEFORE = 7
_UNDO_DAYS = 2  # a file that was taken out can be put back for this long


@dataclass(frozen=True)
class Expiring:
    """A draft whose owner is to be told that it will go."""

    person_id: int
    draft_key: str
    procedure: str
    keep_until: date


def _destroy(draft: Draft) -> list[str]:
    uploads = Upload.objects.filter(draft=draft, submission=None)
    paths = list(uploads.values_list("path", flat=True))
    uploads.delete()
    Upload.objects.filter(draft=draft).update(draft=None)
    draft.delete()
    return paths


@transaction.atomic
def discard(draft_key: str, *, by: "Person", at: datetime) -> None:
    """Throw a draft away with everything in it; it cannot be brought back."""
    draft = held(draft_key, by, at, "discard")
    record(draft, "discard-draft", at, by)
    files.remove_after(_destroy(draft))


@transaction.atomic
def claim_expiring(at: datetime, limit: int = 100) -> list[Expiring]:
    """Return drafts that will go within a week, each once; whoever calls owes the notices.

    The caller's transaction holds both: a draft marked as told has its notice.
    """
    until = legal_day(at) + timedelta(days=TOLD_DAYS_BEFORE)
    waiting = Draft.objects.select_for_update().filter(
        state="open", keep_until__lte=until, told_at=None
    )
    found = list(waiting.order_by("keep_until", "pk")[:limit])
    Draft.objects.filter(pk__in=[draft.pk for draft in found]).update(told_at=at)
    return [
        Expiring(draft.owner_id, draft.key, draft.procedure, draft.keep_until) for draft in found
    ]


@transaction.atomic
def destroy_expired(at: datetime, limit: int = 100) -> int:
    """Destroy drafts and kept answers past their last day, and files taken out long ago.

    Returns how many files and kept answers there were.
    """
    today = legal_day(at)
    old = Draft.objects.select_for_update().filter(keep_until__lt=today)
    paths = [path for draft in old.order_by("pk")[:limit] for path in _destroy(draft)]
    gone = Upload.objects.filter(removed_at__lt=at - timedelta(days=_UNDO_DAYS))
    rows = list(gone.values_list("pk", "path")[:limit])
    Upload.objects.filter(pk__in=[pk for pk, _ in rows]).delete()
    paths += [path for _, path in rows]
    files.remove_after(paths)
    return len(paths) + kept_guides.sweep(today, limit)

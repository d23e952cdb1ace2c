"""Taking in papers: look first, outside of any transaction; then seal, then write the row."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from zairyu import vault
from zairyu.audit import rows
from zairyu.filing import inspection, papers
from zairyu.filing.holding import changed, content_of, held, record
from zairyu.filing.limits import draft_totals, too_much
from zairyu.filing.models import Draft, Upload
from zairyu.filing.refusals import NotThere
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem
from zairyu.people.keys import new_key
from zairyu.vault import files

if TYPE_CHECKING:
    from zairyu.people.models import Person

MAX_NAME = 200
_MANY = "file.too-many"


@dataclass(frozen=True)
class Attached:
    """A file that was taken in, or what is wrong with it."""

    upload: Upload | None
    problem: Problem | None


def attach(
    draft_key: str, slot: str, name: str, data: bytes, *, by: "Person", at: datetime
) -> Attached:
    """Take in a paper for a draft, or say why it cannot be read and what would mend it."""
    problem = too_much(0, 0, slot, len(data), legal_day(at))
    if problem is not None:
        return Attached(None, problem)
    found = inspection.inspect(data, name)
    if found.bad:
        return Attached(None, Problem(found.bad, at=slot, params={"name": shown_name(name)}))
    upload = sealed_file(slot, name, data, found, at)
    return into_draft(draft_key, upload, by=by, at=at)


def shown_name(name: str) -> str:
    """Return a file's name without folders, short enough to show."""
    bare = name.replace("\\", "/").rsplit("/", 1)[-1].strip()
    return bare if len(bare) <= MAX_NAME else f"{bare[: MAX_NAME - 20]}…{bare[-18:]}"


def sealed_file(
    slot: str, name: str, data: bytes, found: inspection.Inspection, at: datetime
) -> Upload:
    """Seal a file into the vault and return its row, not yet written."""
    key = new_key()
    return Upload(
        key=key,
        slot=slot,
        name=vault.seal(shown_name(name).encode("utf-8", "replace"), f"upload:{key}:name"),
        media_type=found.media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        pages=found.pages,
        look=[list(told) for told in found.look],
        path=files.store(data, f"upload:{key}"),
        sent_at=at,
    )


def into_draft(
    draft_key: str, upload: Upload, *, by: "Person", at: datetime, instead: tuple[str, ...] = ()
) -> Attached:
    """Write the row of a sealed file into a draft if it fits; else destroy the file again.

    `instead` names slots whose files it takes the place of.
    """
    problem: Problem | None = None
    kept = False
    try:
        with transaction.atomic():
            draft = held(draft_key, by, at)
            if instead:
                old = Upload.objects.filter(draft=draft, slot__in=instead, removed_at=None)
                old.update(removed_at=at)
            size, number = draft_totals(draft.pk)
            problem = too_much(size, number, upload.slot, upload.size, legal_day(at))
            if problem is None or (problem.code == _MANY and _is_lacking(draft, upload.slot, at)):
                _keep(draft, upload, number, by, at)
                problem, kept = None, True
            else:
                transaction.set_rollback(True)
    finally:
        if not kept:
            files.remove(upload.path)
    return Attached(upload, None) if problem is None else Attached(None, problem)


def _is_lacking(draft: Draft, slot: str, at: datetime) -> bool:
    """Say whether a paper is asked for and not here: its first file goes however many there are.

    Some lists ask for more papers than the number of files that the agency is said to take; that
    number is not confirmed, and whoever sends what is asked must be able to file.
    """
    if Upload.objects.filter(draft=draft, slot=slot, removed_at=None).exists():
        return False
    asked = papers.asked(draft, content_of(draft), legal_day(at))
    return slot in {f"paper:{one.id}" for one in asked}


def _keep(draft: Draft, upload: Upload, place: int, by: "Person", at: datetime) -> None:
    upload.draft, upload.place = draft, place
    rows.add(upload)
    changed(draft, at)
    record(draft, "send-file", at, by, upload=upload.key, digest=upload.sha256)


def _one(draft: Draft, upload_key: str, **conditions: Any) -> Upload:
    found = Upload.objects.filter(draft=draft, key=upload_key, **conditions).first()
    if found is None:
        raise NotThere
    return found


@transaction.atomic
def detach(draft_key: str, upload_key: str, *, by: "Person", at: datetime) -> Upload:
    """Take a file out of a draft; it can be put back for a while."""
    draft = held(draft_key, by, at)
    upload = _one(draft, upload_key)
    if upload.removed_at is None:
        upload.removed_at = at
        upload.save(update_fields=["removed_at"])
        changed(draft, at)
        record(draft, "take-file-out", at, by, upload=upload.key)
    return upload


@transaction.atomic
def restore(draft_key: str, upload_key: str, *, by: "Person", at: datetime) -> Attached:
    """Put a file back that was taken out, if it still fits."""
    draft = held(draft_key, by, at)
    upload = _one(draft, upload_key)
    if upload.removed_at is None:
        return Attached(upload, None)
    size, number = draft_totals(draft.pk)
    problem = too_much(size, number, upload.slot, upload.size, legal_day(at))
    if problem is not None:
        return Attached(None, problem)
    upload.removed_at = None
    upload.save(update_fields=["removed_at"])
    changed(draft, at)
    record(draft, "put-file-back", at, by, upload=upload.key)
    return Attached(upload, None)

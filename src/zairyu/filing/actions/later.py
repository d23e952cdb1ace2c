"""Files that come after filing, as answers to a request of the office."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from zairyu.audit.actions import record
from zairyu.filing import inspection
from zairyu.filing.actions.uploads import Attached, sealed_file, shown_name
from zairyu.filing.limits import later_total, too_much
from zairyu.filing.models import Submission, Upload
from zairyu.filing.refusals import NotThere
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem
from zairyu.vault import files

if TYPE_CHECKING:
    from zairyu.people.models import Person

REQUESTED = "request:"


def attach_later(
    submission_id: int, slot: str, name: str, data: bytes, by: "Person", at: datetime
) -> Attached:
    """Take in a paper for an item of a request; who calls has checked that `by` may send it."""
    on = legal_day(at)
    if not slot.startswith(REQUESTED) or not Submission.objects.filter(pk=submission_id).exists():
        raise NotThere
    problem = too_much(later_total(submission_id, slot), 0, slot, len(data), on)
    if problem is not None:
        return Attached(None, problem)
    found = inspection.inspect(data, name)
    if found.bad:
        return Attached(None, Problem(found.bad, at=slot, params={"name": shown_name(name)}))
    upload = sealed_file(slot, name, data, found, at)
    upload.submission_id = submission_id
    try:
        with transaction.atomic():
            upload.save(force_insert=True)
            ids = {"upload": upload.key, "digest": upload.sha256}
            record(f"person:{by.key}", "send-file", at=at, by=by.key, **ids)
    except Exception:
        files.remove(upload.path)
        raise
    return Attached(upload, None)


def detach_later(submission_id: int, upload_key: str, *, at: datetime) -> Upload:
    """Take a file out of the answers to a request, before they are handed in."""
    upload = Upload.objects.filter(
        key=upload_key, submission_id=submission_id, slot__startswith=REQUESTED
    ).first()
    if upload is None:
        raise NotThere
    if upload.removed_at is None:
        upload.removed_at = at
        upload.save(update_fields=["removed_at"])
    return upload


def restore_later(submission_id: int, upload_key: str) -> Upload:
    """Put a file back into the answers to a request."""
    upload = Upload.objects.filter(
        key=upload_key, submission_id=submission_id, slot__startswith=REQUESTED
    ).first()
    if upload is None:
        raise NotThere
    if upload.removed_at is not None:
        upload.removed_at = None
        upload.save(update_fields=["removed_at"])
    return upload

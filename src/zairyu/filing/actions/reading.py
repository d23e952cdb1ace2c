"""Reading what was sent: whoever reads a file or the answers of a case stands in the record."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from zairyu import vault
from zairyu.audit.actions import record
from zairyu.filing import inspection
from zairyu.filing.content import opened
from zairyu.filing.models import Submission, Upload
from zairyu.filing.refusals import NotThere
from zairyu.vault import files

if TYPE_CHECKING:
    from zairyu.people.models import Person

WIDTHS = (180, 620, 1240, 1860)  # what a page may be drawn at; nobody asks for a wall


@dataclass(frozen=True)
class FileRead:
    """A file, opened: its name, its type, its bytes."""

    name: str
    media_type: str
    data: bytes


def _upload(upload_key: str) -> Upload:
    found = Upload.objects.filter(key=upload_key, removed_at=None).first()
    if found is None:
        raise NotThere
    return found


def name_of(upload: Upload) -> str:
    """Return the name under which a file was sent."""
    return vault.open(upload.name, f"upload:{upload.key}:name").decode()


def bytes_of(upload: Upload) -> bytes:
    """Return what is in a file; only for acts that record the reading or read for the machine."""
    return files.load(upload.path, f"upload:{upload.key}")


def _record(upload: Upload, chain: str, by: "Person", at: datetime, **ids: int) -> None:
    if upload.slot.startswith("photo"):
        record(chain, "read-photo", at=at, by=by.key, upload=upload.key)
    else:
        record(chain, "read-paper", at=at, by=by.key, digest="", upload=upload.key, **ids)


def read_file(upload_key: str, *, by: "Person", at: datetime, chain: str) -> FileRead:
    """Return a file whole; the reading is recorded in a chain such as that of its case.

    Who calls has checked that `by` may see it.
    """
    upload = _upload(upload_key)
    _record(upload, chain, by, at)
    return FileRead(name_of(upload), upload.media_type, bytes_of(upload))


def read_page(
    upload_key: str, page: int, width: int, *, by: "Person", at: datetime, chain: str
) -> bytes:
    """Return one page of a paper as a WebP picture; the reading is recorded."""
    upload = _upload(upload_key)
    if not 1 <= page <= upload.pages:
        raise NotThere
    _record(upload, chain, by, at, page=page)
    return page_picture(upload, page, width)


def page_picture(upload: Upload, page: int, width: int) -> bytes:
    """Return a page drawn at the nearest of the widths there are; not recorded."""
    nearest = min(WIDTHS, key=lambda known: abs(known - width))
    return inspection.draw_page(bytes_of(upload), page, nearest)


@transaction.atomic
def read_answers(submission_key: str, *, by: "Person", at: datetime, chain: str) -> dict[str, Any]:
    """Return the answers of a submission; the reading is recorded."""
    found = Submission.objects.filter(key=submission_key).first()
    if found is None:
        raise NotThere
    record(chain, "read-answers", at=at, by=by.key, submission=found.key)
    return opened(found.content, f"submission:{found.key}").answers

"""Looking at a case: every look at answers, papers and the photo is in the record."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from zairyu.audit import actions as audit
from zairyu.casework.models import Case
from zairyu.casework.refusals import CaseUnknown
from zairyu.filing import actions as filing
from zairyu.filing import queries as filed

if TYPE_CHECKING:
    from zairyu.people.models import Person


def _upload(case: Case, upload_key: str) -> Any:
    for upload in filed.uploads_of_submission(case.submission_id):
        if upload.key == upload_key:
            return upload
    raise CaseUnknown(upload_key)


@transaction.atomic
def read_case(case: Case, *, by: "Person", at: datetime) -> None:
    """Record that an officer opened a case with its answers."""
    audit.record(f"case:{case.key}", "read-case", at=at, by=by.key)


def read_file(case: Case, upload_key: str, *, by: "Person", at: datetime) -> Any:
    """Return a file of a case, and record who looked; another case's file does not exist here."""
    upload = _upload(case, upload_key)
    return filing.read_file(upload.key, by=by, at=at, chain=f"case:{case.key}")


def read_page(
    case: Case, upload_key: str, page: int, width: int, *, by: "Person", at: datetime
) -> bytes:
    """Return one page of a paper as an image, and record who looked."""
    upload = _upload(case, upload_key)
    return filing.read_page(upload.key, page, width, by=by, at=at, chain=f"case:{case.key}")

"""Looking at a case: every look at answers, papers and the photo is in the record."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from zairyu.audit import actions as audit
from zairyu.casework.models import Case
from zairyu.casework.refusals import CaseUnknown
from zairyu.certificates import queries as certificates
from zairyu.filing import actions as filing
from zairyu.filing import queries as filed
from zairyu.people import entrusting

if TYPE_CHECKING:
    from zairyu.people.models import OfficerPost, Person


def _upload(case: Case, upload_key: str) -> Any:
    for upload in filed.uploads_of_submission(case.submission_id):
        if upload.key == upload_key:
            return upload
    raise CaseUnknown(upload_key)


@transaction.atomic
def read_case(
    case: Case,
    *,
    by: "Person",
    at: datetime,
    why: str = "",
    post: "OfficerPost | None" = None,
) -> None:
    """Record that an officer opened a case with its answers: why, and in which post."""
    ids: dict[str, str | int] = {"why": why} if why else {}
    if post is not None:
        ids |= {"office": post.office, "rank": post.rank}
    audit.record(f"case:{case.key}", "read-case", at=at, by=by.key, digest="", **ids)


@transaction.atomic
def read_letter(case: Case, paper_key: str, *, by: "Person", at: datetime) -> bytes | None:
    """Return a letter or certificate of a case as PDF, if it is set; the look is recorded."""
    chain = f"case:{case.key}"
    found = certificates.pdf(chain, paper_key)
    if found is not None:
        audit.record(chain, "read-document", at=at, by=by.key, document=paper_key)
    return found


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


def read_mandate_paper(case: Case, paper_key: str, *, by: "Person", at: datetime) -> Any:
    """Return kind of file and bytes of a paper of the mandate a case was filed on, if it is one.

    The look stands in the record of the case, where the applicant reads it.
    """
    paper = case.mandate.papers.filter(key=paper_key).first() if case.mandate else None
    if paper is None:
        return None
    return paper.media_type, entrusting.read_paper(paper, by=by, at=at, case_key=case.key)

"""A person reads what is theirs: each reading stands in the record of the case."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from zairyu.audit.actions import record
from zairyu.certificates import queries as certificates

if TYPE_CHECKING:
    from zairyu.people.models import Person


@transaction.atomic
def read_document(
    case_key: str, paper_key: str, *, by: "Person | None", at: datetime
) -> bytes | None:
    """Return the PDF of a certificate or letter, or nothing while it is being made.

    Without a person the reader is whoever holds the link of an electronic certificate.
    """
    about = f"case:{case_key}"
    found = certificates.pdf(about, paper_key)
    if found is not None:
        record(about, "read-document", at=at, by=by.key if by else "receiver", document=paper_key)
    return found

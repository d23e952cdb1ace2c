"""A person reads what is theirs: each reading stands in the record of the case."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from zairyu.audit.actions import record
from zairyu.certificates import queries as certificates
from zairyu.certificates.queries import Paper

if TYPE_CHECKING:
    from zairyu.people.models import Person


@transaction.atomic
def read_document(case_key: str, paper: Paper, *, by: "Person", at: datetime) -> bytes | None:
    """Return the PDF of a certificate or letter, or nothing while it is being made."""
    about = f"case:{case_key}"
    found = certificates.pdf(about, paper.key)
    if found is not None:
        record(about, "read-document", at=at, by=by.key, document=paper.key)
    return found

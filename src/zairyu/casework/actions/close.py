"""The end of a case: its record stays, and the time it is kept begins to run."""

from datetime import datetime

from django.db import transaction

from zairyu.casework import parties
from zairyu.casework.actions.move import held, move
from zairyu.casework.models import Case


@transaction.atomic
def close(case_key: str, *, at: datetime) -> Case:
    """Close a delivered case."""
    case = held(case_key)
    move(case, "close", by=parties.SYSTEM, at=at)
    return case

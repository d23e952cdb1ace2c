"""Which papers a person sends in before a card or certificate is posted (送付書類)."""

from datetime import date

from zairyu.casework.models import Case
from zairyu.law import procedures
from zairyu.law.activities import base_status
from zairyu.law.tables import Text

# Statuses whose activity is written on a designation sheet (指定書), which is exchanged as well.
_DESIGNATED = ("designated-activities", "specified-skilled-worker", "highly-skilled-professional")
_STAMPS = "fee-form"


def wanted(case: Case) -> list[str]:
    """Return the papers, in the order of the letter: those of the law that this case has."""
    sheet = base_status(case.status).startswith(_DESIGNATED)
    return [
        item.id
        for item in procedures.return_items(case.procedure, case.filed_on)
        if sheet or item.id != "designation-sheet"
    ]


def name(procedure: str, paper: str, filed_on: date) -> Text:
    """Return what a paper is called, in every language."""
    for item in procedures.return_items(procedure, filed_on):
        if item.id == paper:
            return item.name
    raise KeyError(paper)

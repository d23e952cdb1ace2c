"""Who holds a designation sheet sends it in with the card: it is exchanged as well."""

from datetime import date

import pytest

from zairyu.casework.models import Case
from zairyu.casework.papers_back import wanted

SHEETS = [
    ("da-notice-9", True),
    ("da-continued-job-hunting", True),
    ("specified-skilled-worker-1", True),
    ("highly-skilled-professional-1b", True),
    ("student", False),
]


@pytest.mark.parametrize(("status", "sheet"), SHEETS)
def test_the_designation_sheet_is_asked_for_where_there_is_one(status, sheet):
    case = Case(procedure="extension", status=status, filed_on=date(2026, 11, 20))
    assert ("designation-sheet" in wanted(case)) is sheet

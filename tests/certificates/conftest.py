"""Linh's application, and her certificate."""

from datetime import date

import pytest

from zairyu.certificates import actions

CASE = {
    "name": "NGUYEN THI LINH",
    "number": "東オン 7K4M-9Q2X-3",
    "procedure": "extension",
    "office": "tokyo",
    "filed_on": "2026-11-20",
}
PENDING = {
    **CASE,
    "birth": "1995-05-03",
    "status": "engineer-humanities-international",
    "card_last4": "78CD",
    "card_expires_on": "2026-12-01",
}
LAST_DAY = date(2027, 2, 1)
ABOUT = "case:linhs-case"


@pytest.fixture
def pending(db, at):
    """Linh's pending certificate, just issued."""
    return actions.issue("pending", ABOUT, PENDING, LAST_DAY, at)

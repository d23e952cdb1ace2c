"""The office of Tokyo, and a table of the ways that were gone at the end."""

from collections import Counter
from typing import Any

import pytest
from tests.casework.office import Cast, make_cast
from tests.conftest import at, clock, no_call_outside, record_may_be_emptied

__all__ = ["at", "clock", "no_call_outside", "record_may_be_emptied"]


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print how many ways of each family, procedure and delivery ended, and how."""
    gone = Counter(
        value
        for report in terminalreporter.stats.get("passed", [])
        for name, value in report.user_properties
        if name == "way"
    )
    for way, number in sorted(gone.items()):
        terminalreporter.write_line(f"{way:<70} {number}")
    if gone:
        terminalreporter.write_line(f"{sum(gone.values())} ways in all")

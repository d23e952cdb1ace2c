"""What every test has: a clock that stands still at noon in Tokyo, and no network."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine

NOON = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # Tuesday 2026-11-24, 12:00 in Tokyo


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """The clock stands at noon in Tokyo on 2026-11-24; a test may move it."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def at() -> datetime:
    """Return the instant at which the clock stands."""
    return NOON


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--backwards", action="store_true", help="run the tests in reverse order")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--backwards"):
        items.reverse()

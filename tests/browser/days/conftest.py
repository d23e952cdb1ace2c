"""Tests in which days pass: each has a demo of its own, for a clock does not go back."""

from collections.abc import Iterator

import pytest
from tests.browser.bank import Machine, back_office
from tests.browser.demo import served_demo


@pytest.fixture
def address() -> Iterator[str]:
    """Serve a demo for this test alone; give its address."""
    with served_demo() as served:
        yield served


@pytest.fixture
def machine() -> Iterator[Machine]:
    """Run the machine in the bank's back office."""
    with back_office() as made:
        yield made

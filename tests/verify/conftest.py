"""A living proof, and a counter that has counted nothing yet."""

import pytest
from tests.certificates.conftest import ABOUT, LAST_DAY, PENDING

from zairyu.certificates import actions
from zairyu.verify import limits
from zairyu.verify.tally import tally


@pytest.fixture
def pending(db, at):
    """Linh's pending certificate, just issued."""
    return actions.issue("pending", ABOUT, PENDING, LAST_DAY, at)


@pytest.fixture(autouse=True)
def nothing_counted():
    """Each test begins with no counts waiting in the process."""
    tally._counts.clear()
    limits._suspects.networks.clear()
    yield
    tally._counts.clear()

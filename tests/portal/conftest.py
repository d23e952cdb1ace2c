"""The people of the counter and applications just received, as the tests of casework make them."""

import pytest
from tests.casework.conftest import cast, lodged

__all__ = ["cast", "lodged"]


@pytest.fixture
def linh(client, cast):
    """A browser in which Linh is signed in."""
    client.force_login(cast.linh)
    return client

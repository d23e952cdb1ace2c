"""A browser at the demo."""

import pytest
from django.test import Client


@pytest.fixture
def browser(db) -> Client:
    """A browser that reads Japanese."""
    return Client(headers={"accept-language": "ja"})

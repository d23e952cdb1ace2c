"""The living proof of the corpus, with the code that all its forgeries bear."""

import pytest
from tests.certificates.conftest import ABOUT, PENDING
from tests.forged import world

from zairyu.certificates import actions


@pytest.fixture
def proof(db, monkeypatch):
    """Linh's pending certificate, issued at noon."""
    with monkeypatch.context() as patch:
        patch.setattr(actions, "new_code", lambda: world.CODE)
        return actions.issue("pending", ABOUT, PENDING, world.LAST_DAY, world.NOON)

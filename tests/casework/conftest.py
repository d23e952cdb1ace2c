"""The people of the counter, and applications that were sealed a moment ago."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from tests.casework.office import Cast, make_cast, sealed_submission
from tests.notices.mail import servers

from zairyu.casework.actions.lodge import receive
from zairyu.casework.models import Case

__all__ = ["servers"]


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


Lodge = Callable[..., Case]


@pytest.fixture
def lodged(cast: Cast, at: datetime) -> Lodge:
    """Return a function that takes an application of Linh in."""

    def make(when: datetime | None = None, **kinds: Any) -> Case:
        moment = when or at
        return receive(sealed_submission(cast.linh, moment, **kinds), by=cast.linh, at=moment)

    return make

"""The world of the access tests, made once for all of them."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from tests.access import world as making
from tests.access.asking import Asker
from tests.conftest import NOON


@pytest.fixture(scope="module")
def db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """One transaction for the whole module, rolled back at its end."""
    with django_db_blocker.unblock():
        block = transaction.atomic()
        block._from_testcase = True  # type: ignore[attr-defined]  # not a block of the house
        with block:
            yield
            transaction.set_rollback(True)
        connection.close()


@pytest.fixture(scope="module")
def asker(db: None) -> Asker:
    """Everybody at the doors."""
    with time_machine.travel(NOON, tick=False):
        return Asker(making.make(NOON))

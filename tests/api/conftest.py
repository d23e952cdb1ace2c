"""Linh's certificate, her account, and a wallet that speaks to the service."""

import pytest
from tests.certificates.conftest import holder as holder
from tests.certificates.conftest import offered as offered
from tests.certificates.conftest import pending as pending
from tests.certificates.conftest import wallet as wallet

from zairyu.api.limits import by_network


@pytest.fixture(autouse=True)
def nobody_asked_before():
    by_network.forget()
    yield
    by_network.forget()

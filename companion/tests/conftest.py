"""One authority for the whole run: keys take their time."""

from datetime import UTC, datetime

import pytest

from zairyu_card.jpki import JpkiRsa
from zairyu_card.transport import InProcess
from zairyu_card.virtual import PERSONAS, Authority, VirtualCard

AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority.create(AT)


@pytest.fixture
def card(authority: Authority) -> VirtualCard:
    return authority.card(PERSONAS["linh"], AT)


@pytest.fixture
def profile(card: VirtualCard) -> JpkiRsa:
    made = JpkiRsa(InProcess(card))
    made.select()
    return made

"""The whole of the guide: every status, procedure and kind of user ends in an answer."""

from datetime import date

import pytest
from tests.portal.guiding import answered, combinations, remembered, thought

TODAY = date(2026, 11, 24)
EVERY = list(combinations(TODAY))


@pytest.mark.parametrize("part", range(10))
def test_every_combination_is_answered_with_a_reason(part):
    for said in EVERY[part::10]:
        answered(said, TODAY)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ja", "en", "ja-x-easy"])
def test_every_combination_has_its_page(client, language):
    client.cookies["zairyu_language"] = language
    for said in EVERY:
        remembered(client, thought(said, TODAY))
        assert client.get("/guide/result").status_code == 200, said

"""The whole of the guide: every status, procedure and kind of user ends in an answer."""

from datetime import date

import pytest
from tests.portal.guiding import combinations, remembered, thought

from zairyu.filing.guide.answers import Answers
from zairyu.filing.guide.result import result

TODAY = date(2026, 11, 24)
EVERY = list(combinations(TODAY))


@pytest.mark.parametrize("part", range(10))
def test_every_combination_is_answered_with_a_reason(part):
    for said in EVERY[part::10]:
        found = result(Answers(thought(said, TODAY), TODAY))
        assert found.verdict.word in ("yes", "elsewhere", "open") or found.verdict.why, said
        if found.verdict.may_begin:
            assert found.sheet is not None, said
            assert found.papers is not None, said
            assert found.money, said
        else:
            assert found.office or found.offices or found.neighbour, said


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ja", "en", "ja-x-easy"])
def test_every_combination_has_its_page(client, language):
    client.cookies["zairyu_language"] = language
    for said in EVERY:
        remembered(client, thought(said, TODAY))
        assert client.get("/guide/result").status_code == 200, said

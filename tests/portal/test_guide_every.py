"""Every status, procedure and kind of user ends in an answer: never an error, never a circle."""

import random
from datetime import date

import pytest
from tests.portal.guiding import USUAL, answered, combinations, remembered, thought

from zairyu.filing.guide.answers import Answers
from zairyu.filing.guide.result import result

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 24)
WORDS = {"yes", "unsure", "later", "no", "last-day", "over", "elsewhere", "open"}
EVERY = list(combinations(TODAY))
SAMPLE = random.Random(3).sample(EVERY, 90)  # tests/matrix takes them all


@pytest.mark.parametrize("part", range(3))
def test_a_sample_of_all_people_is_answered_with_a_reason(part):
    for said in SAMPLE[part::3]:
        assert answered(said, TODAY).verdict.word in WORDS


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ja", "en", "ja-x-easy"])
def test_their_pages_open_in_every_language(client, language):
    client.cookies["zairyu_language"] = language
    for said in SAMPLE[:12]:
        remembered(client, thought(said, TODAY))
        assert client.get("/guide/result").status_code == 200, said


def test_every_neighbour_says_where_to_go():
    for said in EVERY:
        if said["what"] == "other":
            found = result(Answers(thought(said | {"day": USUAL["event"]}, TODAY), TODAY))
            assert found.alone or found.neighbour is not None
            assert found.verdict.word == "elsewhere"

"""An answer explains itself in the languages of checkers, beside Japanese and English."""

import pytest
from tests.verify.test_counter import HEADLINES, arranged, page

from zairyu.law.read import table
from zairyu.ui.answers import STATES
from zairyu.verify.languages import explained

ROWS = table("zairyu.verify", "data/languages.yaml")


@pytest.mark.parametrize("tag", ROWS)
def test_every_language_explains_every_answer(tag):
    assert set(ROWS[tag]) == {"name", "receipt", *STATES}
    assert all(text.strip() for text in ROWS[tag].values())


@pytest.mark.parametrize("state", [*HEADLINES, "valid"])
def test_the_answer_stands_in_each_language_with_its_tag(client, pending, at, state):
    shown = page(client, arranged(state, pending, at))
    for tag, row in ROWS.items():
        assert f'<p lang="{tag}"><b>{row["name"]}</b>' in shown
        assert row[state].replace("'", "&#x27;") in shown


def test_the_end_of_a_share_is_not_explained_as_the_end_of_a_proof():
    assert explained("ui.answer.headline.share-over") == ()

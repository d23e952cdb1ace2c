"""A My Number card that ends soon: five letters in time, each once, and none about a lost card."""

from datetime import timedelta

import pytest

from zairyu.casework.actions.own_cards import STEPS, ending_cards
from zairyu.demo import giving
from zairyu.demo.cast import persona
from zairyu.identity.jpki import credentials
from zairyu.notices import queries as letters
from zairyu.people import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def linh(at):
    """Linh, whose card runs for forty days more."""
    one = persona("linh")
    person = actions.join(one.email, name=one.name, password="mise-no-yoru-2026", at=at)
    giving.link("linh", person, at)
    return person


def told():
    return [one for one in letters.mailbox() if "マイナンバーカード" in one.subject]


def test_one_letter_at_each_step_however_often_the_timer_runs(linh, at):
    last_day = at + timedelta(days=40)
    owed = {}
    for left in range(40, -1, -1):
        now = last_day - timedelta(days=left)
        owed[left] = ending_cards(now) + ending_cards(now + timedelta(hours=1))
    assert {left for left, count in owed.items() if count} == {40, 30, 14, 3}
    assert sum(owed.values()) == len(told()) == 4  # that of sixty days comes at once
    assert set(STEPS) >= {30, 14, 3}


def test_the_letter_names_the_day_the_city_office_and_the_two_months(linh, at):
    ending_cards(at)
    (letter,) = told()
    for words in ("2027年1月3日（日）", "市区町村の窓口", "2か月", "/me/cards/extend/", "passkey"):
        assert words in letter.text


def test_nobody_is_told_of_a_card_that_was_reported_lost_or_is_over(linh, at):
    assert ending_cards(at + timedelta(days=42)) == 0
    credentials.report_lost(linh, at)
    assert ending_cards(at) == 0

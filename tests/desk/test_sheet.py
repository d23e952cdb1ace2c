"""The officer's small forms, the clock of a case, and print data in words."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from zairyu.desk.clocks import clock_of
from zairyu.desk.printed import as_decided, shown
from zairyu.desk.sheet import Box, Sheet

TODAY = date(2026, 11, 24)


def _taken(box: Box, typed: str) -> Box:
    Sheet("desk.fee", [box]).take(QueryDict(f"{box.name}={typed}"))
    return box


@pytest.mark.parametrize("typed", ["2026-12-01", "2026/12/01", "２０２６-１２-０１", "2026.12.01"])
def test_a_day_is_read_in_any_width(typed):
    assert _taken(Box("paid_on", "day"), typed).value == date(2026, 12, 1)


@pytest.mark.parametrize("typed", ["2026-02-30", "yesterday", "2026-13-01"])
def test_what_is_no_day_stays_as_typed(typed):
    box = _taken(Box("paid_on", "day"), typed)
    assert box.problems[0].code == "desk.no-day"
    assert box.text == typed


@given(st.integers(0, 999_999_999))
def test_every_amount_is_read_back_from_how_people_write_it(yen):
    assert _taken(Box("amount", "yen"), f"¥{yen:,}").value == yen


def test_many_choices_are_kept_as_far_as_they_are_offered():
    box = Box("amount", "many", choices=[("a", "A"), ("b", "B")])
    sheet = Sheet("desk.fee", [box])
    assert not sheet.take(QueryDict("amount=a&amount=x"))
    assert (box.value, box.problems[0].code) == (["a"], "desk.not-a-choice")


def test_a_box_that_is_not_there_is_a_key_error():
    with pytest.raises(KeyError):
        Sheet("desk.fee", [])["amount"]


@given(st.integers(-400, 400))
def test_the_clock_says_what_the_days_say(days):
    clock = clock_of("special", TODAY + timedelta(days=days), TODAY)
    assert clock.days == days
    assert (clock.level == "passed") == (days < 0)
    assert (clock.tense == "today") == (days == 0)
    assert clock.number == abs(days)


@pytest.mark.parametrize(
    ("name", "decided", "printed"),
    [
        ("period", "P3Y", "３年"),
        ("sex", "female", "女"),
        ("birth", "1995-05-03", "1995年5月3日"),
        ("status", "business-manager", "経営・管理"),
        ("nationality", "VNM", "Viet Nam"),
        ("permits", "extra-status-activity-permit", "資格外活動許可申請"),
    ],
)
def test_words_on_a_card_are_read_as_what_was_decided(name, decided, printed):
    assert as_decided(name, printed, decided, TODAY) == decided


@pytest.mark.parametrize(
    ("name", "decided", "printed"),
    [("period", "P3Y", "5年"), ("name", "髙田", "高田"), ("birth", "1995-05-03", "1995年3月5日")],
)
def test_another_word_stays_another_word(name, decided, printed):
    assert as_decided(name, printed, decided, TODAY) == printed


def test_a_value_without_words_is_shown_as_it_is():
    assert shown("status", "no-such-status", TODAY) == "no-such-status"
    assert shown("birth", "1990-07", TODAY) == "1990-07"

"""The clock of the demo: its bar on every page, and the day that it moves."""

from datetime import timedelta

import pytest

from zairyu.demo import actions
from zairyu.demo.clock import days_moved, shifted
from zairyu.ui import clock


def test_the_bar_says_on_every_page_that_this_is_a_demo_and_which_day_it_is(browser):
    for page in ("/", "/demo/", "/account/login/", "/v/"):
        text = browser.get(page).content.decode()
        assert "これはデモです。実際の申請ではありません。" in text, page
        assert "2026年11月24日（火）" in text, page


def test_the_day_is_moved_forward_and_back(browser, at):
    browser.post("/demo/clock", {"days": "1"})
    browser.post("/demo/clock", {"days": "1"})
    assert clock.now() == at + timedelta(days=2)
    browser.post("/demo/clock", {"days": "-1"})
    assert clock.now() == at + timedelta(days=1)
    assert "2026年11月25日（水）" in browser.get("/").content.decode()


def test_a_day_can_be_jumped_to_from_any_day(browser, at):
    actions.move_by(40)
    browser.post("/demo/clock", {"day": "2026-12-18"})
    assert days_moved() == 24
    assert shifted() == at + timedelta(days=24)


@pytest.mark.parametrize("typed", ["", "2026-02-30", "tomorrow"])
def test_what_is_no_day_is_told_and_stays_in_its_box(browser, typed):
    answer = browser.post("/demo/clock", {"day": typed})
    assert answer.status_code == 422
    assert "日付を「2026-12-18」のように入力してください。" in answer.content.decode()
    assert f'value="{typed}"' in answer.content.decode()
    assert days_moved() == 0


@pytest.mark.parametrize("typed", ["1999-01-01", "2100-01-01"])
def test_a_day_beyond_what_the_tables_know_is_refused(browser, typed):
    assert browser.post("/demo/clock", {"day": typed}).status_code == 422
    assert days_moved() == 0


def test_after_moving_the_same_page_opens_again(browser):
    answer = browser.post("/demo/clock", {"days": "1", "next": "/demo/mail"})
    assert answer["Location"] == "/demo/mail"


@pytest.mark.parametrize("away", ["https://example.com/", "//example.com", "javascript:alert(1)"])
def test_nobody_is_sent_elsewhere(browser, away):
    assert browser.post("/demo/clock", {"days": "1", "next": away})["Location"] == "/"


def test_looking_does_not_move_the_clock(browser):
    assert browser.get("/demo/clock").status_code == 405


def test_the_move_wants_its_token(db):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/demo/clock", {"days": "1"}).status_code == 403
    assert days_moved() == 0

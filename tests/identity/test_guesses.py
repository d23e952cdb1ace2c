"""Guesses cost the guesser time; the owner's own device is never kept out by them."""

from datetime import timedelta

import pytest

from zairyu.identity import devices, events, guesses
from zairyu.identity.browsers import Browser
from zairyu.identity.guesses import Whence
from zairyu.people import actions

pytestmark = pytest.mark.django_db
ACCOUNT = "person:linh"


def guess(network, at, account=ACCOUNT, device=""):
    """Guess wrong once; return how many seconds one had to wait instead, if so."""
    whence = Whence(account, network, device)
    until = guesses.waits(whence, at=at)
    if until is None:
        guesses.was_wrong(whence, at=at)
        return 0
    return (until - at).total_seconds()


def test_five_guesses_are_free_then_each_costs_twice_as_long(db, at):
    assert [guess("a", at) for _ in range(5)] == [0] * 5
    assert guess("a", at) == 15
    at += timedelta(seconds=15)
    assert guess("a", at) == 0
    assert guess("a", at) == 30


def test_a_network_is_not_slowed_by_what_another_did(at):
    for _ in range(6):
        guess("a", at)
    assert guess("b", at) == 0


def test_while_the_world_guesses_a_new_network_waits_half_a_minute_once(at):
    for number in range(20):
        guess(f"{number}", at)
    assert guess("home", at) == 30
    assert guess("home", at + timedelta(seconds=30)) == 0


def test_the_owners_device_gets_in_at_once_though_the_world_guesses(at):
    for number in range(200):
        guess(f"{number}", at)
    assert guesses.waits(Whence(ACCOUNT, "home", "my-phone"), at=at) is None


def test_a_device_that_guesses_waits_as_well(at):
    assert [guess("home", at, device="phone") for _ in range(6)] == [0] * 5 + [15]


def test_a_right_password_costs_nothing(at):
    for _ in range(4):
        guess("home", at)
    whence = Whence(ACCOUNT, "home")
    assert guesses.waits(whence, at=at) is None
    guesses.was_right(whence)
    assert [guess("home", at) for _ in range(5)] == [0] * 5


def test_a_network_that_tries_many_accounts_is_slowed_down(at):
    assert [guess("school", at, f"person:{n}") for n in range(60)] == [0] * 60
    assert guess("school", at, "person:last") == 0, "one goes through"
    assert guess("school", at, "person:next") == 5


def test_a_hundred_guesses_at_once_are_not_a_hundred_free_ones(at):
    admitted = [guesses.waits(Whence(ACCOUNT, "a"), at=at) is None for _ in range(100)]
    assert sum(admitted) == 5


def test_wrong_codes_are_counted_together_for_unknown_devices_only(at):
    assert [guesses.code_waits(ACCOUNT, "", at=at) for _ in range(5)] == [None] * 5
    assert guesses.code_waits(ACCOUNT, "", at=at) == at + timedelta(seconds=30)
    assert guesses.code_waits(ACCOUNT, "my-phone", at=at) is None


def test_what_is_a_day_old_is_forgotten(at):
    for _ in range(6):
        guess("a", at)
    assert guesses.sweep(at + timedelta(days=1, seconds=1)) > 0
    assert guess("a", at + timedelta(days=1)) == 0


@pytest.fixture
def linh(db, at):
    return actions.join("l@example.com", name="L", password=None, at=at)


def test_a_forgotten_device_is_unknown_and_its_cookie_worthless(linh, at):
    first, token, new = devices.remember(linh, Browser("n", "Firefox"), at=at)
    assert new
    assert devices.known(linh, Browser(token=token)) == first
    assert devices.remember(linh, Browser(token=token), at=at)[2] is False
    assert devices.forget(linh, first.key, at=at)
    assert devices.known(linh, Browser(token=token)) is None
    _again, other, new = devices.remember(linh, Browser(token=token), at=at)
    assert new
    assert other != token


def test_a_device_of_one_person_is_no_device_of_another(linh, at):
    mallory = actions.join("m@example.com", name="M", password=None, at=at)
    _, token, _ = devices.remember(linh, Browser(), at=at)
    assert devices.known(mallory, Browser(token=token)) is None
    assert devices.known(None, Browser(token=token)) is None


def test_events_are_kept_for_a_year_and_a_little(linh, at):
    events.note(linh, "password", events.OK, browser=Browser("192.0.2.0/24", "Firefox"), at=at)
    assert [one.result for one in events.latest(linh)] == ["ok"]
    assert events.sweep(at + timedelta(days=399)) == 0
    assert events.sweep(at + timedelta(days=401)) == 1

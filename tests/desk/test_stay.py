"""The officer reads until when the applicant may stay, as the law's day has it."""

from datetime import UTC, datetime, time, timedelta

import pytest
from tests.markup import tight

from zairyu.casework import actions as office
from zairyu.demo import play
from zairyu.demo.journeys import journey


@pytest.fixture
def president(linh, at):
    """An extension of a stay that ends soon."""
    return play.lodge(journey("president"), linh, at - timedelta(days=9))


def special(client, case):
    client.post(f"/desk/cases/{case.key}/why", {"why": "counter"})  # it may be nobody's any more
    page = tight(client.get(f"/desk/cases/{case.key}/", {"lang": "en"}).content.decode())
    _, found, rest = page.partition("<dt>Special period ends</dt><dd>")
    return rest.partition("</dd>")[0] if found else ""


def test_the_special_period_of_a_pending_case_is_shown_with_its_days(enter, sato, president, at):
    assert f"{president.special_until.day} " in special(enter(sato), president)
    assert "left" in special(enter(sato), president)


def test_withdrawn_in_time_there_was_no_special_period(enter, sato, linh, president, at):
    office.withdraw(president.key, "", confirmed=True, by=linh, at=at)
    assert special(enter(sato), president) == ""


def test_withdrawn_in_it_the_day_of_the_withdrawal_was_the_last(
    enter, sato, linh, president, clock
):
    within = datetime.combine(president.expires_on + timedelta(days=10), time(3), UTC)
    office.withdraw(president.key, "", confirmed=True, by=linh, at=within)
    clock.move_to(within)
    said = special(enter(sato), president)
    assert f"{within.day} " in said
    assert str(president.special_until) != str(within.date())

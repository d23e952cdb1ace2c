"""What a day brings: the receipt is asked for, the end is told before it comes, and it comes."""

from datetime import timedelta

import pytest
from tests.casework.ecoe import electronic, mails, sent_of
from tests.casework.office import fresh

from zairyu.casework import actions
from zairyu.casework.actions import timers
from zairyu.casework.actions.ecoe_days import electronic_certificates
from zairyu.certificates import queries as certificates

pytestmark = pytest.mark.django_db
__all__ = ["electronic"]
MARIA = actions.To("traveller", "Maria", "maria@example.com", "pt")


def count(case, kind):
    return len(mails(case, kind))


@pytest.mark.parametrize(("days", "asked"), [(6, 0), (7, 1), (8, 1), (13, 1)])
def test_the_receipt_is_asked_for_on_the_days_of_the_law(electronic, at, days, asked):
    for day in range(days + 1):
        electronic_certificates(at + timedelta(days=day))
    assert count(electronic, "ecoe-receipt-reminder") == asked


def test_who_registered_is_not_asked(electronic, at):
    actions.register_ecoe_receipt(sent_of(electronic).key, at=at)
    electronic_certificates(at + timedelta(days=14))
    assert count(electronic, "ecoe-receipt-reminder") == 0


# 24 November 2026 to 24 February 2027: 92 days; the law's table says 30 and 7 days before
@pytest.mark.parametrize(("days", "told"), [(61, 0), (62, 1), (84, 1), (85, 2), (92, 2)])
def test_the_end_is_told_thirty_and_seven_days_before_to_sender_and_traveller(
    electronic, cast, at, days, told
):
    actions.hand_on_ecoe(electronic.key, MARIA, by=cast.linh, at=at)
    for day in (61, 62, 70, 84, 85, 91, 92):
        if day <= days:
            electronic_certificates(at + timedelta(days=day))
    assert count(electronic, "ecoe-expiring") == told
    warned = mails(electronic, "ecoe-link-expiring")
    assert [one.to for one in warned] == ["maria@example.com"] * told
    assert all("/coe/" in one.text for one in warned)


def test_a_link_that_was_ended_or_made_after_the_reminder_is_not_warned(electronic, cast, at):
    ended = actions.hand_on_ecoe(electronic.key, MARIA, by=cast.linh, at=at)
    actions.end_link(electronic.key, ended.key, by=cast.linh, at=at)
    late = at + timedelta(days=88)
    actions.hand_on_ecoe(electronic.key, MARIA, by=cast.linh, at=late)
    electronic_certificates(late)
    assert count(electronic, "ecoe-link-expiring") == 0


def test_on_the_day_after_the_last_one_it_is_over(electronic, at):
    code = sent_of(electronic).certificate.code
    electronic_certificates(at + timedelta(days=92))
    assert sent_of(electronic).state == "ecoe-sent"
    electronic_certificates(at + timedelta(days=93))
    assert sent_of(electronic).state == "ecoe-expired"
    assert certificates.verify(code, at + timedelta(days=93)).state == "ended"


def test_the_case_of_a_living_certificate_is_not_closed(electronic, at):
    actions.register_ecoe_receipt(sent_of(electronic).key, at=at)
    timers.closings(at + timedelta(days=31))
    assert fresh(electronic).state == "delivered"
    electronic_certificates(at + timedelta(days=93))
    timers.closings(at + timedelta(days=93))
    assert fresh(electronic).state == "closed"

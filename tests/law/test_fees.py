"""Fees: the tariff of the day of receipt, whole yen."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zairyu.law import fees
from zairyu.law.dates import length
from zairyu.law.tables import NotInForce, UnknownKey

NEW = date(2026, 10, 1)
periods = st.builds(
    lambda years, months: f"P{years}Y{months}M" if months else f"P{years}Y",
    st.integers(0, 5),
    st.integers(0, 11),
).filter(lambda period: period != "P0Y")
day_count = st.integers(1, 365).map(lambda count: f"P{count}D")


@given(st.sampled_from(["change", "extension"]), periods | day_count, periods | day_count)
def test_a_longer_period_never_costs_less(procedure, one, other):
    shorter, longer = sorted([one, other], key=length)
    for channel in ("online", "counter"):
        less = fees.fee_due(procedure, channel, NEW, shorter)
        more = fees.fee_due(procedure, channel, NEW, longer)
        assert less.total_yen <= more.total_yen


@given(st.sampled_from(["change", "extension"]), periods)
def test_online_never_costs_more_than_the_counter(procedure, period):
    online = fees.fee_due(procedure, "online", NEW, period)
    counter = fees.fee_due(procedure, "counter", NEW, period)
    assert online.amount_yen <= counter.amount_yen
    assert counter.charge_yen == 0


@given(periods)
def test_what_comes_due_lies_in_the_range_that_was_shown(period):
    least, most = fees.fee_range("extension", "online", NEW)
    assert least <= fees.fee_due("extension", "online", NEW, period).amount_yen <= most


@pytest.mark.parametrize(
    ("period", "yen"),
    [
        ("P3M", 10000), ("P92D", 15000), ("P6M", 15000), ("P7M", 21000), ("P11M", 21000),
        ("P1Y", 27000), ("P1Y1M", 42000), ("P2Y11M", 42000), ("P3Y", 56000), ("P4Y3M", 56000),
        ("P5Y", 65000), ("indefinite", 65000),
    ],
)  # fmt: skip
def test_each_step_of_2026_begins_and_ends_where_the_tariff_says(period, yen):
    assert fees.fee_due("change", "online", NEW, period).amount_yen == yen


@pytest.mark.parametrize("procedure", ["change", "extension"])
def test_the_eve_of_a_revision_keeps_the_old_tariff(procedure):
    eve = NEW - timedelta(days=1)
    assert fees.fee_due(procedure, "online", eve, "P5Y").total_yen == 5500
    assert fees.fee_due(procedure, "online", date(2025, 3, 31)).total_yen == 4000


@pytest.mark.parametrize("procedure", ["coe", "acquisition", "extra-status-activity-permit"])
def test_what_is_free_is_free_and_has_no_charge(procedure):
    assert fees.fee_due(procedure, "online", NEW).total_yen == 0


def test_a_fee_that_follows_the_period_is_not_guessed_without_it():
    with pytest.raises(fees.Wanted):
        fees.fee_due("extension", "online", NEW)


def test_a_status_that_is_always_without_an_end_needs_no_period():
    fee = fees.fee_due("change", "online", NEW, status="highly-skilled-professional-2")
    assert fee.amount_yen == 65000


def test_a_day_before_the_first_tariff_is_not_guessed():
    with pytest.raises(NotInForce):
        fees.fee_due("work-qualification-certificate", "online", date(2019, 9, 30))


def test_permanent_residence_is_not_filed_online():
    with pytest.raises(UnknownKey):
        fees.fee_due("permanent-residence", "online", NEW)


def test_a_permit_beside_an_extension_is_added_to_it():
    extension = fees.fee_due("extension", "online", NEW, "P1Y")
    permit = fees.fee_due("reentry-permit", "online", NEW, variant="multiple")
    both = fees.summed([extension, permit])
    assert (both.amount_yen, both.charge_yen) == (33500, 550)


def test_a_waiver_is_open_at_the_counter_only():
    with pytest.raises(fees.WaiverRefused):
        fees.waived("hardship-change-extension", "extension", "online", NEW)
    with pytest.raises(NotInForce):
        fees.waived("hardship-change-extension", "extension", "counter", date(2026, 9, 30))


def test_no_fee_exceeds_the_cap_of_the_act():
    for procedure, rows in fees.data("fees")["caps"].items():
        for channel in ("counter", "online"):
            if procedure == "permanent-residence" and channel == "online":
                continue
            assert fees.fee_range(procedure, channel, NEW)[1] <= rows[-1]["yen"]

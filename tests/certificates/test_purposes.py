"""Whom the counter shows what: for each purpose what it needs, never more than is certified."""

import pytest

from zairyu.certificates.kinds import CERTIFIED
from zairyu.certificates.purposes import PURPOSES, purpose, purposes, visible
from zairyu.law.read import table
from zairyu.words.catalogue import catalogue
from zairyu.words.readings import without_reading

EVERYTHING = {kind.id: set(kind.shown) for kind in CERTIFIED.values()}


def test_the_purposes_are_the_eight_that_the_counter_offers():
    assert tuple(purposes()) == PURPOSES


@pytest.mark.parametrize("name", PURPOSES)
def test_no_purpose_shows_more_than_the_kind_lets_a_checker_see(name):
    for kind, facts in purpose(name).shows.items():
        assert set(facts) <= EVERYTHING[kind], kind


@pytest.mark.parametrize(
    ("kind", "who", "sees", "does_not_see"),
    [
        ("pending", "bank", {"card_last4", "special_period"}, {"works", "status"}),
        ("pending", "employer", {"status", "works", "extra_activity"}, set()),
        ("pending", "landlord", {"name"}, {"birth_year", "card_last4", "status"}),
        ("pending", "school", {"status"}, {"works", "extra_activity"}),
        ("coe", "embassy", {"nationality", "status", "period"}, set()),
        ("coe", "carrier", {"name", "nationality"}, {"status", "period"}),
        ("coe", "bank", set(), {"name"}),
        ("payment-receipt", "employer", {"amount_yen"}, {"name"}),
    ],
)
def test_each_sees_what_it_needs(kind, who, sees, does_not_see):
    shown = set(visible(kind, who))
    assert sees <= shown
    assert not does_not_see & shown


@pytest.mark.parametrize("kind", CERTIFIED)
def test_who_does_not_say_what_for_sees_least(kind):
    assert visible(kind, "") == visible(kind, "made-up") == visible(kind, "other")
    assert len(visible(kind, "other")) <= max(2, len(visible(kind, "employer")))


def test_every_purpose_names_its_law_and_where_it_was_read():
    for name, row in table("zairyu.certificates", "data/purposes.yaml").items():
        assert row["law"], name
        assert row["source"].startswith("https://laws.e-gov.go.jp/law/"), name
        assert row["confidence"] in {"high", "medium"}, name


@pytest.mark.parametrize("name", PURPOSES)
def test_every_purpose_has_its_words(name):
    for key in (purpose(name).label, purpose(name).why):
        text = catalogue()[key]
        assert set(text) == {"ja", "en", "ja-x-easy"}
        assert without_reading(text["ja-x-easy"]) == []

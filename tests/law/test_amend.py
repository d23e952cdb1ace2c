"""A change of the law adds to the tables and never rewrites what held before."""

from datetime import date

import pytest

from zairyu.law.amend import NotAdded, amended
from zairyu.law.tables import as_of, in_force

NEW = date(2028, 4, 1)
ITEM = {"paper": "guarantee", "when": {"relation": "child"}}


@pytest.mark.parametrize(
    ("base", "change", "expected"),
    [
        ({"a": 1}, {"b": 2}, {"a": 1, "b": 2}),
        ({"a": {"b": 1}}, {"a": {"c": 2}}, {"a": {"b": 1, "c": 2}}),
        ({"a": 1}, {"a": 1}, {"a": 1}),
        ([{"since": 1, "value": 2}], [{"since": 2, "value": 3}],
         [{"since": 1, "value": 2}, {"since": 2, "value": 3}]),
        (["coe"], ["coe", "change"], ["coe", "change"]),
        ([{"value": "x", "label": 1}], [{"value": "x", "statuses": ["s"]}, {"value": "y"}],
         [{"value": "x", "label": 1, "statuses": ["s"]}, {"value": "y"}]),
        # an item of a list of papers is the same when all but its days and notes is
        ([ITEM, {"paper": "guarantee"}], [{**ITEM, "ends_on": NEW}],
         [{**ITEM, "ends_on": NEW}, {"paper": "guarantee"}]),
        ([ITEM], [{"paper": "heir", "since": NEW}], [ITEM, {"paper": "heir", "since": NEW}]),
    ],
)  # fmt: skip
def test_a_change_is_laid_over_a_table(base, change, expected):
    assert amended(base, change) == expected


@pytest.mark.parametrize(
    ("base", "change", "place"),
    [
        ({"papers": {"guarantee": {"name": "old"}}}, {"papers": {"guarantee": {"name": "new"}}},
         "papers/guarantee/name"),
        ({"a": [1]}, {"a": 1}, "a"),
        ([{**ITEM, "ends_on": NEW}], [{**ITEM, "ends_on": date(2029, 1, 1)}], "0/ends_on"),
    ],
)  # fmt: skip
def test_a_change_that_overwrites_is_refused_with_the_place_and_the_mend(base, change, place):
    with pytest.raises(NotAdded, match=place) as refused:
        amended(base, change)
    assert "history" in str(refused.value)


def test_neither_the_table_nor_the_change_is_altered():
    base, change = {"a": {"b": [1]}}, {"a": {"b": [2]}}
    amended(base, change)
    assert (base, change) == ({"a": {"b": [1]}}, {"a": {"b": [2]}})


PAPER = {
    "name": {"en": "Letter of guarantee"},
    "online": "upload",
    "since": date(2019, 7, 25),
    "history": [{"since": NEW, "name": {"en": "Letter of support"}, "source": "gazette"}],
}


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(2028, 3, 31), "Letter of guarantee"),
        (NEW, "Letter of support"),
        (date(2035, 1, 1), "Letter of support"),
    ],
)
def test_a_paper_is_renamed_on_a_day_and_keeps_the_rest(on, name):
    found = as_of(PAPER, on)
    assert found["name"]["en"] == name
    assert (found["online"], found["since"]) == ("upload", date(2019, 7, 25))


@pytest.mark.parametrize(
    ("row", "on", "holds"),
    [
        ({}, NEW, True),
        ({"since": NEW}, date(2028, 3, 31), False),
        ({"since": NEW}, NEW, True),
        ({"ends_on": NEW}, date(2028, 3, 31), True),
        ({"ends_on": NEW}, NEW, False),
    ],
)
def test_what_begins_and_ends_holds_from_its_first_day_until_the_day_it_ends_on(row, on, holds):
    assert in_force(row, on) is holds

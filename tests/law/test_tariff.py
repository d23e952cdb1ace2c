"""The language of tariffs: what a table of fees can say without code."""

from datetime import date

import pytest

from zairyu.law import tariff, tariff_lint
from zairyu.law.problem import Refusal
from zairyu.law.tables import data
from zairyu.law.tariff import Case

FLAT = [{"counter": 6000, "online": 5500}]
BY_PERIOD = [
    {"up_to": "P3M", "online": 10000}, {"below": "P1Y", "online": 21000}, {"online": 65000},
]  # fmt: skip
BY_YEAR = [
    {"under_age": 18, "online": 5000},
    {"statuses": ["student", "dependent"], "online": 12000},
    {"online": {"base": 8000, "per_started": "P1Y", "yen": 12000, "cap": 56000}},
]  # fmt: skip
CHILD, GROWN = date(2015, 4, 1), date(1990, 4, 1)
ON = date(2028, 4, 1)


def yen(steps, period=None, birth=None, status=None):
    return tariff.amount(steps, "online", Case(period, birth, status, ON))


@pytest.mark.parametrize(
    ("steps", "period", "birth", "status", "expected"),
    [
        (FLAT, None, None, None, 5500),
        (FLAT, "P5Y", GROWN, "student", 5500),
        (BY_PERIOD, "P3M", None, None, 10000),
        (BY_PERIOD, "P92D", None, None, 21000),
        (BY_PERIOD, "P1Y", None, None, 65000),
        (BY_PERIOD, "indefinite", None, None, 65000),
        (BY_YEAR, "P1Y", CHILD, "student", 5000),
        (BY_YEAR, "P5Y", CHILD, "business-manager", 5000),
        (BY_YEAR, "P1Y", GROWN, "student", 12000),
        (BY_YEAR, "P3M", GROWN, "business-manager", 20000),
        (BY_YEAR, "P1Y", GROWN, "business-manager", 20000),
        (BY_YEAR, "P1Y1M", GROWN, "business-manager", 32000),
        (BY_YEAR, "P3Y", GROWN, "business-manager", 44000),
        (BY_YEAR, "P4Y", GROWN, "business-manager", 56000),
        (BY_YEAR, "P5Y", GROWN, "business-manager", 56000),
        (BY_YEAR, "indefinite", GROWN, "highly-skilled-professional-2", 56000),
        # the eighteenth birthday is the first day without the lower fee
        (BY_YEAR, "P1Y", date(2010, 4, 2), "student", 5000),
        (BY_YEAR, "P1Y", date(2010, 4, 1), "student", 12000),
    ],
)
def test_each_shape_of_a_tariff_gives_whole_yen(steps, period, birth, status, expected):
    assert yen(steps, period, birth, status) == expected


@pytest.mark.parametrize(
    ("steps", "given", "wanted"),
    [
        (BY_PERIOD, {}, "granted_period"),
        (BY_YEAR, {"period": "P1Y", "status": "student"}, "applicant_birth"),
        (BY_YEAR, {"period": "P1Y", "birth": GROWN}, "status"),
        (BY_YEAR, {"birth": GROWN, "status": "business-manager"}, "granted_period"),
    ],
)
def test_what_a_tariff_depends_on_is_asked_and_never_guessed(steps, given, wanted):
    with pytest.raises(Refusal) as refusal:
        yen(steps, **given)
    assert refusal.value.problem.params["key"] == wanted


@pytest.mark.parametrize(
    ("steps", "status", "expected"),
    [
        (FLAT, None, (5500, 5500)),
        (BY_PERIOD, None, (10000, 65000)),
        (BY_YEAR, None, (5000, 56000)),
        (BY_YEAR, "student", (5000, 12000)),
        (BY_YEAR, "business-manager", (5000, 56000)),
    ],
)
def test_the_range_is_told_before_the_period_is_known(steps, status, expected):
    assert tariff.reach(steps, "online", status) == expected


KNOWN = ("student", "dependent", "business-manager")
FORMULA = {"base": 0, "per_started": "P1Y", "yen": 1, "cap": 5}


@pytest.mark.parametrize(
    ("steps", "fault"),
    [
        ([], "no step"),
        ([{"up_to": "P1Y", "online": 1}], "the last step must hold for everyone"),
        ([{"online": 1}, {"online": 2}], "never reached"),
        ([{"up_to": "P3M", "online": 1}, {"up_to": "P1M", "online": 2}, {"online": 3}], "rise"),
        ([{"until": "P3M", "online": 1}, {"online": 3}], "until"),
        ([{"online": "100"}], "whole yen"),
        ([{"online": 1.5}], "whole yen"),
        ([{"online": -1}], "whole yen"),
        ([{"online": {"base": 1, "per_started": "P1Y", "yen": 2}}], "cap"),
        ([{"online": {**FORMULA, "per_started": "1 year"}}], "per_started"),
        ([{"statuses": ["astronaut"], "online": 1}, {"online": 2}], "astronaut"),
        ([{"under_age": "18", "online": 1}, {"online": 2}], "under_age"),
        ([{"up_to": "a year", "online": 1}, {"online": 2}], "a year"),
        ([{"up_to": "P1Y", "online": 1}, {"counter": 2}], "same channels"),
    ],
)
def test_the_reader_of_tariffs_objects(steps, fault):
    found = [" ".join(map(str, one)) for one in tariff_lint.step_faults(("steps",), steps, KNOWN)]
    assert any(fault in one for one in found), found


@pytest.mark.parametrize("steps", [FLAT, BY_PERIOD, BY_YEAR])
def test_a_sound_tariff_has_no_faults(steps):
    assert list(tariff_lint.step_faults((), steps, KNOWN)) == []


def test_a_fee_above_the_cap_of_the_act_is_found_and_a_raised_cap_mends_it():
    day = date(2028, 4, 1)
    rows = [{"since": day, "steps": [{"counter": 120000, "online": 110000}]}]
    caps = [{"since": date(1982, 1, 1), "yen": 10000}]
    table = {
        "fees": {"change": {"history": {"plain": rows}}},
        "charges": [],
        "caps": {"change": caps},
    }
    [(where, said, _)] = tariff_lint.faults(table, KNOWN)
    assert where == ("fees", "change", "history", "plain", 0)
    assert "120000" in said
    caps.append({"since": day, "yen": 120000})
    assert list(tariff_lint.faults(table, KNOWN)) == []


def test_the_tariffs_of_the_tables_are_sound():
    assert list(tariff_lint.faults(data("fees"))) == []


def test_a_tariff_is_said_in_words():
    assert tariff.words(BY_YEAR, "en") == [
        "under 18 on the day of receipt: online ¥5,000",
        "Student, Dependent: online ¥12,000",
        "otherwise: online ¥8,000 and ¥12,000 for each 1 year begun, at most ¥56,000",
    ]

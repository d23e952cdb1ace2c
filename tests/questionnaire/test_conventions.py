"""Dates as far as they are known, and a passport that must last as long as the stay."""

import pytest

from zairyu.questionnaire.check import check
from zairyu.questionnaire.form import form
from zairyu.questionnaire.parts import part, part_ids

JOINED = "n-applicant.work_history.0"


def months(on, year, month, unknown):
    engineer = form("extension", "engineer-humanities-international", (), on)
    section = next(
        one.key for one in engineer.sections
        if any(each.key == "n-applicant.work_history" for each in one.fields)
    )  # fmt: skip
    typed = {
        f"{JOINED}.joined.y": [year],
        f"{JOINED}.joined.m": [month],
        f"{JOINED}.joined.unknown": [unknown],
    }
    found = check(engineer, section, typed, {}, on, {})
    rows = found.values.get("n-applicant.work_history", [{}])
    return rows[0].get("joined"), [p.code for p in found.problems if p.at == f"{JOINED}.joined"]


@pytest.mark.parametrize(
    ("year", "month", "unknown", "kept", "codes"),
    [
        ("2019", "4", "", "2019-04", []),
        ("平成31", "4", "", "2019-04", []),
        ("２０１９年４月", "", "", "2019-04", []),
        ("H31.4", "", "", "2019-04", []),
        ("昭和63", "12", "", "1988-12", []),
        ("大正15", "1", "", "1926-01", []),
        ("2019", "", "m", "2019", []),
        ("2019", "", "", None, ["month-incomplete"]),
    ],
)
def test_a_month_may_be_unknown_where_the_form_allows_it(on, year, month, unknown, kept, codes):
    assert months(on, year, month, unknown) == (kept, codes)


def test_elsewhere_a_month_must_be_known(on):
    student = form("extension", "student", (), on)
    key = "p-applicant.last_graduation_date"
    section = next(one.key for one in student.sections if any(f.key == key for f in one.fields))
    typed = {f"{key}.y": ["2019"], f"{key}.m": [""], f"{key}.unknown": ["m"]}
    found = check(student, section, typed, {}, on, {})
    assert "month-incomplete" in [one.code for one in found.problems if one.at == key]


@pytest.mark.parametrize(
    ("ends", "period", "codes"),
    [
        ("2027-11-23", "P1Y", ["passport-short"]),
        ("2027-11-24", "P1Y", []),
        ("2027-12-01", "P3Y", ["passport-short"]),
        ("2026-11-01", "P1Y", ["passport-expired"]),
        ("2030-01-01", "indefinite", []),
    ],
)
def test_a_passport_that_ends_before_the_stay_is_looked_at_again(
    extension, on, ends, period, codes
):
    answers = {
        "common-extension.passport_expiry": ends,
        "common-extension.desired_period": period,
        "common-extension.has_passport": "yes",
    }
    section = next(
        one.key for one in extension.sections
        if any(each.key == "common-extension.passport_expiry" for each in one.fields)
    )  # fmt: skip
    found = check(extension, section, {}, answers, on, {"has_passport": True})
    told = [one for one in found.problems if one.at == "common-extension.passport_expiry"]
    assert [one.code for one in told] == codes
    assert all(one.severity == "warning" for one in told)


def test_what_is_sensitive_is_marked(on):
    marked = {
        one.id for id in part_ids() for one in part(id, on).fields if one.privacy == "sensitive"
    }  # fmt: skip
    assert {"criminal_record", "criminal_record_detail"} <= marked

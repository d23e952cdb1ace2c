"""Rules over several answers: what each says of a case, in which words, from which source."""

from datetime import date
from typing import Any

import pytest

from zairyu.law.read import table, tables
from zairyu.questionnaire.across import RULES
from zairyu.questionnaire.check import check_all
from zairyu.questionnaire.form import form
from zairyu.questionnaire.parts import part, part_ids
from zairyu.questionnaire.wages import minimum_wage
from zairyu.questionnaire.wording import word
from zairyu.words.readings import without_reading

ON = date(2026, 11, 24)
TOKYO, OKINAWA = "東京都江東区青海２－７－１１", "沖縄県那覇市樋川１－１５－１５"


def support(*amounts: int) -> dict[str, Any]:
    rows = [{"method": "self", "monthly_amount": one} for one in amounts]
    return {"p-applicant.support_methods": rows}


def work(who: str, *hours: int) -> dict[str, Any]:
    rows = [{"type_of_work": "接客", "weekly_hours": one} for one in hours]
    return {f"{who}.extra_activity": "yes", f"{who}.extra_activities": rows}


def stay(years: int, months: int) -> dict[str, Any]:
    return {
        "v-applicant.cumulative_stay_years": years,
        "v-applicant.cumulative_stay_months": months,
    }


def pay(own: int, japanese: int, equal: str = "yes") -> dict[str, Any]:
    return {
        "v-organization.monthly_remuneration": own,
        "v-organization.japanese_monthly_remuneration": japanese,
        "v-organization.remuneration_equal_to_japanese": equal,
    }


def hourly(yen: int, workplace: str, office: str = TOKYO) -> dict[str, Any]:
    return {
        "v-organization.hourly_basic_salary": yen,
        "v-organization.workplace_address": workplace,
        "v-organization.org_address": office,
    }


def registered(number: str) -> dict[str, Any]:
    return {
        "v-organization.support_fully_entrusted": "yes",
        "v-organization.rso_registration_number": number,
    }


def venue(first: str, last: str) -> dict[str, Any]:
    return {"o-organization.venues": [{"name": "青海座", "from": first, "to": last}]}


STUDENT, CHILD = ("change", "student"), ("extension", "dependent")
WORKER, SINGER = ("change", "specified-skilled-worker-1"), ("change", "entertainer")
ALLOWED = (*STUDENT, "extra-status-activity-permit")
# code of the problem, the form, the answers, whether it is said
CASES = [
    ("sum-positive", STUDENT, support(0, 0), True),
    ("sum-positive", STUDENT, support(0, 1), False),
    ("hours-over-limit", STUDENT, work("p-applicant", 28), False),
    ("hours-over-limit", STUDENT, work("p-applicant", 28, 1), True),
    ("hours-over-limit", CHILD, work("r-applicant", 29), True),
    ("permission-needed", STUDENT, work("p-applicant", 10), True),
    ("permission-needed", ALLOWED, work("p-applicant", 10), False),
    ("permission-needed", STUDENT, {"p-applicant.extra_activity": "no"}, False),
    ("stay-over-limit", WORKER, stay(5, 0), False),
    ("stay-over-limit", WORKER, stay(5, 1), True),
    ("stay-over-limit", WORKER, stay(4, 12), False),
    ("pay-below-japanese", WORKER, pay(220_000, 220_000), False),
    ("pay-below-japanese", WORKER, pay(219_999, 220_000), True),
    ("pay-below-japanese", WORKER, pay(219_999, 220_000, "no"), False),
    ("pay-below-minimum", WORKER, hourly(1_225, TOKYO), True),
    ("pay-below-minimum", WORKER, hourly(1_226, TOKYO), False),
    ("pay-below-minimum", WORKER, hourly(1_030, OKINAWA), False),
    ("pay-below-minimum", WORKER, hourly(1_030, ""), True),  # then the office of the company counts
    ("pay-below-minimum", WORKER, hourly(1, "Aomi 2-7-11"), False),  # no prefecture, no guess
    ("number-look", WORKER, registered("19登-1"), True),
    ("number-look", WORKER, registered("１９登－０００００１"), False),
    ("not-before", SINGER, venue("2027-02-01", "2027-01-31"), True),
    ("not-before", SINGER, venue("2027-02-01", "2027-02-01"), False),
]  # fmt: skip


def said(of: tuple[str, ...], answers: dict[str, Any], context: Any = None) -> dict[str, Any]:
    procedure, status, *permits = of
    each = form(procedure, status, tuple(permits), ON)
    return {one.code: one for one in check_all(each, answers, ON, context or {})}


@pytest.mark.parametrize(("code", "of", "answers", "told"), CASES)
def test_a_rule_over_several_answers_says_what_is_so_and_no_more(code, of, answers, told):
    found = said(of, answers)
    assert (code in found) is told
    if told:
        assert found[code].source
        for language in ("ja", "en", "ja-x-easy"):
            sentence = word(found[code], language)
            assert sentence
            assert "{" not in sentence


def test_only_what_cannot_be_so_stops_a_filing():
    stopping = {"sum-positive", "not-before"}
    for code, of, answers, told in CASES:
        if told:
            severity = said(of, answers)[code].severity
            assert severity == ("error" if code in stopping else "warning"), code


def test_a_status_other_than_the_one_chosen_at_the_start_is_told():
    answers = {"common-change.current_status": "dependent"}
    chosen = {"current_status": "student"}
    assert "status-not-as-begun" in said(STUDENT, answers, chosen)
    assert "status-not-as-begun" not in said(STUDENT, answers, {"current_status": "dependent"})


def test_every_rule_that_can_be_checked_is_used_by_a_part():
    used = {name for id in part_ids() for rule in part(id, ON).rules for name in rule}
    assert RULES.keys() <= used


def test_the_list_of_minimum_wages_names_every_prefecture_and_nothing_before_its_day():
    (row,) = table("zairyu.questionnaire", "data/minimum-wages.yaml")["history"]
    assert len(row["yen"]) == 47
    assert minimum_wage(TOKYO, date(2026, 3, 31)) is None
    assert minimum_wage("Somewhere", ON) is None


def test_the_words_of_the_rules_have_every_reading():
    for key, text in tables("zairyu.questionnaire", "texts")["across"].items():
        assert not without_reading(text["ja-x-easy"]), key

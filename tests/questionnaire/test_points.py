"""Points of highly skilled professionals: the table of cases, the questions, the warnings."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from zairyu.law.papers import required_papers
from zairyu.questionnaire import docs
from zairyu.questionnaire.answers import counting
from zairyu.questionnaire.check import check, check_all
from zairyu.questionnaire.form import Form, asked_now, form, possible
from zairyu.questionnaire.parts import part
from zairyu.questionnaire.points import SHEET, band_of, total
from zairyu.questionnaire.telling import shown
from zairyu.questionnaire.wording import word

ON = date(2026, 11, 24)
CASES = yaml.safe_load((Path(__file__).parent / "cases" / "points.yaml").read_text())
PART = part(SHEET, ON)
ITEMS = PART.points["items"]
KINDS = {"1a": "A", "1b": "B", "1c": "C"}


def sheet(kind: str) -> Form:
    status = {letter: status for status, letter in KINDS.items()}[kind]
    return form("change", f"highly-skilled-professional-{status}", (), ON)


def keyed(**said: Any) -> dict[str, Any]:
    return {f"{SHEET}.{name}": value for name, value in said.items()}


def nothing(kind: str) -> dict[str, Any]:
    """Answers that count nothing: every question of the sheet that is asked."""
    answers = keyed(special_highly_skilled="no")
    for _ in range(3):
        for key, field in asked_now(sheet(kind), answers, {}).items():
            if field.part == SHEET and field.asked == "page" and key not in answers:
                values = [choice.value for choice in field.choices]
                answers[key] = "not-applicable" if "not-applicable" in values else values[-1:] or 1
                if isinstance(answers[key], list) and field.type != "multi-choice":
                    answers[key] = answers[key][0]
                if field.type == "multi-choice":
                    answers.pop(key)
                if field.type == "yes-no":
                    answers[key] = "yes"
    return answers


def problems(each: Form, answers: dict[str, Any], context: Any = None) -> dict[str, Any]:
    found = check_all(each, answers, ON, context or {})
    return {one.code: one for one in found if one.code.startswith("points-")}


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_points_are_those_of_the_table_worked_out_by_hand(case):
    said = dict(case["given"])
    if "age" in case:
        said["age"] = band_of(PART.points, case["age"])
    points = total(said, case["kind"], ON)
    assert points.total == case["expect"]
    assert points.short == case.get("short", max(70 - case["expect"], 0))
    assert points.floor_missed == case.get("floor_missed", False)
    missed = "salary" if points.floor_missed else "short"
    assert points.standard == ("reached" if not (points.short or points.floor_missed) else missed)
    assert {line.item: line.why for line in points.lines if line.why} == case.get("why", {})


def test_the_sheet_has_the_26_items_of_the_official_one():
    assert len(ITEMS) == 26
    fields = {one.id: one for one in PART.fields}
    for item, row in ITEMS.items():
        assert fields[item].choices, item
        values = {choice.value for choice in fields[item].choices}
        assert values == set(row.get("choices", values)), item


def test_the_words_of_an_answer_say_the_points_of_the_table():
    for one in PART.fields:
        listed = ITEMS.get(one.id, {}).get("choices")
        for choice in one.choices if listed else ():
            said = [re.findall(r"(\d+) ?(?:点|point)", text)[-1] for text in choice.label.values()]
            assert said == [str(listed[choice.value])] * 3, (one.id, choice.value)


def test_the_choice_of_the_status_decides_the_kind_and_its_items():
    for kind in KINDS.values():
        items = {
            key.partition(".")[2] for key in possible(sheet(kind), {}) if key.startswith(SHEET)
        }
        assert {item for item in ITEMS if kind in ITEMS[item]["kinds"]} == items & set(ITEMS)


def test_for_the_second_grade_the_kind_is_asked():
    second = form("change", "highly-skilled-professional-2", (), ON)
    assert second.fields[f"{SHEET}.points_kind"].asked == "page"
    assert len(second.fields[f"{SHEET}.points_kind"].choices) == 3
    known = second.known(keyed(points_kind="C", annual_salary_c="30m"))
    assert known[f"{SHEET}.total"] == 50


def test_other_statuses_have_no_sheet():
    engineer = form("change", "engineer-humanities-international", (), ON)
    assert not any(one.id == SHEET for one in engineer.parts)
    assert all(not key.startswith(SHEET) for key in engineer.known({}))


def test_the_running_total_stands_beside_the_answers_and_is_printed():
    each = sheet("B")
    answers = keyed(special_highly_skilled="no", academic_background_b="doctor", age="under-30")
    assert each.known(answers)[f"{SHEET}.total"] == 45
    assert each.printed(answers)[f"{SHEET}.total"] == 45
    assert each.printed(answers)[f"{SHEET}.standard"] == "short"
    assert shown(each.fields[f"{SHEET}.total"], 45, "ja") == "45点"
    assert f"{SHEET}.total" not in counting(each, answers, {})


def test_the_ratio_of_research_cost_is_worked_out():
    answers = keyed(special_2_contract_rd_ratio="applicable", rd_cost=31_400, sales=1_000_000)
    assert sheet("B").known(answers)[f"{SHEET}.rd_ratio"] == "3.14%"


def test_who_is_below_the_pass_mark_is_told_so_and_may_file():
    each = sheet("B")
    answers = nothing("B") | keyed(
        age="40-over", annual_salary_ab="10m", academic_background_b="bachelor",
        special_4_japanese="japanese-major-or-n1",
    )  # fmt: skip
    found = problems(each, answers)
    assert set(found) == {"points-below"}
    assert found["points-below"].severity == "warning"
    assert found["points-below"].params["total"] == 65
    enough = answers | keyed(license="one")
    assert problems(each, enough) == {}


def test_nobody_is_told_a_total_before_the_sheet_is_filled_in():
    assert problems(sheet("B"), keyed(special_highly_skilled="no", age="under-30")) == {}


def test_a_salary_below_three_million_yen_is_told_whatever_the_points():
    answers = nothing("C") | keyed(
        academic_background_c="mba-mot", work_experience_c="10y", salary_at_least_3m_c="no",
        position="representative-director", special_4_japanese="japan-degree-and-n1",
    )  # fmt: skip
    found = problems(sheet("C"), answers)
    assert set(found) == {"points-salary-floor"}
    assert found["points-salary-floor"].at == f"{SHEET}.salary_at_least_3m_c"


def test_a_line_that_does_not_count_is_told_at_its_question():
    answers = nothing("B") | keyed(
        age="40-over", annual_salary_ab="4m", special_2_contract_rd_ratio="applicable", rd_cost=1,
        sales=100, special_1_contract_innovation="applicable",
        special_1_contract_innovation_sme="not-applicable",
        special_1_activity_innovation="applicable",
    )  # fmt: skip
    found = problems(sheet("B"), answers)
    assert found["points-age"].at == f"{SHEET}.annual_salary_ab"
    assert found["points-ratio"].at == f"{SHEET}.special_2_contract_rd_ratio"
    assert found["points-once"].at == f"{SHEET}.special_1_activity_innovation"


@pytest.mark.parametrize(
    ("birth", "band", "told"),
    [
        ("1996-11-25", "under-30", False),  # thirty tomorrow
        ("1996-11-24", "under-30", True),  # thirty today
        ("1996-11-24", "30-34", False),
        ("1996", "under-30", False),  # the day of birth is not known
    ],
)
def test_an_age_that_is_not_the_one_of_the_passport_is_told(birth, band, told):
    answers = nothing("B") | keyed(age=band) | {"common-change.date_of_birth": birth}
    assert ("points-age-differs" in problems(sheet("B"), answers)) is told


def test_a_special_highly_skilled_professional_counts_no_points():
    each = sheet("B")
    answers = keyed(special_highly_skilled="yes", special_ground_ab="degree")
    asked = [key for key in asked_now(each, answers, {}) if key.startswith(SHEET)]
    assert asked == [f"{SHEET}.{one}" for one in
                     ("points_kind", "special_highly_skilled", "special_ground_ab")]  # fmt: skip
    assert f"{SHEET}.total" not in each.known(answers)
    assert problems(each, answers) == {}
    done = check(each, "points", {}, answers, ON, {})
    assert done.problems == []


def test_every_warning_has_its_words_in_three_languages():
    answers = nothing("B") | keyed(age="40-over", annual_salary_ab="4m")
    for one in problems(sheet("B"), answers).values():
        for language in ("ja", "en", "ja-x-easy"):
            assert word(one, language)
            assert "{" not in word(one, language)


def test_the_reference_pages_say_what_the_tables_say(tmp_path):
    folder = Path(__file__).parents[2] / "docs" / "forms"
    written = {page.name: page.read_text(encoding="utf-8") for page in folder.glob("*.md")}
    assert written == docs.pages(), "run: make docs"
    docs.write(tmp_path / "forms")
    assert {one.name for one in (tmp_path / "forms").iterdir()} == set(written)


def test_the_sheet_is_a_paper_that_is_filled_in_here_and_not_sent():
    facts = {"special_highly_skilled": False, "hsp_activity": "engineer-humanities-international"}
    asked = required_papers("change", "highly-skilled-professional-1b", 3, facts, "online", ON)
    assert not any(one.id == "points-sheet" and one.required for one in asked)

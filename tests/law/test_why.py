"""Reasons: every answer says its rule, its day, its rows with their source, and its steps."""

from pathlib import Path

import pytest

from zairyu.law.read import read
from zairyu.law.rules import ask, rule_ids
from zairyu.law.saying import LANGUAGES
from zairyu.law.tables import data
from zairyu.law.trace import note_row, step, traced
from zairyu.law.why import reasons, why
from zairyu.law.wording import texts
from zairyu.words.readings import without_reading

CASES = Path(__file__).parent / "cases"
TABLES = sorted(
    path.stem for path in CASES.glob("*.yaml") if "rule:" in path.read_text(encoding="utf-8")
)


def keys_of(basis):
    return [basis] if isinstance(basis, str) else basis or []


def questions():
    for name in TABLES:
        for row in read((CASES / f"{name}.yaml").read_text(encoding="utf-8"), name):
            yield {"rule": row["rule"], "inputs": row["given"]}


def test_every_example_is_reasoned_and_answered_as_without_reasons():
    seen = set()
    for question in questions():
        found = why(question)
        assert found.answer == ask(question)
        said = [told.text for told in found.reasons]
        assert all(all(text.values()) for text in said), question
        if "error" not in found.answer:
            assert found.steps, question
            seen.add(question["rule"])
    assert seen == set(rule_ids())


def test_every_word_of_because_has_its_sentence():
    bare = {
        code
        for question in questions()
        for code in ask(question).get("because", ())
        for told in why(question).steps
        if told.key == f"law.because.{code}" and told["en"] == code
    }
    assert bare == set()


def line(found, key):
    return [told["en"] for told in found if told.key == f"law.why.{key}"]


def test_the_special_period_is_told_step_by_step_with_its_other_reading():
    found = reasons(
        {
            "rule": "special-period",
            "inputs": {
                "procedure": "extension", "period_granted": "P1Y", "expiry": "2026-06-30",
                "filed": "2026-03-01", "decided": None,
            },
        }
    )  # fmt: skip
    assert line(found, "rule")[0].startswith("Rule: Special period")
    assert line(found, "value")[1] == (
        "Months of the special period: 2 (from 9 July 2012."
        " Source: ICRRA art. 20(6) and 21(4). Confidence: high)"
    )
    assert line(found, "count-months") == [
        "Counted from 1 July 2026 (the day after 30 June 2026), 2 months end on 31 August 2026."
    ]
    assert line(found, "alternative") == [
        "Another reading gives 30 August 2026 (alternative). Reminders name the earlier day."
    ]


@pytest.mark.parametrize(
    ("received", "row", "step"),
    [
        ("2026-09-30", "holds from 1 April 2025",
         "Step 1 of 1 of the tariff: counter ¥6,000, online ¥5,500"),
        ("2026-10-01", "holds from 1 October 2026",
         "Step 4 of 7 of the tariff: up to 1 year: counter ¥33,000, online ¥27,000"),
    ],
)  # fmt: skip
def test_a_fee_names_the_row_and_the_step_of_its_day(received, row, step):
    found = reasons(
        {
            "rule": "fee",
            "inputs": {"procedure": "change", "received": received, "granted_period": "P1Y"},
        }
    )
    assert row in line(found, "row")[0]
    assert line(found, "tariff-step")[0] == step


def test_the_moves_of_a_case_are_told_in_the_words_of_its_states():
    found = reasons({"rule": "lifecycle", "inputs": {"events": ["complete", "submit"]}})
    assert line(found, "move")[1].startswith("Application filed: from ")
    assert "draft" not in line(found, "move")[1]


def test_the_day_that_decides_is_named_in_words():
    named = {key for rule in data("rules").values() for key in keys_of(rule.get("basis"))}
    assert {f"law.key.{key}" for key in named} <= set(texts())
    inputs = {"expiry": "2026-12-20", "current_period": "P3Y"}
    told = reasons({"rule": "extension-window", "inputs": inputs})
    assert line(told, "basis")[0].endswith("(last day of the stay)")


def test_what_was_not_given_is_named():
    found = reasons({"rule": "may-file", "inputs": {"category": "relative", "procedure": "change"}})
    assert "applicant_birth" in line(found, "not-given")[0]


@pytest.mark.parametrize(
    "question", [{"rule": "rain", "inputs": {}}, {"rule": "photo-age", "inputs": {}}, 7, {}]
)
def test_a_question_that_cannot_be_answered_says_why_not(question):
    found = why(question)
    assert found.answer["error"]
    assert line(found.reasons, "cannot")[0].startswith("It cannot be answered: ")


def test_easy_reasons_give_every_reading():
    question = {
        "rule": "fee",
        "inputs": {"procedure": "extension", "received": "2026-11-23", "granted_period": "P1Y"},
    }
    wrong = [
        told["ja-x-easy"] for told in reasons(question)[2:] if without_reading(told["ja-x-easy"])
    ]
    assert wrong == []


def test_nothing_is_kept_while_nobody_asks_why():
    step("count-days", days=1)
    with traced() as notes:
        assert notes == []
        step("count-days", days=2)
    note_row("row", "x", {})
    assert [note.params for note in notes] == [{"days": 2}]


def test_a_reason_is_a_text_in_every_language():
    told = reasons({"rule": "coe-validity", "inputs": {"issued": "2026-10-12"}})[-1]
    assert set(told.text) == set(LANGUAGES)

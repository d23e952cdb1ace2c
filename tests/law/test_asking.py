"""Asking the law: what cannot be answered is told, and nothing ever breaks the run."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zairyu.law import __main__ as command
from zairyu.law import lint
from zairyu.law.docs import pages, stale
from zairyu.law.read import read
from zairyu.law.rules import ask, rule_ids
from zairyu.law.tables import data

CASES = Path(__file__).parent / "cases"


def special(**changed):
    inputs = {
        "procedure": "extension",
        "period_granted": "P1Y",
        "expiry": "2026-04-10",
        "filed": "2026-03-01",
        "decided": None,
    }
    return {"rule": "special-period", "inputs": inputs | changed}


@pytest.mark.parametrize(
    ("question", "error", "says"),
    [
        ({"rule": "rain"}, "unknown-rule", "special-period"),
        ({}, "unknown-rule", "fee"),
        ([], "no-question", "list"),
        ("fee", "no-question", "str"),
        ({"rule": "fee", "inputs": []}, "no-question", "inputs"),
        ({"rule": "fee", "inputs": {}, "hurry": True}, "unknown-key", "hurry"),
        (special(colour="blue"), "unknown-key", "period_granted"),
        (special(expiry=None), "missing-key", "expiry"),
        (special(expiry="2026-02-30"), "bad-value", "2026-11-23"),
        (special(expiry="10 April"), "bad-value", "2026-11-23"),
        (special(expiry=20260410), "bad-value", "expiry"),
        (special(period_granted="a year"), "bad-value", "P1Y"),
        (special(expiry="9999-12-20"), "out-of-range", "calendar"),
        (
            {
                "rule": "online-last-day",
                "inputs": {"expiry": "2026-04-10", "filed_at": "2026-04-09"},
            },
            "bad-value",
            "time zone",
        ),
        (
            {
                "rule": "residence-card-validity-until-2026",
                "inputs": {"issued": "2026-06-14", "indefinite": True, "birth": "1990-01-01"},
            },
            "not-in-force",
            "2026-06-14",
        ),
        (
            {
                "rule": "residence-card-validity-from-2026",
                "inputs": {"issued": "2026-06-13", "indefinite": True, "birth": "1990-01-01"},
            },
            "not-in-force",
            "2026-06-13",
        ),
        (
            {
                "rule": "special-period-online-documents",
                "inputs": {
                    "category": "foreign-national",
                    "expiry": "2025-11-01",
                    "today": "2025-12-31",
                },
            },
            "not-in-force",
            "2025-12-31",
        ),
        ({"rule": "lifecycle", "inputs": {"events": ["fly"]}}, "unknown-key", "submit"),
        ({"rule": "lifecycle", "inputs": {"events": [["submit"]]}}, "bad-value", "texts"),
        (
            {"rule": "fee", "inputs": {"procedure": "extension", "received": "2026-10-01"}},
            "missing-key",
            "granted_period",
        ),
        (
            {"rule": "fee", "inputs": {"procedure": "tea", "received": "2026-10-01"}},
            "unknown-key",
            "extension",
        ),
        (
            {"rule": "form-parts", "inputs": {"procedure": "coe", "status": "diplomat"}},
            "no-form",
            "diplomat",
        ),
        ({"rule": "form-parts", "inputs": {"procedure": "coe"}}, "missing-key", "status"),
        (
            {
                "rule": "form-parts",
                "inputs": {"procedure": "coe", "status": "employment-for-skill-development"},
            },
            "not-in-force",
            "2026-11-23",
        ),
        (
            {
                "rule": "required-documents",
                "inputs": {"procedure": "coe", "status": "student", "organisation_category": 5},
            },
            "bad-value",
            "1, 2, 3 or 4",
        ),
        (
            {"rule": "transition-dates", "inputs": {"question": "rain", "date": "2026-01-01"}},
            "unknown-key",
            "new-residence-card-form",
        ),
        ({"rule": "civil-code-period", "inputs": {"event": "2026-01-01"}}, "missing-key", "months"),
        (
            {"rule": "civil-code-period", "inputs": {"event": "2026-01-01", "days": -3}},
            "bad-value",
            "from 0",
        ),
        (
            {"rule": "additional-documents-due", "inputs": {"requested": "2026-05-07",
             "officer_date": "2026-05-09"}},
            "too-early",
            "2026-05-10",
        ),
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_answered_says_what_would_be_right(question, error, says):
    answer = ask(question)
    assert answer["error"] == error
    assert says in answer["message"]


@pytest.mark.parametrize(
    ("question", "expect"),
    [
        (special(decided="2026-05-01"), {"value": "2026-05-01", "eligible": True}),
        (special(decided="2026-04-10"), {"value": "2026-04-10", "eligible": False}),
        (special(expiry="2026-06-30"), {"value": "2026-08-31", "alternative": "2026-08-30"}),
        (
            {
                "rule": "fee",
                "inputs": {
                    "combined": [
                        {"procedure": "extension", "channel": "online"},
                        {
                            "procedure": "reentry-permit",
                            "channel": "online",
                            "variant": "multiple",
                        },
                    ],
                    "received": "2026-04-10",
                    "granted": "2026-05-20",
                },
            },
            {"value": 12000, "charge": 0},
        ),
        (
            {
                "rule": "form-parts",
                "on": "2027-04-01",
                "inputs": {"procedure": "coe", "status": "intra-company-transferee-1"},
            },
            {"family": "L"},
        ),
        (
            {"rule": "status-revocation-inactivity",
             "inputs": {"kind": "spouse", "last_active": "2026-01-15"}},
            {"from": "2026-07-16"},
        ),
    ],
)  # fmt: skip
def test_further_questions_have_their_answers(question, expect):
    answer = ask(question)
    assert {key: answer.get(key) for key in expect} == expect


@pytest.mark.parametrize("rule", rule_ids())
def test_every_rule_names_its_law_and_says_what_it_lacks(rule):
    row = data("rules")[rule]
    assert row["law"]
    assert row["source"]
    if any(not kind.endswith("?") for kind in row["inputs"].values()):
        assert ask({"rule": rule, "inputs": {}})["error"] == "missing-key"
    assert ask({"rule": rule, "inputs": {"nonsense": 1}})["error"] == "unknown-key"


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 99999)
    | st.sampled_from(
        ["2026-04-10", "2024-02-29", "9999-12-31", "0001-01-01", "P1Y", "P0D", "extension", "coe",
         "student", "online", "", "indefinite", "2026-04-10T00:00:00+09:00", "relative"]
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=600, deadline=None)
@given(st.data())
def test_whatever_is_asked_gets_an_answer_or_an_error(drawn):
    rule = drawn.draw(st.sampled_from(rule_ids()))
    keys = list(data("rules")[rule]["inputs"])
    inputs = drawn.draw(st.dictionaries(st.sampled_from(keys), anything))
    answer = ask({"rule": rule, "inputs": inputs})
    assert ("law" in answer) != ("error" in answer)
    json.dumps(answer)
    if "error" in answer:
        assert answer["message"]


def test_a_batch_answers_line_by_line_and_goes_on_after_a_fault():
    out = io.StringIO()
    command.batch([json.dumps(special()), "", "{", json.dumps({"rule": "rain"})], out)
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [answer.get("error") for answer in answers] == [None, "not-json", "unknown-rule"]


def test_the_command_needs_no_framework_and_no_database():
    probe = (
        "import sys; from zairyu.law.__main__ import main; main(['ask', '--batch']);"
        "assert not {'django', 'sqlite3'} & set(sys.modules)"
    )
    rows = read((CASES / "days.yaml").read_text(encoding="utf-8"))
    lines = "".join(json.dumps({"rule": r["rule"], "inputs": r["given"]}) + "\n" for r in rows)
    done = subprocess.run(
        [sys.executable, "-c", probe], input=lines, capture_output=True, text=True, check=True
    )
    assert len(done.stdout.splitlines()) == len(rows)


def test_bytes_that_are_no_text_do_not_end_the_run():
    lines = b'\xff\xfe\n{"rule": "\\ud800"}\n' + json.dumps(special()).encode() + b"\n"
    done = subprocess.run(
        [sys.executable, "-m", "zairyu.law", "ask", "--batch"],
        input=lines,
        capture_output=True,
        check=True,
        env={"LC_ALL": "C", "PYTHONPATH": ":".join(sys.path)},
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer.get("error") for answer in answers] == ["not-json", "unknown-rule", None]


def test_one_question_may_stand_on_the_command_line(capsys):
    assert command.main(["ask", json.dumps(special())]) == 0
    assert json.loads(capsys.readouterr().out)["value"] == "2026-06-10"
    assert command.main(["ask", "{}"]) == 1


def test_the_tables_have_no_faults(capsys):
    assert list(lint.faults()) == []
    assert command.main(["lint"]) == 0
    assert "0 faults" in capsys.readouterr().out


def test_the_rules_can_be_listed(capsys):
    assert command.main(["rules"]) == 0
    assert "special-period (Act Art. 20(6)" in capsys.readouterr().out


def test_the_reference_pages_say_what_the_tables_say():
    assert stale(Path(__file__).parents[2] / "docs" / "law") == [], "run: make docs"


@pytest.mark.slow
def test_the_command_writes_the_reference_pages(tmp_path):
    assert command.main(["docs", str(tmp_path)]) == 0
    written = {page.relative_to(tmp_path).as_posix() for page in tmp_path.rglob("*.md")}
    assert written == set(pages())
    assert command.main(["docs", "--check", str(tmp_path)]) == 0
    (tmp_path / "fees.md").unlink()
    (tmp_path / "old.md").write_text("left over")
    assert stale(tmp_path) == ["fees.md", "old.md"]
    assert command.main(["docs", "--check", str(tmp_path)]) == 1


def test_a_line_that_nests_too_deep_is_told():
    assert json.loads(command.answer_line("[" * 100_000))["error"] == "not-json"

"""The made-up law of 2028 enters as data alone (docs/how-to-change-the-law.md)."""

import json
import shutil
from pathlib import Path

import pytest
from tests.law import changed

import zairyu
from zairyu.law.lint import faults
from zairyu.law.read import read
from zairyu.law.rules import ask
from zairyu.law.version import law_version

pytestmark = pytest.mark.slow

SOURCE = Path(zairyu.__file__).parent / "law" / "data"
CASES = Path(__file__).parent / "cases"
TABLES = sorted(
    path.stem for path in CASES.glob("*.yaml") if "rule:" in path.read_text(encoding="utf-8")
)
FORM = """
import json, sys
from datetime import date
from zairyu.law.papers import paper, required_papers
from zairyu.law.tables import NotInForce
from zairyu.questionnaire.form import form

def built(procedure, on):
    try:
        found = form(procedure, "traditional-crafts", (), date.fromisoformat(on))
    except NotInForce:
        return None
    wishes = [one for key, one in found.fields.items() if key.endswith(".desired_period")]
    return {
        "parts": [one.id for one in found.parts],
        "given": dict(found.given),
        "periods": [choice.value for one in wishes for choice in one.choices],
    }

def called(on):
    return dict(paper("guarantee", on=date.fromisoformat(on)).name)

print(json.dumps({
    "eve": built("coe", "2028-03-31"),
    "coe": built("coe", "2028-04-01"),
    "change": built("change", "2029-01-01"),
    "names": [called("2028-03-31"), called("2028-04-01")],
}))
"""


@pytest.fixture(scope="module")
def law(tmp_path_factory):
    return changed.copied(tmp_path_factory.mktemp("law"))


def rows(*names):
    for name in names:
        yield from read((CASES / f"{name}.yaml").read_text(encoding="utf-8"), name)


def questions(found):
    return [{"rule": row["rule"], "inputs": row["given"]} for row in found]


def test_the_change_is_data_alone():
    files = [one.relative_to(changed.CHANGE) for one in changed.CHANGE.rglob("*") if one.is_file()]
    assert files
    assert {one.suffix for one in files} == {".yaml"}


def test_before_the_day_as_today_and_from_the_day_on_the_new_law(law):
    cases = list(rows("made-up/law-of-2028"))
    wrong = {}
    for case, answer in zip(cases, changed.ask(law, questions(cases)), strict=True):
        found = {key: answer.get(key) for key in case["expect"]}
        if found != case["expect"]:
            wrong[case["id"]] = answer
    assert wrong == {}


def test_every_example_of_today_is_answered_as_today(law):
    asked = questions(rows(*TABLES))
    # A list of what is known names the new status and the new paper as well.
    now = [{k: v for k, v in ask(each).items() if k != "message"} for each in asked]
    then = [{k: v for k, v in each.items() if k != "message"} for each in changed.ask(law, asked)]
    assert then == now


def test_the_tables_with_the_change_have_no_faults(law):
    found = changed.run(law, "-m", "zairyu.law", "lint")
    assert found.returncode == 0, found.stdout + found.stderr
    assert "\n0 faults" in "\n" + found.stdout
    found = changed.run(law, "-m", "zairyu.questionnaire.lint")
    assert found.returncode == 0, found.stdout + found.stderr


def test_the_comparison_of_the_two_days_tells_all_four_changes(law):
    found = changed.run(law, "-m", "zairyu.law", "diff", "2028-03-31", "2028-04-01")
    assert found.returncode == 0, found.stderr
    for said in (
        "New status Traditional Crafts, fees, name of a paper, special period (made up)",
        "Status of residence: Traditional Crafts",
        "Periods of stay: 3 years, 1 year, 6 months",
        "Form: sheets of family N",
        "Not online: Application for Permission to Acquire Status of Residence",
        "Fee: Application for Extension of Period of Stay",
        "under 18 on the day of receipt: counter ¥6,000, online ¥5,000",
        "online ¥8,000 and ¥12,000 for each 1 year begun, at most ¥68,000",
        "For example, 1 year: counter ¥33,000 → ¥24,000, online ¥27,000 → ¥20,000",
        "Renamed: Letter of guarantee → Pledge of guarantee",
        "Months of the special period\n    2 → 3",
        "Paper: Certificate of the designated workshop",
        "官報号外第9999号（架空）",
    ):
        assert said in found.stdout, said
    assert changed.run(law, "-m", "zairyu.law", "diff", "2028-04-01", "2028-04-02").stdout.endswith(
        "Nothing changes.\n"
    )


def test_the_comparison_with_the_sheets_tells_the_new_choice_too(law):
    line = ("-m", "zairyu.questionnaire", "diff", "2028-03-31", "2028-04-01")
    found = changed.run(law, *line)
    assert found.returncode == 0, found.stderr
    assert "Months of the special period" in found.stdout
    assert "Traditional Crafts\n    Begins." in found.stdout.partition("Forms\n")[2]


def test_a_form_of_the_new_status_can_be_built_and_the_renamed_paper_is_called_by_its_day(law):
    found = changed.run(law, "-c", FORM)
    assert found.returncode == 0, found.stderr
    told = json.loads(found.stdout)
    assert told["eve"] is None
    assert told["coe"]["parts"] == [
        "common-coe",
        "n-applicant",
        "n-organization",
        "online-submission",
    ]
    assert told["coe"]["given"]["common-coe.purpose_of_entry"] == "traditional-crafts"
    assert set(told["change"]["periods"]) == {"P3Y", "P1Y", "P6M"}
    assert [name["ja"] for name in told["names"]] == ["身元保証書", "身元保証に関する誓約書"]


def test_the_version_of_the_law_tells_the_change(law):
    line = "from zairyu.law.version import law_version; print(law_version())"
    changed_version = changed.run(law, "-c", line).stdout.strip()
    assert changed_version
    assert changed_version != law_version()


def test_an_answer_tells_the_reasons_by_the_new_law(law):
    question = next(
        row for row in rows("made-up/law-of-2028") if row["id"] == "2028-fee-three-years"
    )
    asked = json.dumps(questions([question])[0])
    found = changed.run(law, "-m", "zairyu.law", "why", asked)
    assert "holds from 1 April 2028. Source: 官報号外第9999号（架空）第2条" in found.stdout
    assert "Step 3 of 3 of the tariff" in found.stdout


@pytest.mark.parametrize(
    ("table", "text", "fault"),
    [
        ("papers", "papers: {guarantee: {name: {en: Pledge of guarantee}}}\n", "not overwrite"),
        ("fees", "fees: {coe: {history: {plain: [{since: 2028-04-01, source: x, confidence: high,"
         " steps: [{up_to: P1Y, online: 1, counter: 1}]}]}}}\n", "must hold for everyone"),
        ("statuses", "statuses: {student: {periods: [{since: 2028-03-31, kind: fixed}]}}\n",
         "since 2028-03-31 lies before 2028-04-01, the first day of this change"),
        ("switches", "pc-only: {history: [{since: 2028-04-01, on: true, source: x,"
         " confidence: high}]}\n", ""),
    ],
)  # fmt: skip
def test_a_change_that_rewrites_or_makes_no_sense_is_found_with_its_place(
    tmp_path, table, text, fault
):
    folder = tmp_path / "data"
    shutil.copytree(SOURCE, folder)
    wrong = folder / "amendments" / changed.NAME
    wrong.mkdir(parents=True)
    (wrong / f"{table}.yaml").write_text(text, encoding="utf-8")
    shutil.copy(changed.CHANGE / "law" / "changes.yaml", wrong)
    found = list(faults(folder))
    if fault:
        assert any(fault in one and f"{table}.yaml, line 1" in one for one in found), found
    else:
        assert found == []


def test_a_change_that_does_not_say_what_it_is_is_found(tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(SOURCE, folder)
    wrong = folder / "amendments" / "2029-01-01-nameless"
    wrong.mkdir(parents=True)
    shutil.copy(changed.CHANGE / "law" / "parameters.yaml", wrong)
    assert any("2029-01-01-nameless has no entry in changes.yaml" in one for one in faults(folder))

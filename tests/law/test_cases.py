"""The examples of the tables, asked one by one: each file in `cases` is readable by a jurist."""

from pathlib import Path
from typing import Any

import pytest

from zairyu.law.read import read
from zairyu.law.rules import ask, rule_ids

FOLDER = Path(__file__).parent / "cases"
# Every table of cases that asks rules; a new file is found without a word here.
TABLES = sorted(
    path.stem for path in FOLDER.glob("*.yaml") if "rule:" in path.read_text(encoding="utf-8")
)


def cases() -> list[Any]:
    found = []
    for name in TABLES:
        rows = read((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), name)
        found += [pytest.param(row, id=row["id"]) for row in rows]
    return found


@pytest.mark.parametrize("case", cases())
def test_the_law_answers_as_its_examples_say(case):
    answer = ask({"rule": case["rule"], "inputs": case["given"]})
    assert {key: answer.get(key) for key in case["expect"]} == case["expect"], answer


def test_every_rule_has_an_example():
    asked = {param.values[0]["rule"] for param in cases()}
    assert asked == set(rule_ids())

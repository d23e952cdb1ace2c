"""The JSON Schema of a form: valid itself, kind to right answers, hard on wrong ones."""

from copy import deepcopy
from functools import cache

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from tests.making import forms, persons

from zairyu.questionnaire.answers import counting
from zairyu.questionnaire.schema import json_schema

pytestmark = pytest.mark.slow

FAMILIES = forms.families()
# The longest sheets, and one of each procedure; the whole is in tests/matrix.
WANTED = {("change", "V"), ("extension", "R"), ("acquisition", ""), ("coe", "T")}
SAMPLE = [one for one in FAMILIES if (one.procedure, one.family) in WANTED]
ENGINEER = forms.Kind("extension", "engineer-humanities-international", "N")
CIRCUMSTANCES = {"filed_by_representative": True}


@cache
def validator(kind, language="en"):
    schema = json_schema(kind.form, language, CIRCUMSTANCES)
    return Draft202012Validator(schema, format_checker=FormatChecker())


@cache
def person(kind, seed=3):
    made = persons.person(kind.form, seed, forms.ON, CIRCUMSTANCES)
    return counting(kind.form, made.answers, CIRCUMSTANCES)


def faults(kind, answers) -> list[str]:
    return [error.message for error in validator(kind).iter_errors(answers)]


@pytest.mark.parametrize("kind", SAMPLE[-2:], ids=str)
def test_the_schema_is_one(kind):
    Draft202012Validator.check_schema(validator(kind).schema)


@pytest.mark.parametrize("kind", SAMPLE, ids=str)
def test_a_made_up_person_fits(kind):
    for seed in range(2):
        assert faults(kind, person(kind, seed)) == []


def test_every_required_answer_that_is_missing_is_noticed():
    kind = next(one for one in SAMPLE if one.procedure == "extension")
    answers = person(kind)
    needed = [
        key
        for key in answers
        if (field := kind.form.fields[key]).required and field.asked == "page"
    ]
    assert len(needed) > 10
    for key in needed:
        left = {other: value for other, value in answers.items() if other != key}
        assert any(key in fault for fault in faults(kind, left)), key


def spoiled(field, value):
    """Yield wrong values for an answer, by the type of its question."""
    yield {"not": "an answer"}
    if field.type == "table":
        yield [{**value[0], "no-such-column": "x"}]
        yield value * (field.max_rows + 1)
    elif field.choices or field.type == "yes-no":
        yield ["no-such-choice"] if isinstance(value, list) else "no-such-choice"
    elif isinstance(value, int):
        yield -1
        yield str(value)
    elif field.type in ("date", "birth-date", "year-month"):
        yield "2026-13-01"
        yield "平成31年"
    elif field.type == "date":
        yield "2026-02-30"
    elif field.max_length and field.type in ("text", "textarea", "address-jp"):
        yield "あ" * (field.max_length + 1)
    elif field.type in ("postal-code", "phone", "residence-card-number", "corporate-number"):
        yield "call me"


@pytest.mark.parametrize("kind", SAMPLE, ids=str)
def test_every_wrong_value_is_noticed(kind):
    schema = validator(kind).schema
    for key, value in person(kind).items():
        one = validator(kind).evolve(schema={**schema["properties"][key], "$defs": schema["$defs"]})
        assert one.is_valid(value), key
        for wrong in spoiled(kind.form.fields[key], value):
            assert not one.is_valid(wrong), (key, wrong)


def test_a_key_that_no_question_has_is_noticed():
    kind = SAMPLE[0]
    assert faults(kind, {**person(kind), "common-coe.shoe_size": 43})


def test_it_says_number_source_confidence_and_words_in_the_language():
    kind = ENGINEER
    name = validator(kind).schema["properties"]["common-extension.name"]
    assert name["x-printed-number"] == "3"
    assert name["x-confidence"] == "high"
    assert name["x-privacy"] == "personal"
    assert name["x-source"]["form"] == "別記第三十号の二様式（第二十一条関係）"
    assert name["title"] == "Name (Family name / Given name)"
    assert validator(kind, "ja").schema["properties"]["common-extension.name"]["title"] == "氏名"


def test_lists_stand_once_with_words_and_official_codes():
    kind = ENGINEER
    schema = validator(kind).schema
    assert schema["properties"]["common-extension.nationality"]["$ref"] == "#/$defs/nationalities"
    listed = schema["$defs"]["nationalities"]["oneOf"]
    assert {"const": "VNM", "title": "Viet Nam", "x-code": "2"} in listed


def test_a_question_that_hangs_on_another_is_required_where_that_opens_it():
    kind = ENGINEER
    answers = deepcopy(person(kind))
    answers["common-extension.criminal_record"] = "yes"
    answers.pop("common-extension.criminal_record_detail", None)
    assert any("criminal_record_detail" in fault for fault in faults(kind, answers))
    answers["common-extension.criminal_record"] = "no"
    assert faults(kind, answers) == []


def test_questions_that_cannot_apply_are_not_in_it():
    kind = ENGINEER
    plain = json_schema(kind.form, "en", {})["properties"]
    assert not any("agent_name" in key for key in plain)
    assert (
        "n-applicant.agent_name"
        in json_schema(kind.form, "en", {"filed_by_agent": True})["properties"]
    )

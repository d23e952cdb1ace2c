"""The parts of the forms, as data."""

from datetime import date

import pytest

from zairyu.law.read import tables
from zairyu.questionnaire.codelists import codelist
from zairyu.questionnaire.kinds import READERS
from zairyu.questionnaire.parts import Field, NotInForce, part, part_ids
from zairyu.questionnaire.rules import DAY_RULES
from zairyu.words.readings import without_reading

ON = date(2026, 11, 24)
COUNTS = {  # entries of each part as the paper and the online pages have them, our own marked +
    "common-coe": 40, "common-change": 29, "common-extension": 27,
    "t-applicant": 51 + 1, "n-applicant": 28, "n-organization": 50 + 1, "m-applicant": 27,
    "m-organization": 34, "extra-status-activity": 41, "reentry": 39 + 1,
    "work-qualification": 30, "online-submission": 12 + 1, "common-acquisition": 44,
    "i-applicant": 34, "i-organization": 32, "l-applicant": 27, "l-organization": 34,
    "p-applicant": 55 + 1, "p-organization": 21, "r-applicant": 23, "r-supporter": 20,
    "v-applicant": 43 + 1, "v-organization": 155 + 4,
    "q-applicant": 27, "q-organization": 31, "u-applicant": 39, "u-organization": 40 + 1,
    "y-applicant": 31, "y-organization": 24,
}  # fmt: skip


def every_field() -> list[Field]:
    return [one for id in part_ids() for one in part(id, ON).fields]


def texts(value: object) -> list[dict[str, str]]:
    if isinstance(value, dict):
        own = [value] if {"ja", "en"} <= value.keys() else []
        return own + [text for each in value.values() for text in texts(each)]
    return [text for each in value for text in texts(each)] if isinstance(value, list) else []


def test_every_part_of_the_four_journeys_is_there():
    assert COUNTS.keys() <= set(part_ids())


@pytest.mark.parametrize("id", COUNTS)
def test_a_part_has_about_all_fields_of_the_paper(id):
    raw = tables("zairyu.questionnaire", "data/parts")[id]
    headings = len(raw.get("groups", ()))
    assert abs(len(part(id, ON).fields) + headings - COUNTS[id]) <= headings + 1


def test_a_field_knows_its_printed_number_in_each_procedure():
    fields = {one.key: one for one in every_field()}
    assert fields["common-coe.name"].number == "3"
    assert fields["t-applicant.guarantor_name"].numbers == {
        "coe": "27(1)", "change": "22(1)", "extension": "22(1)",
    }  # fmt: skip


def test_every_type_has_a_reader():
    known = {*READERS, "table", "photo", "file", "signature"}
    columns = [column for one in every_field() for column in one.columns]
    assert {one.type for one in [*every_field(), *columns]} <= known


def test_every_rule_is_one_that_is_checked():
    known = {
        *DAY_RULES, "matches", "not-after", "not-before", "not-greater-than", "chronological",
        "month-may-be-unknown",
    }  # fmt: skip
    columns = [column for one in every_field() for column in one.columns]
    assert {rule for one in [*every_field(), *columns] for rule, _ in one.rules} <= known


def test_every_condition_names_a_field_of_the_part_or_a_circumstance():
    for one in every_field():
        own = {each.id for each in part(one.part, ON).fields}
        for when in one.when:
            for key in when:
                for name in key.split("|"):
                    assert name.startswith("context.") or name.partition(".")[0] in own, one.key


def test_every_choice_that_opens_a_question_is_a_choice():
    for one in every_field():
        fields = {each.id: each for each in part(one.part, ON).fields}
        for when in one.when:
            for key, wanted in when.items():
                control = fields.get(key)
                if control is None or not control.choices:
                    continue
                values = {choice.value for choice in control.choices}
                assert set(wanted if isinstance(wanted, list) else [wanted]) <= values, one.key


def test_sensitive_questions_are_marked():
    fields = {one.key: one for one in every_field()}
    assert fields["common-coe.criminal_record"].privacy == "sensitive"
    assert fields["common-coe.deportation"].privacy == "sensitive"
    assert all(one.privacy in ("ordinary", "personal", "sensitive") for one in every_field())


@pytest.mark.parametrize("folder", ["data/parts", "data/codelists", "texts"])
def test_every_word_stands_in_three_languages_and_easy_japanese_has_every_reading(folder):
    for name, table in tables("zairyu.questionnaire", folder).items():
        for text in texts(table):
            assert text.get("ja-x-easy"), (name, text["ja"])
            assert not without_reading(text["ja-x-easy"]), (name, text["ja-x-easy"])


def test_the_lists_are_complete_and_have_no_value_twice():
    sizes = {"nationalities": 197, "industries": 47, "occupations": 112, "ports-of-entry": 8}
    for id, size in sizes.items():
        values = [one.value for one in codelist(id)]
        assert len(values) == len(set(values)) == size, id


def test_family_and_jobs_may_be_in_japan_but_an_applicant_may_not_be_japanese():
    assert codelist("countries")[0].value == "JPN"
    assert all(one.value != "JPN" for one in codelist("nationalities"))


def test_a_subset_of_occupations_keeps_the_words_of_the_list():
    assert [one.value for one in codelist("occupations-business-manager")] == ["1", "2", "999"]


def test_the_lists_of_the_law_are_those_of_the_law():
    assert any(one.value == "spouse-child-japanese" for one in codelist("statuses"))
    assert any(one.value == "yokohama" for one in codelist("regional-bureaus"))


def test_a_part_before_its_first_day_is_not_guessed():
    with pytest.raises(NotInForce):
        part("common-coe", date(2001, 1, 1))
    with pytest.raises(NotInForce):
        part("no-such-part", ON)

"""The parts of the forms, as data."""

from collections import Counter
from datetime import date

import pytest

from zairyu.law.read import tables
from zairyu.questionnaire.across import RULES
from zairyu.questionnaire.codelists import codelist
from zairyu.questionnaire.kinds import READERS
from zairyu.questionnaire.parts import Field, NotInForce, part, part_ids
from zairyu.questionnaire.rules import DAY_RULES
from zairyu.words.readings import without_reading

ON = date(2026, 11, 24)
# Of each part, as the paper and the online pages have it: fields, columns of tables, and how many
# of the fields are of high, medium and low confidence.
PAPER = {
    "common-coe": (40, 7, "40/0/0"), "common-change": (29, 7, "28/0/1"),
    "common-extension": (27, 7, "22/4/1"), "common-acquisition": (41, 7, "0/41/0"),
    "work-qualification": (30, 0, "0/30/0"), "reentry": (39, 0, "0/39/0"),
    "extra-status-activity": (41, 0, "0/40/1"), "online-submission": (13, 0, "8/3/2"),
    "i-applicant": (30, 7, "0/30/0"), "i-organization": (29, 0, "0/29/0"),
    "j-applicant": (31, 9, "0/0/31"), "j-organization": (23, 0, "0/0/23"),
    "k-applicant": (26, 7, "0/0/26"), "k-organization": (23, 0, "0/0/23"),
    "l-applicant": (23, 7, "0/22/1"), "l-organization": (32, 0, "0/29/3"),
    "m-applicant": (27, 7, "0/27/0"), "m-organization": (34, 0, "0/33/1"),
    "n-applicant": (28, 7, "28/0/0"), "n-organization": (50, 0, "50/0/0"),
    "o-applicant": (19, 0, "0/0/19"), "o-organization": (28, 10, "0/0/28"),
    "p-applicant": (47, 18, "0/42/5"), "p-organization": (20, 0, "0/14/6"),
    "q-applicant": (23, 7, "0/0/23"), "q-organization": (30, 0, "0/0/30"),
    "r-applicant": (20, 7, "0/20/0"), "r-supporter": (18, 0, "0/18/0"),
    "t-applicant": (51, 6, "0/51/0"), "u-applicant": (35, 7, "0/0/35"),
    "u-organization": (38, 0, "0/0/38"), "v-applicant": (38, 16, "38/0/0"),
    "v-organization": (147, 6, "127/20/0"), "y-applicant": (27, 7, "0/0/27"),
    "y-organization": (22, 0, "0/0/22"), "points-hsp": (29, 0, "28/1/0"),
}  # fmt: skip
OWN = {  # what the paper leaves to the person who fills it in, and is asked here
    "j-organization": {"has_host"}, "n-organization": {"works_elsewhere"},
    "p-applicant": {"school_kind"}, "reentry": {"has_passport"}, "t-applicant": {"is_supported"},
    "u-organization": {"has_organization"}, "v-applicant": {"was_technical_intern"},
    "v-organization": {
        "worker_dispatch", "employment_placement_provider", "intermediary_organization",
        "support_fully_entrusted",
    },
    "points-hsp": {
        "points_kind", "special_highly_skilled", "special_ground_ab", "special_ground_c",
        "salary_at_least_3m_b", "salary_at_least_3m_c", "total", "standard",
    },
}  # fmt: skip
LOW = {f"{letter}-{by}" for letter in "jkoquy" for by in ("applicant", "organization")}


def every_field() -> list[Field]:
    return [one for id in part_ids() for one in part(id, ON).fields]


def texts(value: object) -> list[dict[str, str]]:
    if isinstance(value, dict):
        own = [value] if {"ja", "en"} <= value.keys() else []
        return own + [text for each in value.values() for text in texts(each)]
    return [text for each in value for text in texts(each)] if isinstance(value, list) else []


def test_every_part_is_there_and_no_other():
    assert PAPER.keys() == set(part_ids())


@pytest.mark.parametrize("id", PAPER)
def test_a_part_has_all_fields_and_columns_of_the_paper(id):
    fields = [one for one in part(id, ON).fields if one.id not in OWN.get(id, ())]
    columns = [column for one in fields for column in one.columns]
    # the online page asks beside a month whether it is not known; here that is a box of the month
    unknown = [one for one in columns if one.has_rule("month-may-be-unknown")]
    sure = Counter(one.confidence for one in fields)
    told = "/".join(str(sure[how]) for how in ("high", "medium", "low"))
    assert (len(fields), len(columns) + len(unknown), told) == PAPER[id]
    assert OWN.get(id, set()) <= {one.id for one in part(id, ON).fields}


def test_what_nobody_has_compared_with_the_official_sheet_is_marked_so_field_by_field():
    assert {id for id in part_ids() if part(id, ON).confidence == "low"} == LOW
    for id in LOW:
        every = [*part(id, ON).fields, *(c for one in part(id, ON).fields for c in one.columns)]
        assert {one.confidence for one in every} == {"low"}, id


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
        "month-may-be-unknown", "shape",
    }  # fmt: skip
    columns = [column for one in every_field() for column in one.columns]
    assert {rule for one in [*every_field(), *columns] for rule, _ in one.rules} <= known


def test_every_rule_of_a_part_is_one_that_is_checked_and_names_its_fields():
    for id in part_ids():
        names = {one.id for one in part(id, ON).fields}
        for rule in part(id, ON).rules:
            (kind,) = set(rule) - {"when", "source"}
            assert kind in RULES, (id, rule)
            wanted = rule[kind]["of"] if kind == "sum-at-most" else rule[kind]
            if kind != "supporter-in-family-table":
                listed = wanted.values() if isinstance(wanted, dict) else wanted
                flat = [wanted] if isinstance(wanted, str) else list(listed)
                said = {each.partition(".")[0] for each in flat if isinstance(each, str)}
                assert said <= names, (id, rule)


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


def test_a_heading_stands_only_over_the_questions_that_bear_its_number():
    for id in part_ids():
        one = part(id, ON)
        for field in one.fields:
            over = one.groups[field.group].numbers if field.group else {}
            for procedure, number in field.numbers.items():
                head = over.get(procedure) or over.get("", "")
                stands = number == head or number.startswith(f"{head}(") or "-" in head
                assert not head or stands, (field.key, number, head)


@pytest.mark.parametrize("id", part_ids())
def test_every_part_says_where_it_was_seen(id):
    assert tables("zairyu.questionnaire", "data/parts")[id]["further_sources"]

"""A form by date: questions that begin, end and change their words, each on its day."""

from datetime import date

import pytest
from tests.making.amending import CHANGE, amended

from zairyu.questionnaire.changes import fresh
from zairyu.questionnaire.check import check
from zairyu.questionnaire.form import digest, form
from zairyu.questionnaire.parts import part
from zairyu.questionnaire.schema import json_schema

BEFORE, FIRST = date(2027, 3, 31), date(2027, 4, 1)
NEW = "common-extension.blood_group"


@pytest.fixture
def changed():
    with amended(CHANGE):
        yield


def extension(on):
    return form("extension", "business-manager", (), on)


def test_a_question_is_asked_from_its_first_day(changed):
    assert NEW not in extension(BEFORE).fields
    asked = extension(FIRST).fields[NEW]
    assert (asked.since, asked.source) == ("2027-04-01", "made-up ordinance of 2027")
    assert asked.required


def test_it_stands_where_the_paper_prints_it(changed):
    keys = [one.id for one in extension(FIRST).section("person").fields]
    assert keys[keys.index("blood_group") - 1] == "occupation"


def test_a_question_that_has_ended_is_not_asked(changed):
    assert "common-extension.marital_status" in extension(BEFORE).fields
    assert "common-extension.marital_status" not in extension(FIRST).fields


def test_words_change_with_their_day(changed):
    named = {
        day: extension(day).fields["common-extension.occupation"].label["ja"]
        for day in (BEFORE, FIRST)
    }
    assert named == {BEFORE: "職業", FIRST: "現在の職業"}


def test_a_choice_begins_on_its_day(changed):
    def values(day):
        return [one.value for one in extension(day).fields[NEW].choices]

    assert values(FIRST) == ["a", "b"]
    assert values(date(2028, 4, 1)) == ["a", "b", "o"]


def test_between_two_changes_a_form_is_one_and_the_same(changed):
    assert extension(date(2026, 12, 1)) is extension(BEFORE)
    assert extension(FIRST) is extension(date(2028, 3, 31))
    assert extension(BEFORE) is not extension(FIRST)
    assert digest(extension(BEFORE)) != digest(extension(FIRST))


def test_only_what_is_new_is_told_as_new(changed):
    now = extension(FIRST)
    new = fresh(extension(BEFORE), now, now.section("person"))
    assert new.since == FIRST
    assert [one.key for one in new.fields] == [NEW]
    assert fresh(extension(BEFORE), now, now.section("contact")) is None
    assert fresh(now, now, now.section("person")) is None


def test_answers_of_before_stay_and_the_new_one_is_missed(changed):
    answers = {"common-extension.occupation": "会社員", "common-extension.marital_status": "single"}
    found = check(extension(FIRST), "person", {}, answers, FIRST, {})
    assert found.values["common-extension.occupation"] == "会社員"
    assert NEW in [one.at for one in found.problems]
    assert "common-extension.marital_status" not in [one.at for one in found.problems]


def test_machines_are_told_since_when(changed):
    drawn = json_schema(extension(FIRST), "en")["properties"][NEW]
    assert drawn["x-source"]["since"] == "2027-04-01"


def test_without_the_change_nothing_of_it_is_there():
    assert NEW not in extension(FIRST).fields


def test_every_question_of_every_form_says_since_when_and_by_what(on):
    for id in ("common-extension", "v-organization", "reentry"):
        for one in part(id, on).fields:
            assert one.since, one.key
            assert one.source, one.key

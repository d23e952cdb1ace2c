"""Every form that can be begun on a day is whole: parts, pages, lists, conditions."""

from datetime import date

import pytest

from zairyu.law.activities import activities, activities_of
from zairyu.law.problem import Refusal
from zairyu.law.procedures import PERMITS, all_procedures
from zairyu.law.statuses import all_statuses, status_scope, statuses_for
from zairyu.questionnaire.form import form, possible, visible
from zairyu.questionnaire.parts import part, part_ids
from zairyu.questionnaire.reach import sections_reached

pytestmark = pytest.mark.slow

ON = date(2026, 11, 23)
PROCEDURES = [one.id for one in all_procedures(ON) if one.id not in PERMITS]
ACTIVITIES = [one.id for one in activities(ON)]
WHO_FILES = ({}, {"filed_by_representative": True, "filed_by_agent": True})
# One designated activity for each sheet and each condition that names some.
KINDS_OF_ACTIVITY = ("da-notice-1", "da-notice-9", "da-notice-36", "da-notice-44", "da-notice-47")
STATUSES = [
    *(one.id for one in all_statuses(ON) if one.id != "designated-activities"),
    *KINDS_OF_ACTIVITY,
]
CHOSEN = ("choice", "multi-choice", "country", "status-of-residence", "period-of-stay")


def begun(status: str) -> list[tuple[str, str]]:
    """Return the procedures that may be begun for a status, with each activity that it divides."""
    open_ = [one for one in PROCEDURES if status_scope(one, status, ON).allowed is not False]
    return [
        (one, activity)
        for one in open_
        for activity in [code for code, _ in activities_of(status, one)] or [""]
    ]


@pytest.mark.parametrize("status", STATUSES)
def test_every_form_that_can_be_begun_is_whole(status):
    for procedure, activity in begun(status):
        asked = form(procedure, status, (), ON, activity)
        at = (procedure, status, activity)
        shown = {key for who in WHO_FILES for key in possible(asked, who)}
        for one in asked.parts:
            pages = [section for section in asked.sections if section.part == one.id]
            assert any(shown & {each.key for each in page.fields} for page in pages), (at, one.id)
        for section in asked.sections:
            assert section.title["ja-x-easy"], (at, section.key)
            assert any(each.asked == "page" for each in section.fields), (at, section.key)
            assert sections_reached(asked, [section.fields[0].key]) >= {section.key}
        for key in shown:
            one = asked.fields[key]
            assert one.type not in CHOSEN or one.choices, (at, key)
        assert set(asked.taken.values()) <= asked.fields.keys(), at
        assert visible(asked, {}), at


def test_every_other_designated_activity_uses_the_sheets_of_one_of_these():
    known = {form("change", one, (), ON).parts for one in KINDS_OF_ACTIVITY}
    assert {form("change", one, (), ON).parts for one in ACTIVITIES} == known


def refusal(procedure: str, status: str) -> Refusal | None:
    try:
        form(procedure, status, (), ON)
    except Refusal as why:
        return why
    return None


def test_what_has_no_form_says_why():
    """Nothing breaks: either there is a form, or the reason names what was asked for."""
    for status in [*STATUSES, *ACTIVITIES]:
        for procedure in PROCEDURES:
            if status_scope(procedure, status, ON).allowed is False:
                why = refusal(procedure, status)
                assert why is None or (why.problem.code and why.problem.params), (procedure, status)


@pytest.mark.parametrize("on", [date(2025, 4, 1), date(2027, 4, 1), date(2034, 12, 31)])
def test_what_may_be_begun_on_another_day_has_its_form_on_that_day(on):
    """An abolished status is still held, and extended under its transitional measures."""
    for procedure in PROCEDURES:
        for one in statuses_for(procedure, on):
            assert form(procedure, one.id, (), on).sections, (procedure, one.id)


def test_every_question_of_every_part_can_be_asked_in_some_form():
    """A condition that can never hold would leave its question behind in all of them."""
    seen: set[str] = set()
    for status in STATUSES:
        for procedure, activity in begun(status):
            one_with_permits = status == "student" and procedure in ("change", "acquisition")
            permits = tuple(PERMITS) if one_with_permits else ()
            asked = form(procedure, status, permits, ON, activity)
            seen |= set(asked.taken) | {key for who in WHO_FILES for key in possible(asked, who)}
    never = {
        one.key
        for id in part_ids()
        for one in part(id, ON).fields
        if one.asked == "page" and one.key not in seen
    }
    assert never == set()


def test_a_section_has_about_a_dozen_questions_at_most():
    """What is asked beside an answer that opens it does not count: it is rarely all open."""
    for id in part_ids():
        for section in part(id, ON).sections:
            plain = [one for one in section.fields if one.asked == "page" and not one.same_as]
            always = [
                one
                for one in plain
                if not any("context." not in key for when in one.when for key in when)
            ]
            assert len(always) <= 14, (id, section.key, len(always))

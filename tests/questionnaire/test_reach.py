"""What a changed answer can change: the state of its section and of those it reaches, no other."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zairyu.questionnaire.answers import progress
from zairyu.questionnaire.form import form
from zairyu.questionnaire.reach import sections_reached

pytestmark = pytest.mark.slow

ON = date(2026, 11, 24)
FORMS = [
    form("coe", "spouse-child-japanese", (), ON),
    form("change", "engineer-humanities-international", ("extra-status-activity-permit",), ON),
    form("coe", "student", (), ON),
    form("change", "specified-skilled-worker-1", (), ON),
]

# The same forms with a section for each question: then every condition looks across sections.
APART = [
    replace(
        each,
        sections=tuple(
            replace(section, key=f"{section.key}-{place}", fields=(one,))
            for section in each.sections
            for place, one in enumerate(section.fields)
        ),
    )
    for each in FORMS
]


def some_value(data, field):
    if field.choices:
        return data.draw(st.sampled_from([one.value for one in field.choices]))
    if field.type == "yes-no":
        return data.draw(st.sampled_from(["yes", "no"]))
    if field.type in ("number", "money"):
        return data.draw(st.integers(0, 3))
    return data.draw(st.sampled_from(["2026-11-24", "2020-01-01", "a", ""]))


def test_an_answer_reaches_the_sections_that_hang_on_it():
    student = FORMS[2]
    assert sections_reached(student, ["p-applicant.school_kind"]) >= {"school", "japanese"}
    assert sections_reached(student, ["common-coe.name"]) == {"person"}


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_section_that_is_not_reached_stays_as_it_is(data):
    each = data.draw(st.sampled_from(FORMS + APART))
    fields = [one for one in each.fields.values() if one.asked == "page" and one.type != "table"]
    chosen = data.draw(
        st.lists(st.sampled_from(fields), max_size=25, unique_by=lambda one: one.key)
    )
    answers = {one.key: some_value(data, one) for one in chosen}
    changed = data.draw(st.sampled_from(fields))
    after = {**answers, changed.key: some_value(data, changed)}
    before, then = (progress(each, known, ON, {}) for known in (answers, after))
    reached = sections_reached(each, [changed.key])
    for key in before.keys() | then.keys():
        assert key in reached or before[key] == then[key]


def test_a_rule_over_several_questions_reaches_the_sections_of_all(coe):
    for key in ("common-coe.family_in_japan", "t-applicant.supporter_name"):
        assert sections_reached(coe, [key]) == {"family", "supporter"}


def test_every_condition_is_followed_where_questions_stand_apart():
    change = APART[1]
    hanging = [one for one in change.fields.values() if one.when and one.asked == "page"]
    for one in hanging:
        names = {
            name.partition(".")[0] for when in one.when for key in when for name in key.split("|")
        }
        for key in (f"{one.part}.{name}" for name in names if name != "context"):
            home = next(each.key for each in change.sections if one in each.fields)
            assert home in sections_reached(change, [key])

"""A save reckons the sections that it can have changed, and is never wrong about the others."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.questionnaire.test_properties import FORMS, name_strategy, texts

from zairyu.questionnaire.answers import merged, merged_raw, progress
from zairyu.questionnaire.check import check
from zairyu.questionnaire.reach import sections_reached

ON = date(2026, 11, 24)


def _likely(field):
    if field.type == "table":
        rows = st.fixed_dictionaries({one.id: _likely(one) for one in field.columns})
        return st.lists(rows, max_size=2)
    values = [choice.value for choice in field.choices] or ["yes", "no", "2026-01-01", 0, 3, "A"]
    return st.sampled_from(values)


def _answers(data, each):
    fields = [one for section in each.sections for one in section.fields]
    keep = data.draw(st.lists(st.booleans(), min_size=len(fields), max_size=len(fields)))
    return {
        one.key: data.draw(_likely(one)) for one, kept in zip(fields, keep, strict=True) if kept
    }


@settings(max_examples=250, deadline=None)
@given(data=st.data())
def test_sections_that_a_change_does_not_reach_stay_as_they_were(data):
    each = data.draw(st.sampled_from(FORMS))
    context = {"filed_by_agent": data.draw(st.booleans())}
    known, raw = _answers(data, each), {}
    before = progress(each, known, ON, context, raw)
    key = data.draw(st.sampled_from(list(before)))
    typed = data.draw(
        st.lists(st.tuples(name_strategy(each), st.lists(texts, max_size=2)), max_size=12)
    )
    sent = {name: values for (section, name), values in typed if section == key}
    changed = _answers(data, each)
    section = each.section(key)
    own = {one.key for one in section.fields}
    kept = {name: value for name, value in known.items() if name not in own}
    kept |= {name: value for name, value in changed.items() if name in own}
    checked = check(each, key, sent, kept, ON, context, raw)
    now = merged(each, key, known, checked)
    now_raw = merged_raw(each, key, raw, checked)
    moved = {name for name in known.keys() | now.keys() if known.get(name) != now.get(name)}
    reached = {key, *sections_reached(each, moved)}
    after = progress(each, now, ON, context, now_raw)
    assert {**before, **progress(each, now, ON, context, now_raw, reached)} == after


@pytest.mark.parametrize("each", FORMS, ids=lambda one: one.procedure)
def test_most_answers_reach_their_own_section_alone(each):
    keys = [one.key for section in each.sections for one in section.fields]
    alone = [key for key in keys if len(sections_reached(each, [key])) == 1]
    assert len(alone) > len(keys) / 2

"""What holds for any text whatever."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zairyu.questionnaire.boxes import names_of, typed_from
from zairyu.questionnaire.check import check
from zairyu.questionnaire.conditions import applies
from zairyu.questionnaire.form import asked_now, form
from zairyu.questionnaire.kinds import read
from zairyu.questionnaire.telling import shown

pytestmark = pytest.mark.slow

ON = date(2026, 11, 24)
FORMS = [
    form("coe", "spouse-child-japanese", (), ON),
    form("change", "engineer-humanities-international", ("extra-status-activity-permit",), ON),
    form("extension", "business-manager", ("reentry-permit",), ON),
    form("work-qualification-certificate", "engineer-humanities-international", (), ON),
]
FIELDS = [
    field
    for each in FORMS
    for one in each.fields.values()
    if one.asked in ("page", "given")
    for field in (one.columns or (one,))
]
near_misses = st.sampled_from(
    [
        "2026/12/1", "平成31年", "令和元", "H31.4.30", "30", "2", "２０２６", "yes", "no", "JPN",
        "AB12345678CD", "135-0064", "+81 90", "¥3,000万", "1億", "unknown", "ymd", "m", "P1Y6M",
        "髙﨑𠮷", "ｶﾞ", "か゛", "\U000e0100", "O'NEIL-X", "x@y.z", "999", "others", "male", "٣", "²",
    ]
)  # fmt: skip
texts = st.one_of(st.text(max_size=40), near_misses)


def name_strategy(each):
    names = []
    for section in each.sections:
        for one in section.fields:
            if one.type == "table":
                for place in (0, 1, 7):
                    for column in one.columns:
                        base = f"{one.key}.{place}.{column.id}"
                        names += [(section.key, name) for name in names_of(column, base).values()]
            else:
                names += [(section.key, name) for name in names_of(one, one.key).values()]
    return st.sampled_from(names)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_the_check_never_raises_and_its_values_are_stable(data):
    each = data.draw(st.sampled_from(FORMS))
    sent = data.draw(
        st.lists(st.tuples(name_strategy(each), st.lists(texts, max_size=2)), max_size=30)
    )
    key = data.draw(st.sampled_from([one.key for one in each.sections]))
    typed = {name: values for (section, name), values in sent if section == key}
    first = check(each, key, typed, {}, ON, {"filed_by_agent": True})
    again = check(each, key, {}, first.values, ON, {"filed_by_agent": True}, first.raw)
    assert again.values == first.values
    assert again.raw == first.raw
    assert again.problems == first.problems


@settings(max_examples=600, deadline=None)
@given(
    field=st.sampled_from(FIELDS),
    boxes=st.dictionaries(st.sampled_from(["", "y", "m", "d", "era", "unknown"]), st.lists(texts)),
)
def test_a_value_that_was_read_is_read_as_itself_again(field, boxes):
    answer = read(field, boxes)
    if answer.value is None:
        assert answer.wrong or answer.blank
        return
    again = read(field, typed_from(field, answer.value))
    assert again.value == answer.value
    for language in ("ja", "en", "ja-x-easy"):
        assert shown(field, answer.value, language)


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_a_question_that_does_not_apply_is_never_required(data):
    each = data.draw(st.sampled_from(FORMS))
    flags = data.draw(
        st.dictionaries(
            st.sampled_from(["filed_by_agent", "filed_by_representative"]), st.booleans()
        )
    )
    answers = {
        one.key: data.draw(
            st.sampled_from([choice.value for choice in one.choices] or ["yes", "no"])
        )
        for one in each.fields.values()
        if one.type in ("choice", "yes-no") and data.draw(st.booleans())
    }
    asked = asked_now(each, answers, flags)
    for section in each.sections:
        for problem in check(each, section.key, {}, answers, ON, flags).problems:
            key = ".".join(problem.at.split(".")[:2])
            assert key in asked
            assert applies(asked[key], {**answers, **each.given}, each.context(flags))


@settings(max_examples=200, deadline=None)
@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=5,
    ),
    field=st.sampled_from(FIELDS),
)
def test_what_an_older_form_kept_never_breaks_the_check(value, field):
    boxes = typed_from(field, value)
    answer = read(field, boxes)
    assert answer.blank or answer.wrong or answer.value is not None

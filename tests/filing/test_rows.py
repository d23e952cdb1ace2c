"""Rows of a table: added, changed, taken out, put back, from one window and from two."""

from datetime import date

import pytest

from zairyu.filing import actions, queries
from zairyu.filing.forms import form_of
from zairyu.filing.refusals import NotThere

TABLE = "common-extension.family_in_japan"


def relative(index, name, **more):
    said = {
        "relationship": "wife",
        "name": name,
        "date_of_birth.y": "1985",
        "date_of_birth.m": "10",
        "date_of_birth.d": "2",
        "nationality": "BGD",
        "residing_together": "yes",
        "place_of_employment_or_school": "なし",
        "card_number": "CD87654321EF",
    } | more
    return {f"{TABLE}.{index}.{column}": [text] for column, text in said.items()}


@pytest.fixture
def section(draft):
    form = form_of(draft, date(2026, 11, 24))
    return next(one.key for one in form.sections if any(f.key == TABLE for f in one.fields))


@pytest.fixture
def open_table(draft, linh, at, section):
    typed = {"common-extension.has_family_in_japan": ["yes"]}
    actions.save_answers(draft.key, section, typed, 0, by=linh, at=at)


@pytest.fixture
def add(draft, linh, at, open_table):
    def row(index, name, version, **more):
        return actions.save_row(
            draft.key, TABLE, index, relative(index, name, **more), version, by=linh, at=at
        )

    return row


@pytest.fixture
def names(draft, linh):
    def found():
        content = queries.content_of(queries.draft_of(linh, draft.key))
        return [row.get("name") for row in content.answers.get(TABLE) or []]

    return found


def test_rows_are_added_and_changed(add, names):
    assert add(0, "ＡＡ", 1).problems == []
    add(1, "ＢＢ", 2)
    add(0, "ＣＣ", 3)
    assert names() == ["ＣＣ", "ＢＢ"]


def test_a_row_sent_twice_is_kept_once(add, names):
    add(0, "ＡＡ", 1)
    add(0, "ＡＡ", 1)
    add(1, "ＢＢ", 2)
    add(1, "ＢＢ", 2)
    assert names() == ["ＡＡ", "ＢＢ"]


def test_a_row_changed_in_two_windows_is_kept_twice_and_told(add, names):
    add(0, "ＡＡ", 1)
    add(0, "ＢＢ", 2)
    late = add(0, "ＣＣ", 2)
    assert late.conflict
    assert names() == ["ＢＢ", "ＣＣ"]


def test_a_row_added_from_an_old_window_stands_behind_the_others(add, names):
    add(0, "ＡＡ", 1)
    late = add(0, "ＢＢ", 1)
    assert names() == ["ＡＡ", "ＢＢ"]
    assert late.conflict


def test_a_wrong_row_is_kept_as_typed_with_its_problem(add, draft, linh):
    saved = add(0, "ＡＡ", 1, **{"date_of_birth.d": "32"})
    assert [one.at for one in saved.problems] == [f"{TABLE}.0.date_of_birth"]
    content = queries.content_of(queries.draft_of(linh, draft.key))
    assert content.raw[f"{TABLE}.0.date_of_birth.d"] == ["32"]


def test_a_row_taken_out_can_be_put_back_at_its_place(add, names, draft, linh, at):
    add(0, "ＡＡ", 1, **{"date_of_birth.d": "32"})
    add(1, "ＢＢ", 2)
    actions.drop_row(draft.key, TABLE, 0, 3, by=linh, at=at)
    assert names() == ["ＢＢ"]
    content = queries.content_of(queries.draft_of(linh, draft.key))
    assert f"{TABLE}.0.date_of_birth.d" not in content.raw
    actions.restore_row(draft.key, TABLE, by=linh, at=at)
    assert names() == ["ＡＡ", "ＢＢ"]
    content = queries.content_of(queries.draft_of(linh, draft.key))
    assert content.raw[f"{TABLE}.0.date_of_birth.d"] == ["32"]


def test_taking_out_from_an_old_window_takes_nothing_out(add, names, draft, linh, at):
    add(0, "ＡＡ", 1)
    add(1, "ＢＢ", 2)
    late = actions.drop_row(draft.key, TABLE, 0, 2, by=linh, at=at)
    assert late.conflict
    assert names() == ["ＡＡ", "ＢＢ"]


def test_a_row_far_behind_the_last_does_not_exist(add, draft, linh, at):
    with pytest.raises(NotThere):
        add(5, "ＡＡ", 1)
    with pytest.raises(NotThere):
        actions.save_row(draft.key, "no.table", 0, {}, 0, by=linh, at=at)

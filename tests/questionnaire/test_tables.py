"""Tables: rows typed, kept, put out of order, dropped."""

from zairyu.questionnaire.answers import merged, merged_raw, without_row
from zairyu.questionnaire.check import by_row, check

TABLE = "common-change.family_in_japan"
FATHER = {
    f"{TABLE}.0.relationship": ["father"],
    f"{TABLE}.0.name": ["髙﨑 𠮷"],
    f"{TABLE}.0.date_of_birth.y": ["昭和40年5月3日"],
    f"{TABLE}.0.nationality": ["JPN"],
    f"{TABLE}.0.residing_together": ["yes"],
    f"{TABLE}.0.place_of_employment_or_school": ["なし"],
}


def family(form, on, typed, known=None, raw=None):
    typed = {"common-change.has_family_in_japan": ["yes"], **typed}
    return check(form, "family", typed, known or {}, on, {}, raw)


def test_a_whole_row_is_kept(change, on):
    checked = family(change, on, FATHER)
    assert checked.problems == []
    assert checked.values[TABLE] == [
        {
            "relationship": "father",
            "name": "髙﨑　𠮷",
            "date_of_birth": "1965-05-03",
            "nationality": "JPN",
            "residing_together": "yes",
            "place_of_employment_or_school": "なし",
        }
    ]


def test_yes_without_a_row_asks_for_one(change, on):
    assert [one.code for one in family(change, on, {}).problems] == ["rows-none"]


def test_a_row_filled_in_on_its_own_page_answers_the_question_before_it(change, on):
    checked = check(change, "family", FATHER, {}, on, {})
    assert checked.values["common-change.has_family_in_japan"] == "yes"
    assert checked.problems == []


def test_no_on_the_page_stays_no_although_rows_are_there(change, on):
    known = family(change, on, FATHER).values
    typed = {"common-change.has_family_in_japan": ["no"]}
    checked = check(change, "family", typed, known, on, {})
    assert checked.values["common-change.has_family_in_japan"] == "no"
    assert len(checked.values[TABLE]) == 1


def test_no_needs_no_row(change, on):
    typed = {"common-change.has_family_in_japan": ["no"]}
    assert check(change, "family", typed, {}, on, {}).problems == []


def test_a_problem_stands_at_the_column_of_its_row(change, on):
    checked = family(change, on, FATHER | {f"{TABLE}.0.date_of_birth.y": ["2025/2/30"]})
    assert [one.at for one in checked.problems] == [f"{TABLE}.0.date_of_birth"]
    boxes = {"y": ["2025"], "m": ["2"], "d": ["30"]}
    assert checked.raw == {f"{TABLE}.0.date_of_birth.{box}": text for box, text in boxes.items()}


def test_a_page_of_cards_tells_one_problem_a_row(change, on):
    typed = FATHER | {f"{TABLE}.1.card_number": ["AB1"]}
    told = by_row(change, family(change, on, typed).problems)
    assert [(one.code, one.at) for one in told] == [("row-wrong", f"{TABLE}.1")]


def test_empty_rows_between_are_closed_up_with_what_stands_as_typed(change, on):
    typed = FATHER | {f"{TABLE}.4.card_number": ["x"], f"{TABLE}.2.name": [""]}
    checked = family(change, on, typed)
    assert len(checked.values[TABLE]) == 2
    assert checked.raw == {f"{TABLE}.1.card_number": ["x"]}


def test_a_page_for_one_row_leaves_the_others_alone(change, on):
    first = family(change, on, FATHER)
    second = {name.replace(f"{TABLE}.0", f"{TABLE}.1"): text for name, text in FATHER.items()}
    checked = check(change, "family", second, first.values, on, {})
    assert len(checked.values[TABLE]) == 2
    assert checked.values["common-change.has_family_in_japan"] == "yes"


def test_a_wrong_row_stays_wrong_until_it_is_mended(change, on):
    wrong = family(change, on, FATHER | {f"{TABLE}.0.card_number": ["AB1"]})
    later = check(change, "family", {}, wrong.values, on, {}, wrong.raw)
    assert [one.code for one in later.problems] == ["card-number-shape"]
    typed = {f"{TABLE}.0.card_number": ["AB12345678CD"]}
    mended = check(change, "family", typed, wrong.values, on, {}, wrong.raw)
    assert mended.problems == []
    assert mended.raw == {}


def test_a_dropped_row_takes_what_was_typed_in_it_along(change, on):
    typed = {
        f"{TABLE}.0.name": ["A"],
        f"{TABLE}.0.card_number": ["first"],
        f"{TABLE}.1.name": ["B"],
        f"{TABLE}.1.card_number": ["second"],
    }
    checked = family(change, on, typed)
    answers, raw = without_row(change, checked.values, checked.raw, TABLE, 0)
    assert [row["name"] for row in answers[TABLE]] == ["Ｂ"]
    assert raw == {f"{TABLE}.0.card_number": ["second"]}


def test_too_many_rows_are_told_where_to_go(change, on):
    limit = change.fields[TABLE].max_rows
    typed = {f"{TABLE}.{place}.name": ["A"] for place in range(limit + 1)}
    assert "rows-too-many" in {one.code for one in family(change, on, typed).problems}


def test_jobs_out_of_order_only_warn(change, on):
    table = "n-applicant.work_history"
    typed = {"n-applicant.has_work_history": ["yes"], "n-applicant.has_it_qualification": ["no"]}
    for place, year in enumerate(("2020", "2015")):
        typed |= {
            f"{table}.{place}.country": ["VNM"],
            f"{table}.{place}.joined.y": [year],
            f"{table}.{place}.joined.unknown": ["m"],
        }
    checked = check(change, "career", typed, {}, on, {})
    assert [(one.code, one.severity) for one in checked.problems] == [("rows-order", "warning")]
    assert checked.values[table][0]["joined"] == "2020"


def test_merging_replaces_the_section_and_keeps_the_rest(change, on):
    before = {"common-change.name": "LINH", "common-change.has_family_in_japan": "no"}
    checked = family(change, on, FATHER, before)
    after = merged(change, "family", before, checked)
    assert after["common-change.name"] == "LINH"
    assert after["common-change.has_family_in_japan"] == "yes"
    raw = {"common-change.sex": ["x"], f"{TABLE}.0.name": ["old"]}
    assert merged_raw(change, "family", raw, checked) == {"common-change.sex": ["x"]}

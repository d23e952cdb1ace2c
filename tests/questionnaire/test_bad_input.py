"""What people type wrong, or unusually: a clear problem at the field, or taken as it is."""

import pytest

from zairyu.questionnaire.check import check
from zairyu.questionnaire.wording import word


def person(form, on, **typed):
    sent = {f"common-change.{name.replace('__', '.')}": [text] for name, text in typed.items()}
    return check(form, "person", sent, {}, on, {})


def section(form, key, on, typed):
    return check(form, key, {name: [text] for name, text in typed.items()}, {}, on, {})


def codes(checked, at):
    return [one.code for one in checked.problems if one.at == at]


def born(form, on, y, m="", d="", era="", unknown=""):
    checked = person(
        form, on, date_of_birth__y=y, date_of_birth__m=m, date_of_birth__d=d,
        date_of_birth__era=era, date_of_birth__unknown=unknown,
    )  # fmt: skip
    at = "common-change.date_of_birth"
    return checked.values.get(at), codes(checked, at), checked.raw


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        (("1995", "5", "3"), "1995-05-03"),
        (("１９９５", "５", "３"), "1995-05-03"),
        (("1995年", "5月", "3日"), "1995-05-03"),
        (("1995/5/3",), "1995-05-03"),
        (("1995-05-03",), "1995-05-03"),
        (("19950503",), "1995-05-03"),
        (("1995年5月3日",), "1995-05-03"),
        (("平成7年5月3日",), "1995-05-03"),
        (("H7.5.3",), "1995-05-03"),
        (("平成31", "4", "30"), "2019-04-30"),
        (("令和元", "5", "1"), "2019-05-01"),
        (("元", "5", "1", "令和"), "2019-05-01"),
        (("31", "4", "30", "平成"), "2019-04-30"),
        (("S64", "1", "7"), "1989-01-07"),
    ],
)
def test_a_day_is_read_however_it_is_written(change, on, typed, day):
    assert born(change, on, *typed)[0] == day


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (("2025", "2", "30"), "date-does-not-exist"),
        (("2025", "13", "1"), "month-odd"),
        (("2025", "0", "1"), "month-odd"),
        (("95", "5", "3"), "year-four-digits"),
        (("1995", "", "3"), "date-incomplete"),
        (("1995", "5", ""), "date-incomplete"),
        (("", "5", "3"), "date-incomplete"),
        (("まえ", "5", "3"), "date-not-read"),
        (("1995", "5", "x"), "date-not-read"),
        (("1300", "5", "3"), "year-odd"),
        (("2027", "1", "1"), "date-in-future"),
    ],
)
def test_a_wrong_day_has_one_problem_that_says_the_mend(change, on, typed, code):
    _, found, _ = born(change, on, *typed)
    assert found == [code]


def test_a_child_born_today_is_not_born_in_the_future(change, on):
    assert born(change, on, "2026/11/24")[1] == []


def test_a_wrong_day_stays_as_typed(change, on):
    _, _, raw = born(change, on, "2025", "2", "30")
    assert raw["common-change.date_of_birth.d"] == ["30"]


@pytest.mark.parametrize(
    ("typed", "unknown", "value"),
    [(("1990", "7"), "d", "1990-07"), (("1990",), "md", "1990"), (("",), "ymd", "unknown")],
)
def test_a_birth_may_be_known_in_part(change, on, typed, unknown, value):
    assert born(change, on, *typed, unknown=unknown)[0] == value


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("NGUYEN THI LINH", "NGUYEN THI LINH"),
        ("nguyen　thi  linh", "NGUYEN THI LINH"),
        ("ＮＧＵＹＥＮ", "NGUYEN"),
        ("MARY-ANN O’NEIL", "MARY-ANN O'NEIL"),
        ("MADONNA", "MADONNA"),
        ("X" * 104, "X" * 104),
        ("A" * 51 + " " + "B" * 52, "A" * 51 + " " + "B" * 52),
    ],
)
def test_a_roman_name_is_taken_as_the_passport_has_it(change, on, typed, kept):
    checked = person(change, on, name=typed, name__one="" if " " in kept else "yes")
    assert checked.values["common-change.name"] == kept
    assert codes(checked, "common-change.name") == []


def test_a_name_of_one_word_is_asked_about_until_it_is_said_to_be_the_only_one(change, on):
    asked = person(change, on, name="SUHARTO")
    assert codes(asked, "common-change.name") == ["name-one-word"]
    assert asked.raw["common-change.name"] == ["SUHARTO"]
    told = person(change, on, name="SUHARTO", name__one="yes")
    again = check(change, "person", {}, told.values, on, {})
    assert codes(again, "common-change.name") == []
    assert again.values["common-change.name"] == "SUHARTO"


def test_letters_with_marks_are_kept_and_only_asked_about(change, on):
    checked = person(change, on, name="MÜLLER JOSÉ")
    assert checked.values["common-change.name"] == "MÜLLER JOSÉ"
    assert codes(checked, "common-change.name") == ["name-look"]
    assert not [one for one in checked.wrong if one.at == "common-change.name"]


@pytest.mark.parametrize("typed", ["山田太郎", "グエン", "LINH 2", "X@Y", "-", "髙﨑"])
def test_what_no_passport_can_hold_is_refused_in_the_roman_name(change, on, typed):
    checked = person(change, on, name=typed)
    assert codes(checked, "common-change.name") == ["name-not-latin"]
    assert checked.raw["common-change.name"] == [typed]


def test_a_name_of_105_letters_is_told_its_length(change, on):
    checked = person(change, on, name="X" * 105)
    problem = next(one for one in checked.problems if one.at == "common-change.name")
    assert (problem.code, problem.params["length"]) == ("too-long", 105)


@pytest.mark.parametrize("name", ["髙﨑 𠮷子", "神\U000e0100田", "濵邊", "\ufa19田 \uf9dc"])
def test_rare_characters_stay_as_they_are(coe, on, name):
    key = "t-applicant.guarantor_name"
    checked = section(coe, "guarantor", on, {key: name})
    assert checked.values[key] == name


def test_half_width_is_converted_where_full_width_is_wanted(change, on):
    checked = person(change, on, home_town="Hanoi 1-2 ﾊﾉｲ")
    assert checked.values["common-change.home_town"] == "Ｈａｎｏｉ　１－２　ハノイ"


@pytest.mark.parametrize("typed", ["ab12345678cd", "ＡＢ１２３４５６７８ＣＤ", "AB 1234-5678 CD"])
def test_a_card_number_is_taken_in_small_and_full_width_letters(change, on, typed):
    key = "common-change.residence_card_number"
    checked = section(change, "card", on, {"common-change.has_residence_card": "yes", key: typed})
    assert checked.values[key] == "AB12345678CD"


@pytest.mark.parametrize("typed", ["AB1234567CD", "AB12345678C1", "12345678", "あ"])
def test_a_card_number_of_another_shape_is_told_the_shape(change, on, typed):
    key = "common-change.residence_card_number"
    checked = section(change, "card", on, {"common-change.has_residence_card": "yes", key: typed})
    assert codes(checked, key) == ["card-number-shape"]


def test_without_a_card_no_number_is_asked(change, on):
    checked = section(change, "card", on, {"common-change.has_residence_card": "no"})
    assert codes(checked, "common-change.residence_card_number") == []


def test_a_corporate_number_with_a_wrong_check_digit_is_only_asked_about(change, on):
    key = "n-organization.corporate_number"
    typed = {"n-organization.has_corporate_number": "yes", key: "8000-0120-50002"}
    checked = section(change, "organisation", on, typed)
    assert checked.values[key] == "8000012050002"
    assert codes(checked, key) == ["corporate-number-look"]
    right = section(change, "organisation", on, typed | {key: "７０００　０１２０５０００２"})
    assert codes(right, key) == []


@pytest.mark.parametrize(
    ("id", "typed", "value"),
    [
        ("postal_code_in_japan", "135-0064", "1350064"),
        ("postal_code_in_japan", "〒１３５－００６４", "1350064"),
        ("postal_code_in_japan", "0000000", "0000000"),
        ("telephone", "03-1234-5678", "0312345678"),
        ("telephone", "（０３）１２３４－５６７８", "0312345678"),
        ("cellular_phone", "+81 90 1234 5678", "09012345678"),
    ],
)
def test_numbers_are_taken_with_hyphens_and_in_full_width(change, on, id, typed, value):
    key = f"common-change.{id}"
    assert section(change, "contact", on, {key: typed}).values[key] == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("280,000", 280_000),
        ("２８０，０００円", 280_000),
        ("¥280000", 280_000),
        ("28万", 280_000),
        ("0", 0),
    ],
)
def test_money_is_taken_with_commas_and_in_full_width(change, on, typed, value):
    key = "n-organization.salary"
    assert section(change, "job", on, {key: typed}).values[key] == value


@pytest.mark.parametrize("typed", ["28.5万", "abc", "-5", "約30万", "²"])
def test_what_is_no_amount_is_told_so(change, on, typed):
    key = "n-organization.salary"
    assert codes(section(change, "job", on, {key: typed}), key) == ["number-not-read"]


def test_the_second_address_must_be_the_same(change, on):
    keys = ("common-change.email", "common-change.email_confirm")
    typed = dict(zip(keys, ("linh@example.com", "lihn@example.com"), strict=True))
    assert codes(section(change, "contact", on, typed), keys[1]) == ["email-differs"]
    same = dict.fromkeys(keys, "ｌｉｎｈ＠ｅｘａｍｐｌｅ．ｃｏｍ")
    assert section(change, "contact", on, same).values[keys[0]] == "linh@example.com"


def test_one_of_two_telephones_is_enough_and_none_is_told_once(change, on):
    at = "common-change.telephone"
    assert codes(section(change, "contact", on, {}), at) == ["one-of"]
    key = "common-change.cellular_phone"
    assert codes(section(change, "contact", on, {key: "09012345678"}), at) == []


def test_an_expired_stay_is_told_what_to_do(change, on):
    key = "common-change.current_expiry"
    checked = section(change, "card", on, {f"{key}.y": "2026/11/23"})
    assert codes(checked, key) == ["expiry-passed"]
    assert codes(section(change, "card", on, {f"{key}.y": "2026/11/24"}), key) == []


def test_an_expired_passport_only_warns(change, on):
    key = "common-change.passport_expiry"
    checked = section(change, "card", on, {f"{key}.y": "2026/1/1"})
    assert codes(checked, key) == ["passport-expired"]
    assert not [one for one in checked.wrong if one.at == key]


def test_the_first_day_of_a_stay_is_not_after_the_last(coe, on):
    first, last = "common-coe.latest_entry_from", "common-coe.latest_entry_to"
    typed = {"common-coe.past_entry": "yes", f"{first}.y": "2024/5/2", f"{last}.y": "2024/5/1"}
    assert codes(section(coe, "past", on, typed), first) == ["not-after"]


def test_not_more_refused_than_filed(coe, on):
    typed = {
        "common-coe.past_coe": "yes",
        "common-coe.past_coe_count": "1",
        "common-coe.past_coe_not_issued_count": "2",
    }
    at = "common-coe.past_coe_not_issued_count"
    assert codes(section(coe, "past", on, typed), at) == ["not-greater-than"]


def test_a_stay_of_no_years_and_no_months_is_no_stay(coe, on):
    keys = ("common-coe.intended_stay_years", "common-coe.intended_stay_months")
    assert codes(section(coe, "entry", on, dict.fromkeys(keys, "0")), keys[0]) == ["any-positive"]


def test_a_value_that_is_not_offered_is_not_taken(change, on):
    checked = person(change, on, sex="<script>")
    assert codes(checked, "common-change.sex") == ["not-a-choice"]


@pytest.mark.parametrize("language", ["ja", "en", "ja-x-easy"])
def test_every_problem_has_a_sentence_that_names_the_question(change, on, language):
    checked = person(change, on, date_of_birth__y="2025/2/30", name="山田")
    for problem in checked.problems:
        said = word(problem, language)
        assert problem.params["label"][language] in said
        assert "{" not in said

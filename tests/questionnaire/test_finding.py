"""Long lists are searched by part of a name, in any writing, without a script."""

import pytest

from zairyu.questionnaire.check import check
from zairyu.questionnaire.codelists import by_value, codelist
from zairyu.questionnaire.finding import found

NATIONALITY = "common-extension.nationality"


@pytest.mark.parametrize(
    ("listed", "typed", "expected"),
    [
        ("nationalities", "ベトナム", ["VNM"]),
        ("nationalities", "べとなむ", ["VNM"]),
        ("nationalities", "ﾍﾞﾄﾅﾑ", ["VNM"]),
        ("nationalities", "betonamu", ["VNM"]),
        ("nationalities", "viet nam", ["VNM"]),
        ("nationalities", "VIET", ["VNM"]),
        ("nationalities", "VNM", ["VNM"]),
        ("nationalities", "2", ["VNM"]),
        ("nationalities", "ちゅうごく", ["CHN"]),
        ("nationalities", "chūgoku", ["CHN"]),
        ("nationalities", "chugoku", ["CHN"]),
        ("nationalities", "たいわん", ["TWN"]),
        ("nationalities", "cote d'ivoire", ["CIV"]),
        ("nationalities", "korea", ["KOR", "chosen"]),
        ("nationalities", "zzz", []),
        ("nationalities", "", []),
        ("occupations", "調理", ["cook"]),
        ("occupations", "keiei", ["executive"]),
        ("occupations", "12", ["it"]),
        ("industries", "ぎょぎょう", ["fishery"]),
        ("industries", "fishery", ["fishery"]),
    ],
)
def test_an_entry_is_found_in_every_writing(listed, typed, expected):
    meant = {"cook": "調理", "executive": "経営", "it": "情報処理・通信技術", "fishery": "漁業"}
    got = [
        one.label["ja"] if listed != "nationalities" else one.value
        for one in found(codelist(listed), typed)
    ]
    assert got[: len(expected) or None] == [meant.get(one, one) for one in expected]


def test_every_country_is_found_by_each_of_its_names():
    for one in codelist("nationalities"):
        for name in one.label.values():
            assert one in found(codelist("nationalities"), name), name
        assert found(codelist("nationalities"), one.value) == [by_value("nationalities")[one.value]]


def sent(extension, on, find, value="", known=None):
    typed = {NATIONALITY: [value], f"{NATIONALITY}.find": [find]}
    return check(extension, "person", typed, known or {}, on, {})


@pytest.mark.parametrize(
    ("find", "value", "kept", "code"),
    [
        ("べとなむ", "", "VNM", ""),
        ("べとなむ", "NPL", "VNM", ""),  # what was searched last counts
        ("korea", "KOR", "KOR", ""),  # chosen from what was found
        ("korea", "", None, "find-several"),
        ("korea", "NPL", None, "find-several"),
        ("zzz", "", None, "find-none"),
        ("", "NPL", "NPL", ""),
        ("", "", None, "required-choice"),
    ],
)
def test_what_is_searched_is_an_answer(extension, on, find, value, kept, code):
    checked = sent(extension, on, find, value)
    assert checked.values.get(NATIONALITY) == kept
    assert [one.code for one in checked.problems if one.at == NATIONALITY] == [code] * bool(code)
    if code.startswith("find"):
        assert checked.raw[f"{NATIONALITY}.find"] == [find]


def test_a_search_can_add_to_several_choices(on):
    from zairyu.questionnaire.form import form

    engineer = form("extension", "engineer-humanities-international", (), on)
    key = "n-organization.other_industries"
    section = next(one for one in engineer.sections if any(f.key == key for f in one.fields))
    typed = {key: ["1", "", ""], f"{key}.find": ["漁業"]}
    assert check(engineer, section.key, typed, {}, on, {}).values[key] == ["1", "2"]

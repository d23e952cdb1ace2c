"""The designated activities as people choose them."""

from datetime import date

import pytest

from zairyu.law.activities import (
    activities,
    activities_of,
    activity_groups,
    base_status,
    find_activities,
)
from zairyu.law.forms import form_parts
from zairyu.law.statuses import status
from zairyu.law.tables import data
from zairyu.words.readings import without_reading

ON = date(2026, 11, 23)
FOUND = [  # what is typed, what it means
    ("46", ["da-notice-46"]),
    ("46号", ["da-notice-46"]),
    ("告示第33の2号", ["da-notice-33-2"]),
    ("２－２", ["da-notice-2-2"]),
    ("ワーホリ", ["da-notice-5", "da-notice-5-2"]),
    ("わーほり", ["da-notice-5", "da-notice-5-2"]),
    ("working holiday", ["da-notice-5", "da-notice-5-2"]),
    ("ベトナム 看護師", ["da-notice-27", "da-notice-30"]),
    ("しゅうかつ", []),
    ("就活", ["da-continued-job-hunting"]),
    ("看護師（かんごし） 候補者", [f"da-notice-{n}" for n in (16, 20, 27, 18, 23, 30)]),
    ("デジタルノマド", ["da-notice-53", "da-notice-54"]),
    ("J-Find", ["da-notice-51", "da-notice-52"]),
    ("99", []),
]


@pytest.mark.parametrize(("words", "meant"), FOUND)
def test_an_activity_is_found_by_its_number_or_by_words(words, meant):
    assert [one.id for one in find_activities(words, ON)] == meant


def test_no_words_show_all():
    assert find_activities("  ", ON) == activities(ON)


def test_every_designated_activity_stands_once_under_a_heading():
    shown = [one.id for one in activities(ON)]
    rows = data("statuses")["designated_activities"]
    assert sorted(shown) == sorted(id for id, row in rows.items() if row["state"] != "deleted")
    assert len(shown) == len(set(shown)) == 65
    assert data("activities")["also"].keys() <= rows.keys()


def test_names_and_headings_stand_in_three_languages():
    titles = [group.title for group in activity_groups(ON)]
    for text in [*titles, *(one.name for one in activities(ON))]:
        assert text["ja"]
        assert text["en"]
        assert not without_reading(text["ja-x-easy"])


def test_a_label_names_the_notice_as_the_designation_sheet_does():
    labels = {one.id: one.label for one in activities(ON)}
    assert labels["da-notice-9"]["ja"] == "インターンシップ（告示9号）"
    assert labels["da-notice-5-2"]["ja"].endswith("（告示5号の2）")
    assert labels["da-notice-9"]["en"].endswith("(notice 9)")
    assert labels["da-refugee-applicant"]["ja"] == "難民認定申請中"
    assert not any(without_reading(one["ja-x-easy"]) for one in labels.values())


def test_an_ended_activity_says_so():
    assert [one.number for one in activities(ON) if one.ended] == ["32", "35"]


def test_an_activity_serves_as_a_status():
    for one in activities(ON):
        assert base_status(one.id) == "designated-activities"
        named = status(one.id, ON).name
        assert named["ja"] == f"特定活動（{one.name['ja']}）"
        assert named["en"] == f"Designated Activities: {one.name['en']}"
        assert not without_reading(named["ja-x-easy"])


@pytest.mark.parametrize("one", ["highly-skilled-professional-1a", "highly-skilled-professional-1b",
                                 "highly-skilled-professional-1c", "researcher"])  # fmt: skip
def test_every_activity_that_is_offered_leads_to_sheets(one):
    offered = activities_of(one, "change")
    assert len(offered) > 1
    for code, name in offered:
        assert name["ja-x-easy"]
        assert form_parts("change", one, activity=code, on=ON).family


def test_only_some_statuses_have_to_say_which():
    assert activities_of("designated-activities", "change") == []
    assert activities_of("researcher", "work-qualification-certificate") == []
    assert activities_of("temporary-visitor", "change") == []

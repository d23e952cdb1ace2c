"""The queue: lists, order, and a case by its number."""

import pytest

from zairyu.casework import queries


def _page(client, query=""):
    return client.get(f"/desk/{query}").content.decode()


def test_a_new_case_waits_to_be_assigned(enter, sato, case):
    client = enter(sato)
    assert case.key in _page(client, "?list=to-assign")
    assert case.key not in _page(client, "?list=mine")
    assert case.key in _page(client, "?list=all")


def test_a_taken_case_is_among_mine_with_its_number_name_and_days(enter, sato, examined):
    page = _page(enter(sato), "?list=mine")
    assert queries.number_shown(examined) in page
    assert "NGUYEN THI LINH" in page
    assert "10日" in page
    assert "就労資格証明書交付申請" in page


def test_a_supervisor_begins_with_what_waits_for_a_decision(enter, mori, recommended):
    assert recommended.key in _page(enter(mori))


@pytest.mark.parametrize("change", [str.lower, lambda text: text.replace("-", " ")])
def test_a_typed_number_leads_to_its_case(enter, sato, case, change):
    typed = change(queries.number_shown(case))
    answer = enter(sato).get("/desk/", {"number": typed})
    assert answer.status_code == 302
    assert answer["Location"] == f"/desk/cases/{case.key}/"


def test_a_wrong_number_is_told_and_stays_in_its_box(enter, sato, case):
    page = enter(sato).get("/desk/", {"number": "東オン 2222-2222-22"}).content.decode()
    assert "この番号の申請は、この局にありません" in page
    assert 'value="東オン 2222-2222-22"' in page


def test_an_unknown_list_shows_the_usual_one(enter, sato, case):
    assert enter(sato).get("/desk/?list=nonsense&after=broken").status_code == 200


@pytest.mark.parametrize("language", ["ja", "en", "ja-x-easy"])
@pytest.mark.parametrize("page", ["", "keys", "post", "counter"])
def test_the_lists_speak_every_language(enter, sato, case, language, page):
    answer = enter(sato, language=language).get(f"/desk/{page}")
    assert answer.status_code == 200
    assert answer["Content-Language"] == language


def test_a_page_of_the_queue_asks_the_database_the_same_for_one_case_and_for_three(
    enter, sato, case, paulo, before, django_assert_num_queries, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from zairyu.demo import play
    from zairyu.demo.journeys import journey

    client = enter(sato)
    _page(client, "?list=all")
    with CaptureQueriesContext(connection) as one:
        _page(client, "?list=all")
    for _ in range(2):
        play.lodge(journey("engineer"), paulo, before)
    with CaptureQueriesContext(connection) as three:
        _page(client, "?list=all")
    assert len(three) == len(one)


def _row(**changes):
    from datetime import date

    from zairyu.law import lifecycle

    known = {
        "key": "k",
        "number": "東オン 7K4M-9Q2X-35",
        "facts": queries.Facts(name="<b>O'BRIEN</b> 100%s %(name)s"),
        "procedure": "extension",
        "status": "business-manager",
        "state": lifecycle.state("in-examination"),
        "lane": "examining",
        "clock_on": date(2026, 12, 1),
        "clock": "special",
        "days_left": 7,
        "age_days": 3,
        "unread": 2,
        "due_on": date(2026, 11, 30),
        "officer": "<i>",
    }
    return queries.Row(**{**known, **changes})


def test_a_row_shows_names_as_they_are_and_never_as_markup():
    from datetime import date

    from django.utils import translation

    from zairyu.desk.rows import rows

    with translation.override("ja"):
        drawn = rows([_row()], date(2026, 11, 24))
    assert "&lt;b&gt;O&#x27;BRIEN&lt;/b&gt; 100%s %(name)s" in drawn
    assert "<i>" not in drawn
    assert "clock--now" in drawn
    assert "新しい連絡 2" in drawn
    assert "あと6日" in drawn


def test_a_row_speaks_the_language_of_its_page_only():
    from datetime import date

    from django.utils import translation

    from zairyu.desk.rows import rows

    said = {}
    for language in ("ja", "en", "ja-x-easy"):
        with translation.override(language):
            said[language] = rows([_row()], date(2026, 11, 24))
    assert "6 days left" in said["en"]
    assert "days left" not in said["ja"]
    assert "<ruby>" in said["ja-x-easy"]

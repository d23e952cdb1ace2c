"""The review and the button: filed once, in time, as reviewed; and what stays shut afterwards."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection

from zairyu.audit.queries import rows_of
from zairyu.casework.models import Case
from zairyu.filing import queries
from zairyu.filing.models import Draft, Submission

BUTTON = "入管庁に申請を行う"


@pytest.fixture
def browser(client, linh):
    client.force_login(linh)
    return client


@pytest.fixture
def ready(complete):
    return complete("president")


@pytest.fixture
def home(ready):
    return f"/drafts/{ready.key}/"


def text(answer):
    return re.sub(r"<[^>]+>", "", answer.content.decode())


def once(answer):
    return re.search(r'name="once" value="(\w+)"', answer.content.decode())[1]


def file_it(browser, home, key=None, **more):
    key = key or once(browser.get(f"{home}review"))
    return browser.post(f"{home}file", {"once": key, "true": "yes"} | more)


def test_a_draft_with_gaps_shows_what_is_missing_with_links_and_no_button(browser, draft):
    answer = browser.get(f"/drafts/{draft.key}/review")
    page = answer.content.decode()
    assert BUTTON not in text(answer)
    assert "足りないところが" in text(answer)
    assert f'href="/drafts/{draft.key}/sections/' in page
    assert f'href="/drafts/{draft.key}/papers/questions"' in page
    assert f'href="/drafts/{draft.key}/photo"' in page
    assert "まだ申請していません。" in text(answer)


def test_the_review_reads_like_the_form_and_says_what_the_button_does(browser, home):
    told = text(browser.get(f"{home}review"))
    for words in (
        "在留期間更新許可申請書",
        "RAHMAN KARIM",
        "別記第三十号の二様式",
        "東京出入国在留管理局",
        "2026年12月5日（土）まで・あと11日",
        "下のボタンを押すと、申請が完了します。",
        BUTTON,
    ):
        assert words in told, words


def test_the_button_files_and_leads_to_the_number(browser, home, ready, linh):
    answer = file_it(browser, home)
    case = Case.objects.get()
    assert answer["Location"] == f"/cases/{case.key}/done"
    assert browser.get(answer["Location"]).status_code == 200
    assert queries.draft_of(linh, ready.key).state == "filed"


def test_without_the_tick_nothing_is_filed(browser, home):
    answer = file_it(browser, home, true="")
    assert answer.status_code == 422
    assert 'href="#true"' in answer.content.decode()
    assert BUTTON in text(answer)
    assert not Submission.objects.exists()


def test_pressing_twice_files_once_and_both_lead_to_the_same_number(browser, home):
    key = once(browser.get(f"{home}review"))
    first, second = file_it(browser, home, key), file_it(browser, home, key)
    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1
    assert "二重に申請されることはありません" in text(browser.get(second["Location"]))


def test_after_filing_the_back_button_shows_the_number_and_not_the_form(browser, home):
    done = file_it(browser, home)["Location"]
    for path in ("", "review", "sections/person/", "papers/", "photo", "discard"):
        assert browser.get(home + path)["Location"] == done, path


def test_after_filing_an_old_form_changes_nothing(browser, home):
    done = file_it(browser, home)["Location"]
    before = Submission.objects.values().get()
    for path in ("sections/person/", "papers/questions", "papers/", "discard"):
        answer = browser.post(home + path, {"version": "1", "common-extension.name": "X"})
        assert answer["Location"] == done, path
    assert Submission.objects.values().get() == before
    assert Draft.objects.exists()


def test_what_changed_in_another_window_is_shown_before_it_is_filed(browser, home):
    key = once(browser.get(f"{home}review"))
    browser.post(f"{home}sections/wish/", {"common-extension.reason": "別の理由", "version": "1"})
    answer = file_it(browser, home, key)
    assert answer.status_code == 422
    assert "内容が変わりました。まだ申請していません。" in text(answer)
    assert "別の理由" in text(answer)
    assert not Submission.objects.exists()
    assert file_it(browser, home, once(answer)).status_code == 302


def test_on_the_last_day_the_page_says_where_to_go_and_nothing_is_filed(browser, linh, home, clock):
    key = once(browser.get(f"{home}review"))
    clock.move_to(datetime(2026, 12, 5, 15, 0, tzinfo=UTC))  # 0 o'clock of 6 December in Tokyo
    browser.force_login(linh)
    page = browser.get(f"{home}review")
    assert BUTTON not in text(page)
    for words in ("窓口", "東京出入国在留管理局", "東京都港区港南", "2026年12月7日（月）"):
        assert words in text(page), words
    late = file_it(browser, home, key)
    assert late.status_code == 422
    assert not Submission.objects.exists()


def test_the_evening_before_the_last_day_is_in_time(browser, linh, home, clock):
    clock.move_to(datetime(2026, 12, 5, 14, 59, tzinfo=UTC))
    browser.force_login(linh)
    assert file_it(browser, home).status_code == 302


def test_filing_by_a_link_is_not_possible(browser, home):
    assert browser.get(f"{home}file").status_code == 405


def test_the_press_of_somebody_signed_out_files_nothing_and_is_not_kept(browser, home):
    key = once(browser.get(f"{home}review"))
    browser.cookies.pop("sessionid")
    answer = file_it(browser, home, key)
    assert "/account/login" in answer["Location"]
    assert not Submission.objects.exists()


@pytest.mark.parametrize("language", ["en", "ja-x-easy"])
def test_the_button_and_the_truth_stand_in_every_language(browser, home, language):
    browser.cookies["zairyu_language"] = language
    page = browser.get(f"{home}review").content.decode()
    said = {
        "en": ("File with the Immigration Services Agency", "You have not filed yet."),
        "ja-x-easy": ("<rt>にゅうかんちょう</rt>", "していません。"),
    }[language]
    for words in said:
        assert words in page


def test_there_is_one_filled_button_on_a_page(browser, home):
    for path in ("", "review", "papers/", "photo", "papers/questions", "sections/person/"):
        page = browser.get(home + path).content.decode()
        main = page[page.index("<main") :]
        assert main.count("button--main") == 1, path


def test_filing_asks_the_database_within_bounds(
    browser, home, settings, django_assert_max_num_queries
):
    settings.ZAIRYU_CLOCK = "zairyu.ui.clock.system"
    key = once(browser.get(f"{home}review"))
    # As counted on each: four statements more on PostgreSQL.
    with django_assert_max_num_queries(39 if connection.vendor == "sqlite" else 46):
        assert file_it(browser, home, key).status_code == 302


@pytest.mark.parametrize(("network", "kept"), [("133.11.7.9", []), ("203.0.113.9", ["unknown"])])
def test_the_place_of_filing_is_kept_with_the_case_where_it_was_asked(browser, home, network, kept):
    key = once(browser.get(f"{home}review"))
    if kept:
        browser.post("/me/where", {"said": "japan"}, REMOTE_ADDR=network)
    for _press in range(2):
        said = {"once": key, "true": "yes"}
        assert browser.post(f"{home}file", said, REMOTE_ADDR=network).status_code == 302
    rows = [row for row in rows_of(f"case:{Case.objects.get().key}") if row.verb == "state-place"]
    assert [row.ids["country"] for row in rows] == kept

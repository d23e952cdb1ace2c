"""Sections through the door: saving, mistakes, two windows, an ended session, other people."""

import re
from datetime import date

import pytest
from django.db import connection
from django.urls import get_resolver

from zairyu.filing import actions, queries
from zairyu.filing.forms import form_of

PART = "common-extension"
TABLE = f"{PART}.family_in_japan"
TYPED = {
    f"{PART}.nationality": "BGD",
    f"{PART}.date_of_birth.y": "1982",
    f"{PART}.date_of_birth.m": "4",
    f"{PART}.date_of_birth.d": "21",
    f"{PART}.name": "RAHMAN KARIM",
    f"{PART}.sex": "male",
    f"{PART}.marital_status": "married",
    f"{PART}.occupation": "会社役員",
    f"{PART}.home_town": "ダッカ",
}


@pytest.fixture
def browser(client, linh):
    client.force_login(linh)
    return client


@pytest.fixture
def home(draft):
    return f"/drafts/{draft.key}/"


@pytest.fixture
def person(draft, home):
    form = form_of(draft, date(2026, 11, 24))
    key = next(s.key for s in form.sections if any(f.key == f"{PART}.name" for f in s.fields))
    return f"{home}sections/{key}/"


def text(answer):
    return re.sub(r"<[^>]+>", "", answer.content.decode())


def version(answer):
    return re.search(r'name="version" value="(\d+)"', answer.content.decode())[1]


def post(browser, path, shown="0", **more):
    return browser.post(path, {**TYPED, "version": shown, **more})


def test_a_complete_section_is_saved_and_the_next_one_opens(browser, person, home):
    assert version(browser.get(person)) == "0"
    answer = post(browser, person, go="next")
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"{home}sections/")
    assert answer["Location"].endswith("?saved")
    assert "保存しました" in text(browser.get(answer["Location"]))
    again = browser.get(person)
    assert version(again) == "1"
    assert 'value="RAHMAN KARIM"' in again.content.decode()
    assert "保存しました 12:00" in text(again)


def test_a_mistake_stands_at_its_field_and_in_the_summary_and_nothing_is_lost(
    browser, person, draft, linh
):
    answer = post(browser, person, **{f"{PART}.date_of_birth.d": "31"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert f'href="#{PART}-date_of_birth"' in page
    assert f'id="{PART}-date_of_birth-problem"' in page
    assert 'value="31"' in page
    assert 'value="RAHMAN KARIM"' in page
    assert version(answer) == "1"
    content = queries.content_of(queries.draft_of(linh, draft.key))
    assert content.answers[f"{PART}.name"] == "RAHMAN KARIM"
    # Coming back later, the mistake is still shown with what was typed.
    later = browser.get(person).content.decode()
    assert 'value="31"' in later
    assert f'id="{PART}-date_of_birth-problem"' in later


def test_saving_for_the_list_does_not_insist(browser, person, home):
    answer = browser.post(person, {f"{PART}.sex": "male", "version": "0", "go": "list"})
    assert answer["Location"] == f"{home}?saved"
    assert "入力中" in text(browser.get(home))


def test_a_section_posted_twice_is_saved_once(browser, person, draft, linh):
    first = post(browser, person)
    kept = queries.draft_of(linh, draft.key).version
    again = post(browser, person)
    assert (again.status_code, again["Location"]) == (302, first["Location"])
    assert queries.draft_of(linh, draft.key).version == kept


def test_an_old_tab_leads_to_a_choice_that_shows_both(browser, person):
    post(browser, person)
    answer = post(browser, person, **{f"{PART}.name": "RAHMAN KAREEM"})
    assert answer["Location"] == f"{person}choose"
    told = text(browser.get(answer["Location"]))
    assert "RAHMAN KARIM" in told
    assert "RAHMAN KAREEM" in told
    assert "会社役員" not in told  # only what differs
    chosen = browser.post(f"{person}choose", {"use": "other"})
    assert chosen["Location"] == f"{person}?saved"
    assert 'value="RAHMAN KAREEM"' in browser.get(person).content.decode()


def test_an_open_choice_stands_in_the_list_and_keeps_the_button_away(browser, person, home):
    post(browser, person)
    post(browser, person, **{f"{PART}.name": "RAHMAN KAREEM"})
    page = browser.get(home).content.decode()
    assert f'href="{person}choose"' in page
    assert "2つの画面で別々に変更されました" in text(browser.get(f"{home}review"))


@pytest.mark.parametrize("sent", ["", "-1", "1e3", "９", "99999999999"])
def test_a_version_that_is_none_counts_as_an_old_one(browser, person, sent):
    post(browser, person)
    answer = post(browser, person, shown=sent, **{f"{PART}.name": "OTHER NAME"})
    assert answer["Location"] == f"{person}choose"


def test_switching_the_language_saves_first(browser, person):
    answer = post(browser, person, lang="en")
    assert answer["Location"] == f"{person}?saved"
    assert 'value="RAHMAN KARIM"' in browser.get(person).content.decode()


def test_what_was_typed_when_the_session_had_ended_is_there_after_signing_in(
    browser, person, linh, draft
):
    shown = version(browser.get(person))
    browser.cookies.pop("sessionid")
    answer = post(browser, person, shown=shown)
    assert "/account/login" in answer["Location"]
    assert queries.content_of(queries.draft_of(linh, draft.key)).answers.get(f"{PART}.name") is None
    browser.force_login(linh)
    page = browser.get(person).content.decode()
    assert 'value="RAHMAN KARIM"' in page
    assert 'value="会社役員"' in page
    assert post(browser, person, shown=shown).status_code == 302
    answers = queries.content_of(queries.draft_of(linh, draft.key)).answers
    assert answers[f"{PART}.name"] == "RAHMAN KARIM"


def test_a_section_that_does_not_exist_is_not_found(browser, home):
    assert browser.get(f"{home}sections/nothing/").status_code == 404
    assert browser.post(f"{home}sections/nothing/", {"version": "0"}).status_code == 404


def rows(browser, home, draft):
    form = form_of(draft, date(2026, 11, 24))
    key = next(s.key for s in form.sections if any(f.key == TABLE for f in s.fields))
    return f"{home}sections/{key}/"


def relative(index, name):
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
    }
    return {f"{TABLE}.{index}.{column}": value for column, value in said.items()}


def test_a_row_is_added_taken_out_and_put_back_without_script(browser, home, draft):
    section = rows(browser, home, draft)
    yes = {f"{PART}.has_family_in_japan": "yes"}
    to = browser.post(section, {**yes, "version": "0", "go": f"row:{TABLE}/0"})
    assert to["Location"] == f"{home}rows/{TABLE}/0"
    shown = version(browser.get(to["Location"]))
    added = browser.post(to["Location"], {**relative(0, "ＮＡＤＩＡ"), "version": shown})
    assert added.status_code == 302
    assert "ＮＡＤＩＡ" in text(browser.get(section))
    shown = version(browser.get(section))
    gone = browser.post(section, {**yes, "version": shown, "drop": f"{TABLE}.0"})
    page = browser.get(gone["Location"]).content.decode()
    assert "ＮＡＤＩＡ" not in page
    assert f'action="{home}rows/{TABLE}/restore"' in page
    assert browser.post(f"{home}rows/{TABLE}/restore").status_code == 302
    assert "ＮＡＤＩＡ" in text(browser.get(section))


def test_a_wrong_row_stays_on_its_page_with_what_was_typed(browser, home, draft):
    row = f"{home}rows/{TABLE}/0"
    answer = browser.post(row, {**relative(0, "Ａ"), f"{TABLE}.0.date_of_birth.d": "40",
                                "version": "0"})  # fmt: skip
    assert answer.status_code == 422
    assert 'value="40"' in answer.content.decode()


@pytest.mark.parametrize("path", [f"rows/{TABLE}/5", "rows/no.table/0", f"rows/{PART}.name/0"])
def test_a_row_that_cannot_be_is_not_found(browser, home, path):
    assert browser.get(home + path).status_code == 404


def test_no_page_of_a_draft_exists_for_anybody_else(client, mallory, linh, draft, at, a_pdf):
    sent = actions.attach(draft.key, "paper:other", "a.pdf", a_pdf, by=linh, at=at)
    filled = {
        "key": draft.key, "section": "person", "table": TABLE, "index": "0",
        "upload": sent.upload.key, "page": "1",
    }  # fmt: skip
    client.force_login(mallory)
    paths = [path for name, path in draft_paths() if name.startswith("draft")]
    assert len(paths) > 15
    for path in paths:
        address = "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: filled[found[1]], path)
        for answer in (client.get(address), client.post(address, {"version": "0", "true": "yes"})):
            assert answer.status_code in (404, 405), address
    assert queries.draft_of(linh, draft.key).state == "open"


def draft_paths():
    def walk(resolver, prefix):
        for one in resolver.url_patterns:
            path = prefix + str(one.pattern)
            if hasattr(one, "url_patterns"):
                yield from walk(one, path)
            elif one.name:
                yield one.name, path

    yield from walk(get_resolver(), "")


@pytest.fixture
def plain_clock(settings):
    """The clock of production: the demo's asks the database for the day."""
    settings.ZAIRYU_CLOCK = "zairyu.ui.clock.system"


def test_saving_a_section_asks_the_database_little(
    browser, person, plain_clock, django_assert_max_num_queries
):
    post(browser, person)
    changed = {f"{PART}.name": "RAHMAN KAREEM"}
    with django_assert_max_num_queries(8 if connection.vendor == "sqlite" else 9):
        answer = post(browser, person, shown="1", **changed)
    assert answer.status_code == 302


def test_the_page_of_a_section_asks_the_database_once_more_than_an_empty_one(
    browser, person, plain_clock, django_assert_max_num_queries
):
    browser.get(person)
    with django_assert_max_num_queries(3):
        browser.get(person)

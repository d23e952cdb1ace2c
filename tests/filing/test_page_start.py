"""Choosing what to apply for, and the start page of a draft."""

import re
from datetime import date

import pytest

from zairyu.filing.models import Draft


@pytest.fixture
def browser(client, linh):
    client.force_login(linh)
    return client


def text(answer):
    return re.sub(r"<rt>.*?</rt>|<rp>.*?</rp>|<[^>]+>", "", answer.content.decode())


def begin(browser, procedure="extension", **more):
    typed = {
        "status": "business-manager",
        "expires.y": "2026",
        "expires.m": "12",
        "expires.d": "6",
    } | more
    return browser.post(f"/apply/{procedure}", typed)


def test_who_is_not_signed_in_is_asked_to(client, db):
    answer = client.get("/apply")
    assert answer.status_code == 302
    assert "/account/login" in answer["Location"]


def test_who_is_not_admitted_is_led_to_the_registration(client, sato):
    client.force_login(sato)
    assert client.get("/apply")["Location"].startswith("/register")


def test_the_limits_of_the_agency_are_told_before_anything_is_typed(browser):
    for path in ("/apply", "/apply/extension"):
        told = text(browser.get(path))
        assert "申請する方が日本にいるときだけ提出できます" in told
        assert "在留期間の満了日の当日は、オンラインで申請できません" in told


@pytest.mark.parametrize("permit", ["reentry-permit", "extra-status-activity-permit"])
def test_a_permit_alone_is_refused_with_the_counters_named(browser, permit):
    answer = browser.get(f"/apply/{permit}")
    assert answer.status_code == 422
    assert "東京出入国在留管理局" in text(answer)
    assert '<form method="post" novalidate id="begin"' not in answer.content.decode()


def test_a_procedure_that_does_not_exist_is_not_found(browser):
    assert browser.get("/apply/naturalisation").status_code == 404


def test_a_draft_begins_and_says_that_nothing_is_filed(browser):
    answer = begin(browser, permits=["reentry-permit"])
    draft = Draft.objects.get()
    assert answer["Location"] == f"/drafts/{draft.key}/"
    assert draft.permits == ["reentry-permit"]
    told = text(browser.get(answer["Location"]))
    assert "まだ申請していません" in told
    assert "再入国許可" in told
    assert "2026年12月5日（土）まで・あと11日" in told


def test_full_width_digits_are_read(browser):
    begin(browser, **{"expires.y": "２０２６", "expires.m": "１２", "expires.d": "６"})
    assert Draft.objects.count() == 1


@pytest.mark.parametrize(
    "typed",
    [
        {"expires.m": "2", "expires.d": "30"},
        {"expires.y": ""},
        {"expires.y": "soon"},
    ],
)
def test_a_day_that_is_none_is_told_at_its_place_and_what_was_typed_stays(browser, typed):
    answer = begin(browser, **typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'id="expires-problem"' in page
    assert 'href="#expires"' in page
    assert '<option value="business-manager" selected>' in page
    assert not Draft.objects.exists()


def test_the_last_day_is_told_with_the_counter_before_anything_is_typed(browser):
    answer = begin(browser, **{"expires.m": "11", "expires.d": "24"})
    assert answer.status_code == 422
    told = text(answer)
    assert "窓口" in told
    assert "東京出入国在留管理局" in told
    assert "2026年11月24日（火）" in told
    assert not Draft.objects.exists()


def test_a_status_without_a_form_here_is_told(browser):
    answer = begin(browser, status="no-such-status")
    assert answer.status_code == 422
    assert "在留資格を選んでください" in text(answer)


def test_the_same_status_is_no_change(browser):
    answer = begin(browser, "change", current="business-manager")
    assert answer.status_code == 422
    assert "在留期間の更新を選んでください" in text(answer)


def test_a_form_that_is_sent_forged_permits_keeps_only_those_that_exist(browser):
    begin(browser, permits=["reentry-permit", "gold-card"])
    assert Draft.objects.get().permits == ["reentry-permit"]


def test_throwing_away_asks_first(browser, draft):
    path = f"/drafts/{draft.key}/discard"
    assert "元に戻せません" in text(browser.get(path))
    assert Draft.objects.exists()
    assert browser.post(path)["Location"] == "/me"
    assert not Draft.objects.exists()
    assert browser.get(path).status_code == 404


@pytest.mark.parametrize("language", ["ja", "en", "ja-x-easy"])
def test_every_page_of_a_draft_speaks_every_language(browser, draft, language):
    browser.cookies["zairyu_language"] = language
    home = f"/drafts/{draft.key}/"
    for path in ("", "sections/person/", "papers/", "papers/questions", "photo", "review",
                 "discard", "rows/common-extension.family_in_japan/0"):  # fmt: skip
        answer = browser.get(home + path)
        assert answer.status_code == 200, path
        assert f'<html lang="{language}">' in answer.content.decode()
    for path in ("/apply", "/apply/change", "/apply/coe"):
        assert browser.get(path).status_code == 200


def test_the_days_of_keeping_are_told(browser, draft):
    assert draft.keep_until == date(2027, 2, 22)
    assert "2027年2月22日（月）まで保存されます" in text(browser.get(f"/drafts/{draft.key}/"))

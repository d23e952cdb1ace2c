"""Beginning a draft from the guide, signed in; and the start page of a draft."""

import re
from datetime import date

import pytest
from tests.making.standing import files_as
from tests.portal.guiding import walk

from zairyu.filing import papers, queries
from zairyu.filing.models import Draft

EXTENSION = {
    "what": "extension",
    "held": "business-manager",
    "expires": date(2026, 12, 6),
    "period": "P1Y",
    "where": "JP-13",
}


@pytest.fixture
def browser(client, linh):
    client.force_login(linh)
    return client


def text(answer):
    return re.sub(r"<rt>.*?</rt>|<rp>.*?</rp>|<[^>]+>", "", answer.content.decode())


def begin(browser, **more):
    walk(browser, EXTENSION | more)
    return browser.post("/guide/draft")


def test_who_is_not_signed_in_is_asked_to(client, db):
    answer = client.get("/apply")
    assert answer.status_code == 302
    assert "/account/login" in answer["Location"]


def test_who_is_not_admitted_is_led_to_the_registration(client, sato):
    client.force_login(sato)
    assert client.get("/apply")["Location"].startswith("/register")


def test_whoever_may_file_is_led_into_the_guide_and_not_asked_who_they_are(browser):
    assert browser.get("/apply")["Location"] == "/guide/"
    asked, answer = walk(browser, EXTENSION)
    assert "who" not in asked
    assert "申請する方：外国人本人" in text(answer)


def test_a_procedure_chosen_elsewhere_is_not_asked_again(browser):
    assert browser.get("/apply/extension")["Location"] == "/guide/held"


def test_the_limits_of_the_agency_are_told_before_anything_is_typed(browser):
    told = text(walk(browser, EXTENSION)[1])
    assert "申請する方が日本にいるときだけ提出できます" in told
    assert "在留期間の満了日の当日は、オンラインで申請できません" in told


@pytest.mark.parametrize("permit", ["reentry-permit", "extra-status-activity-permit"])
def test_a_permit_alone_is_refused_with_the_counters_named(browser, permit):
    at = browser.get(f"/apply/{permit}")["Location"]
    told = text(walk(browser, {"start": at, "where": "JP-13"})[1])
    assert "この許可だけの申請は、窓口です" in told
    assert "東京出入国在留管理局" in told
    assert "この内容で下書きを作る" not in told


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


def test_nothing_that_the_guide_asked_is_asked_again(browser):
    begin(
        browser,
        delivery="counter",
        where="JP-14",
        **{"fact.organisation_category": "3", "fact.papers_in_foreign_language": "no"},
    )
    draft = Draft.objects.get()
    content = queries.content_of(draft)
    answers = {key.partition(".")[2]: value for key, value in content.answers.items()}
    assert draft.procedure == "extension"
    assert (draft.status, draft.current_status) == ("business-manager", "business-manager")
    assert answers["current_expiry"] == "2026-12-06"
    assert answers["current_period"] == "P1Y"
    assert answers["residence_card_receipt_method"] == "counter"
    assert answers["receiving_bureau"] == "yokohama"
    assert content.facts["organisation_category"] == "3"
    assert content.facts["papers_in_foreign_language"] is False
    assert browser.get("/guide/result")["Location"] == "/guide/"  # begun: nothing is left over


def test_a_newborn_is_told_once_when_and_why(browser):
    born = {
        "what": "acquisition",
        "wanted": "dependent",
        "born": "birth",
        "event": date(2026, 11, 10),
        "where": "JP-13",
    }
    person = Draft.objects.model._meta.get_field("owner").related_model.objects.get(
        email="linh@example.com"
    )
    files_as(person, "legal-representative")
    walk(browser, born)
    browser.post("/guide/draft")
    draft = Draft.objects.get()
    content = queries.content_of(draft)
    assert content.answers["common-acquisition.date_of_birth"] == "2026-11-10"
    assert content.answers["common-acquisition.cause_of_acquisition"] == "birth"
    asked = {one.id for one in papers.asked_facts(draft, content, date(2026, 11, 24))}
    assert "cause" not in asked


def test_a_fact_that_the_form_asks_too_is_answered_there(browser):
    begin(browser, held="specified-skilled-worker-1", **{"fact.support_fully_entrusted": "yes"})
    answers = queries.content_of(Draft.objects.get()).answers
    assert answers["v-organization.support_fully_entrusted"] == "yes"


def test_full_width_digits_are_read(browser):
    browser.post("/guide/", {"what": "extension"})
    browser.post("/guide/held", {"held": "business-manager"})
    boxes = {"expires.y": "２０２６", "expires.m": "１２", "expires.d": "６", "period": "P1Y"}
    assert browser.post("/guide/stay", boxes).status_code == 302


@pytest.mark.parametrize(
    "boxes",
    [
        {"y": "2026", "m": "2", "d": "30"},
        {"y": "", "m": "12", "d": "6"},
        {"y": "soon", "m": "12", "d": "6"},
        {"y": "2062", "m": "12", "d": "6"},
    ],
)
def test_a_day_that_is_none_is_told_at_its_place_and_what_was_typed_stays(browser, boxes):
    browser.post("/guide/", {"what": "extension"})
    browser.post("/guide/held", {"held": "business-manager"})
    sent = {f"expires.{part}": value for part, value in boxes.items()}
    answer = browser.post("/guide/stay", {**sent, "period": "P1Y"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="expires-problem"' in page
    assert 'href="#expires"' in page
    assert f'name="expires.m" inputmode="numeric" size="3" value="{boxes["m"]}"' in page
    assert 'value="P1Y" checked' in page


def test_the_last_day_is_told_with_the_counter_and_nothing_can_begin(browser):
    told = text(walk(browser, EXTENSION | {"expires": date(2026, 11, 24)})[1])
    assert "オンラインの受付は終わりました" in told
    assert "東京出入国在留管理局" in told
    assert "2026年11月24日（火）" in told
    assert browser.post("/guide/draft").status_code == 422
    assert not Draft.objects.exists()


@pytest.mark.parametrize("status", ["no-such-status", ""])
def test_a_status_that_is_none_is_told_at_its_place(browser, status):
    browser.post("/guide/", {"what": "extension"})
    answer = browser.post("/guide/held", {"held": status})
    assert answer.status_code == 422
    assert 'id="held-problem"' in answer.content.decode()


def test_the_same_status_is_no_change(browser):
    browser.post("/guide/", {"what": "change"})
    browser.post("/guide/held", {"held": "business-manager"})
    answer = browser.post("/guide/wanted", {"wanted": "business-manager"})
    assert answer.status_code == 422
    assert "在留期間の更新" in text(answer)


def test_forged_permits_are_left_out(browser):
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


def test_the_days_of_keeping_are_told(browser, draft):
    assert draft.keep_until == date(2027, 2, 22)
    assert "2027年2月22日（月）まで保存されます" in text(browser.get(f"/drafts/{draft.key}/"))

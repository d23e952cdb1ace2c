"""My page: what I must do stands first; what is not filed says so; nobody sees another's."""

import re
from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from tests.casework.office import fresh

from zairyu.casework import actions, recoveries
from zairyu.casework.actions import ItemAsked
from zairyu.casework.models import Case
from zairyu.identity.browsers import Browser
from zairyu.identity.oidc import links
from zairyu.identity.oidc.flow import Shown

pytestmark = pytest.mark.django_db
TAX = ItemAsked("住民税の納税証明書", "納税の状況を確かめるため")


def me(client, person, language="ja"):
    client.force_login(person)
    return client.get("/me", {"lang": language}).content.decode()


def test_it_wants_a_sign_in(client):
    assert client.get("/me").status_code == 302


def test_without_a_registration_it_says_what_is_missing(client, cast):
    html = me(client, cast.linh)
    assert "申請する前に、登録が必要です" in html
    assert "/register/" in html
    assert "/apply" not in html


def test_with_nothing_to_do_it_says_so(client, cast, lodged):
    case = lodged()
    html = me(client, cast.linh)
    assert "今、していただくことはありません。" in html
    assert f"/cases/{case.key}/" in html
    assert "申請完了" in html


def test_what_must_be_done_stands_first_with_its_days(client, cast, lodged, at):
    case = lodged()
    actions.start_examination(case.key, by=cast.sato, at=at)
    actions.request_documents(case.key, [TAX], date(2026, 12, 8), "", by=cast.sato, at=at)
    html = me(client, cast.linh)
    assert "今、あなたがすること（1）" in html
    assert "2026年12月8日（火）まで・あと14日" in html
    assert html.index(f"/cases/{case.key}/requests") < html.index("申請中（1）")
    assert html.count("button--main") == 1


def test_unread_messages_are_told(client, cast, lodged, at):
    case = lodged()
    actions.send_message(case.key, "原本を見せてください。", by=cast.sato, at=at)
    html = me(client, cast.linh)
    assert "新しいお知らせ 1件" in html
    assert "原本を見せて" not in html


def test_the_stay_is_shown_to_the_person_whose_stay_it_is(client, cast, lodged):
    case = lodged()
    assert "2027年2月1日（月）まで・あと69日" in me(client, cast.linh)
    Case.objects.filter(pk=case.pk).update(category="lawyer-scrivener")
    assert "日本にいられる期間" not in me(client, cast.linh)


def test_what_is_over_stands_apart(client, cast, lodged, at):
    case = lodged()
    actions.withdraw(case.key, "", confirmed=True, by=cast.linh, at=at)
    html = me(client, cast.linh)
    assert "終わった申請（1）" in html
    assert "取下げ" in html
    assert fresh(case).open is False


def test_nobody_sees_the_cases_of_another(client, cast, lodged):
    case = lodged()
    assert case.key not in me(client, cast.mallory)


def test_my_page_costs_the_same_with_many_cases(
    client,
    cast,
    lodged,
    settings,
    django_assert_max_num_queries,
):
    settings.ZAIRYU_CLOCK = "zairyu.ui.clock.system"
    for _ in range(5):
        lodged()
    client.force_login(cast.linh)
    client.get("/me")
    with django_assert_max_num_queries(11):  # with the stay of the newest case, recovery, ways
        client.get("/me")


def test_the_language_of_mails_is_chosen_apart_from_that_of_the_pages(linh, cast):
    html = linh.get("/me/language?lang=ja").content.decode()
    assert 'value="en" checked' in html  # Linh's mails are in English, the page is not
    assert linh.post("/me/language", {"language": "ja-x-easy"}).status_code == 302
    cast.linh.refresh_from_db()
    assert cast.linh.language == "ja-x-easy"
    answer = linh.post("/me/language", {"language": "xx"})
    assert answer.status_code == 422
    assert "言葉を選んでください。" in answer.content.decode()


def test_who_files_for_many_finds_all_of_them_page_by_page(linh, lodged, monkeypatch, at):
    monkeypatch.setattr("zairyu.portal.views.me.PAGE", 2)
    keys = [lodged().key for _ in range(3)]
    first = linh.get("/me/cases").content.decode()
    assert [f"/cases/{key}/" in first for key in keys] == [False, True, True]
    second = linh.get(f"/me/cases?before={keys[1]}").content.decode()
    assert [f"/cases/{key}/" in second for key in keys] == [True, False, False]
    assert "続きを見る" in first
    assert "続きを見る" not in second


def test_a_page_after_the_case_of_another_is_empty(client, cast, lodged):
    case = lodged()
    client.force_login(cast.mallory)
    html = client.get(f"/me/cases?before={case.key}").content.decode()
    assert "申請はありません。" in html


def test_a_running_recovery_is_told_with_its_end_and_stopped_by_one_press(client, cast, at):
    browser = Browser("192.0.2.0/24", "Firefox, Linux")
    recovery = recoveries.begin(cast.linh, ["password"], browser=browser, at=at)
    assert "入り直す手続" not in me(client, cast.linh)
    for proof in ("mail", "app"):
        recoveries.show(recovery, proof, at=at)
    html = me(client, cast.linh)
    assert "2026年11月27日（金）" in html
    stop = re.search(r'action="(/recover/stop/[^"]+)"', html)[1]
    client.post(stop)
    recovery.refresh_from_db()
    assert recovery.state == "stopped"
    assert "入り直す手続" not in me(client, cast.linh)


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ((), "パスワードのほかに、本人であることを示す方法がありません。"),
        (("totp",), "本人であることを示す方法が、1つだけです。"),
        (("totp", "webauthn"), ""),
        (("totp", "provider"), ""),
    ],
)
def test_two_ways_to_show_that_it_is_you_are_advised(client, cast, at, kinds, said):
    Authenticator.objects.filter(user=cast.linh).delete()
    for kind in kinds:
        if kind == "provider":
            links.link(cast.linh, Shown("tests", "https://issuer.example", "x"), at)
        else:
            Authenticator.objects.create(user=cast.linh, type=kind, data={})
    html = me(client, cast.linh)
    advised = [one for one in ("パスワードのほかに、本人", "示す方法が、1つだけ") if one in html]
    assert bool(advised) == bool(said)
    assert said in html
    assert ("方法を加える" in html) == bool(said)

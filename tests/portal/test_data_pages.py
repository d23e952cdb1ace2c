"""My data: who looked and why, where I am signed in; nothing of others, no names of officers."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.casework.office import person
from tests.conftest import NOON

from zairyu.audit.actions import record
from zairyu.casework import actions
from zairyu.people import guards
from zairyu.privacy import badges, looks
from zairyu.privacy.actions import sessions
from zairyu.ui import idle

pytestmark = pytest.mark.django_db
LANGUAGES = ["ja", "en", "ja-x-easy"]


def opened(case, officer, at, why="examination"):
    actions.read_case(case, by=officer, at=at, why=why, post=officer.posts.get())


def page(client, path, language="ja"):
    sign = "&" if "?" in path else "?"
    answer = client.get(f"{path}{sign}lang={language}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_officers_look_stands_on_the_own_page_with_role_office_and_reason(
    linh, cast, lodged, at
):
    case = lodged()
    opened(case, cast.sato, at)
    html = page(linh, "/me/data/looks")
    assert "東京出入国在留管理局 審査官" in html
    assert "担当として審査するため" in html
    assert "2026年11月24日（火）12時00分" in html
    assert "申請の画面を開きました" in html
    assert badges.badge(cast.sato.key) in html
    assert "佐藤" not in html


def test_a_look_before_reasons_were_recorded_says_that_there_is_none(linh, cast, lodged, at):
    actions.read_case(lodged(), by=cast.sato, at=at)
    assert "理由の記録がありません" in page(linh, "/me/data/looks")


def test_what_was_opened_after_it_belongs_to_the_same_visit_and_reason(cast, lodged, at):
    case = lodged()
    opened(case, cast.sato, at, "cover")
    for minute in (1, 2):
        record(
            f"case:{case.key}",
            "read-paper",
            at=at + timedelta(minutes=minute),
            by=cast.sato.key,
            upload="x",
        )
    (day,) = looks.days(cast.linh)
    (visit,) = day.visits
    assert visit.why == "cover"
    assert visit.opened == {"read-case": 1, "read-paper": 2}
    assert visit.last_at - visit.first_at == timedelta(minutes=2)


def test_days_stand_apart_the_latest_first(cast, lodged, at):
    case = lodged()
    opened(case, cast.sato, at)
    opened(case, cast.mori, at + timedelta(days=1), "decision")
    found = looks.days(cast.linh)
    assert [day.visits[0].who.rank for day in found] == ["supervisor", "officer"]


def test_own_looks_and_those_of_the_system_are_counted_apart(linh, cast, lodged, at):
    case = lodged()
    for by in (cast.linh.key, "system", "receiver"):
        record(f"case:{case.key}", "read-answers", at=at, by=by)
    (day,) = looks.days(cast.linh)
    assert (len(day.visits), day.machine, day.own) == (0, 2, 1)
    html = page(linh, "/me/data/looks")
    assert "あなた自身の閲覧：1回" in html
    assert "リンクを持つ方による閲覧：2回" in html


def test_looks_at_the_proofs_of_the_registration_are_told(linh, cast, at):
    record(f"person:{cast.linh.key}", "read-proof", at=at, by=cast.sato.key, proof="x", page=1)
    html = page(linh, "/me/data/looks")
    assert "登録の証明書類を見ました" in html
    assert "登録と下書き" in html


def test_one_file_alone_is_shown_where_it_is_named(linh, cast, lodged, at):
    one, two = lodged(), lodged()
    opened(one, cast.sato, at)
    opened(two, cast.mori, at, "supervision")
    html = page(linh, f"/me/data/looks?case={one.key}")
    assert "審査官" in html
    assert "上司として" not in html


def test_the_file_of_another_does_not_exist(client, cast, lodged, at):
    case = lodged()
    opened(case, cast.sato, at)
    client.force_login(cast.mallory)
    assert client.get(f"/me/data/looks?case={case.key}").status_code == 404
    assert client.get(f"/me/data/looks/{case.key}/1").status_code == 404
    assert "まだ、だれも見ていません。" in page(client, "/me/data/looks")


def test_a_look_that_seems_wrong_is_told_to_the_office_once(linh, cast, lodged, at):
    case = lodged()
    opened(case, cast.sato, at, "counter")
    (visit,) = looks.days(cast.linh)[0].visits
    path = f"/me/data/looks/{case.key}/{visit.place}"
    assert linh.post(path, {"said": " "}).status_code == 422
    assert linh.post(path, {"said": "窓口に行っていません。"}).status_code == 302
    assert "すでに質問を受け取っています" in linh.post(path, {"said": "?"}).content.decode()
    assert "官署の答えを待っています。" in page(linh, "/me/data/looks")


def test_no_question_is_asked_about_an_own_look(linh, cast, lodged, at):
    case = lodged()
    record(f"case:{case.key}", "read-answers", at=at, by=cast.linh.key)
    assert linh.get(f"/me/data/looks/{case.key}/1").status_code == 404


def test_a_case_leads_to_those_who_looked_at_it(linh, lodged):
    case = lodged()
    assert f"/me/data/looks?case={case.key}" in page(linh, f"/cases/{case.key}/")
    assert "/me/data/" in page(linh, "/me")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["", "looks", "sessions"])
def test_every_page_speaks_every_language(linh, cast, lodged, at, path, language):
    opened(lodged(), cast.sato, at)
    page(linh, f"/me/data/{path}", language)


def test_officers_numbers_stay_and_differ(cast):
    assert badges.badge(cast.sato.key) == badges.badge(cast.sato.key)
    assert badges.badge(cast.sato.key) != badges.badge(cast.mori.key)
    assert len(badges.badge(cast.sato.key)) == 5


FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit Version/19 Safari/604"


@pytest.fixture
def two(cast):
    """Two browsers of Linh: at home and in Viet Nam."""
    found = []
    for agent, address in ((FIREFOX, "133.11.7.9"), (PHONE, "14.160.1.2")):
        browser = Client(headers={"user-agent": agent}, REMOTE_ADDR=address)
        browser.force_login(cast.linh)
        browser.get("/me")
        found.append(browser)
    return found


def test_sessions_are_told_by_browser_and_country_never_by_the_whole_address(two):
    html = page(two[0], "/me/data/sessions")
    assert "Firefox, Linux" in html
    assert "Safari, iPhone" in html
    assert "ベトナム" in html
    assert "14.160.1.0/24" in html
    assert "14.160.1.2" not in html
    assert html.count("このブラウザー") >= 1


def test_one_session_is_ended_from_another(two):
    html = page(two[0], "/me/data/sessions")
    key = html.partition('name="end" value="')[2].partition('"')[0]
    assert two[0].post("/me/data/sessions", {"end": key}).status_code == 302
    assert two[1].get("/me").status_code == 302
    assert two[0].get("/me").status_code == 200


def test_all_others_are_ended_and_this_one_stays(two):
    two[0].post("/me/data/sessions", {"others": "1"})
    assert two[1].get("/me").status_code == 302
    assert two[0].get("/me").status_code == 200


def test_nobody_ends_the_session_of_another(two, client):
    html = page(two[0], "/me/data/sessions")
    key = html.partition('name="end" value="')[2].partition('"')[0]
    client.force_login(person("eve@example.com", "EVE"))
    client.post("/me/data/sessions", {"end": key})
    assert two[1].get("/me").status_code == 200


def test_a_session_is_written_once_in_ten_minutes(two):
    two[0].get("/me/data/")
    with CaptureQueriesContext(connection) as asked:
        two[0].get("/me/data/")
    assert not [one for one in asked if one["sql"].startswith(("UPDATE", "INSERT"))]


def test_the_sessions_know_the_same_mark_as_the_watch_over_idle_ones():
    assert sessions.MARK == idle.MARK


def test_a_session_whose_person_changed_the_epoch_is_not_shown(two, cast):
    guards.end_sessions(cast.linh, at=NOON)
    again = Client(headers={"user-agent": FIREFOX}, REMOTE_ADDR="133.11.7.9")
    cast.linh.refresh_from_db()
    again.force_login(cast.linh)
    again.get("/me")
    assert page(again, "/me/data/sessions").count("<article") == 1

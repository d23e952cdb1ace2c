"""The guide's pages: one question each, nothing lost, every language, the way on."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from icalendar import Calendar
from tests.filing.conftest import filer
from tests.portal.guiding import remembered, thought, walk

from zairyu.config.management.commands.work import forget_sessions
from zairyu.filing import kept_guides
from zairyu.filing.models import Draft, KeptGuide
from zairyu.people import actions as people

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
LINH = {
    "what": "extension", "who": "foreign-national", "held": "engineer-humanities-international",
    "expires": date(2026, 12, 20), "period": "P3Y", "where": "JP-13", "permits": [],
    "delivery": "post",
}  # fmt: skip


def text(answer):
    return re.sub(r"<rt>.*?</rt>|<rp>.*?</rp>|<[^>]+>", "", answer.content.decode())


@pytest.fixture
def answered(client):
    """A browser that has answered everything, with nobody signed in."""
    remembered(client, thought(LINH, TODAY))
    return client


@pytest.fixture
def admitted(cast, at):
    """Somebody whom an officer has admitted, with a second factor."""
    return filer("anna", at, cast.sato)


# ---- the questions


def test_only_what_changes_the_answer_is_asked(client):
    assert walk(client, LINH)[0] == [
        "what", "who", "held", "stay", "where", "permits", "papers", "delivery",
    ]  # fmt: skip


def test_a_plain_no_ends_the_questions(client):
    asked, answer = walk(client, LINH | {"what": "change", "held": "temporary-visitor"})
    assert asked == ["what", "who", "held", "stay", "where"]
    assert "オンラインでは申請できません" in text(answer)


def test_a_relative_is_asked_for_the_condition_and_nobody_else(client):
    asked, _ = walk(client, LINH | {"who": "relative", "birth": date(1990, 5, 3), "unable": "no"})
    assert asked == ["what", "who", "held", "stay", "birth", "unable", "where"]
    child = LINH | {"who": "relative", "birth": date(2016, 5, 3)}
    assert "unable" not in walk(client, child | {"start": "/guide/"})[0]


def test_each_answer_can_be_changed_and_the_others_stay(answered):
    assert 'href="/guide/held"' in answered.get("/guide/result").content.decode()
    page = answered.get("/guide/held").content.decode()
    assert 'value="engineer-humanities-international" checked' in page
    after = answered.post("/guide/held", {"held": "instructor"})
    assert after["Location"] in ("/guide/papers", "/guide/result")
    assert answered.session["guide"]["expires"] == "2026-12-20"


def test_an_answer_that_fits_no_longer_is_asked_again(answered):
    answered.post("/guide/", {"what": "coe"})
    answered.post("/guide/wanted", {"wanted": "dependent"})
    said = answered.session["guide"]
    assert said["what"] == "coe"
    assert said["where"] == "JP-13"


def test_the_way_back_is_a_link_to_the_question_before(client):
    client.post("/guide/", {"what": "extension"})
    client.post("/guide/who", {"who": "foreign-national"})
    assert 'href="/guide/who"' in client.get("/guide/held").content.decode()
    assert 'href="/guide/"' in client.get("/guide/who").content.decode()


def test_who_jumps_ahead_is_led_to_the_first_open_question(client):
    assert client.get("/guide/delivery")["Location"] == "/guide/"
    assert client.get("/guide/result")["Location"] == "/guide/"
    assert client.get("/guide/no-such-question").status_code == 404


@pytest.mark.parametrize("sought", ["留学", "りゅうがく", "リュウガク", "student", "STUDENT"])
def test_a_status_is_found_in_kanji_kana_and_english(client, sought):
    client.post("/guide/", {"what": "extension"})
    client.post("/guide/who", {"who": "foreign-national"})
    page = client.post("/guide/held", {"find": "1", "sought": sought}).content.decode()
    assert 'value="student"' in page
    assert 'value="artist"' not in page


def test_a_search_without_a_hit_says_how_to_go_on(client):
    client.post("/guide/", {"what": "extension"})
    client.post("/guide/who", {"who": "foreign-national"})
    answer = client.post("/guide/held", {"find": "1", "sought": "astronaut"})
    assert "見つかりませんでした" in text(answer)


@pytest.mark.parametrize(
    ("question", "sent", "at"),
    [
        ("", {"what": "fly"}, "what"),
        ("", {}, "what"),
        ("who", {"who": "emperor"}, "who"),
        ("held", {"held": ""}, "held"),
        ("stay", {"expires.y": "2026", "expires.m": "13", "expires.d": "1"}, "expires"),
        ("stay", {"expires.y": "2026", "expires.m": "12", "expires.d": "1"}, "period"),
        ("where", {"where": "JP-99"}, "where"),
        ("delivery", {"delivery": "pigeon"}, "delivery"),
    ],
)
def test_what_cannot_be_used_is_told_at_its_field(answered, question, sent, at):
    before = answered.session["guide"]
    answer = answered.post(f"/guide/{question}", sent)
    assert answer.status_code == 422
    assert f'id="{at}-problem"' in answer.content.decode()
    assert answered.session["guide"] == before


@pytest.mark.parametrize("name", ["event", "birth"])
def test_a_birth_in_the_future_is_told(client, name):
    said = {"what": "acquisition", "who": "relative", "wanted": "dependent"}
    if name == "birth":
        said |= {"born": "nationality", "event": "2026-11-10"}
    remembered(client, said)
    sent = {"born": "birth", f"{name}.y": "2027", f"{name}.m": "1", f"{name}.d": "1"}
    answer = client.post(f"/guide/{name}", sent)
    assert answer.status_code == 422
    assert "今日かそれより前" in text(answer)


def test_no_answer_stands_in_an_address(client):
    _, answer = walk(client, LINH)
    assert "2026-12-20" not in " ".join(re.findall(r'href="([^"]*)"', answer.content.decode()))


# ---- the answer


@pytest.mark.parametrize("language", ["ja", "en", "ja-x-easy"])
def test_every_page_speaks_every_language(client, language):
    client.cookies["zairyu_language"] = language
    relative = {"who": "relative", "birth": date(1990, 5, 3), "unable": "illness"}
    said = thought(LINH | relative, TODAY)
    for end in range(len(said) + 1):
        remembered(client, dict(list(said.items())[:end]))
        answer = client.get(client.get("/guide/result").get("Location", "/guide/result"))
        assert answer.status_code == 200
        assert f'<html lang="{language}">' in answer.content.decode()


def test_the_page_says_the_day_it_was_made_for_and_that_nothing_is_filed(answered):
    told = text(answered.get("/guide/result"))
    assert "2026年11月24日（火）の法令と案内にもとづく答えです" in told
    assert "まだ申請していません" in told


def test_every_reason_is_told_with_its_source(answered):
    told = text(answered.get("/guide/result"))
    for said in ("だれが申請できるか", "いつからいつまでか", "特例期間", "資料", "出典"):
        assert said in told


def test_an_overstayed_person_is_told_where_to_go_today_and_where_to_get_help(client):
    told = text(walk(client, LINH | {"expires": date(2026, 11, 2)})[1])
    assert "今日、窓口で相談してください" in told
    assert "東京都港区" in told
    assert "法テラス" in told


def test_there_is_one_filled_button_on_each_page(answered):
    for path in ("/guide/", "/guide/held", "/guide/papers", "/guide/result"):
        assert answered.get(path).content.decode().count("button--main") == 1


# ---- keeping


def test_a_kept_answer_opens_on_another_device_and_is_reckoned_anew(answered, client_class):
    assert answered.post("/guide/keep")["Location"].startswith("/guide/result")
    page = answered.get("/guide/result").content.decode()
    key = re.search(r"/guide/kept/([\w-]+)", page)[1]
    other = client_class()
    assert other.get(f"/guide/kept/{key}")["Location"] == "/guide/result"
    with time_machine.travel("2026-12-21T03:00:00Z"):
        assert other.get(f"/guide/kept/{key}").status_code == 302
        assert "オンラインの受付は終わりました" in text(other.get("/guide/result"))


@pytest.fixture
def client_class(client):
    return type(client)


def test_a_kept_answer_is_sealed_and_destroyed_after_ninety_days(answered, at):
    answered.post("/guide/keep")
    row = KeptGuide.objects.get()
    assert b"engineer" not in bytes(row.answers)
    assert row.keep_until == TODAY + timedelta(days=90)
    assert kept_guides.sweep(row.keep_until) == 0
    assert kept_guides.find(row.key, row.keep_until + timedelta(days=1)) is None
    assert kept_guides.sweep(row.keep_until + timedelta(days=1)) == 1


def test_the_same_answers_are_kept_once_and_the_oldest_go_first(answered, monkeypatch, at):
    answered.post("/guide/keep")
    answered.post("/guide/keep")
    assert KeptGuide.objects.count() == 1
    monkeypatch.setattr(kept_guides, "_MOST_OF_STRANGERS", 3)
    keys = [kept_guides.keep({"what": "coe"}, at=at).key for _ in range(5)]
    assert [one.key for one in KeptGuide.objects.order_by("pk")] == keys[-3:]


def test_a_session_that_has_ended_is_destroyed_with_its_answers(answered, at):
    session = Session.objects.get()
    assert session.expire_date - at <= timedelta(hours=2)
    forget_sessions(at)
    assert Session.objects.exists()
    with time_machine.travel(at + timedelta(hours=3)):
        forget_sessions(at)
    assert not Session.objects.exists()


def test_a_key_that_is_none_says_so(client):
    for path in ("/guide/kept/nothing", "/guide/kept/nothing/draft"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "もうありません" in text(answer)


def test_a_stranger_is_told_that_the_answers_are_kept_and_finds_them_after_signing_in(
    answered, admitted
):
    there = answered.post("/guide/draft")["Location"]
    told = text(answered.get(there))
    assert "2027年2月22日（月）まで保存しました" in told
    assert "サインインして下書きを作る" in told
    answered.force_login(admitted)
    assert answered.get(there)["Location"] == "/guide/result"
    begun = answered.post("/guide/draft")["Location"]
    assert begun.startswith("/drafts/")
    assert Draft.objects.get(key=begun.split("/")[2]).status == LINH["held"]
    assert not KeptGuide.objects.exists()


def test_who_is_not_admitted_yet_finds_the_answers_on_their_page(answered, at):
    person = people.join("new@example.com", name="NEW", password="correct horse battery", at=at)
    there = answered.post("/guide/draft")["Location"]
    answered.force_login(person)
    told = text(answered.get(there))
    assert "登録の確認が必要です" in told
    mine = answered.get("/me").content.decode()
    assert there.removesuffix("/draft") in mine


def test_whose_key_it_is_stays_theirs(answered, cast, client_class, at):
    answered.post("/guide/keep")
    key = KeptGuide.objects.get().key
    kept_guides.adopt(key, cast.linh, TODAY)
    other = people.join("m@example.com", name="M", password="correct horse battery", at=at)
    kept_guides.adopt(key, other, TODAY)
    assert KeptGuide.objects.get().owner_id == cast.linh.pk
    kept_guides.let_go(key, other)
    assert KeptGuide.objects.exists()


def test_whoever_signs_in_in_another_category_is_asked_only_what_is_new(answered, admitted):
    admitted.filing_category = "relative"
    admitted.save(update_fields=["filing_category"])
    there = answered.post("/guide/draft")["Location"]
    answered.force_login(admitted)
    assert answered.get(there)["Location"] == "/guide/birth"


# ---- the calendar


def test_the_calendar_file_can_be_read_and_names_nobody(answered):
    answer = answered.get("/guide/calendar.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    raw = answer.content
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    events = Calendar.from_ical(raw).walk("VEVENT")
    told = {str(one["summary"]): one["dtstart"].dt for one in events}
    assert told["在留の手続：オンラインの最後の日"] == date(2026, 12, 19)
    assert told["在留の手続：窓口の最後の日"] == date(2026, 12, 21)
    assert told["在留の手続：特例期間の最後の日"] == date(2027, 2, 20)
    assert all(one["uid"] and one["dtstamp"] for one in events)
    assert len({str(one["uid"]) for one in events}) == len(events)
    assert b"LINH" not in raw


def test_without_an_answer_there_is_no_calendar(client):
    assert client.get("/guide/calendar.ics").status_code == 404

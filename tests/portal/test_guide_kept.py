"""An answer of the guide is kept, opened elsewhere, turned into a draft, put into a calendar."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from icalendar import Calendar
from tests.filing.conftest import filer
from tests.making.standing import files_as
from tests.portal.guiding import remembered, thought
from tests.portal.test_guide_pages import LINH, TODAY, text

from zairyu.config.management.commands.work import forget_sessions
from zairyu.filing import kept_guides
from zairyu.filing.models import Draft, KeptGuide
from zairyu.people import actions as people

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered(client):
    """A browser that has answered everything, with nobody signed in."""
    remembered(client, thought(LINH, TODAY))
    return client


@pytest.fixture
def admitted(cast, at):
    """Somebody whom an officer has admitted, with a second factor."""
    return filer("anna", at, cast.sato)


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
    files_as(admitted, "relative")
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

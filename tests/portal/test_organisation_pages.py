"""The pages of organisations: from the first page to the number, by mail; members; pledges."""

import re

import pytest
from django.test import Client
from tests.making import organisations as making
from tests.making.organisations import STAFF, SUPPORT, Office, founded, host

from zairyu.notices.models import Notice
from zairyu.notices.queries import opened
from zairyu.people import actions
from zairyu.people.models import UseNotification
from zairyu.people.organisations import content, members, queries

pytestmark = pytest.mark.django_db
LANGUAGES = ("ja", "en", "ja-x-easy")


@pytest.fixture
def office(db, at):
    people = []
    for name, rank in (("sato", "officer"), ("mori", "supervisor")):
        person = actions.join(f"{name}@example.go.jp", name=name, password="x" * 14, at=at)
        actions.appoint(person, "tokyo", rank, since=at.date(), at=at, by="system")
        people.append(person)
    return Office(*people)


def _mail(kind):
    return opened(Notice.objects.filter(kind=kind).latest("pk"))


def _link(kind):
    return re.search(r"https?://[^/\s]+(/organisations/\S+)", _mail(kind).text).group(1)


def _as(member):
    client = Client()
    client.force_login(member.person)
    return client


def test_a_stranger_gets_a_mail_and_another_browser_finds_nothing(at):
    client = Client()
    client.post("/organisations/begin", {"kind": STAFF, "email": "a@example.jp"})
    page = client.get(_link("use-notification-link"))
    assert page.status_code == 302
    assert client.get(page["Location"]).status_code == 200
    assert Client().get(page["Location"]).status_code == 404


def test_a_second_mail_at_once_is_not_sent(at):
    client = Client()
    for _ in range(3):
        client.post("/organisations/begin", {"kind": STAFF, "email": "a@example.jp"})
    assert Notice.objects.filter(kind="use-notification-link").count() == 1


def test_page_by_page_to_the_number(at):
    client = Client()
    client.post("/organisations/begin", {"kind": SUPPORT, "email": "a@example.jp"})
    home = client.get(_link("use-notification-link"))["Location"]
    said = {"name": "青海支援", "prefecture": "JP-13", "address": "港区1", "phone": "03"}
    wrong = client.post(f"{home}organisation", {"name": "青海支援"})
    assert wrong.status_code == 422
    assert client.post(f"{home}organisation", {**said, "lawful": "yes"})["Location"] == (
        f"{home}users"
    )
    user = {
        "name": "松井 恵", "email": "m@example.jp", "administrator": "yes", "certificate": "1",
        "certificate_until.y": "2029", "certificate_until.m": "3", "certificate_until.d": "31",
    }  # fmt: skip
    assert client.post(f"{home}users/new", user).status_code == 302
    assert client.post(f"{home}users", {})["Location"] == f"{home}hosts"
    found = UseNotification.objects.get()
    key = content.opened(found).staff[0].key
    part = {"name": "青海食品", "address": "江東区", "whole_plan": "no", "users": [key]}
    assert client.post(f"{home}hosts/new", part).status_code == 422
    assert client.post(f"{home}hosts/new", {**part, "whole_plan": "yes"}).status_code == 302
    assert client.post(f"{home}hosts", {})["Location"] == f"{home}pledge"
    assert client.post(f"{home}pledge", {}).status_code == 422
    assert client.post(f"{home}pledge", {"pledged": [key]})["Location"] == f"{home}papers"
    assert client.post(f"{home}papers", {}).status_code == 422
    for step in ("organisation", "users", "hosts", "pledge", "papers"):
        for language in LANGUAGES:
            assert client.get(f"{home}{step}?lang={language}").status_code == 200


def test_who_is_invited_sets_a_password_and_reads_the_id(at, office):
    found = making.written(STAFF, [making.staff("小林", administrator=True)], at)
    making.notifying.send(found, at=at)
    (welcome,) = office.approve(found, at)
    client, join = Client(), f"/organisations/join/{welcome.token}/"
    assert client.post(join, {"password": "short", "again": "short"}).status_code == 422
    twice = {"password": making.PASSWORD, "again": making.PASSWORD}
    assert client.post(join, {**twice, "again": "x"}).status_code == 422
    done = client.post(join, twice)
    assert client.get(done["Location"]).status_code == 200
    assert Client().get(done["Location"]).status_code == 404
    assert "使えません" in client.get(join).content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_member_reads_the_organisation_and_nobody_else_does(at, office, language):
    organisation, (admin, other) = founded(office, at, "管理", "同僚")
    _, (stranger,) = founded(office, at, "他社", name="青海商事", corporate_number="")
    for page in ("", "cases", f"members/{other.key}"):
        address = f"/organisations/{organisation.key}/{page}?lang={language}"
        assert _as(admin).get(address).status_code == 200
        assert _as(other).get(address).status_code == 200
        assert _as(stranger).get(address).status_code == 404
    report = f"/organisations/{organisation.key}/report"
    assert _as(admin).get(report).status_code == 200
    assert _as(other).get(report).status_code == 404


def test_the_list_of_pledges_is_a_page_and_a_table_without_formulas(at, office):
    one = host("=青海食品")
    organisation, (admin,) = founded(office, at, "松井", category=SUPPORT, hosts=(one,))
    client, address = _as(admin), f"/organisations/{organisation.key}/pledges"
    assert "=青海食品" in client.get(address).content.decode()
    assert "'=青海食品" in client.get(f"{address}.csv").content.decode()


def test_further_users_are_begun_once_and_filled_in(at, office):
    organisation, (admin,) = founded(office, at, "管理")
    client = _as(admin)
    first, second = (
        client.post(f"/organisations/{organisation.key}/further", {"kind": "users"})["Location"]
        for _ in range(2)
    )
    assert first == second
    assert "管理" in client.get(f"{first}users").content.decode()


def test_until_there_are_two_the_page_asks_for_a_second_administrator(at, office):
    organisation, (admin, other) = founded(office, at, "管理", "同僚")
    client, address = _as(admin), f"/organisations/{organisation.key}/"
    assert "管理者を2人にしてください" in client.get(address).content.decode()
    client.post(f"{address}members/{other.key}", {"act": "administrator"})
    assert queries.administrators(organisation, at.date()).count() == 2
    assert "管理者を2人にしてください" not in client.get(address).content.decode()


def test_who_has_left_finds_nothing(at, office):
    organisation, (admin, leaver) = founded(office, at, "管理", "退職")
    yesterday = at.date().replace(day=at.day - 1)
    members.leave(leaver, last_day=yesterday, at=at, by=admin.person)
    assert _as(leaver).get(f"/organisations/{organisation.key}/").status_code == 404

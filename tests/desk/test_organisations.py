"""Notifications of use at the desk: two officers, a question, letters; what a day brings IDs."""

from datetime import timedelta

import pytest
from django.test import Client
from tests.making import organisations as making
from tests.making.organisations import STAFF, Office, founded, staff

from zairyu.casework.organisations import timers
from zairyu.notices.models import Notice
from zairyu.people import actions
from zairyu.people.models import Membership
from zairyu.people.organisations import examining, notifying
from zairyu.ui import access

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def just_shown(monkeypatch):
    """The officers have just shown who they are; the matrix asks what happens otherwise."""
    monkeypatch.setattr(access.proofs, "is_fresh", lambda *_, **__: True)


@pytest.fixture
def office(db, at):
    people = []
    for name, rank in (("sato", "officer"), ("mori", "supervisor")):
        person = actions.join(
            f"{name}@example.go.jp", name=name, password="x" * 14, at=at, totp_secret=SECRET
        )
        actions.appoint(person, "tokyo", rank, since=at.date(), at=at, by="system")
        people.append(person)
    return Office(*people)


def _as(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def sent(at):
    found = making.written(STAFF, [staff("小林", administrator=True)], at)
    notifying.send(found, at=at)
    return found


def test_one_officer_proposes_and_another_confirms(office, sent):
    address = f"/desk/organisations/{sent.key}/"
    first, second = _as(office.officer), _as(office.second)
    assert first.get(address).status_code == 200
    assert first.post(address, {"answer": "approve"}).status_code == 302
    assert first.post(address, {"answer": "confirm"}).status_code == 422
    assert second.post(address, {"answer": "confirm"}).status_code == 302
    sent.refresh_from_db()
    assert sent.state == "approved"
    kinds = list(Notice.objects.values_list("kind", flat=True))
    assert {"use-notification-result", "member-invited"} <= set(kinds)
    assert "小林製作所" not in second.get("/desk/organisations/").content.decode()


@pytest.mark.parametrize("answer", ["decline", "ask", ""])
def test_a_reason_a_question_and_an_answer_are_asked_for(office, sent, answer):
    client = _as(office.officer)
    wrong = client.post(f"/desk/organisations/{sent.key}/", {"answer": answer, "reason": " "})
    assert wrong.status_code == 422
    sent.refresh_from_db()
    assert sent.state == "sent"


def test_a_question_goes_out_by_mail_and_lets_them_change_it(office, sent):
    client = _as(office.officer)
    said = {"answer": "ask", "reason": "登記を確認したいです。"}
    assert client.post(f"/desk/organisations/{sent.key}/", said).status_code == 302
    assert Notice.objects.filter(kind="use-notification-question").count() == 1
    sent.refresh_from_db()
    assert sent.state == "asked"


@pytest.mark.parametrize("language", ["ja", "en", "ja-x-easy"])
def test_the_pages_speak_every_language(office, sent, language):
    client = _as(office.officer)
    for address in ("/desk/organisations/", f"/desk/organisations/{sent.key}/"):
        assert client.get(f"{address}?lang={language}").status_code == 200


# days before (or, below zero, after) the end of the ID: which letters were owed by then
LETTERS = {
    70: [],
    61: ["organisation-id-expiry"],
    40: ["organisation-id-expiry"],
    35: ["organisation-id-expiry"] * 2,
    0: ["organisation-id-expiry"] * 2,
    -1: ["organisation-id-ended", *["organisation-id-expiry"] * 2],
}


def test_reminders_come_two_months_before_and_again_and_the_end_is_told_once(at, office):
    _, (member,) = founded(office, at, "小林")
    ends = member.id_until
    for left, owed in LETTERS.items():
        moment = at + (ends - timedelta(days=left) - at.date())
        for _ in range(2):
            timers.ids_end(moment)
        found = Notice.objects.filter(kind__startswith="organisation-id")
        assert sorted(found.values_list("kind", flat=True)) == owed, left


def test_who_has_sent_the_report_is_not_reminded(at, office):
    _, (member,) = founded(office, at, "小林")
    report = notifying.begin_further("report", member, at=at)
    said = notifying.opened(report).staff
    for one in said:
        one.pledged = True
    making.fill(report, at, staff=said)
    notifying.send(report, at=at)
    timers.ids_end(at + (member.id_until - timedelta(days=40) - at.date()))
    assert not Notice.objects.filter(kind="organisation-id-expiry").exists()


def test_an_id_begins_when_the_password_was_set_by_another_way(at, office):
    found = making.written(STAFF, [staff("小林", administrator=True)], at)
    notifying.send(found, at=at)
    examining.decide(found, "approve", "", by=office.officer, at=at)
    (welcome,) = examining.confirm(found, by=office.second, at=at)
    assert timers.ids_begin(at) == 0
    welcome.member.person.set_password("another battery staple")
    welcome.member.person.save()
    assert timers.ids_begin(at) == 1
    assert Membership.objects.get().id_from == at.date()

"""Leaving: what stands in the way, a week to think it over, what goes and what stays."""

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from tests.casework.conftest import cast, lodged
from tests.filing.conftest import filer

from zairyu.audit.queries import rows_of
from zairyu.casework import actions
from zairyu.certificates import queries as certificates
from zairyu.filing.actions import start_draft
from zairyu.filing.models import Draft
from zairyu.law import keeping
from zairyu.law.problem import Refusal
from zairyu.notices.models import Notice
from zairyu.people.models import Membership, Organisation, Person, Proof, Registration
from zairyu.privacy.actions import leaving
from zairyu.privacy.models import Leaving

__all__ = ["cast", "lodged"]
pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WEEK = timedelta(days=8)


@pytest.fixture
def anna(cast, at):
    """Anna: admitted, with a draft and no application."""
    found = filer("anna", at, cast.sato)
    start_draft(found, "extension", "student", at=at, current_status="student")
    return found


def codes(person, at):
    return [one.code.removeprefix("privacy.") for one in leaving.obstacles(person, at.date())]


def member(person, role="staff", name="青海物産"):
    made, _ = Organisation.objects.get_or_create(
        name=name, defaults={"kind": "organisation-staff", "since": date(2026, 1, 1)}
    )
    return Membership.objects.create(
        person=person, organisation=made, role=role, since=date(2026, 1, 1)
    )


def test_nothing_stands_in_the_way_of_an_account_with_drafts_only(anna, at):
    assert codes(anna, at) == []


def test_an_open_application_stands_in_the_way_until_it_has_ended(cast, lodged, at):
    case = lodged()
    assert codes(cast.linh, at) == ["case-open"]
    actions.withdraw(case.key, "", confirmed=True, by=cast.linh, at=at)
    assert codes(cast.linh, at) == []


def test_a_membership_and_the_last_administrator_stand_in_the_way(cast, at):
    member(cast.linh)
    assert codes(cast.linh, at) == ["member"]
    member(cast.mallory, "administrator")
    assert codes(cast.mallory, at) == ["last-administrator"]


def test_a_membership_that_has_ended_does_not(cast, at):
    row = member(cast.linh)
    row.until = date(2026, 11, 23)
    row.save()
    assert codes(cast.linh, at) == []


def test_an_officer_with_a_post_cannot_leave(cast, at):
    assert codes(cast.sato, at) == ["post-held"]


def test_whoever_is_stopped_is_told_why_and_nothing_is_noted(cast, lodged, at):
    lodged()
    with pytest.raises(Refusal):
        leaving.ask_leaving(cast.linh, at=at)
    assert not Leaving.objects.exists()


def test_drafts_and_kept_answers_go_at_once(anna, at):
    assert leaving.clear_now(anna, at=at) == 1
    assert not Draft.objects.filter(owner=anna).exists()


def test_for_a_week_nothing_happens_and_it_can_be_taken_back(anna, at):
    leaving.ask_leaving(anna, at=at)
    assert leaving.carry_out(at + timedelta(days=7, hours=11)) == 0
    assert leaving.undo_leaving(anna, at=at + DAY)
    assert leaving.carry_out(at + WEEK) == 0
    anna.refresh_from_db()
    assert anna.is_active
    assert anna.email.startswith("anna")


def test_it_is_asked_once(anna, at):
    leaving.ask_leaving(anna, at=at)
    with pytest.raises(Refusal):
        leaving.ask_leaving(anna, at=at)


def test_after_a_week_what_names_the_person_is_gone(anna, at):
    key, address, name = anna.key, anna.email, anna.name
    leaving.ask_leaving(anna, at=at)
    assert leaving.carry_out(at + WEEK) == 1
    anna = Person.objects.get(key=key)
    assert not anna.is_active
    assert (anna.name, anna.has_usable_password()) == ("", False)
    assert address not in anna.email
    assert not EmailAddress.objects.filter(user=anna).exists()
    assert not Draft.objects.filter(owner=anna).exists()
    assert not Proof.objects.filter(registration__person=anna).exists()
    assert all(not bytes(one.details) for one in Registration.objects.filter(person=anna))
    assert name not in str(Person.objects.filter(key=key).values())
    assert rows_of(f"person:{key}")[-1].verb == "close-account"


def test_nobody_signs_in_any_more_and_open_sessions_end(anna, at, clock):
    browser = Client()
    browser.force_login(anna)
    assert browser.get("/me").status_code == 200
    leaving.ask_leaving(anna, at=at)
    leaving.carry_out(at + WEEK)
    assert browser.get("/me").status_code == 302


def test_the_last_letter_goes_to_the_old_address_and_is_emptied_when_sent(anna, at):
    leaving.ask_leaving(anna, at=at)
    leaving.carry_out(at + WEEK)
    last = Notice.objects.get(kind="account-closed")
    assert bytes(last.address)
    Notice.objects.update(sent_at=at + WEEK)
    assert leaving.forget_letters(at + WEEK) >= 1
    last.refresh_from_db()
    assert not bytes(last.address)
    assert not bytes(last.body)


def test_what_was_begun_meanwhile_stops_it_and_the_person_is_told(cast, lodged, at):
    leaving.ask_leaving(cast.linh, at=at)
    lodged()
    leaving.carry_out(at + WEEK)
    cast.linh.refresh_from_db()
    assert cast.linh.is_active
    assert Leaving.objects.get().held_at
    assert Notice.objects.filter(kind="leaving-held").exists()
    assert leaving.waiting(cast.linh) is None


def test_the_file_of_an_ended_application_stays_and_its_proofs_are_still_checked(cast, lodged, at):
    case = lodged()
    proof = certificates.papers_of(f"case:{case.key}", at.date())[0]
    actions.withdraw(case.key, "", confirmed=True, by=cast.linh, at=at)
    (kept,) = leaving.stays(cast.linh)
    assert kept.until == date(2031, 11, 24)
    leaving.ask_leaving(cast.linh, at=at)
    leaving.carry_out(at + WEEK)
    case.refresh_from_db()
    assert bytes(case.facts)
    assert Client().get(f"/v/{proof.code}").status_code == 200


def test_the_years_are_marked_as_not_confirmed():
    assert keeping.unsure("application-file-years", date(2026, 11, 24))


@pytest.fixture
def browser(anna):
    found = Client()
    found.force_login(anna)
    return found


def test_the_page_wants_the_confirmation_then_offers_to_take_it_back(browser, anna):
    assert browser.post("/me/data/leave", {}).status_code == 422
    assert browser.post("/me/data/leave", {"sure": "yes"}).status_code == 302
    page = browser.get("/me/data/leave").content.decode()
    assert "2026年12月1日（火）の終わりに閉じます" in page
    assert browser.post("/me/data/leave", {"undo": "1"}).status_code == 302
    assert leaving.waiting(anna) is None


def test_the_page_says_what_stays_and_that_the_figure_is_not_confirmed(cast, lodged, at):
    case = lodged()
    actions.withdraw(case.key, "", confirmed=True, by=cast.linh, at=at)
    browser = Client()
    browser.force_login(cast.linh)
    page = browser.get("/me/data/leave").content.decode()
    assert "2031年11月24日（月）まで保存されます" in page
    assert "出入国在留管理庁の規則では確かめていません" in page


def test_the_page_tells_what_stands_in_the_way(cast, lodged):
    lodged()
    browser = Client()
    browser.force_login(cast.linh)
    page = browser.get("/me/data/leave").content.decode()
    assert "終わっていない申請が1件あります" in page
    assert 'name="sure"' not in page


@pytest.mark.parametrize("language", ["ja", "en", "ja-x-easy"])
def test_the_page_speaks_every_language(browser, anna, at, language):
    assert browser.get("/me/data/leave", {"lang": language}).status_code == 200
    leaving.ask_leaving(anna, at=at)
    assert browser.get("/me/data/leave", {"lang": language}).status_code == 200


def test_drafts_are_deleted_only_after_a_second_press(browser, anna):
    page = browser.post("/me/data/leave", {"clear": "1"})
    assert page.status_code == 200
    assert "元に戻せません" in page.content.decode()
    assert Draft.objects.filter(owner=anna).exists()
    assert browser.post("/me/data/leave", {"clear": "1", "sure": "1"}).status_code == 302
    assert not Draft.objects.filter(owner=anna).exists()

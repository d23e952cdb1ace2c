"""Scriveners with a certificate that ends; what is changed, renewed, added, ended afterwards."""

from datetime import timedelta

import pytest
from tests.people.signing import link_in, newest_letter
from tests.people.test_joining import CERTIFICATE, NEW, OFFICE, ask_for_mail, choose_password
from tests.people.test_registration import TYPED, sent

from zairyu.casework import joinings
from zairyu.notices import queries as letters
from zairyu.people import queries, registered, registering, standing
from zairyu.people.models import Registration

pytestmark = pytest.mark.django_db


def test_a_scrivener_registers_with_the_certificate_and_the_office_and_no_card(client, sato, at):
    client.post("/register/choose", {"category": "lawyer-scrivener"})
    assert "事務所の所在地" in client.get("/register/details").content.decode()
    ask_for_mail(client, category="lawyer-scrivener", typed=CERTIFICATE)
    choose_password(client, link_in(newest_letter()))
    one = Registration.objects.get()
    assert (one.until.isoformat(), registering.stated(one).address) == ("2027-03-31", OFFICE)
    registering.admit(one, by=sato, at=at)
    person = queries.person_with(NEW)
    assert standing.holds(person, "lawyer-scrivener", one.until)
    assert not standing.holds(person, "lawyer-scrivener", one.until + timedelta(days=1))


def test_a_certificate_that_ended_yesterday_is_not_taken(client):
    client.post("/register/choose", {"category": "lawyer-scrivener"})
    over = {**CERTIFICATE, "until.y": "2026", "until.m": "11", "until.d": "23"}
    answer = client.post("/register/details", {**over, "email": NEW, "proof": [sent()]})
    assert answer.status_code == 422
    assert "有効期限が過ぎています" in answer.content.decode()


def test_a_scrivener_is_reminded_before_the_last_day_and_told_after_it(linh, sato, at):
    stated = registering.state_category(
        linh, "lawyer-scrivener", name="T", birth_on=at.date(), papers=[], at=at,
        until=at.date() + timedelta(days=60),
    )  # fmt: skip
    registering.admit(stated, by=sato, at=at)
    told = []
    for days in range(70):
        joinings.run(at + timedelta(days=days))
        kinds = [one.kind for one in letters.about(f"person:{linh.key}")]
        if len(kinds) > len(told):
            told.append((days, kinds[-1]))
    assert told == [
        (0, "registration-ending"),
        (30, "registration-ending"),
        (53, "registration-ending"),
        (61, "registration-ended"),
    ]


def test_a_renewal_replaces_the_old_certificate_when_it_is_admitted(linh, sato, at):
    def stated(days):
        return registering.state_category(
            linh, "lawyer-scrivener", name="T", birth_on=at.date(), papers=[], at=at,
            until=at.date() + timedelta(days=days),
        )  # fmt: skip

    registering.admit(stated(3), by=sato, at=at)
    again = stated(400)
    linh.refresh_from_db()
    assert [one.until for one in standing.capacities(linh, at.date())] == [
        at.date() + timedelta(days=3)
    ]
    registering.admit(again, by=sato, at=at)
    linh.refresh_from_db()
    assert [one.until for one in standing.capacities(linh, at.date())] == [
        at.date() + timedelta(days=400)
    ]


# ---- afterwards


def admitted(linh, sato, at, category="foreign-national"):
    stated = registering.state_category(
        linh, category, name=linh.name, birth_on=at.date(), papers=[], at=at, address="A"
    )
    registering.admit(stated, by=sato, at=at)
    linh.refresh_from_db()
    return stated


def test_address_and_telephone_are_changed_at_once(client, linh, sato, at):
    one = admitted(linh, sato, at)
    client.force_login(linh)
    page = f"/register/own/{one.key}/change"
    assert client.post(page, {"address": "", "telephone": "09011112222"}).status_code == 422
    client.post(page, {"address": "大阪府", "telephone": "09011112222"})
    one.refresh_from_db()
    said = registering.stated(one)
    assert (said.address, said.telephone, said.name) == ("大阪府", "09011112222", linh.name)


def test_a_registration_is_ended_by_its_own_person_only(client, linh, mallory, sato, at):
    one = admitted(linh, sato, at)
    client.force_login(mallory)
    for act in ("change", "end"):
        assert client.get(f"/register/own/{one.key}/{act}").status_code == 404
    client.force_login(linh)
    assert client.get(f"/register/own/{one.key}/end").status_code == 200
    client.post(f"/register/own/{one.key}/end")
    linh.refresh_from_db()
    assert standing.capacities(linh, at.date()) == []
    assert registered.own(linh) == []


def test_a_further_category_is_added_to_the_same_account(client, linh, sato, at):
    admitted(linh, sato, at)
    client.force_login(linh)
    client.post("/register/choose", {"category": "relative"})
    client.post("/register/prove", {"way": "papers"})
    assert 'name="email"' not in client.get("/register/details").content.decode()
    client.post("/register/details", {**TYPED, "proof": [sent()]})
    assert client.post("/register/review")["Location"] == "/register/"
    registering.admit(Registration.objects.get(state="stated"), by=sato, at=at)
    linh.refresh_from_db()
    held = [one.category for one in standing.capacities(linh, at.date())]
    assert held == ["foreign-national", "relative"]

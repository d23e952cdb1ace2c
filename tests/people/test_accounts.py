"""Accounts: signing up, in and out; nobody learns who else has an account."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse
from tests.people.signing import (
    PASSWORD,
    ask_for_mail,
    choose_password,
    link_in,
    newest_letter,
    post,
    second,
    sign_in,
    sign_up,
)

from zairyu.audit.queries import rows_of
from zairyu.people import queries
from zairyu.people.keys import auth_id_shown

pytestmark = pytest.mark.django_db


def test_whoever_registers_gets_a_letter_and_the_account_begins_with_the_password(client, at):
    assert ask_for_mail(client)["Location"] == "/register/sent"
    letter = newest_letter()
    assert (letter.kind, letter.to) == ("registration-received", "new@example.com")
    assert letter.text.count(link_in(letter)) == 3
    assert sign_in(client, "new@example.com").status_code == 422, "there is no account yet"
    assert "new@example.com" in client.get(link_in(letter)).content.decode()
    assert queries.person_with("new@example.com") is None, "opening the link alone makes nothing"
    assert choose_password(client, link_in(letter))["Location"] == "/register/"
    person = queries.person_with("new@example.com")
    verbs = [row.verb for row in rows_of(f"person:{person.key}")]
    assert verbs[:2] == ["join", "state-category"]
    assert client.get("/me").status_code == 200


def test_the_old_way_to_sign_up_leads_to_registering(client):
    assert client.get("/account/signup/")["Location"] == "/register/"


def test_one_signs_in_with_the_address_or_with_the_id(client, linh, at):
    for typed in (linh.email, linh.email.upper(), linh.auth_id, auth_id_shown(linh.auth_id)):
        client.logout()
        cache.clear()
        assert sign_in(client, typed)["Location"].endswith("/2fa/authenticate/"), typed


def test_a_mistyped_id_is_answered_like_an_unknown_address(client, linh):
    unknown = sign_in(client, "nobody@example.com")
    wrong = sign_in(client, linh.auth_id[:-1] + ("2" if linh.auth_id[-1] != "2" else "3"))
    assert wrong.status_code == unknown.status_code == 422


def test_the_language_of_the_page_is_kept_for_letters(client):
    client.get("/register/?lang=en")
    sign_up(client)
    assert queries.person_with("new@example.com").language == "en"


def test_the_language_chosen_when_signing_in_is_kept_for_letters(client, linh, at):
    client.get(reverse("account_login") + "?lang=ja-x-easy")
    sign_in(client)
    second(client, at)
    linh.refresh_from_db()
    assert linh.language == "ja-x-easy"


def test_signing_up_with_an_address_in_use_looks_the_same_and_only_its_owner_is_told(client, linh):
    stranger = ask_for_mail(client)
    known = ask_for_mail(client, "LINH@example.com")
    assert (stranger.status_code, stranger["Location"]) == (known.status_code, known["Location"])
    letter = newest_letter()
    assert (letter.kind, letter.to.lower()) == ("address-in-use", "linh@example.com")
    linh.refresh_from_db()
    assert linh.check_password(PASSWORD)


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(client, linh):
    wrong = sign_in(client, password="not the password")
    unknown = sign_in(client, email="nobody@example.com")
    assert wrong.status_code == unknown.status_code == 422

    def said(answer):
        return re.sub(r"(linh|nobody)@|value=\"[^\"]+\"", "", answer.content.decode())

    assert said(wrong) == said(unknown)


def test_an_officer_is_led_to_the_desk(client, sato, at):
    sign_in(client, "sato@example.com")
    assert second(client, at)["Location"] == "/desk/"


def test_signing_in_leads_back_to_where_one_wanted_to_go_but_never_to_another_site(
    client, linh, at
):
    for wanted, led in (("/register/", "/register/"), ("https://evil.example/", "/me")):
        client.logout()
        cache.clear()
        sign_in(client, next=wanted)
        assert second(client, at)["Location"] == led


def test_signing_out_is_a_press_and_ends_the_session(client, linh):
    client.force_login(linh)
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get("/me").status_code == 200
    assert post(client, "account_logout").status_code == 302
    assert client.get("/me").status_code == 302


def test_the_address_changes_only_after_the_new_one_is_confirmed(client, linh, at):
    sign_in(client)
    second(client, at)
    post(client, "account_email", email="linh@new.example", action_add="1")
    linh.refresh_from_db()
    assert linh.email == "linh@example.com"
    letter = newest_letter()
    assert (letter.kind, letter.to) == ("confirm-address", "linh@new.example")
    client.post(link_in(letter))
    linh.refresh_from_db()
    assert linh.email == "linh@new.example"


@pytest.mark.parametrize(
    ("password", "said"),
    [("short", "12文字"), ("password1234", "推測"), ("new@example.com", "似")],
)
def test_weak_passwords_are_refused_with_what_to_do(client, password, said):
    ask_for_mail(client)
    answer = choose_password(client, link_in(newest_letter()), password)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "<title>エラー" in answer.content.decode()


def test_passwords_that_differ_are_said_at_the_second_field(client):
    ask_for_mail(client)
    answer = choose_password(client, link_in(newest_letter()), PASSWORD, "other one")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#password2"' in page
    assert 'id="password2-problem"' in page
    assert PASSWORD not in page


def test_links_in_letters_never_follow_the_host_that_a_stranger_sent(client, linh, settings):
    settings.ALLOWED_HOSTS = ["*"]
    typed = {"name": linh.email, "lost": ["password"]}
    client.post(reverse("recover:begin"), typed, headers={"host": "evil.example"})
    assert "evil.example" not in newest_letter().text
    assert settings.PUBLIC_ADDRESS in newest_letter().text

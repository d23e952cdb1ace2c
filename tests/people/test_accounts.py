"""Accounts: signing up, in and out, the second factor; nobody learns who else has an account."""

import base64
import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.urls import reverse

from zairyu.audit.queries import rows_of
from zairyu.identity import factors
from zairyu.notices import queries as letters
from zairyu.people import queries

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "correct horse battery"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


def post(client, name, **typed):
    return client.post(reverse(name), typed)


def sign_up(client, email="new@example.com", password=PASSWORD):
    return post(client, "account_signup", email=email, password1=password, password2=password)


def sign_in(client, email="linh@example.com", password=PASSWORD, **more):
    return post(client, "account_login", login=email, password=password, **more)


def newest_letter():
    return next(letters.mailbox())


def link_in(letter):
    return re.search(r"https?://[^/]+(/\S+)", letter.text)[1]


def second(client, at, code=None):
    return post(client, "mfa_authenticate", code=code or factors.code(SECRET, at))


def test_whoever_signs_up_gets_a_letter_and_confirms_with_one_press(client, at):
    answer = sign_up(client)
    assert answer.status_code == 302
    assert answer["Location"] == reverse("account_email_verification_sent")
    person = queries.person_with("new@example.com")
    letter = newest_letter()
    assert (letter.kind, letter.to) == ("confirm-address", "new@example.com")
    assert letter.text.count(link_in(letter)) == 3
    assert [row.verb for row in rows_of(f"person:{person.key}")] == ["join"]
    assert sign_in(client, "new@example.com").status_code == 302
    assert client.get("/register/").status_code == 302, "not before the address is confirmed"

    page = client.get(link_in(letter))
    assert "new@example.com" in page.content.decode()
    assert client.get("/register/").status_code == 302, "opening the link alone confirms nothing"
    client.post(link_in(letter))
    sign_in(client, "new@example.com")
    assert client.get("/register/").status_code == 200


def test_the_language_of_the_page_is_kept_for_letters(client):
    client.get(reverse("account_signup") + "?lang=en")
    sign_up(client)
    assert queries.person_with("new@example.com").language == "en"


def test_the_language_chosen_when_signing_in_is_kept_for_letters(client, linh, at):
    client.get(reverse("account_login") + "?lang=ja-x-easy")
    sign_in(client)
    second(client, at)
    linh.refresh_from_db()
    assert linh.language == "ja-x-easy"


def test_signing_up_with_an_address_in_use_looks_the_same_and_only_its_owner_is_told(client, linh):
    stranger = sign_up(client)
    known = sign_up(client, "LINH@example.com", "another long password")
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


def test_asking_for_a_new_password_says_the_same_for_unknown_addresses(client, linh):
    known = post(client, "account_reset_password", email="linh@example.com")
    assert newest_letter().kind == "password-reset"
    owed = len(list(letters.mailbox()))
    unknown = post(client, "account_reset_password", email="nobody@example.com")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert len(list(letters.mailbox())) == owed


def test_a_forgotten_password_is_replaced_by_the_letter_and_the_second_factor_still_asked(
    client, linh, at
):
    post(client, "account_reset_password", email="linh@example.com")
    way = client.get(link_in(newest_letter()), follow=True).redirect_chain[-1][0]
    new = "a quite different password"
    assert client.post(way, {"password1": new, "password2": new}).status_code == 302
    assert newest_letter().kind == "account-changed"
    assert sign_in(client).status_code == 422
    assert sign_in(client, password=new)["Location"] == reverse("mfa_authenticate")


def test_the_link_for_a_new_password_works_once(client, linh):
    post(client, "account_reset_password", email="linh@example.com")
    link = link_in(newest_letter())
    way = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(way, {"password1": "a quite different one", "password2": "a quite different one"})
    client.logout()
    page = client.get(link, follow=True).content.decode()
    assert reverse("account_reset_password") in page
    assert "password1" not in page


def test_signing_in_wants_the_second_factor_of_now(client, linh, at, clock):
    assert sign_in(client)["Location"] == reverse("mfa_authenticate")
    assert client.get("/register/").status_code == 302, "the password alone opens nothing"
    assert second(client, at, factors.code(SECRET, at - timedelta(minutes=5))).status_code == 422
    assert second(client, at)["Location"] == "/me"
    assert client.get("/register/").status_code == 200


def test_a_code_is_taken_once(client, linh, at):
    sign_in(client)
    assert second(client, at).status_code == 302
    client.logout()
    sign_in(client)
    assert second(client, at).status_code == 422


def test_a_lost_phone_is_replaced_by_a_recovery_code_once(client, linh, at):
    codes = Authenticator.objects.get(user=linh, type="recovery_codes").wrap().get_unused_codes()
    assert len(codes) == 10
    sign_in(client)
    assert second(client, at, codes[0]).status_code == 302
    client.logout()
    sign_in(client)
    assert second(client, at, codes[0]).status_code == 422


def test_a_moved_day_of_the_demo_does_not_move_the_second_factor(client, linh, at, monkeypatch):
    monkeypatch.setattr("zairyu.demo.clock.shifted", lambda: at + timedelta(days=40))
    sign_in(client)
    assert second(client, at).status_code == 302


def test_secrets_of_second_factors_lie_sealed(linh):
    for kept in Authenticator.objects.filter(user=linh):
        assert SECRET not in str(kept.data)
    assert Authenticator.objects.get(user=linh, type="totp").data["secret"] != SECRET


def test_a_person_sets_up_a_second_factor_and_gets_recovery_codes(
    client, linh, at, django_capture_on_commit_callbacks
):
    Authenticator.objects.filter(user=linh).delete()
    sign_in(client)
    assert not queries.has_second_factor(linh)
    page = client.get(reverse("mfa_activate_totp"))
    drawn = re.search(r"data:image/svg\+xml;base64,([^\"]+)", page.content.decode())[1]
    assert b'xmlns="http://www.w3.org/2000/svg"' in base64.b64decode(drawn)
    secret = client.session["mfa.totp.secret"]
    assert post(client, "mfa_activate_totp", code="000000").status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        done = post(client, "mfa_activate_totp", code=factors.code(secret, at))
    assert done["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get(done["Location"]).content.decode().count('class="number"') == 10
    assert queries.has_second_factor(linh)
    assert "認証アプリを設定しました。" in newest_letter().text
    assert [row.verb for row in rows_of(f"person:{linh.key}")] == [
        "join",
        "sign-in",
        "change-account",
    ]


def test_important_changes_ask_again_who_it_is(client, linh, at, clock):
    sign_in(client)
    second(client, at)
    clock.shift(timedelta(minutes=6))
    answer = client.get(reverse("mfa_deactivate_totp"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    again = client.post(answer["Location"], {"password": PASSWORD})
    assert again["Location"] == reverse("mfa_deactivate_totp")
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200


def test_an_officer_cannot_take_the_last_second_factor_away(client, sato, at):
    sign_in(client, "sato@example.com")
    second(client, at)
    post(client, "mfa_deactivate_totp")
    assert queries.has_second_factor(sato)


def test_an_applicant_may_change_phones(client, linh, at):
    sign_in(client)
    second(client, at)
    assert post(client, "mfa_deactivate_totp").status_code == 302
    assert not queries.has_second_factor(linh)
    assert newest_letter().kind == "account-changed"


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
    assert client.get("/register/").status_code == 200
    assert post(client, "account_logout").status_code == 302
    assert client.get("/register/").status_code == 302


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
    answer = sign_up(client, password=password)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "<title>エラー" in answer.content.decode()


def test_passwords_that_differ_are_said_at_the_second_field(client):
    answer = post(
        client, "account_signup", email="a@example.com", password1=PASSWORD, password2="other one"
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#password2"' in page
    assert 'id="password2-problem"' in page
    assert PASSWORD not in page


def test_links_in_letters_never_follow_the_host_that_a_stranger_sent(client, linh, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client.post(
        reverse("account_reset_password"), {"email": linh.email}, headers={"host": "evil.example"}
    )
    assert "evil.example" not in newest_letter().text
    assert settings.PUBLIC_ADDRESS in newest_letter().text


def test_guessing_passwords_is_stopped_for_a_while(client, linh, settings):
    settings.ACCOUNT_RATE_LIMITS = {}
    for _ in range(5):
        sign_in(client, password="a wrong guess")
    stopped = sign_in(client)
    assert stopped.status_code in (422, 429)
    assert "しばらく" in stopped.content.decode()


def test_guessing_codes_is_stopped_for_a_while(client, linh, at, settings):
    settings.ACCOUNT_RATE_LIMITS = {}
    sign_in(client)
    for number in range(6):
        second(client, at, f"{number:06}")
    assert second(client, at).status_code in (422, 429)


OPEN_PAGES = (
    "account_login",
    "account_signup",
    "account_inactive",
    "account_email_verification_sent",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
)
OWN_PAGES = (
    "account_logout",
    "account_change_password",
    "account_email",
    "account_reauthenticate",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
)


@pytest.mark.parametrize("language", ["ja", "en", "ja-x-easy"])
@pytest.mark.parametrize("name", OPEN_PAGES + OWN_PAGES)
def test_every_page_of_accounts_is_ours_in_every_language(client, linh, at, name, language):
    if name in OWN_PAGES:
        if name == "mfa_activate_totp":
            Authenticator.objects.filter(user=linh).delete()
        sign_in(client)
        second(client, at)
    page = client.get(f"{reverse(name)}?lang={language}")
    html = page.content.decode()
    assert page.status_code == 200
    assert f'<html lang="{language}"' in html
    assert html.count("<h1") == 1
    assert html.count("button--main") + html.count("button--lg") <= 1
    assert "{" not in re.sub(r"<script.*?</script>", "", html, flags=re.S)


def test_a_page_that_is_not_in_our_look_has_no_address(client):
    for path in ("password/reset/confirm/", "login/code/", "signup/passkey/", "phone/verify/"):
        assert client.get(f"/account/{path}").status_code == 404


def test_a_passkey_of_a_person_is_listed_by_its_name(client, linh, at):
    Authenticator.objects.create(user=linh, type="webauthn", data={"name": "my phone"})
    sign_in(client)
    second(client, at)
    for name in ("mfa_index", "mfa_list_webauthn"):
        assert "my phone" in client.get(reverse(name)).content.decode()


def test_a_page_for_filers_asks_for_session_and_person_only(
    client, linh, sato, at, django_assert_num_queries
):
    client.force_login(linh)
    with django_assert_num_queries(2):
        assert client.get("/apply").status_code == 302


def test_an_account_that_was_stopped_is_out_at_once(client, linh):
    client.force_login(linh)
    assert client.get("/register/").status_code == 200
    linh.is_active = False
    linh.save()
    assert client.get("/register/").status_code == 302

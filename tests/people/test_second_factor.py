"""The second factor: set up, asked for, lost, guarded; who is signed in is read once."""

import base64
import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from tests.people.signing import SECRET, newest_letter, post, second, sign_in

from zairyu.audit.queries import rows_of
from zairyu.identity import factors
from zairyu.people import queries

pytestmark = pytest.mark.django_db


def test_signing_in_wants_the_second_factor_of_now(client, linh, at, clock):
    assert sign_in(client)["Location"] == reverse("mfa_authenticate")
    assert client.get("/me").status_code == 302, "the password alone opens nothing"
    assert second(client, at, factors.code(SECRET, at - timedelta(minutes=5))).status_code == 422
    assert second(client, at)["Location"] == "/me"
    assert client.get("/me").status_code == 200


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
    assert answer["Location"].startswith(reverse("mfa_reauthenticate"))
    code = factors.code(SECRET, at + timedelta(minutes=6))
    again = client.post(answer["Location"], {"code": code})
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


def test_guessing_passwords_is_stopped_for_a_while(client, linh):
    for _ in range(5):
        sign_in(client, password="a wrong guess")
    stopped = sign_in(client)
    assert stopped.status_code in (422, 429)
    assert "15秒後" in stopped.content.decode()


def test_guessing_codes_is_stopped_for_a_while(client, linh, at):
    sign_in(client)
    for number in range(6):
        second(client, at, f"{number:06}")
    assert second(client, at).status_code in (422, 429)


def test_a_page_for_filers_asks_for_session_and_person_only(
    client, linh, settings, django_assert_num_queries
):
    settings.ZAIRYU_CLOCK = "zairyu.ui.clock.system"  # the demo's own asks the database
    client.force_login(linh)
    client.get("/apply")  # the first page of a session notes that the session is open
    with django_assert_num_queries(2):
        assert client.get("/apply").status_code == 302


def test_an_account_that_was_stopped_is_out_at_once(client, linh):
    client.force_login(linh)
    assert client.get("/me").status_code == 200
    linh.is_active = False
    linh.save()
    assert client.get("/me").status_code == 302

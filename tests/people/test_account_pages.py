"""Every page of accounts is in our look and in every language."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from tests.people.signing import second, sign_in

pytestmark = pytest.mark.django_db


OPEN_PAGES = (
    "account_login",
    "account_inactive",
    "account_email_verification_sent",
    "recover:begin",
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
        if name in ("mfa_activate_totp", "account_reauthenticate"):
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
    for path in ("password/reset/", "login/code/", "signup/passkey/", "phone/verify/"):
        assert client.get(f"/account/{path}").status_code == 404


def test_a_passkey_of_a_person_is_listed_by_its_name(client, linh, at):
    Authenticator.objects.create(user=linh, type="webauthn", data={"name": "my phone"})
    sign_in(client)
    second(client, at)
    for name in ("mfa_index", "mfa_list_webauthn"):
        assert "my phone" in client.get(reverse(name)).content.decode()

"""Signing in with another provider: the ways that work, linking, and what is left behind."""

from datetime import timedelta

from tests.portal.oidc import (
    SECRET,
    key,
    linh,
    linked,
    provider,
    server,
    sign_in,
    there,
    who,
)

from zairyu.identity.models import FederatedIdentity, IdentityProof
from zairyu.notices import queries as letters
from zairyu.people import actions

__all__ = ["key", "linh", "linked", "provider", "server"]


def test_whoever_is_linked_signs_in_without_a_second_factor(client, provider, linh, linked):
    answer = sign_in(client, provider, next="/me/language")
    assert (answer.status_code, answer["Location"]) == (302, "/me/language")
    assert who(client) == str(linh.pk)
    assert client.get("/me/language").status_code == 200


def test_the_way_there_carries_all_that_was_agreed_and_nothing_of_the_person(client, provider, db):
    where = there(client)
    asked = {one.split("=")[0] for one in where.split("?")[1].split("&")}
    assert asked == {
        "client_id", "response_type", "state", "redirect_uri", "scope", "nonce",
        "code_challenge", "code_challenge_method",
    }  # fmt: skip
    assert "code_challenge_method=S256" in where
    assert where.startswith(provider.home)


def test_a_provider_with_one_proof_leaves_the_second_factor_to_us(
    client, provider, linked, settings, key
):
    settings.ZAIRYU_OIDC = {"tests": provider.settings(key, two_proofs=False)}
    answer = sign_in(client, provider)
    assert answer["Location"].startswith("/account/2fa/authenticate/")
    assert who(client) is None


def test_who_is_not_linked_gets_no_account_and_no_session(client, provider, linh):
    provider.account |= {"email": "linh@example.com", "name": "NGUYEN THI LINH"}
    answer = sign_in(client, provider)
    assert answer["Location"] == "/sign-in/unlinked"
    page = client.get("/sign-in/unlinked").content.decode()
    assert "/me/providers/link" in page
    assert who(client) is None
    assert not FederatedIdentity.objects.exists()


def test_an_account_is_linked_by_who_showed_both_sides_and_its_owner_is_told(
    client, provider, linh
):
    sign_in(client, provider)
    client.force_login(linh)  # signs in otherwise, in the same browser
    page = client.get("/me/providers/link").content.decode()
    assert "linh@example.com" in page
    answer = client.post("/me/providers/link")
    assert answer["Location"] == "/me/providers/"
    link = FederatedIdentity.objects.get()
    assert (link.person_id, link.issuer, link.sub) == (linh.pk, provider.issuer, "pairwise-1")
    assert [one.kind for one in letters.mailbox()][:1] == ["account-changed"]


def test_a_link_wants_a_fresh_proof(client, provider, linh, clock, at):
    client.force_login(linh)
    clock.move_to(at + timedelta(minutes=20))
    sign_in(client, provider, **{"for": "link"})
    answer = client.post("/me/providers/link")
    assert answer.status_code == 302
    assert not FederatedIdentity.objects.exists()


def test_what_came_back_is_forgotten_after_a_quarter_of_an_hour(client, provider, linh, clock, at):
    sign_in(client, provider)
    clock.move_to(at + timedelta(minutes=16))
    client.force_login(linh)
    assert client.get("/me/providers/link")["Location"] == "/me/providers/"


def test_a_link_is_taken_away(client, provider, linh, linked):
    client.force_login(linh)
    assert client.post(f"/me/providers/{linked.key}/unlink")["Location"] == "/me/providers/"
    assert sign_in(client.__class__(), provider)["Location"] == "/sign-in/unlinked"


def test_the_last_way_to_sign_in_is_not_taken_away(client, linh, linked):
    linh.set_unusable_password()
    linh.save()
    client.force_login(linh)
    answer = client.post(f"/me/providers/{linked.key}/unlink")
    assert answer.status_code == 422
    assert FederatedIdentity.objects.exists()


def test_a_link_of_somebody_else_is_not_there(client, linked, at):
    mallory = actions.join("m@example.com", name="M", password=None, at=at, totp_secret=SECRET)
    client.force_login(mallory)
    assert client.post(f"/me/providers/{linked.key}/unlink").status_code == 404


def test_an_account_elsewhere_signs_in_to_one_account_only(client, provider, linked, at):
    mallory = actions.join("m@example.com", name="M", password=None, at=at, totp_secret=SECRET)
    client.force_login(mallory)
    sign_in(client, provider, **{"for": "link"})
    answer = client.post("/me/providers/link")
    assert answer.status_code == 422
    assert [one.code for one in answer.context["problems"]] == ["oidc.taken"]


def test_what_the_app_proves_is_kept_as_a_proof_and_a_second_person_is_refused(
    client, provider, linh, settings, key, at
):
    said = {"proves": "digital-agency", "userinfo": f"{provider.home}/userinfo"}
    settings.ZAIRYU_OIDC = {"tests": provider.settings(key, **said)}
    provider.told = {"name": "NGUYEN", "birthdate": "19950503", "gender": "2", "address": "東京"}
    client.force_login(linh)
    sign_in(client, provider, **{"for": "link"})
    client.post("/me/providers/link")
    proof = IdentityProof.objects.get()
    assert (proof.person_id, proof.method) == (linh.pk, "federated")
    assert b"NGUYEN" not in bytes(proof.asserted)

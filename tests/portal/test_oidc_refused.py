"""Every way in which a sign-in with another provider is refused, by its code."""

import time
from datetime import timedelta

import pytest
from joserfc.jwk import ECKey
from tests.identity import openid
from tests.identity.openid import CLIENT
from tests.portal.oidc import (
    BACK,
    SECRET,
    code_of,
    key,
    linh,
    linked,
    provider,
    server,
    sign_in,
    there,
    who,
)

from zairyu.identity.oidc import keys
from zairyu.identity.oidc.codes import CODES
from zairyu.people import actions
from zairyu.words import LANGUAGES
from zairyu.words.catalogue import catalogue

pytestmark = pytest.mark.slow

__all__ = ["key", "linh", "linked", "provider", "server"]


def token(**claims):
    """Return a flaw: other claims than the right ones; None takes a claim away."""

    def made(_header, said):
        said.update(claims)
        for name in [name for name, one in claims.items() if one is None]:
            del said[name]

    return made


def headed(**words):
    return lambda header, _claims: header.update(words)


FLAWS = [
    ("an issuer that is another", token(iss="https://elsewhere.example"), "issuer"),
    ("no issuer", token(iss=None), "issuer"),
    ("a token for another service", token(aud="somebody"), "audience"),
    ("a token for us and for another service", token(aud=[CLIENT, "somebody"]), "audience"),
    ("a token that another service had made", token(azp="somebody"), "audience"),
    ("a token that ran out", lambda _h, said: said.update(exp=time.time() - 60), "expired"),
    ("a token from tomorrow", lambda _h, said: said.update(iat=time.time() + 86400), "not-yet"),
    ("a token without an end", token(exp=None), "token-malformed"),
    ("an end that is a word", token(exp="tomorrow"), "token-malformed"),
    ("the nonce of another sign-in", token(nonce="other"), "nonce"),
    ("no nonce", token(nonce=None), "nonce"),
    ("no subject", token(sub=None), "token-malformed"),
    ("an empty subject", token(sub=""), "token-malformed"),
    ("a subject that is a number", token(sub=7), "token-malformed"),
    ("a hash of another access token", token(at_hash="x" * 22), "token-of-other-access"),
    ("no signature at all", openid.unsigned, "algorithm"),
    ("a token that is no token", lambda _h, _c: "abc", "token-malformed"),
    ("three parts of nothing", lambda _h, _c: "a.b.c", "token-malformed"),
    ("a token of 20,000 signs", lambda _h, _c: "a" * 20_000, "token-malformed"),
    ("something critical that we do not know", openid.critical, "token-malformed"),
    ("a key that is not published", headed(kid="three"), "key-unknown"),
]


@pytest.mark.parametrize(("flaw", "code"), [one[1:] for one in FLAWS], ids=[f[0] for f in FLAWS])
def test_a_token_with_one_thing_wrong_signs_nobody_in(client, provider, linked, flaw, code):
    provider.flaw = flaw
    answer = sign_in(client, provider)
    assert (code_of(answer), answer.status_code) == (code, CODES[code])
    assert who(client) is None


def test_a_public_key_used_as_a_secret_is_refused(client, provider, linked):
    provider.flaw = openid.confused(provider)
    assert code_of(sign_in(client, provider)) == "algorithm"


def test_an_algorithm_that_was_not_agreed_is_refused(client, provider, linked):
    provider.flaw, provider.signs = headed(alg="RS256", kid="two"), provider.rsa
    assert code_of(sign_in(client, provider)) == "algorithm"


def test_a_token_signed_with_another_key_is_refused(client, provider, linked):
    provider.signs = ECKey.generate_key("P-256", {"kid": "one"})
    assert code_of(sign_in(client, provider)) == "signature"


def test_a_key_that_was_changed_there_is_fetched_once_more(client, provider, linh, linked, clock):
    sign_in(client, provider)
    client.logout()
    new = ECKey.generate_key("P-256", {"kid": "new", "use": "sig"})
    provider.published, provider.signs, provider.flaw = [new], new, headed(kid="new")
    keys._kept[f"{provider.home}/keys"] = keys._Kept(
        keys._kept[f"{provider.home}/keys"].keys, time.monotonic() - 31
    )
    sign_in(client, provider)
    provider.published = [provider.key, provider.rsa]
    assert who(client) == str(linh.pk)


def test_a_proof_that_is_weaker_than_asked_for_is_refused(client, provider, linked, settings, key):
    settings.ZAIRYU_OIDC = {"tests": provider.settings(key, acr=["aal3"], asks_acr="aal3 crl")}
    provider.account["acr"] = "aal1"
    assert code_of(sign_in(client, provider)) == "too-weak"
    provider.account["acr"] = "aal3"
    assert sign_in(client, provider).status_code == 302


@pytest.mark.parametrize(
    ("auth_time", "code"), [(None, "not-anew"), (-3600, "not-anew"), (-5, None)]
)
def test_a_fresh_proof_must_be_fresh(client, provider, linh, linked, auth_time, code):
    client.force_login(linh)
    if auth_time is not None:
        provider.account["auth_time"] = int(time.time()) + auth_time
    answer = sign_in(client, provider, **{"for": "again", "next": "/me"})
    assert (code_of(answer) if code else answer["Location"]) == (code or "/me")


def test_a_fresh_proof_of_somebody_else_does_not_count(client, provider, linked, at):
    mallory = actions.join("m@example.com", name="M", password=None, at=at, totp_secret=SECRET)
    provider.account["auth_time"] = int(time.time())
    client.force_login(mallory)
    assert code_of(sign_in(client, provider, **{"for": "again"})) == "other-person"


def test_an_answer_counts_once(client, provider, linh, linked):
    brought = provider.agree(there(client))
    assert client.get(BACK, brought).status_code == 302
    client.logout()
    assert code_of(client.get(BACK, brought)) == "state"


def test_a_code_that_was_used_is_refused_by_the_provider(client, provider, linked):
    brought = provider.agree(there(client))
    client.get(BACK, brought)
    client.logout()
    again = provider.agree(there(client)) | {"code": brought["code"]}
    assert code_of(client.get(BACK, again)) == "code-refused"


def test_an_answer_of_another_browser_is_refused(client, provider, linked):
    brought = provider.agree(there(client))
    assert code_of(client.__class__().get(BACK, brought)) == "state"


def test_an_answer_after_ten_minutes_is_too_late(client, provider, linked, clock, at):
    brought = provider.agree(there(client))
    clock.move_to(at + timedelta(minutes=11))
    assert code_of(client.get(BACK, brought)) == "too-late"


def test_the_answer_of_one_provider_is_not_taken_for_anothers(
    client, provider, linked, settings, key
):
    wicked = provider.settings(key, issuer="https://wicked.example")
    settings.ZAIRYU_OIDC = {"tests": provider.settings(key), "wicked": wicked}
    brought = provider.agree(there(client))
    answer = client.get("/sign-in/wicked/return", brought)
    assert code_of(answer) == "mixed-up"
    brought = provider.agree(there(client)) | {"iss": "https://wicked.example"}
    assert code_of(client.get(BACK, brought)) == "mixed-up"


@pytest.mark.parametrize(
    ("brought", "code"),
    [
        ({"error": "access_denied"}, "cancelled"),
        ({"error": "server_error", "error_description": "PLANTED"}, "refused-there"),
        ({}, "no-code"),
        ({"code": ""}, "no-code"),
        ({"code": "made-up"}, "code-refused"),
    ],
)
def test_what_goes_wrong_there_is_told(client, provider, linked, brought, code):
    state = provider.agree(there(client))["state"]
    answer = client.get(BACK, {"state": state} | brought)
    assert code_of(answer) == code


DOWN = [
    ("/token", 503, b"", "provider-down"),
    ("/token", 302, b"", "provider-down"),
    ("/token", 200, b"<html>", "provider-down"),
    ("/token", 200, b"[]", "provider-down"),
    ("/token", 200, b'{"access_token": "x"}', "token-missing"),
    ("/keys", 500, b"", "provider-down"),
    ("/keys", 302, b"", "provider-down"),
    ("/keys", 200, b"[1]", "provider-down"),
    ("/keys", 200, b'{"keys": [{"kty": "EC"}]}', "provider-down"),
    ("/keys", 200, b'{"keys": []}', "provider-down"),
]


@pytest.mark.parametrize(("path", "status", "body", "code"), DOWN)
def test_a_provider_that_does_not_answer_rightly_is_told_as_such(
    client, provider, linked, path, status, body, code
):
    provider.answers = {path: (status, body)}
    assert code_of(sign_in(client, provider)) == code


def test_a_provider_that_is_not_there_is_told(client, provider, linked, settings, key):
    settings.ZAIRYU_OIDC = {"tests": provider.settings(key, token="http://127.0.0.1:9/token")}
    assert code_of(sign_in(client, provider)) == "provider-down"


def test_a_key_of_ours_that_the_provider_does_not_know_is_our_fault(
    client, provider, linked, settings, tmp_path
):
    other = tmp_path / "other.pem"
    other.write_bytes(ECKey.generate_key("P-256").as_pem(private=True))
    settings.ZAIRYU_OIDC = {"tests": provider.settings(other)}
    assert code_of(sign_in(client, provider)) == "client-refused"


def test_userinfo_of_somebody_else_is_refused(client, provider, linked, settings, key):
    said = {"proves": "openid", "userinfo": f"{provider.home}/userinfo"}
    settings.ZAIRYU_OIDC = {"tests": provider.settings(key, **said)}
    provider.told = {"sub": "somebody"}
    assert code_of(sign_in(client, provider)) == "other-subject"


def test_a_provider_that_nobody_agreed_on_is_not_there(client, db):
    assert code_of(client.get("/sign-in/elsewhere/")) == "unknown-provider"
    assert code_of(client.get("/sign-in/elsewhere/return")) == "unknown-provider"


def test_no_token_and_no_name_is_left_behind(client, provider, linked, caplog):
    provider.flaw = token(iss="https://elsewhere.example", name="PLANTED NAME")
    sign_in(client, provider)
    kept = str(dict(client.session)) + caplog.text
    assert "PLANTED" not in kept
    assert "eyJ" not in kept


def test_five_ways_there_may_be_open_and_a_sixth_ends_the_first(client, provider, linh, linked):
    brought = [provider.agree(there(client)) for _ in range(6)]
    assert code_of(client.get(BACK, brought[0])) == "state"
    assert client.get(BACK, brought[5]).status_code == 302


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_failure_has_its_sentence_in_every_language(code):
    assert set(catalogue()[f"problem.oidc.{code}"]) == set(LANGUAGES)

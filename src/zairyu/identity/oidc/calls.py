"""Calls to a provider: short, without redirects, and nothing of the answer is ever logged."""

from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT

from zairyu.identity.oidc.codes import OidcRefused
from zairyu.identity.oidc.providers import Provider

SECONDS = (3.05, 10)  # to connect, and to wait for an answer
_CLIENT = ("invalid_client", "unauthorized_client")


def session(of: Provider, returns: str = "") -> OAuth2Session:
    """Return a session with a provider in which we show our key."""
    made = OAuth2Session(
        of.client_id,
        of.private_key(),
        scope=" ".join(of.scopes),
        redirect_uri=returns,
        code_challenge_method="S256",
        token_endpoint_auth_method=PrivateKeyJWT(of.token, alg=of.signs, headers=_named(of)),
    )
    made.max_redirects = 0
    made.trust_env = False  # no proxy and no .netrc of the machine
    return made


def _named(of: Provider) -> dict[str, str]:
    return {"kid": of.key_id} if of.key_id else {}


def tokens(of: Provider, returns: str, code: str, verifier: str) -> dict[str, Any]:
    """Exchange a code for tokens.

    Raises:
        OidcRefused: provider-down, client-refused, code-refused, token-missing.
    """
    with session(of, returns) as made:
        try:
            found = made.fetch_token(
                of.token,
                grant_type="authorization_code",
                code=code,
                code_verifier=verifier,
                timeout=SECONDS,
                allow_redirects=False,
            )
        except AuthlibBaseError as said:  # the provider's own word for what is wrong
            down = "client-refused" if said.error in _CLIENT else "code-refused"
            raise OidcRefused(down) from None
        except (requests.RequestException, ValueError):
            raise OidcRefused("provider-down") from None
    if not isinstance(found, dict) or not isinstance(found.get("id_token"), str):
        raise OidcRefused("token-missing")
    return found


def read(where: str, access: str = "") -> dict[str, Any]:
    """Return what a provider publishes at an address, or says to whoever holds an access token.

    Raises:
        OidcRefused: provider-down.
    """
    headers = {"Authorization": f"Bearer {access}"} if access else {}
    try:
        with requests.Session() as made:
            made.trust_env = False
            answer = made.get(where, headers=headers, timeout=SECONDS, allow_redirects=False)
            found = answer.json() if answer.status_code == 200 else None
    except (requests.RequestException, ValueError):
        found = None
    if not isinstance(found, dict):
        raise OidcRefused("provider-down")
    return found

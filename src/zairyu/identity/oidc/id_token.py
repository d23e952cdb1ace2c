"""The token that says who signed in: looked at in a fixed order, the first failure decides.

A library verifies; which keys and algorithms count is never read from the token itself.
"""

import json
import time
from base64 import urlsafe_b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import BadSignatureError, JoseError

from zairyu.identity.oidc.codes import OidcRefused
from zairyu.identity.oidc.keys import keys_of
from zairyu.identity.oidc.providers import Provider

LEEWAY = 30  # seconds by which two clocks may differ
LONGEST = 16_384  # characters of a token
ANEW = 300  # seconds within which "prove it anew" counts

Claims = Mapping[str, Any]


@dataclass(frozen=True)
class Expected:
    """What this sign-in began with, and what the provider gave besides the token."""

    nonce: str
    access: str
    anew: bool = False  # the proof was to be given anew


def claims_of(of: Provider, token: str, expected: Expected) -> Claims:
    """Return what a token says, once everything about it holds.

    Raises:
        OidcRefused: with the code of the first thing that does not hold.
    """
    header = _header(token)
    if header.get("alg") not in of.token_signs:
        raise OidcRefused("algorithm")
    said = _opened(of, token, str(header.get("kid", "")))
    for check in _CHECKS:
        check(of, said, expected)
    _hash(of, header, said, expected)
    return said


def _header(token: str) -> dict[str, Any]:
    first = token.split(".", 1)[0]
    try:
        if len(token) > LONGEST or token.count(".") != 2:
            raise ValueError
        found = json.loads(urlsafe_b64decode(first + "=" * (-len(first) % 4)))
    except ValueError:
        raise OidcRefused("token-malformed") from None
    if not isinstance(found, dict) or "crit" in found:
        raise OidcRefused("token-malformed")
    return found


def _opened(of: Provider, token: str, key_id: str) -> dict[str, Any]:
    """Return the claims of a token whose signature holds under a key that is published."""
    keys = keys_of(of, key_id)
    if not any(one.kid == key_id for one in keys.keys) and (key_id or len(keys.keys) != 1):
        raise OidcRefused("key-unknown")
    try:
        said = jwt.decode(token, keys, algorithms=list(of.token_signs)).claims
    except BadSignatureError:
        raise OidcRefused("signature") from None
    except (JoseError, ValueError, TypeError):
        raise OidcRefused("token-malformed") from None
    return dict(said)


def _issuer(of: Provider, said: Claims, _expected: Expected) -> None:
    if said.get("iss") != of.issuer:
        raise OidcRefused("issuer")


def _audience(of: Provider, said: Claims, _expected: Expected) -> None:
    """Take a token for us alone: one for others as well could be used there."""
    audience = said.get("aud")
    alone = audience == of.client_id or audience == [of.client_id]
    if not alone or said.get("azp", of.client_id) != of.client_id:
        raise OidcRefused("audience")


def _time(_of: Provider, said: Claims, _expected: Expected) -> None:
    """Look at the clock of this machine: two machines speak, the day in Japan plays no part."""
    clock, times = time.time(), [said.get("exp"), said.get("iat")]
    if not all(isinstance(one, int | float) and not isinstance(one, bool) for one in times):
        raise OidcRefused("token-malformed")
    if said["exp"] < clock - LEEWAY:
        raise OidcRefused("expired")
    if max(said["iat"], said.get("nbf", 0)) > clock + LEEWAY:
        raise OidcRefused("not-yet")


def _nonce(_of: Provider, said: Claims, expected: Expected) -> None:
    if said.get("nonce") != expected.nonce:
        raise OidcRefused("nonce")


def _subject(_of: Provider, said: Claims, _expected: Expected) -> None:
    sub = said.get("sub")
    if not isinstance(sub, str) or not 0 < len(sub) <= 255 or not sub.isascii():
        raise OidcRefused("token-malformed")


def _strength(of: Provider, said: Claims, _expected: Expected) -> None:
    if of.acr and said.get("acr") not in of.acr:
        raise OidcRefused("too-weak")


def _anew(of: Provider, said: Claims, expected: Expected) -> None:
    if not expected.anew or of.always_anew:
        return
    at = said.get("auth_time")
    if not isinstance(at, int | float) or at < time.time() - ANEW:
        raise OidcRefused("not-anew")


def _hash(of: Provider, header: dict[str, Any], said: Claims, expected: Expected) -> None:
    """Hold the access token against the one this token was made with, as the library does."""
    options = {"access_token": expected.access, "client_id": of.client_id}
    try:
        CodeIDToken(dict(said), header, params=options).validate_at_hash()
    except (JoseError, ValueError, TypeError):
        raise OidcRefused("token-of-other-access") from None


_CHECKS: tuple[Callable[[Provider, Claims, Expected], None], ...] = (
    _issuer, _audience, _time, _nonce, _subject, _strength, _anew,
)  # fmt: skip

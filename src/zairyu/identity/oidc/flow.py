"""A sign-in with another provider from its beginning to who came back.

What was begun lies in the session of the browser, once for each way there, and is taken out before
anything is looked at: an answer counts once, in the browser that began it, for ten minutes.
"""

import secrets
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from zairyu.identity.jpki.facts import Asserted
from zairyu.identity.oidc import calls
from zairyu.identity.oidc.attributes import asserted
from zairyu.identity.oidc.codes import OidcRefused
from zairyu.identity.oidc.id_token import Expected, claims_of
from zairyu.identity.oidc.providers import Provider

LASTS = 600.0  # seconds from the way there to the way back
AT_ONCE = 5  # ways there that one browser may have open
PURPOSES = ("login", "link", "again")
Kept = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Begun:
    """One way there: what the answer must fit, and what it is for."""

    provider: str
    purpose: str
    nonce: str
    verifier: str
    began: float
    next: str = ""


@dataclass(frozen=True)
class Shown:
    """Who came back: what the provider calls them, and what it says of them, if it may prove it."""

    provider: str
    issuer: str
    sub: str
    asserted: Asserted | None = None


def begin(of: Provider, purpose: str, returns: str, kept: Kept, next: str = "") -> str:
    """Return where the browser is to go; what the answer must fit is put into `kept`.

    `returns` is the exact address of ours that the provider knows.
    """
    if purpose not in PURPOSES:
        raise ValueError(f"no such purpose: {purpose}")
    state = secrets.token_urlsafe(32)
    begun = Begun(
        of.id, purpose, secrets.token_urlsafe(32), secrets.token_urlsafe(48), time.time(), next
    )
    open_ones = sorted(kept, key=lambda one: float(kept[one]["began"]))
    for old in open_ones[: max(0, len(open_ones) + 1 - AT_ONCE)]:
        del kept[old]
    kept[state] = asdict(begun)
    asked: dict[str, Any] = {"nonce": begun.nonce}
    if of.asks_acr:
        asked["acr_values"] = of.asks_acr
    if purpose == "again" and not of.always_anew:
        asked |= {"prompt": "login", "max_age": 0}
    with calls.session(of, returns) as made:
        where, _state = made.create_authorization_url(
            of.authorize, state=state, code_verifier=begun.verifier, **asked
        )
    return str(where)


def begun_with(kept: Kept, said: Mapping[str, str], of: Provider) -> Begun:
    """Take what was begun out of the session; it is gone whatever comes next.

    Raises:
        OidcRefused: state, too-late, mixed-up.
    """
    found = kept.pop(said.get("state", ""), None)
    if found is None:
        raise OidcRefused("state")
    begun = Begun(**found)
    if not 0 <= time.time() - begun.began <= LASTS:
        raise OidcRefused("too-late")
    if begun.provider != of.id or said.get("iss", of.issuer) != of.issuer:
        raise OidcRefused("mixed-up")
    return begun


def finish(of: Provider, begun: Begun, said: Mapping[str, str], returns: str) -> Shown:
    """Exchange the code, look at the token, and return who it is; the tokens are dropped.

    Raises:
        OidcRefused: with the code of the first thing that does not hold.
    """
    if said.get("error"):
        raise OidcRefused("cancelled" if said["error"] == "access_denied" else "refused-there")
    if not said.get("code"):
        raise OidcRefused("no-code")
    given = calls.tokens(of, returns, said["code"], begun.verifier)
    access = str(given.get("access_token", ""))
    expected = Expected(begun.nonce, access, begun.purpose == "again")
    claims = claims_of(of, given["id_token"], expected)
    return Shown(of.id, of.issuer, claims["sub"], _who(of, claims, access))


def _who(of: Provider, claims: Mapping[str, Any], access: str) -> Asserted | None:
    """Return what the provider says of the person, where the settings believe it."""
    if not of.proves:
        return None
    said = dict(claims)
    if of.userinfo:
        told = calls.read(of.userinfo, access)
        if told.get("sub") != claims["sub"]:
            raise OidcRefused("other-subject")
        said |= told
    return asserted(said)

"""Which providers a deployment takes, as the settings say.

Nothing is discovered: where a provider answers and what it signs with is agreed beforehand, and
stands in ZAIRYU_OIDC. docs/operations/providers.md says how.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from zairyu.identity.oidc.codes import OidcRefused
from zairyu.words import LANGUAGES, Text

SIGNS = {"ES256": ECKey, "RS256": RSAKey, "PS256": RSAKey}  # with what we sign, and tokens are
RESERVED = "unlinked"  # stands in the same place of an address
WANTED = ("issuer", "client_id", "key", "authorize", "token", "keys", "name")
_PLACES = ("issuer", "authorize", "token", "keys", "userinfo")
_HERE = ("localhost", "127.0.0.1", "::1")

Key = ECKey | RSAKey


@dataclass(frozen=True)
class Provider:
    """One provider: who it is, where it answers, what we ask of it and what we believe."""

    id: str
    name: Text
    issuer: str
    client_id: str
    key: str  # file with our private key (PEM)
    key_id: str
    signs: str  # how we sign: ES256 or RS256
    authorize: str
    token: str
    keys: str
    userinfo: str  # empty: only what the token says
    scopes: tuple[str, ...]
    token_signs: tuple[str, ...]  # what its tokens may be signed with; never none, never HS256
    acr: tuple[str, ...]  # strengths that are enough; empty: whatever it says
    asks_acr: str  # what is asked for, as the provider words it
    two_proofs: bool  # what it asks is two proofs in one: no second factor is asked here
    always_anew: bool  # it asks for the proof at every sign-in, so max_age is not needed
    proves: str  # how it says who somebody is: "", "digital-agency", "openid"

    @property
    def method(self) -> str:
        """The word for this way of signing in."""
        return "oidc" if self.two_proofs else "oidc-single"

    def private_key(self) -> Key:
        """Return our key; it was read when the settings were checked."""
        return _read(self.key, self.key_id, SIGNS[self.signs])


@lru_cache(maxsize=8)
def _read(path: str, key_id: str, kind: type[Key]) -> Key:
    return kind.import_key(Path(path).read_text("ascii"), {"kid": key_id} if key_id else None)


def _made(id: str, said: Mapping[str, Any]) -> Provider:
    issuer = said["issuer"]
    return Provider(
        id=id,
        name={language: said["name"].get(language, said["name"]["en"]) for language in LANGUAGES},
        issuer=issuer,
        client_id=said["client_id"],
        key=str(said["key"]),
        key_id=said.get("key_id", ""),
        signs=said.get("signs", "ES256"),
        authorize=said["authorize"],
        token=said["token"],
        keys=said["keys"],
        userinfo=said.get("userinfo", ""),
        scopes=tuple(said.get("scopes", ("openid",))),
        token_signs=tuple(said.get("token_signs", ("ES256",))),
        acr=tuple(said.get("acr", ())),
        asks_acr=said.get("asks_acr", ""),
        two_proofs=bool(said.get("two_proofs", False)),
        always_anew=bool(said.get("always_anew", False)),
        proves=said.get("proves", ""),
    )


def providers() -> list[Provider]:
    """Return the providers of this deployment, in the order of the settings."""
    return [_made(id, said) for id, said in settings.ZAIRYU_OIDC.items()]


def provider(id: str) -> Provider:
    """Return a provider by its short name.

    Raises:
        OidcRefused: unknown-provider.
    """
    said = settings.ZAIRYU_OIDC.get(id)
    if said is None:
        raise OidcRefused("unknown-provider")
    return _made(id, said)


def faults(said: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return what is wrong with the settings, in words for whoever wrote them."""
    found = [f"{id}: {fault}" for id, one in said.items() for fault in _faults(id, one)]
    issuers = [one.get("issuer") for one in said.values()]
    if len(set(issuers)) < len(issuers):
        found.append("two providers with one issuer")
    return found


def _faults(id: str, said: Mapping[str, Any]) -> list[str]:
    missing = [f"{name} is missing" for name in WANTED if not said.get(name)]
    if missing:
        return missing
    plain = id.replace("-", "").isalnum() and id.islower() and id != RESERVED
    found = [] if plain else ["another short name, of small letters"]
    found += _places(said)
    found += _algorithms(said)
    if said.get("proves", "") not in ("", "digital-agency", "openid"):
        found.append("proves: digital-agency, openid or nothing")
    if "openid" not in said.get("scopes", ("openid",)):
        found.append("scopes: openid is missing")
    return found


def _places(said: Mapping[str, Any]) -> list[str]:
    tests = settings.ZAIRYU_MODE in ("demo", "test")
    found = []
    for name in _PLACES:
        where = urlsplit(said.get(name, ""))
        plain = tests and where.hostname in _HERE
        if said.get(name) and where.scheme != "https" and not plain:
            found.append(f"{name}: an address with https")
    return found


def _algorithms(said: Mapping[str, Any]) -> list[str]:
    signs: str = said.get("signs", "ES256")
    tokens: Sequence[str] = said.get("token_signs", ("ES256",))
    found = [f"token_signs: {one} is not taken" for one in tokens if one not in SIGNS]
    if signs not in ("ES256", "RS256"):
        return [*found, "signs: ES256 or RS256"]
    try:
        _read(str(said["key"]), said.get("key_id", ""), SIGNS[signs])
    except (OSError, ValueError, JoseError):
        found.append(f"key: no private key for {signs} in this file")
    return found

"""How a deployment checks cards: its profile, its authorities, who answers for revocation.

What is not one of the profiles, or lacks a part, has no card login at all.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography import x509
from django.conf import settings
from django.utils.module_loading import import_string

from zairyu.identity.jpki import anchors
from zairyu.identity.jpki import assumptions as known
from zairyu.identity.jpki.codes import CardRefused
from zairyu.identity.jpki.revocation import Backend, Closed

PROTOCOL = 1


@dataclass(frozen=True)
class Profile:
    """What kind of deployment this is: where it may run, and which policies count."""

    modes: tuple[str, ...]
    auth: frozenset[str]
    sign: frozenset[str]
    tests: bool = False  # whether authorities for tests may be pinned


_REAL = (frozenset({known.POLICY_AUTH_CARD}), frozenset({known.POLICY_SIGN_CARD}))
PROFILES = {
    "demo": Profile(
        ("demo", "test"), frozenset({known.POLICY_AUTH_VIRTUAL}),
        frozenset({known.POLICY_SIGN_VIRTUAL}), tests=True,
    ),
    # Official test cards: the policy of the user authentication is named by the deployment.
    "test-cards": Profile(
        ("demo", "test"), frozenset(), frozenset({known.POLICY_SIGN_TEST_CARD}), tests=True
    ),
    "agency": Profile(("production",), *_REAL),
    "operator": Profile(("production",), *_REAL),
}  # fmt: skip
# Who answers for revocation, by short name; a class of a deployment's own stands with its path.
SERVICES = {
    "lists-in-folder": "zairyu.identity.jpki.revocation.lists.InFolder",
    "lists-by-http": "zairyu.identity.jpki.revocation.lists.ByHttp",
    "ocsp": "zairyu.identity.jpki.revocation.ocsp.Responder",
}


@dataclass(frozen=True)
class Deployment:
    """Everything a verification needs to know of where it runs."""

    profile: str
    policies: Mapping[str, frozenset[str]]
    anchors: Mapping[str, tuple[x509.Certificate, ...]]
    revocation: Backend
    oldest: tuple[int, ...]

    def accepts(self, client: Mapping[str, Any]) -> str:
        """Return name and version of a companion program that may claim.

        Raises:
            CardRefused: companion_old, message_malformed.
        """
        name, version = client.get("name"), client.get("version")
        if not isinstance(name, str) or not isinstance(version, str):
            raise CardRefused("message_malformed")
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,30}", name):
            raise CardRefused("message_malformed")
        if not re.fullmatch(r"\d{1,4}(\.\d{1,4}){0,3}", version):
            raise CardRefused("message_malformed")
        if client.get("proto") != PROTOCOL or _version(version) < self.oldest:
            raise CardRefused("companion_old")
        return f"{name} {version}"


def current() -> Deployment:
    """Return how cards are checked here.

    Raises:
        CardRefused: card_disabled.
    """
    said: dict[str, Any] = settings.ZAIRYU_CARD
    if why_not(said):
        raise CardRefused("card_disabled")
    return _made(said["profile"], *_stamp(said), _words(said))


def is_enabled() -> bool:
    """Say whether cards can be used here: pages offer them only then."""
    return not why_not(settings.ZAIRYU_CARD)


def why_not(said: Mapping[str, Any]) -> str:
    """Return why cards cannot be used with these settings, in words of an operator, or nothing."""
    profile = PROFILES.get(said.get("profile", ""))
    if profile is None:
        return "no profile" if not said.get("profile") else "no such profile"
    if settings.ZAIRYU_MODE not in profile.modes:
        return "this profile is not for this mode"
    if not said.get("revocation"):
        return "nobody answers for revocation"
    made = _made(said["profile"], *_stamp(said), _words(said))
    for kind in anchors.KINDS:
        if not made.policies[kind]:
            return f"no policy for {kind} certificates"
        if not made.anchors[kind]:
            return f"no authority for {kind} certificates"
    return ""


def _version(said: str) -> tuple[int, ...]:
    return tuple(int(part) for part in said.split("."))


def _stamp(said: Mapping[str, Any]) -> tuple[str, tuple[int, ...]]:
    """Return the folder of the authorities and when it changed: a new file is seen at once."""
    folder = Path(said["anchors"])
    places = [folder / kind for kind in anchors.KINDS]
    return str(folder), tuple(one.stat().st_mtime_ns if one.is_dir() else 0 for one in places)


def _words(said: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return the settings that make a deployment, as words that can be compared."""
    more = said.get("policies", {})
    listed = {kind: ",".join(sorted(more.get(kind, ()))) for kind in anchors.KINDS}
    plain = {name: said[name] for name in ("revocation", "oldest_program")}
    return tuple(sorted((plain | listed).items()))


@lru_cache(maxsize=8)
def _made(
    profile: str, folder: str, _changed: tuple[int, ...], words: tuple[tuple[str, str], ...]
) -> Deployment:
    of, said = PROFILES[profile], dict(words)
    more = {kind: frozenset(filter(None, said[kind].split(","))) for kind in anchors.KINDS}
    named = said["revocation"]
    return Deployment(
        profile,
        {"auth": of.auth | more["auth"], "sign": of.sign | more["sign"]},
        {kind: anchors.load(Path(folder), kind, tests=of.tests) for kind in anchors.KINDS},
        Closed(import_string(SERVICES.get(named, named))()),
        _version(said["oldest_program"]),
    )

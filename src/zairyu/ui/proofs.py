"""By what a session was proved, and when: the library keeps a list of it in the session."""

import time
from typing import TYPE_CHECKING

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest

if TYPE_CHECKING:
    from zairyu.people.models import Person

_FACTORS = {"totp": "totp", "webauthn": "passkey", "recovery_codes": "recovery-code"}
# Ways that are two proofs in one: something one has, and a number or a finger to open it with.
WHOLE = ("card", "oidc", "passkey", "recovery")
# What may be asked for right before an important act: never the password alone.
STRONG = (*WHOLE, "totp", "recovery-code", "passkey-second")


def _name(record: dict[str, object]) -> str:
    """Return our word for one entry of the library's list."""
    method = str(record.get("method", ""))
    if method != "mfa":
        return method
    name = _FACTORS.get(str(record.get("type")), "")
    return "passkey-second" if name == "passkey" and not record.get("passwordless") else name


def shown(request: HttpRequest, person: "Person") -> dict[str, float]:
    """Return what this session was proved by, each with the latest time, in seconds."""
    found: dict[str, float] = {}
    for record in get_authentication_records(request, person):
        found[_name(record)] = max(float(record["at"]), found.get(_name(record), 0.0))
    return found


def is_whole(request: HttpRequest, person: "Person") -> bool:
    """Say whether this sign-in needs no second factor: it was two proofs in one."""
    return any(name in WHOLE for name in shown(request, person))


def is_fresh(request: HttpRequest, person: "Person", seconds: int, *, strong: bool) -> bool:
    """Say whether somebody showed within the last seconds that it is them.

    Whoever has a second factor must have shown that, or the card; the password is enough only for
    those who have nothing else yet.
    """
    found = shown(request, person)
    counted = [at for name, at in found.items() if name in STRONG or not strong]
    return time.time() - max(counted, default=0.0) < seconds


def method_of(request: HttpRequest, person: "Person") -> str:
    """Return how somebody signed in, in one word or two, for the list of sign-ins."""
    found = shown(request, person)
    whole = [name for name in WHOLE if name in found]
    if whole:
        return whole[0]
    second = [name for name in ("totp", "passkey-second", "recovery-code") if name in found]
    names = ["password", *(name.removesuffix("-second") for name in second[:1])]
    return "+".join(names)

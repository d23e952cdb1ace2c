"""Our cookies: signed, not readable by scripts, and in production bound to this host and https.

`__Host-` before a name makes browsers refuse the cookie unless it is Secure, for the whole host and
for no other: a neighbour's subdomain can neither read nor plant it. The demo on plain http cannot
have that; its pages say so.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

YEAR = 365 * 24 * 60 * 60


def name_of(name: str) -> str:
    """Return what a cookie of ours is called in this deployment."""
    return f"{settings.ZAIRYU_COOKIE_PREFIX}zairyu_{name}"


def get(request: HttpRequest, name: str) -> str:
    """Return what a signed cookie says, or nothing."""
    full = name_of(name)
    return str(request.get_signed_cookie(full, default="", salt=f"zairyu.{name}") or "")


def put(answer: HttpResponseBase, name: str, value: str, **more: Any) -> None:
    """Give a browser a signed cookie; without `max_age` it goes with the browser's session."""
    answer.set_signed_cookie(
        name_of(name),
        value,
        salt=f"zairyu.{name}",
        httponly=True,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
        **more,
    )


def drop(answer: HttpResponseBase, name: str) -> None:
    """Take a cookie away."""
    answer.delete_cookie(name_of(name), samesite="Lax")

"""What the session of a browser keeps of ways to other providers: begun ones, and who came back."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from zairyu.identity.oidc import sealed
from zairyu.identity.oidc.flow import Kept, Shown
from zairyu.identity.oidc.providers import Provider

_BEGUN, _PENDING = "oidc_begun", "oidc_pending"


def begun(request: HttpRequest) -> Kept:
    """Return the ways that this browser has begun; what is changed in it is kept."""
    request.session.modified = True
    kept: Kept = request.session.setdefault(_BEGUN, {})
    return kept


def returns(of: Provider) -> str:
    """Return the exact address of ours that a provider sends people back to."""
    return settings.PUBLIC_ADDRESS.rstrip("/") + reverse("portal:oidc-return", args=[of.id])


def keep(request: HttpRequest, shown: Shown, at: datetime) -> None:
    """Keep who came back until it is linked; a new one takes its place."""
    request.session[_PENDING] = sealed.seal(shown, at)


def kept(request: HttpRequest, at: datetime) -> Shown | None:
    """Return who came back and is not linked yet."""
    return sealed.opened(request.session.get(_PENDING, ""), at)


def drop(request: HttpRequest) -> None:
    """Forget who came back."""
    request.session.pop(_PENDING, None)

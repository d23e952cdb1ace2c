"""The ways to a card and back: who may begin which errand, and where the person was going."""

import time
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from zairyu.identity import browsers, factors
from zairyu.identity.jpki.transactions import Seen
from zairyu.people import queries as people
from zairyu.ui import kept, proofs
from zairyu.ui.browsers import address_of
from zairyu.ui.clock import now
from zairyu.ui.halfway import half_signed_in

if TYPE_CHECKING:
    from zairyu.people.models import Person

LONGEST = 300  # of an address in the cookie
# By what somebody shows who they are before a card is linked; see `strongly`.
OTHERWISE = ("totp", "recovery-code", "passkey", "passkey-second", "oidc", "recovery")


def going(request: HttpRequest) -> str:
    """Return the page of ours that the person was going to, or nothing."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if ours and asked.startswith("/") and len(asked) <= LONGEST else ""


def usual(request: HttpRequest) -> str:
    """Return where one goes who was going nowhere in particular."""
    return settings.LOGIN_REDIRECT_URL if people.visitor(request) else reverse("account_login")


def back(purpose: str, where: str) -> str:
    """Return the page to go back to without the card."""
    if purpose == "login":
        sign_in = reverse("account_login")
        return f"{sign_in}?next={where}" if where else sign_in
    return where or {"relink": reverse("portal:cards-own")}.get(purpose, "/")


def gate(request: HttpRequest, purpose: str) -> HttpResponseBase | None:
    """Return where to send somebody who may not begin this errand now; None if they may."""
    person = people.visitor(request)
    if purpose == "login" and person is not None:
        return redirect(going(request) or usual(request))
    if purpose not in ("relink", "stepup"):
        return None
    if person is None:
        return redirect_to_login(request.get_full_path())
    if purpose == "relink" and not strongly(request, person):
        if factors.needs_card(person, now()):  # with nothing else to show, that is set up first
            return redirect("mfa_activate_totp")
        if request.method == "POST":  # there is nothing to be kept: the page has one button
            return redirect(f"{request.path}?{urlencode({'next': going(request)})}")
        return kept.to_prove(request, person, now())
    return None


def strongly(request: HttpRequest, person: "Person") -> bool:
    """Say whether its person has just shown more than a password, and other than a card.

    A card is linked by who has shown a code of a generator, a passkey, or the Digital
    Authentication App; otherwise whoever holds a session could add a card of their own.
    """
    shown = [at for name, at in proofs.shown(request, person).items() if name in OTHERWISE]
    return time.time() - max(shown, default=0.0) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def known_person(request: HttpRequest, purpose: str, *, other: bool) -> int | None:
    """Return whose errand it is: who is signed in, or whose password was accepted here."""
    person = people.visitor(request)
    if person is not None and purpose in ("relink", "stepup"):
        return person.pk
    half = half_signed_in(request) if purpose == "login" and other else None
    return half.pk if half else None


def seen(request: HttpRequest, browser: str, language: str) -> Seen:
    """Return what is seen of the browser: the program shows it, so that a stranger's stands out."""
    agent = request.headers.get("User-Agent", "")
    return Seen(
        browser=browser,
        address=address_of(request),
        system=browsers.in_words(agent),
        language=language,
    )

"""My other providers: which sign in to my account; link one, take one away."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zairyu.identity import factors
from zairyu.identity.jpki import credentials
from zairyu.identity.oidc import links
from zairyu.identity.oidc import providers as known
from zairyu.identity.oidc.codes import OidcRefused
from zairyu.identity.oidc.providers import Provider
from zairyu.law.problem import Problem
from zairyu.people.queries import person_at
from zairyu.portal import oidc_session
from zairyu.ui import changed
from zairyu.ui.access import fresh, never_kept, signed_in
from zairyu.ui.clock import now
from zairyu.ui.wording import plain, spoken

if TYPE_CHECKING:
    from zairyu.people.models import Person

_TOLD = {"provider-linked": "portal.oidc.told.linked", "provider-unlinked": "portal.oidc.told.gone"}


def _by_id() -> dict[str, Provider]:
    return {one.id: one for one in known.providers()}


@require_safe
@signed_in
@never_cache
def providers(request: HttpRequest) -> HttpResponse:
    """Show the accounts elsewhere that sign in here, and the providers that can be linked."""
    offered, mine = _by_id(), links.of(person_at(request))
    linked = {one.provider for one in mine}
    shown = {
        "mine": [(one, offered.get(one.provider)) for one in mine],
        "others": [one for one in offered.values() if one.id not in linked],
    }
    return render(request, "portal/oidc/own.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@never_kept
@fresh
@never_cache
def link(request: HttpRequest) -> HttpResponseBase:
    """Ask whether the account elsewhere shall sign in to this one; who did both sides says yes."""
    at, person = now(), person_at(request)
    shown = oidc_session.kept(request, at)
    of = _by_id().get(shown.provider) if shown else None
    if shown is None or of is None:
        return redirect("portal:providers")
    problems: list[Problem] = []
    if request.method == "POST":
        oidc_session.drop(request)
        try:
            with transaction.atomic():
                links.link(person, shown, at)
                _tell(person, "provider-linked", at)
        except OidcRefused as refused:
            problems = [refused.problem]
        else:
            messages.success(request, plain("portal.oidc.told.linked", spoken()))
            return redirect("portal:providers")
    page = {"provider": of, "person": person, "problems": problems, "shown": shown}
    return render(request, "portal/oidc/link.html", page, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@never_kept
@fresh
@never_cache
def unlink(request: HttpRequest, key: str) -> HttpResponseBase:
    """Ask whether a provider shall sign in no more; then it does not."""
    at, person = now(), person_at(request)
    mine = next((one for one in links.of(person) if one.key == key), None)
    if mine is None:
        raise Http404
    problems = [] if _stays_open(person) else [OidcRefused("last-way").problem]
    if request.method == "POST" and not problems:
        with transaction.atomic():
            links.unlink(person, key)
            _tell(person, "provider-unlinked", at)
        messages.success(request, plain("portal.oidc.told.gone", spoken()))
        return redirect("portal:providers")
    page = {"link": mine, "provider": _by_id().get(mine.provider), "problems": problems}
    status = 422 if problems and request.method == "POST" else 200
    return render(request, "portal/oidc/unlink.html", page, status=status)


def _stays_open(person: "Person") -> bool:
    """Say whether there is a way to sign in without this provider."""
    others = len(links.of(person)) > 1 or person.has_usable_password()
    return others or factors.has_passkey(person) or credentials.active(person) is not None


def _tell(person: "Person", what: str, at: datetime) -> None:
    """Record a change of the ways to sign in, and tell the owner by letter."""
    changed.tell(person, what, said=_TOLD[what], path=reverse("portal:providers"), at=at)

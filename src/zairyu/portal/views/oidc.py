"""Signing in with another provider: the way there, the way back, and who is not linked yet."""

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from zairyu.identity.oidc import flow, links, providers
from zairyu.identity.oidc.codes import OidcRefused
from zairyu.identity.oidc.flow import Begun, Shown
from zairyu.identity.oidc.providers import Provider
from zairyu.people import queries as people
from zairyu.portal import card_ways, oidc_session
from zairyu.ui import accounts
from zairyu.ui.clock import now

OWN = ("link", "again")  # purposes of whoever is signed in


def _purpose(request: HttpRequest) -> str:
    asked = request.POST.get("for") or request.GET.get("for") or "login"
    return asked if asked in flow.PURPOSES else "login"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def start(request: HttpRequest, provider: str) -> HttpResponseBase:
    """Say what will happen; a press leads to the provider."""
    purpose, going = _purpose(request), card_ways.going(request)
    try:
        of = providers.provider(provider)
    except OidcRefused as refused:
        return _failed(request, refused.code)
    signed_in = people.visitor(request) is not None
    if purpose in OWN and not signed_in:
        return redirect_to_login(request.get_full_path())
    if purpose == "login" and signed_in:
        return redirect(going or card_ways.usual(request))
    if request.method == "POST":
        kept, back = oidc_session.begun(request), oidc_session.returns(of)
        return redirect(flow.begin(of, purpose, back, kept, going))
    shown = {"provider": of, "purpose": purpose, "going": going}
    return render(request, "portal/oidc/start.html", shown)


@require_GET
@never_cache
def returned(request: HttpRequest, provider: str) -> HttpResponseBase:
    """Take somebody back from a provider: what was begun counts once, in this browser."""
    at, said = now(), {name: request.GET[name] for name in request.GET}
    of, begun = None, None
    try:
        of = providers.provider(provider)
        begun = flow.begun_with(oidc_session.begun(request), said, of)
        shown = flow.finish(of, begun, said, oidc_session.returns(of))
        return _WAYS[begun.purpose](request, of, begun, shown, at)
    except OidcRefused as refused:
        return _failed(request, refused.code, of, begun)


def _login(
    request: HttpRequest, of: Provider, begun: Begun, shown: Shown, at: datetime
) -> HttpResponseBase:
    link = links.found(shown)
    if link is None:  # no account is ever made or found by a name or an address
        oidc_session.keep(request, shown, at)
        return redirect("portal:oidc-unlinked")
    links.used(link, at)
    person = people.person_of_row(link.person_id)
    return accounts.sign_in(request, person, of.method, at=at, next=begun.next)


def _link(
    request: HttpRequest, _of: Provider, _begun: Begun, shown: Shown, at: datetime
) -> HttpResponseBase:
    oidc_session.keep(request, shown, at)
    return redirect("portal:provider-link")


def _again(
    request: HttpRequest, of: Provider, begun: Begun, shown: Shown, at: datetime
) -> HttpResponseBase:
    person, link = people.visitor(request), links.found(shown)
    if person is None or link is None or link.person_id != person.pk:
        raise OidcRefused("other-person")
    links.used(link, at)
    accounts.note_proof(request, person, of.method, at=at)
    return redirect(begun.next or "portal:me")


_WAYS: dict[str, Callable[[HttpRequest, Provider, Begun, Shown, datetime], HttpResponseBase]] = {
    "login": _login,
    "link": _link,
    "again": _again,
}


@require_safe
@never_cache
def unlinked(request: HttpRequest) -> HttpResponseBase:
    """Say that an account elsewhere is not linked yet: sign in to link it, or register."""
    shown = oidc_session.kept(request, now())
    if shown is None:
        return redirect("account_login")
    page = {"provider": providers.provider(shown.provider)}
    return render(request, "portal/oidc/unlinked.html", page)


def _failed(
    request: HttpRequest, code: str, of: Provider | None = None, begun: Begun | None = None
) -> HttpResponseBase:
    refused = OidcRefused(code)
    purpose, going = (begun.purpose, begun.next) if begun else ("login", "")
    page = {
        "problem": refused.problem,
        "provider": of,
        "purpose": purpose,
        "going": going,
        "back": card_ways.back(purpose, going),
        "signed_in": people.visitor(request) is not None,
    }
    return render(request, "portal/oidc/failed.html", page, status=refused.status)

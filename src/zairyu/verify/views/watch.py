"""The standing watch at the counter: a reader asks to be told of changes, confirms, and stops."""

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zairyu.casework.sharing import readers
from zairyu.certificates import queries
from zairyu.certificates.sharing import queries as sharing
from zairyu.certificates.sharing import watches
from zairyu.certificates.sharing.watches import Asked
from zairyu.law.problem import Problem, Refusal
from zairyu.privacy.networks import country_of
from zairyu.ui.browsers import address_of
from zairyu.ui.caching import unkept
from zairyu.ui.clock import now
from zairyu.ui.wording import spoken
from zairyu.verify import limits
from zairyu.verify.answering import busy
from zairyu.words import say
from zairyu.words.codes import grouped

if TYPE_CHECKING:
    from zairyu.certificates.models import Share


def note_look(request: HttpRequest, verdict: queries.Verdict) -> None:
    """Note that a share was looked at, for its holder; asking for the head alone is no look."""
    if verdict.shared and request.method == "GET":
        country = country_of(address_of(request))
        readers.looked(verdict.code, verdict.state, country, verdict.checked_at)


@require_http_methods(["GET", "HEAD", "POST"])
def watch(request: HttpRequest, typed: str) -> HttpResponse:
    """Ask to be told when what a share shows changes; only where its holder agreed."""
    at, network = now(), limits.network_of(request)
    if wait := limits.waits_until(network, at):
        return busy(request, wait)
    verdict = queries.verify(typed[:100], at)
    if verdict.state == "unknown":
        limits.noted(network, at, missed=True)
    share = sharing.shared_by(verdict.code) if verdict.watchable else None
    if share is None:
        raise Http404
    problems: list[Problem] = []
    asked = _asked(request)
    if request.method == "POST":
        problems = watches.trouble(asked)
        if not problems:
            try:
                return _begun(share, asked, at)
            except Refusal as refusal:
                problems = [refusal.problem]
    shown = {
        "code": grouped(verdict.code),
        "asked": asked,
        "typed": {"push" if asked.way == "push" else "mail": asked.address},  # each at its box
        "ways": [(one, say(f"verify.watch.by-{one}", spoken())) for one in watches.WAYS],
        "mailed": request.GET.get("asked") == "mail",
        "until": share.until,
        "place": queries.counter(),
        "problems": problems,
        "form_id": "watch",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return unkept(render(request, "verify/watch.html", shown, status=status))


def _asked(request: HttpRequest) -> Asked:
    post = request.POST
    way = post.get("way", "mail" if request.method != "POST" else "")
    address = post.get("push" if way == "push" else "mail", "").strip()[:500]
    return Asked(way, post.get("name", "").strip()[:200], address)


def _begun(share: "Share", asked: Asked, at: datetime) -> HttpResponse:
    made = readers.ask_to_watch(share, asked, spoken(), at)
    if made.way == "push":
        return redirect("verify:watched", watches.token(made))
    return redirect(f"{reverse('verify:watch', args=[grouped(share.code)])}?asked=mail")


@require_http_methods(["GET", "HEAD", "POST"])
def watched(request: HttpRequest, token: str) -> HttpResponse:
    """Show a reader their watch: confirm it (by the link in the mail only), or stop it."""
    found = watches.watched(token[:100])
    if found is None:
        raise Http404
    at = now()
    if request.method == "POST":
        if request.POST.get("do") == "stop":
            watches.end(found, "reader", at, by="reader")
        elif found.way == "mail":
            readers.confirm(found, at)
        return redirect("verify:watched", token)
    late = at > found.asked_at + watches.CONFIRM_WITHIN
    begun = found.confirmed_at is not None
    shown = {
        "watch": sharing.watching(found),
        "state": "over" if found.ended_at or (late and not begun) else _waiting(begun, found.way),
        "until": found.share.until,
        "place": queries.counter(),
    }
    return unkept(render(request, "verify/watched.html", shown))


def _waiting(begun: bool, way: str) -> str:
    return "runs" if begun else f"waits-{way}"

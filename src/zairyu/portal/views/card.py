"""Reading a My Number card: begin, follow it, come back into the same browser, go on.

Signing in never happens by itself: the browser that began brings the code that the program got.
"""

from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zairyu.certificates.codes import qr
from zairyu.identity.jpki import transactions
from zairyu.identity.jpki.codes import CardRefused
from zairyu.law.problem import Problem
from zairyu.people import queries as people
from zairyu.people import registered
from zairyu.portal import card_cookie, card_ways
from zairyu.portal.card_cookie import Errand
from zairyu.portal.card_failures import FAILURES, code_of, problem_of
from zairyu.portal.card_finish import done
from zairyu.ui.clock import now
from zairyu.ui.wording import spoken
from zairyu.words.codes import grouped

PURPOSES = ("login", "register", "relink", "stepup")
OVER = ("failed", "aborted", "expired")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def start(request: HttpRequest, purpose: str) -> HttpResponseBase:
    """Say what will happen and what is needed; a press begins."""
    if purpose == transactions.READ:  # it begins in the draft that is to be filled in
        return redirect(card_ways.going(request) or "portal:me")
    if purpose not in PURPOSES:
        raise Http404
    elsewhere = card_ways.gate(request, purpose)
    if elsewhere is not None:
        return elsewhere
    going = card_ways.going(request)
    if request.method == "POST":
        return _open(request, purpose, going, now())
    shown = {"purpose": purpose, "going": going, "site": _site()}
    return render(request, "portal/card/start.html", shown)


def _site() -> str:
    return str(settings.PUBLIC_ADDRESS).rstrip("/")


def _open(request: HttpRequest, purpose: str, going: str, at: datetime) -> HttpResponseBase:
    mine = card_cookie.kept(request)
    other = "other" in request.POST
    if purpose == "relink":
        registered.prove_earlier(people.person_at(request))
    try:
        opened = transactions.open_transaction(
            purpose,
            person_id=card_ways.known_person(request, purpose, other=other),
            at=at,
            seen=card_ways.seen(request, mine.browser, spoken()),
            other_device=other,
        )
    except CardRefused as refused:
        return _failed(request, refused.code, purpose, going)
    until = int(opened.expires_at.timestamp())
    errand_ = Errand(
        opened.rid, purpose, opened.ticket, opened.code, opened.cookie, until, going, other
    )
    answer = redirect("portal:card-errand", rid=opened.rid)
    card_cookie.keep(answer, mine.with_one(errand_))
    return answer


@require_safe
@never_cache
def errand(request: HttpRequest, rid: str) -> HttpResponseBase:
    """Show the ways to read the card and how far it is; when it is over, why and what helps."""
    own = card_cookie.kept(request).errand(rid)
    if own is None:
        return _failed(request, "other_browser", "login", "")
    try:
        state = transactions.state(rid, own.secret, now())
    except CardRefused as refused:
        return _failed(request, refused.code, own.purpose, own.going)
    if state.state == "finished":
        return redirect(own.going or card_ways.usual(request))
    if state.state in OVER:
        return _failed(request, state.reason, own.purpose, own.going)
    return _page(request, own, state)


def _page(
    request: HttpRequest,
    own: Errand,
    state: transactions.State,
    problems: tuple[Problem, ...] = (),
) -> HttpResponse:
    other_allowed = transactions.may_use_other_device(
        own.purpose, person_id=card_ways.known_person(request, own.purpose, other=True)
    )
    shown = {
        "errand": own,
        "code": grouped(own.code),
        "state": state,
        "read": state.state == "card_done",
        "not_yet": "read" in request.GET and state.state != "card_done",
        "site": _site(),
        "launch": f"zairyu-card:?t={own.ticket}",
        "qr": qr(f"zairyu-card:?t={own.ticket}") if own.other_device else "",
        "other_allowed": other_allowed,
        "problems": problems,
        "back": card_ways.back(own.purpose, own.going),
    }
    return render(request, "portal/card/errand.html", shown, status=422 if problems else 200)


@require_safe
@never_cache
def returned(request: HttpRequest) -> HttpResponse:
    """Take the browser back from the program; the code stands behind # and never reaches a log."""
    own = card_cookie.kept(request).errand(request.GET.get("rid", ""))
    if own is None:
        problem = problem_of("other_browser")
        return render(request, "portal/card/other_browser.html", {"problem": problem}, status=403)
    return render(request, "portal/card/return.html", {"errand": own})


@require_POST
@never_cache
def finish(request: HttpRequest) -> HttpResponseBase:
    """Take the code from the browser that began, and go on to where the person was going."""
    at, mine = now(), card_cookie.kept(request)
    own = mine.errand(request.POST.get("rid", ""))
    if own is None:
        return _failed(request, "other_browser", "login", "")
    try:
        finished = transactions.finish(own.rid, request.POST.get("fc", ""), own.secret, at)
    except CardRefused as refused:
        return _not_finished(request, own, refused.code, at)
    return done(request, own, finished, at)


def _not_finished(request: HttpRequest, own: Errand, code: str, at: datetime) -> HttpResponseBase:
    """Ask for a mistyped code again; a second press of the button leads on."""
    state = transactions.state(own.rid, own.secret, at)
    if state.state == "finished":
        return redirect(own.going or card_ways.usual(request))
    if state.state == "card_done":
        return _page(request, own, state, (Problem(problem_of(code).code, at="fc"),))
    return _failed(request, state.reason or code, own.purpose, own.going)


def _failed(request: HttpRequest, reason: str, purpose: str, going: str) -> HttpResponse:
    """Say why it could not be done and what helps; where the person was going is not lost."""
    code = code_of(reason)
    shown = {
        "problem": problem_of(reason),
        "code": code,
        "helps": FAILURES[code].helps,
        "purpose": purpose,
        "going": going,
        "back": card_ways.back(purpose, going),
        "signed_in": people.visitor(request) is not None,
    }
    return render(request, "portal/card/failed.html", shown, status=FAILURES[code].status)

"""The public counter: anyone types a code, or hands in a PDF, and reads what is so.

Nobody signs in, nothing is kept of who asks about whom.
"""

import hashlib
from datetime import datetime
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from zairyu.certificates import queries
from zairyu.certificates.queries import Verdict
from zairyu.law.problem import Problem
from zairyu.ui.clock import now
from zairyu.verify import limits
from zairyu.verify.frame import drawn
from zairyu.verify.tally import tally
from zairyu.verify.wording import answer
from zairyu.words import DEFAULT
from zairyu.words.codes import grouped

MOST_BYTES = 10 * 1024 * 1024


@require_safe
def counter(request: HttpRequest) -> HttpResponse:
    """Ask for a code, or lead to the answer for the code that was typed."""
    if "code" not in request.GET:
        return _form(request, "", [])
    typed = request.GET["code"][:100]
    if not typed.strip():
        return _form(request, "", [Problem("verify.no-code", at="code")])
    if not queries.is_code(typed):
        return _form(request, typed, [Problem("verify.mistyped", at="code")])
    return redirect("verify:result", grouped(queries.plain(typed)))


@require_safe
def result(request: HttpRequest, typed: str) -> HttpResponse:
    """Say what is so with a code, and nothing that a checker need not know."""
    at, network = now(), limits.network_of(request)
    if wait := limits.waits_until(network, at):
        return _busy(request, wait)
    verdict = queries.verify(typed[:100], at)
    if verdict.state == "unknown":
        limits.missed(network, at)
    return _answer(request, verdict)


@require_POST
def file(request: HttpRequest) -> HttpResponse:
    """Say what is so with a PDF; the file is looked at and forgotten."""
    at, network = now(), limits.network_of(request)
    handed = request.FILES.get("file")
    if handed is None:
        return _form(request, "", [Problem("verify.no-file", at="file")])
    if (handed.size or 0) > MOST_BYTES:
        return _form(request, "", [Problem("verify.too-large", at="file")])
    if wait := limits.waits_until(network, at):
        return _busy(request, wait)
    content = handed.read()
    verdict = queries.verify_file(hashlib.sha256(content).hexdigest(), content, at)
    if verdict.state == "unknown":
        limits.missed(network, at)
    return _answer(request, verdict, file=True)


def _form(request: HttpRequest, typed: str, problems: list[Problem]) -> HttpResponse:
    shown = {"typed": typed, "problems": problems, "place": queries.counter()}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return _unkept(render(request, "verify/counter.html", shown, status=status))


def _answer(request: HttpRequest, verdict: Verdict, *, file: bool = False) -> HttpResponse:
    tally.count(verdict.state, verdict.checked_at)
    language = get_language() or DEFAULT
    page = drawn(request, answer(verdict, language, file=file), language)
    status = HTTPStatus.NOT_FOUND if verdict.state == "unknown" else HTTPStatus.OK
    return _unkept(HttpResponse(page, status=status))


def _busy(request: HttpRequest, until: datetime) -> HttpResponse:
    shown = {"until": until, "place": queries.counter()}
    page = render(request, "verify/busy.html", shown, status=HTTPStatus.TOO_MANY_REQUESTS)
    page["Retry-After"] = str(max(1, int((until - now()).total_seconds())))
    return _unkept(page)


def _unkept(page: HttpResponse) -> HttpResponse:
    """Keep an answer out of caches and of search engines: it holds for this moment only."""
    patch_cache_control(page, no_store=True, private=True)
    page["X-Robots-Tag"] = "noindex, nofollow"
    return page

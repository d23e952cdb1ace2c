"""Where are you now? Asked of whoever the network does not show to be in Japan."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from zairyu.filing import place as rules
from zairyu.law import procedures
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem, Refusal
from zairyu.people.queries import person_at
from zairyu.portal import place
from zairyu.privacy.networks import country_name, data_day
from zairyu.ui.access import signed_in
from zairyu.ui.clock import now
from zairyu.words.catalogue import catalogue


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def where(request: HttpRequest) -> HttpResponseBase:
    """Ask where somebody is, tell what follows, and lead back to where they were going."""
    on = legal_day(now())
    asked = request.POST if request.method == "POST" else request.GET
    said, because = place.said(request, on)
    if request.method == "POST":
        said, because = asked.get("said", ""), asked.get("because", "")
        problem = _unsaid(request, said, because)
        if problem is not None:
            return _page(request, said, because, [problem], 422)
        place.say(request, said, because, on)
    wrong = _trouble(request, asked.get("for", ""), asked.get("as", ""))
    if request.method == "POST" and wrong is None:
        return HttpResponseRedirect(_next(request, asked.get("next", "")))
    shown = [wrong] if wrong and wrong.code != rules.UNSAID else []
    return _page(request, said, because, shown, 422 if request.method == "POST" else 200)


def _unsaid(request: HttpRequest, said: str, because: str) -> Problem | None:
    if said not in rules.SAID:
        return Problem(rules.UNSAID, at="said")
    if _foreign(request, said) and because not in rules.BECAUSE:
        return Problem("portal.where-because", at="because")
    return None


def _foreign(request: HttpRequest, said: str) -> bool:
    """Say whether a reason is asked for: somebody is abroad, or in Japan on a network abroad."""
    return said == "abroad" or place.country(request) not in (rules.HOME, "")


def _trouble(request: HttpRequest, procedure: str, category: str) -> Problem | None:
    on = legal_day(now())
    try:
        procedures.procedure(procedure, on)
    except Refusal:
        procedure = ""
    here = place.place_of(request, person_at(request), on)
    return rules.trouble(here, procedure, category, on)


def _next(request: HttpRequest, wanted: str) -> str:
    safe = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe and wanted.startswith("/") else "/me"


def _page(
    request: HttpRequest, said: str, because: str, problems: list[Problem], status: int
) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    country = place.country(request)
    words = catalogue()
    shown = {
        "country": country_name(country),
        "foreign": country not in (rules.HOME, ""),
        "day": data_day(),
        "said": said,
        "because": because,
        "choices": [(one, words[f"portal.where.{one}"]) for one in rules.SAID],
        "reasons": [(one, words[f"portal.where.because-{one}"]) for one in rules.BECAUSE],
        "kept": [(name, asked.get(name, "")) for name in ("next", "for", "as")],
        "problems": problems,
        "form_id": "where",
    }
    return render(request, "portal/where.html", shown, status=status)

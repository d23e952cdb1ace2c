"""At the port of entry: the code of a certificate of eligibility is typed, looked at, used once.

Only officers whose post is at a port come in; for everybody else the page does not exist. The code
is posted, so that no address says whose certificate was looked at.
"""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zairyu.casework import actions
from zairyu.certificates import prints
from zairyu.certificates import queries as certificates
from zairyu.desk.views.common import Desk, desk_of
from zairyu.law import offices, statuses
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem, Refusal
from zairyu.ui.access import for_officers, never_kept
from zairyu.ui.answer_facts import picture
from zairyu.ui.wording import plain, spoken
from zairyu.words import say_span
from zairyu.words.catalogue import catalogue
from zairyu.words.codes import grouped


@for_officers
@never_kept
@require_http_methods(["GET", "HEAD", "POST"])
def landing(request: HttpRequest) -> HttpResponse:
    """Take a code; show what the certificate says; use it at landing."""
    desk = desk_of(request)
    if not desk.at_port:
        raise Http404
    typed, problems, found = request.POST.get("code", ""), list[Problem](), None
    if request.method == "POST":
        try:
            found = actions.look_at_landing(typed, by=desk.person, at=desk.at)
            if request.POST.get("do") == "use":
                compared = request.POST.get("compared") == "yes"
                actions.use_at_landing(typed, compared=compared, by=desk.person, at=desk.at)
                messages.success(request, plain("desk.landing.done", spoken()))
                return redirect("desk:landing")
        except Refusal as refusal:
            problems = [refusal.problem]
    page = {"desk": desk, "code": typed, "problems": problems, "office": _office(desk)}
    page |= _shown(found, desk) if found is not None else {}
    return render(request, "desk/landing.html", page, status=422 if problems else 200)


def _office(desk: Desk) -> Any:
    return offices.office(desk.post.office).name


def _shown(found: prints.Held, desk: Desk) -> dict[str, Any]:
    photo = prints.photo_of(found.key)
    over = found.until is not None and desk.today > found.until
    return {
        "found": found,
        "number": grouped(found.code),
        "facts": _facts(found.claims, desk.today),
        "photo": picture(photo) if photo else "",
        "over": over,
        "used_on": legal_day(found.ended_at)
        if found.ended_why == "used" and found.ended_at
        else None,
        "serves": found.ended_at is None and not over,
    }


def _facts(claims: dict[str, Any], on: date) -> list[tuple[str, Any]]:
    words = catalogue()
    told = {
        "name": claims["name"],
        "birth": claims["birth"],
        "sex": words.get(f"certificates.sex.{claims['sex']}", "-"),
        "nationality": certificates.country(claims["nationality"]),
        "status": statuses.held(claims["status"], on).name,
        "period": say_span(claims["period"], spoken()),
        "number": claims["number"],
    }
    return [(f"desk.landing.fact-{name}", value) for name, value in told.items()]

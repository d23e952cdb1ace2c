"""Where I am signed in, what happened to my sign-in lately, what happened in my account."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zairyu.audit.queries import rows_of, verb_in_words
from zairyu.identity import events
from zairyu.people.queries import person_at
from zairyu.privacy.actions import sessions
from zairyu.privacy.networks import country_name, country_of, data_day, data_version
from zairyu.ui.access import signed_in
from zairyu.ui.clock import system
from zairyu.ui.wording import html, spoken
from zairyu.words.catalogue import catalogue

LATELY = timedelta(days=90)
MOST = 100


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponseBase:
    """Show the sessions of my account, and end one of them or all others."""
    person, here, at = person_at(request), request.session.session_key, system()
    if request.method == "POST":
        return _end(request)
    rows = [
        {"one": one, "country": country_name(one.row.country)}
        for one in sessions.sessions_of(person, here, at)
    ]
    shown = {
        "rows": rows,
        "others": sum(not row["one"].here for row in rows),  # type: ignore[union-attr]
        "events": [_event(one) for one in events.latest(person, MOST) if one.at > at - LATELY],
        "account": [
            {"at": row.at, "what": verb_in_words(row.verb, spoken()), "own": row.by == person.key}
            for row in rows_of(f"person:{person.key}")[::-1][:MOST]
        ],
        "data_day": data_day(),
        "data_version": data_version(),
        "here": "portal.data.sessions",
    }
    return render(request, "portal/data/sessions.html", shown)


def _event(one: Any) -> dict[str, Any]:
    known = catalogue()
    method = f"privacy.method.{one.method.replace('+', '-and-')}"
    result = f"privacy.result.{one.result}"
    return {
        "event": one,
        "method": known.get(method, one.method),
        "result": known.get(result, one.result),
        "good": one.result == events.OK,
        "country": country_name(country_of(one.network)),
    }


def _end(request: HttpRequest) -> HttpResponse:
    person, here, at = person_at(request), request.session.session_key, system()
    if "others" in request.POST:
        count = sessions.end_others(person, here, at=at)
        messages.success(request, html("portal.data.ended-others", spoken(), count=count))
    elif sessions.end_session(person, request.POST.get("end", ""), at=at):
        messages.success(request, html("portal.data.ended-one", spoken()))
    return HttpResponseRedirect("/me/data/sessions")

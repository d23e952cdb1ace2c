"""Leaving: what can go now, what stays until when and why, and a week to think it over."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zairyu.certificates import queries as certificates
from zairyu.law import keeping
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem, Refusal
from zairyu.people.queries import person_at
from zairyu.privacy.actions import leaving
from zairyu.ui.access import fresh, never_kept, signed_in
from zairyu.ui.clock import now
from zairyu.ui.wording import html, spoken
from zairyu.words.catalogue import catalogue
from zairyu.words.codes import grouped

HERE = "/me/data/leave"


@signed_in
@never_kept
@require_http_methods(["GET", "HEAD", "POST"])
@fresh
def leave(request: HttpRequest) -> HttpResponseBase:
    """Show what leaving does; clear what may go at once, ask to leave, or take that back."""
    person, at = person_at(request), now()
    problems: list[Problem] = []
    asked = "clear" in request.POST and "sure" not in request.POST
    if request.method == "POST" and not asked:
        try:
            _act(request)
            return HttpResponseRedirect(HERE)
        except Refusal as refusal:
            problems = [refusal.problem]
    on = legal_day(at)
    waiting = leaving.waiting(person)
    stays = leaving.stays(person)
    shown = {
        "asked": asked,
        "waiting": waiting,
        "last": keeping.may_undo_until(legal_day(waiting.asked_at)) if waiting else None,
        "today": on,
        "stops": leaving.obstacles(person, on),
        "stays": stays,
        "unsure": keeping.unsure("application-file-years", on),
        "proofs": [
            grouped(paper.code)
            for kept in stays
            for paper in certificates.papers_of(f"case:{kept.case.key}", on)
            if getattr(paper, "code", "")
        ],
        "sure_choices": [("yes", catalogue()["portal.leave.sure"])],
        "problems": problems,
        "here": "portal.leave.title",
        "form_id": "leave",
    }
    return render(request, "portal/data/leave.html", shown, status=422 if problems else 200)


def _act(request: HttpRequest) -> None:
    person, at = person_at(request), now()
    if "clear" in request.POST:
        count = leaving.clear_now(person, at=at)
        messages.success(request, html("portal.leave.cleared", spoken(), count=count))
    elif "undo" in request.POST:
        if leaving.undo_leaving(person, at=at):
            messages.success(request, html("portal.leave.undone", spoken()))
    elif request.POST.get("sure") != "yes":
        raise Refusal(Problem("portal.leave-unsure", at="sure"))
    else:
        leaving.ask_leaving(person, at=at)
        messages.success(request, html("portal.leave.asked", spoken()))

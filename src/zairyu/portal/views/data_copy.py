"""A copy of everything that we hold of me: ordered, made, fetched within a day, destroyed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from zairyu.law.problem import Refusal
from zairyu.people.queries import person_at
from zairyu.privacy.actions import copies
from zairyu.ui.access import fresh, fresh_to_see, never_kept, signed_in
from zairyu.ui.clock import now
from zairyu.ui.wording import html, spoken

HERE = "/me/data/copy"


@signed_in
@never_kept
@require_http_methods(["GET", "HEAD", "POST"])
@fresh
def copy(request: HttpRequest) -> HttpResponseBase:
    """Show how far my copy is; order one, or destroy the one that is there."""
    person, at = person_at(request), now()
    last = copies.latest(person)
    problems = []
    if request.method == "POST":
        try:
            if "drop" in request.POST and last and last.path:
                copies.drop_copy(last, by=person.key, at=at)
                messages.success(request, html("portal.copy.dropped", spoken()))
            else:
                copies.order_copy(person, language=spoken(), at=at)
            return HttpResponseRedirect(HERE)
        except Refusal as refusal:
            problems = [refusal.problem]
    ready = bool(last and last.path and last.until and last.until > at)
    shown = {
        "copy": last,
        "ready": ready,
        "making": bool(last and not last.made_at and not last.failed_at),
        "failed": bool(last and last.failed_at),
        "kilobytes": max(1, last.size // 1024) if last else 0,
        "problems": problems,
        "here": "portal.copy.title",
    }
    return render(request, "portal/data/copy.html", shown, status=422 if problems else 200)


@signed_in
@require_safe
@fresh_to_see
def fetch(request: HttpRequest, key: str) -> HttpResponseBase:
    """Give the archive, while its day lasts; the fetching is recorded."""
    data = copies.fetch_copy(person_at(request), key, at=now())
    if data is None:
        raise Http404
    answer = HttpResponse(data, content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="zairyu-my-data.zip"'
    answer["Cache-Control"] = "no-store"
    return answer

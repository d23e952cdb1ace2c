"""The demo's pages: who plays, every mail sent, and the clock."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from zairyu.demo import actions
from zairyu.demo.cast import Persona, cast, code_now, password
from zairyu.law.problem import Problem
from zairyu.notices import attaching
from zairyu.notices import queries as notices
from zairyu.ui import clock
from zairyu.words import pick


@require_GET
@never_cache
def cast_page(request: HttpRequest) -> HttpResponse:
    """Show who can sign in how, with the code of this half minute."""
    language = get_language() or "ja"
    parts = {"cast": [_line(one, language) for one in cast()], "password": password()}
    return render(request, "demo/cast.html", parts)


def _line(one: Persona, language: str) -> dict[str, object]:
    return {
        "email": one.email,
        "name": one.name,
        "who": pick(one.who, language),
        "code": code_now(one),
        "role": one.role,
        "card": one.more.get("card"),
    }


@require_GET
@never_cache
def mailbox(request: HttpRequest) -> HttpResponse:
    """Show every mail of this demo, newest first, with its text."""
    return render(request, "demo/mailbox.html", {"mails": list(notices.mailbox())})


@require_safe
@never_cache
def attachment(_request: HttpRequest, key: int) -> HttpResponse:
    """Hand out a file that went with a mail of this demo."""
    found = attaching.one(key)
    if found is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{found.name}"'}
    return HttpResponse(found.data, content_type=found.media_type, headers=headers)


@require_POST
def move_clock(request: HttpRequest) -> HttpResponse:
    """Move the demo's day and go back to the page that was open."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    problem = _move(request)
    if problem is not None:
        parts = {"problems": [problem], "typed": request.POST.get("day", ""), "next": back}
        return render(request, "demo/clock.html", parts, status=422)
    return redirect(back)


def _move(request: HttpRequest) -> Problem | None:
    try:
        if request.POST.get("days"):
            actions.move_by(int(request.POST["days"]))
        else:
            actions.move_to(date.fromisoformat(request.POST.get("day", "")), clock.now())
    except ValueError:
        return Problem("demo.no-day", at="day")
    except actions.ClockRefused as refusal:
        return refusal.problem
    return None

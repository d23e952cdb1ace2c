"""The page behind the letter about a new device: what was signed in, and one button to end it."""

from django.core import signing as signed
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zairyu.identity import events
from zairyu.people import guards, queries
from zairyu.ui.browsers import browser_of
from zairyu.ui.clock import now
from zairyu.ui.signing import NOT_ME, NOT_ME_DAYS


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def not_me(request: HttpRequest, token: str) -> HttpResponse:
    """Show a sign-in; on the press of a button end every session and ask for a new password."""
    try:
        key, number = signed.loads(token, salt=NOT_ME, max_age=NOT_ME_DAYS * 86400)
    except BadSignature:
        return render(request, "account/not_me.html", {"event": None}, status=404)
    person = queries.person(key)
    event = events.event_of(person, number) if person else None
    if person is None or event is None:
        raise Http404
    if request.method == "POST":
        at = now()
        guards.not_me(person, at=at)
        events.note(person, event.method, events.NOT_ME, browser=browser_of(request), at=at)
        return redirect(f"{request.path}?done=1")
    shown = {"event": event, "done": person.password_due, "just": "done" in request.GET}
    return render(request, "account/not_me.html", shown)

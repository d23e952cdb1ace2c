"""A form that meets an ended session, or is to be proved first: kept sealed, there afterwards.

Who sent it is known from a signed cookie that outlives the session, so that nobody else is shown
it on the same machine. After signing in the page of the form opens with what was typed in its
fields, unsaved; one press saves it. Files are not kept; the page says so.

The same happens to an important act when somebody has to show first that it is still them.
"""

import re
from collections.abc import Callable
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse

from zairyu.people import keeping
from zairyu.people.keeping import Typed
from zairyu.ui import cookies
from zairyu.ui.refill import refill

if TYPE_CHECKING:
    from zairyu.people.models import Person

WHO, KEY = "who", "kept"
ENDED, PROVE = "ended", "prove"  # why it was kept
_TYPED = "zairyu.kept"
_DESK = "/desk/"
_OURS = {"csrfmiddlewaretoken", "lang"}
_MAIN = re.compile(r"<main\b[^>]*>")
_VERSION = re.compile(r'(<input type="hidden" name="version" value=")[^"]*(")')

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def shows_kept(view: View) -> View:
    """Mark a view whose own page shows what was typed before the session ended."""
    cast(Any, view).shows_kept = True
    return view


def never_kept(view: View) -> View:
    """Mark a view whose posts are acts and not typing, such as filing: they are not kept."""
    cast(Any, view).never_kept = True
    return view


def typed(request: HttpRequest) -> Typed | None:
    """Return what was sent here before the session ended, for a view that shows it itself."""
    found: Typed | None = request.META.get(_TYPED)
    return found


def _page_before(request: HttpRequest) -> str:
    """Return the page of ours that a form was sent from."""
    before = urlsplit(request.headers.get("Referer", ""))
    return before.path if before.netloc == request.get_host() else settings.LOGIN_REDIRECT_URL


def _sign_in(request: HttpRequest, wanted: str) -> HttpResponseBase:
    """Lead to the door that a page belongs to: officers have their own."""
    door = reverse("desk:sign-in") if request.path.startswith(_DESK) else None
    return redirect_to_login(wanted, door)


def _sent(request: HttpRequest) -> Typed:
    return {name: values for name, values in request.POST.lists() if name not in _OURS}


def to_sign_in(request: HttpRequest, view: View, at: datetime) -> HttpResponseBase:
    """Ask for a sign-in, after which the same page opens; keep what was sent, if it was."""
    if request.method != "POST":
        return _sign_in(request, request.get_full_path())
    if getattr(view, "never_kept", False):
        return _sign_in(request, _page_before(request))
    answer = _sign_in(request, request.path)
    who = cookies.get(request, WHO)
    if who and (key := keeping.keep(who, request.path, _sent(request), at=at)):
        cookies.put(answer, KEY, f"{key}.{ENDED}", max_age=keeping.MINUTES * 60)
    return answer


def to_prove(request: HttpRequest, person: "Person", at: datetime) -> HttpResponseBase:
    """Ask a person to show that it is still them; what was sent is there afterwards."""
    wanted = request.path if request.method == "POST" else request.get_full_path()
    ways = get_adapter(request).get_reauthentication_methods(person)
    where = ways[0]["url"] if ways else reverse("mfa_index")
    answer = redirect(f"{where}?{urlencode({'next': wanted})}")
    if request.method == "POST":
        key = keeping.keep(person.key, request.path, _sent(request), at=at)
        if key:
            cookies.put(answer, KEY, f"{key}.{PROVE}", max_age=keeping.MINUTES * 60)
    return answer


def is_kept(request: HttpRequest) -> bool:
    """Say whether something that was sent from this browser is kept because the session ended."""
    return cookies.get(request, KEY).endswith(f".{ENDED}")


def through(
    request: HttpRequest, person: "Person", view: View, args: Any, kwargs: Any, at: datetime
) -> HttpResponseBase:
    """Let a person through to a view, with what they typed before they were asked who they are."""
    key, _, why = cookies.get(request, KEY).partition(".")
    found = keeping.find(key, person, request.path, at=at) if key else None
    if found and request.method == "GET":
        answer = _with_typed(request, view, args, kwargs, *found, why)
    else:
        answer = view(request, *args, **kwargs)
        if found and request.method == "POST" and _arrived(answer):
            keeping.let_go(key, person)  # it has arrived; if it was wrong, the page shows it
            cookies.drop(answer, KEY)
    if cookies.get(request, WHO) != person.key:
        cookies.put(answer, WHO, person.key)
    return answer


def _arrived(answer: HttpResponseBase) -> bool:
    """Say whether what was sent has been read, and not only kept once more."""
    return answer.status_code < 500 and cookies.name_of(KEY) not in answer.cookies


def _with_typed(
    request: HttpRequest,
    view: View,
    args: Any,
    kwargs: Any,
    sent: Typed,
    sent_at: datetime,
    why: str,
) -> HttpResponseBase:
    """Answer with the page of the form, what was typed in its fields and a line that says so."""
    request.META[_TYPED] = sent
    answer = view(request, *args, **kwargs)
    if getattr(view, "shows_kept", False):
        return answer
    if answer.status_code == 405:  # the address only takes posts: show what it would be sent
        shown = {"sent": list(sent.items()), "sent_at": sent_at, "why": why}
        return render(request, "ui/kept.html", shown)
    html = answer.headers.get("Content-Type", "").startswith("text/html")
    if answer.status_code == 200 and html and isinstance(answer, HttpResponse):
        said = render_to_string("ui/parts/kept.html", {"sent_at": sent_at, "why": why}, request)
        answer.content = _filled(answer.content.decode(answer.charset), sent, said)
    return answer


def _filled(page: str, sent: Typed, said: str) -> bytes:
    page = refill(page, sent)
    if version := sent.get("version"):  # so that a change made elsewhere meanwhile still shows
        mine = escape(version[-1])
        page = _VERSION.sub(lambda found: f"{found[1]}{mine}{found[2]}", page)
    return _MAIN.sub(lambda found: found[0] + said, page, count=1).encode()

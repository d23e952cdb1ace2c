"""A form that meets an ended session: it is kept sealed, and there after signing in again.

Who sent it is known from a signed cookie that outlives the session, so that nobody else is shown
it on the same machine. After signing in the page of the form opens with what was typed in its
fields, unsaved; one press saves it. Files are not kept; the page says so.
"""

import re
from collections.abc import Callable
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string

from zairyu.people import keeping
from zairyu.people.keeping import Typed
from zairyu.ui.refill import refill

if TYPE_CHECKING:
    from zairyu.people.models import Person

WHO, KEY = "zairyu_who", "zairyu_kept"
_SALT = "zairyu.ui.kept"
_TYPED = "zairyu.kept"
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


def to_sign_in(request: HttpRequest, view: View, at: datetime) -> HttpResponseBase:
    """Ask for a sign-in, after which the same page opens; keep what was sent, if it was."""
    if request.method != "POST":
        return redirect_to_login(request.get_full_path())
    if getattr(view, "never_kept", False):
        return redirect_to_login(_page_before(request))
    answer = redirect_to_login(request.path)
    who = request.get_signed_cookie(WHO, default=None, salt=_SALT)
    sent = {name: values for name, values in request.POST.lists() if name not in _OURS}
    if who and (key := keeping.keep(who, request.path, sent, at=at)):
        _set_cookie(answer, KEY, key, max_age=keeping.MINUTES * 60)
    return answer


def _set_cookie(answer: HttpResponseBase, name: str, value: str, **more: Any) -> None:
    secure = bool(settings.SESSION_COOKIE_SECURE)
    answer.set_cookie(name, value, httponly=True, samesite="Lax", secure=secure, **more)


def _remember_who(request: HttpRequest, answer: HttpResponseBase, person: "Person") -> None:
    if request.get_signed_cookie(WHO, default=None, salt=_SALT) == person.key:
        return
    answer.set_signed_cookie(
        WHO,
        person.key,
        salt=_SALT,
        httponly=True,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )


def through(
    request: HttpRequest, person: "Person", view: View, args: Any, kwargs: Any, at: datetime
) -> HttpResponseBase:
    """Let a person through to a view, with what they typed before the session ended."""
    key = request.COOKIES.get(KEY)
    found = keeping.find(key, person, request.path, at=at) if key else None
    if key and found and request.method == "GET":
        answer = _with_typed(request, view, args, kwargs, *found)
    else:
        answer = view(request, *args, **kwargs)
        if key and found and request.method == "POST" and answer.status_code < 500:
            keeping.let_go(key, person)  # it has arrived; if it was wrong, the page shows it
            answer.delete_cookie(KEY, samesite="Lax")
    _remember_who(request, answer, person)
    return answer


def _with_typed(
    request: HttpRequest, view: View, args: Any, kwargs: Any, sent: Typed, sent_at: datetime
) -> HttpResponseBase:
    """Answer with the page of the form, what was typed in its fields and a line that says so."""
    request.META[_TYPED] = sent
    answer = view(request, *args, **kwargs)
    if getattr(view, "shows_kept", False):
        return answer
    if answer.status_code == 405:  # the address only takes posts: show what it would be sent
        return render(request, "ui/kept.html", {"sent": list(sent.items()), "sent_at": sent_at})
    html = answer.headers.get("Content-Type", "").startswith("text/html")
    if answer.status_code == 200 and html and isinstance(answer, HttpResponse):
        said = render_to_string("ui/parts/kept.html", {"sent_at": sent_at}, request)
        answer.content = _filled(answer.content.decode(answer.charset), sent, said)
    return answer


def _filled(page: str, sent: Typed, said: str) -> bytes:
    page = refill(page, sent)
    if version := sent.get("version"):  # so that a change made elsewhere meanwhile still shows
        mine = escape(version[-1])
        page = _VERSION.sub(lambda found: f"{found[1]}{mine}{found[2]}", page)
    return _MAIN.sub(lambda found: found[0] + said, page, count=1).encode()

"""Sessions that nobody uses end by themselves; how soon depends on who it is.

When a session was used last stands in a signed cookie beside it, so that looking at a page writes
nothing. The real clock counts, also in the demo: a moved day does not sign anybody out.
"""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import salted_hmac
from django.utils.functional import SimpleLazyObject

from zairyu.ui import cookies

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

Handler = Callable[[HttpRequest], HttpResponseBase]
MARK, SEEN = "zairyu_begun", "seen"
EVERY = 60  # seconds: how often the cookie is written anew
RENEWED = 30 * 60  # seconds: how often the session is, so that it does not end at work
# Minutes without a page, and from the sign-in on: at the desk, and everywhere else.
OFFICERS, OTHERS = (15, 8 * 60), (30, 24 * 60)


def begin(request: HttpRequest, *, officer: bool) -> None:
    """Mark a session that has just begun with when it ends."""
    idle, longest = OFFICERS if officer else OTHERS
    at = int(time.time())
    request.session[MARK] = {"idle": idle * 60, "until": at + longest * 60, "at": at}


def _bound(request: HttpRequest) -> str:
    """Return a digest that ties the cookie to this session."""
    return salted_hmac("zairyu.seen", request.session.session_key or "").hexdigest()[:20]


def _seen_at(request: HttpRequest) -> int:
    """Return when the session was used last; 0 if the cookie is not of this session."""
    bound, _, at = cookies.get(request, SEEN).partition(".")
    return int(at) if at.isdigit() and bound == _bound(request) else 0


def _asleep(request: HttpRequest) -> bool:
    mark = request.session.get(MARK)
    if mark is None:
        return False
    at = time.time()
    return bool(at > mark["until"] or at - _seen_at(request) > mark["idle"])


def _visitor(request: HttpRequest) -> "AbstractBaseUser | AnonymousUser":
    person = get_user(request)
    if person.is_authenticated and _asleep(request):
        request.session.flush()
        return AnonymousUser()
    return person


class Awake:
    """The middleware: who has been away too long is no longer signed in."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; note in the cookie that the session was used."""
        request.user = SimpleLazyObject(lambda: _visitor(request))  # type: ignore[assignment]
        answer = self.get_response(request)
        if request.session.accessed and MARK in request.session:
            _note_use(request, answer)
        return answer


def _note_use(request: HttpRequest, answer: HttpResponseBase) -> None:
    """Write down that a session was used: in the cookie each minute, in itself now and then."""
    at = int(time.time())
    if at - _seen_at(request) > EVERY:
        cookies.put(answer, SEEN, f"{_bound(request)}.{at}")
    if at - request.session[MARK]["at"] > RENEWED:
        request.session[MARK] = {**request.session[MARK], "at": at}

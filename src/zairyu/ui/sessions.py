"""The middleware that notes where a person is signed in. The real clock counts, as in ui.idle."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from zairyu.privacy.actions import sessions
from zairyu.ui.browsers import browser_of
from zairyu.ui.clock import system

Handler = Callable[[HttpRequest], HttpResponseBase]


class Noted:
    """Notes the session of a request after it was answered; who is not signed in leaves nothing."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, then note the session if the answer looked at it."""
        answer = self.get_response(request)
        if request.session.accessed and not request.session.is_empty():
            sessions.note(request.session, browser_of(request), system())
        return answer

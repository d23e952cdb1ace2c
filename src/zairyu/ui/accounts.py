"""The door of accounts: signing somebody in, and the frame around the pages of the library.

The library answers a form that was filled in wrongly with 200 and texts of its own. Here the
answer becomes a 422 with the summary of problems; the texts come from our catalogue.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth import logout
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme

from zairyu.identity import events
from zairyu.law.problem import Problem
from zairyu.people import queries
from zairyu.ui import kept
from zairyu.ui.browsers import browser_of

if TYPE_CHECKING:
    from zairyu.people.models import Person

WHOLE = "__all__"
METHODS = ("password", "card", "oidc", "oidc-single", "recovery")


def sign_in(
    request: HttpRequest, person: "Person", method: str, *, at: datetime, next: str = ""
) -> HttpResponse:
    """Sign a person in whose first proof has just been checked; return where to go.

    The session gets a new key, the sign-in is noted, and the owner is told of a new browser. A card
    and an OIDC provider count as two proofs; after a password, and after a provider that asks for
    one proof only (`oidc-single`), the second factor is asked. An account that was stopped is told
    so. `next` is followed only within this site.
    """
    if method not in METHODS:
        raise ValueError(f"no way of signing in: {method}")
    before = queries.visitor(request)
    if before is not None and before.pk != person.pk:
        logout(request)
    if not person.is_active:
        events.note(person, method, "stopped", browser=browser_of(request), at=at)
    record_authentication(request, person, method=method)
    own = url_has_allowed_host_and_scheme(next, allowed_hosts={request.get_host()})
    wanted = next if next and own else settings.LOGIN_REDIRECT_URL
    login = Login(user=person, redirect_url=wanted, email_verification="none")
    answer: HttpResponse = perform_login(request, login)
    return answer


def note_proof(request: HttpRequest, person: "Person", method: str, *, at: datetime) -> None:
    """Note in the session that its person has just shown a card (or the like) once more."""
    record_authentication(request, person, method=method, reauthenticated=True)
    events.note(person, method, "again", browser=browser_of(request), at=at)
    request.session.cycle_key()


def form_problems(form: BaseForm) -> list[Problem]:
    """Return what is wrong with a form, each at its field."""
    return [
        Problem("said", at="" if name == WHOLE else form[name].html_name, params={"words": words})
        for name, said in form.errors.items()
        for words in said
    ]


class Answers:
    """The middleware that turns a wrongly filled form into a 422 with its problems."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        """Name the problems of a form that was sent and is wrong."""
        context: dict[str, Any] = response.context_data or {}
        context["kept_here"] = kept.is_kept(request)
        response.context_data = context
        form = context.get("form")
        if request.method == "POST" and isinstance(form, BaseForm) and form.errors:
            context["problems"] = form_problems(form)
            response.status_code = 422
        return response

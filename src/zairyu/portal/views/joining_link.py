"""The link in the mail: choose a password, and the account is there with its ID."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zairyu.casework import joinings
from zairyu.identity.jpki.codes import CardRefused
from zairyu.law import categories
from zairyu.law.problem import Problem, Refusal
from zairyu.people import joining as acts
from zairyu.portal.card_failures import problem_of
from zairyu.portal.views import registration_reading as reading
from zairyu.portal.views.joining import birth_of
from zairyu.questionnaire.typed import half
from zairyu.ui import accounts
from zairyu.ui.clock import now

_KEPT = "joining"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def link(request: HttpRequest, token: str) -> HttpResponseBase:
    """Ask for a password; opening the link alone uses nothing up."""
    at = now()
    joining = acts.of_link(token, at=at)
    if joining is None:
        return render(request, "portal/registration/link_over.html", status=404)
    said = acts.typed(joining)
    # Whoever proved themselves by a card and whoever opens the mail must be the same: else a
    # stranger's card would sign in to an account that the owner of the mail has finished.
    elsewhere = joining.proved_by == "card" and request.session.get(_KEPT) != joining.key
    problems: list[Problem] = []
    if request.method == "POST":
        problems = _wrong(request, said, token, elsewhere, at)
        if not problems:
            try:
                return _became(request, joining, said, token, at)
            except Refusal:
                return render(request, "portal/registration/link_over.html", status=404)
            except CardRefused as refused:
                problems = [problem_of(refused.code)]
    shown = {
        "category": categories.category(joining.category),
        "email": said.email,
        "name": said.name,
        "elsewhere": elsewhere,
        "problems": problems,
    }
    status = 422 if problems else 200
    return render(request, "portal/registration/link.html", shown, status=status)


def _wrong(
    request: HttpRequest, said: acts.Typed, token: str, elsewhere: bool, at: datetime
) -> list[Problem]:
    """Return what is wrong with password and code."""
    first, second = request.POST.get("password1", ""), request.POST.get("password2", "")
    found: list[Problem] = []
    code = "".join(sign for sign in half(request.POST.get("code", "")) if sign.isdigit())
    if elsewhere and not acts.code_fits(token, code, at=at):
        found.append(Problem("registration.code-wrong", at="code"))
    if not first:
        found.append(Problem("required", at="password1", params=reading.label("password")))
        return found
    found += [
        Problem("said", at="password1", params={"words": words})
        for words in acts.wrong_with(first, said)
    ]
    if first != second:
        found.append(Problem("registration.passwords-differ", at="password2"))
    return found


def _became(
    request: HttpRequest, joining: Any, said: acts.Typed, token: str, at: datetime
) -> HttpResponse:
    read, password = birth_of(said, joining.category, at), request.POST["password1"]
    by_card = joining.proved_by == "card" and request.session.get(_KEPT) == joining.key
    person, _ = joinings.become(token, password, read, at=at)
    request.session.pop(_KEPT, None)
    # This browser has just shown the card: that is two proofs. Any other has the password alone.
    if by_card:
        offer = f"{reverse('portal:passkey-offer')}?next=/register/"
        return accounts.sign_in(request, person, "card", at=at, next=offer)
    return accounts.sign_in(request, person, "password", at=at, next="/register/")

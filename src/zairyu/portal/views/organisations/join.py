"""Joining an organisation from the mail: the password is set, the ID begins."""

from typing import TYPE_CHECKING

from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from zairyu.law.problem import Problem, Refusal
from zairyu.people.keys import auth_id_shown
from zairyu.people.organisations import members
from zairyu.portal.views.organisations.common import page
from zairyu.ui.access import never_kept
from zairyu.ui.clock import now

if TYPE_CHECKING:
    from zairyu.people.models import Membership

_JOINED = "organisation_joined"


@require_http_methods(["GET", "HEAD", "POST"])
@never_kept
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Ask an invited member for a password; the link opens once."""
    at = now()
    member = members.invited(token, at=at)
    if member is None:
        return page(request, "link_over", {})
    problems: list[Problem] = []
    if request.method == "POST":
        password = request.POST.get("password", "")
        problems = _wrong(password, request.POST.get("again", ""), member)
        if not problems:
            try:
                members.set_first_password(token, password, at=at)
            except Refusal:
                return page(request, "link_over", {})
            request.session[_JOINED] = member.key
            return redirect("portal:org-joined")
    hints = password_validators_help_texts()
    return page(request, "join", {"member": member, "hints": hints, "problems": problems})


def _wrong(password: str, again: str, member: "Membership") -> list[Problem]:
    try:
        validate_password(password, member.person)
    except ValidationError as fault:
        said = " ".join(fault.messages)
        return [Problem("organisations.password", at="password", params={"why": said})]
    return [] if password == again else [Problem("organisations.password-twice", at="again")]


@require_safe
def joined(request: HttpRequest) -> HttpResponse:
    """Show the ID that was given, and lead on to the sign-in."""
    member = members.joined(str(request.session.get(_JOINED, "")))
    if member is None:
        raise Http404
    shown = {"member": member, "auth_id": auth_id_shown(member.person.auth_id)}
    return page(request, "joined", shown)

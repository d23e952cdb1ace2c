"""One member of an organisation: role, a new link, and leaving."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from zairyu.casework.organisations import leaving, notify
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem, Refusal
from zairyu.people.organisations import members, queries, validity
from zairyu.people.queries import person_at
from zairyu.portal.views.organisations.common import (
    boxes,
    day_boxes,
    eras,
    membership_at,
    page,
    read_day,
    word,
)
from zairyu.ui.access import fresh, signed_in
from zairyu.ui.clock import now
from zairyu.ui.wording import spoken
from zairyu.words import say

if TYPE_CHECKING:
    from zairyu.people.models import Membership

NOW, LATER = "now", "later"


def _member(request: HttpRequest, key: str, member: str) -> "Membership":
    """Return a member of an organisation that whoever is signed in administers, or oneself."""
    me = membership_at(request, key)
    today = legal_day(now())
    found = queries.current(me.organisation, today).filter(key=member).first()
    if found is None or (me.role != "administrator" and found.pk != me.pk):
        raise Http404
    found.organisation = me.organisation
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def manage(request: HttpRequest, key: str, member: str) -> HttpResponse:
    """Show a member; an administrator changes the role or sends a new link."""
    found = _member(request, key, member)
    me, at = membership_at(request, key), now()
    administers = me.role == "administrator"
    problems: list[Problem] = []
    if request.method == "POST":
        if not administers:
            raise Http404
        try:
            said = _changed(request, found)
            messages.success(request, say(said, spoken()))
            return redirect("portal:org", key=key)
        except Refusal as refusal:
            problems = [refusal.problem]
    shown = {
        "me": me,
        "member": found,
        "organisation": me.organisation,
        "validity": validity.of_member(found, legal_day(at)),
        "pledges": list(queries.pledges_of(found, legal_day(at))),
        "administers": administers,
        "problems": problems,
    }
    return page(request, "member", shown)


def _changed(request: HttpRequest, found: "Membership") -> str:
    """Do what the button says; return the text that tells it."""
    act, at = request.POST.get("act", ""), now()
    if act in ("administrator", "staff") and found.role != "preparer":
        members.set_role(found, act, at=at, by=person_at(request))
        return f"portal.org.said-{act}"
    if act == "invite" and found.id_from is None:
        notify.invite_again(found, at=at)
        return "portal.org.said-invited"
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@fresh
def leave(request: HttpRequest, key: str, member: str) -> HttpResponse:
    """Ask for the last day and who takes over, and let a member leave."""
    found, at = _member(request, key, member), now()
    today = legal_day(at)
    colleagues = [
        one
        for one in queries.current(found.organisation, today)
        if one.pk != found.pk and one.role != "preparer"
    ]
    others = [one for one in colleagues if one.role == "administrator" and one.until is None]
    given, when, problems = day_boxes(today), request.POST.get("when", ""), []
    if request.method == "POST":
        given = boxes(request, "last_day")
        problems = _left(request, found, _last(when, given, today), colleagues, today)
        if not problems:
            messages.success(request, say("portal.org.said-left", spoken()))
            own = found.person.pk == person_at(request).pk
            return redirect("portal:organisations") if own else redirect("portal:org", key=key)
    shown = {
        "member": found,
        "organisation": found.organisation,
        "me": membership_at(request, key),
        "colleagues": [(one.key, one.person.name) for one in colleagues],
        "must_name": found.role == "administrator" and not others,
        "whens": [(one, word(f"leave-{one}")) for one in (NOW, LATER)],
        "when": when,
        "boxes": given,
        "eras": eras(),
        "successor": request.POST.get("successor", ""),
        "problems": problems,
    }
    return page(request, "leave", shown)


def _last(when: str, given: dict[str, str], today: date) -> date | Problem | None:
    """Return the last day that was chosen: to stop at once it is yesterday."""
    if when == LATER:
        return read_day(given, "last_day")
    if when == NOW:
        return today - timedelta(days=1)
    return Problem("required-choice", at="when", params={"label": word("leave-when")})


def _left(
    request: HttpRequest,
    found: "Membership",
    last: date | Problem | None,
    colleagues: "list[Membership]",
    today: date,
) -> list[Problem]:
    """Let the member leave; return why that cannot be."""
    if isinstance(last, Problem):
        return [last]
    if last is None or last > today + timedelta(days=366):
        return [Problem("organisations.last-day", at="last_day")]
    chosen = request.POST.get("successor", "")
    heir = next((one for one in colleagues if one.key == chosen), None)
    try:
        leaving.leave(found, last_day=last, at=now(), by=person_at(request), successor=heir)
    except Refusal as refusal:
        return [refusal.problem]
    return []

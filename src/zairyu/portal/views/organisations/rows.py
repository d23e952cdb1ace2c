"""One user to be, one host organisation: each on its own page."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from zairyu.law.problem import Problem
from zairyu.people.organisations import sheets
from zairyu.people.organisations.content import Content, Host, Staff
from zairyu.portal.views.organisations.common import (
    Open,
    boxes,
    day_boxes,
    eras,
    frame,
    open_at,
    page,
    read_day,
    typed,
)
from zairyu.questionnaire.typed import digits
from zairyu.ui.access import never_kept

NEW = "new"
MOST_USERS, MOST_HOSTS = 50, 300


@require_http_methods(["GET", "HEAD", "POST"])
@never_kept
def user(request: HttpRequest, key: str, row: str) -> HttpResponse:
    """Ask about one user: name, address, administrator, certificate."""
    found = open_at(request, key)
    said = found.content()
    one = Staff() if row == NEW else said.one(row)
    if one is None or "users" not in sheets.steps(found.notification):
        raise Http404
    given, problems = day_boxes(one.until), []
    if request.method == "POST":
        given = boxes(request, "certificate_until")
        problems = _read_user(request, one, given)
        if row == NEW and len(said.staff) < MOST_USERS:
            said.staff.append(one)
        problems += sheets.staff_problems(one, said, found.kind, found.on)
        if not problems:
            found.keep(said)
            return redirect("portal:org-step-users", key=key)
    shown = frame(found, one=one, boxes=given, eras=eras(), problems=problems)
    return page(request, "user", shown)


def _read_user(request: HttpRequest, one: Staff, given: dict[str, str]) -> list[Problem]:
    if not one.member:
        one.name = typed(request, "name", 104)
        one.email = typed(request, "email", 254).lower()
        one.administrator = "administrator" in request.POST
    one.certificate = typed(request, "certificate", 40)
    until = read_day(given, "certificate_until")
    one.certificate_until = until.isoformat() if isinstance(until, date) else ""
    return [until] if isinstance(until, Problem) else []


@require_http_methods(["GET", "HEAD", "POST"])
@never_kept
def host(request: HttpRequest, key: str, row: str) -> HttpResponse:
    """Ask about one host organisation, and who has pledged for it."""
    found = open_at(request, key)
    said = found.content()
    one = Host() if row == NEW else said.host(row)
    if one is None or "hosts" not in sheets.steps(found.notification):
        raise Http404
    problems: list[Problem] = []
    if request.method == "POST":
        problems = _read_host(request, found, said, one, new=row == NEW)
        if not problems:
            found.keep(said)
            return redirect("portal:org-step-hosts", key=key)
    chosen = [each.key for each in said.staff if one.key in each.hosts]
    if len(said.staff) == 1 and row == NEW and request.method != "POST":
        chosen = [said.staff[0].key]
    shown = frame(found, one=one, said=said, chosen=chosen, problems=problems)
    return page(request, "host", shown)


def _read_host(
    request: HttpRequest, found: Open, said: Content, one: Host, *, new: bool
) -> list[Problem]:
    one.name, one.address = typed(request, "name"), typed(request, "address")
    one.number = digits(typed(request, "number", 20))
    one.whole_plan = request.POST.get("whole_plan") == "yes"
    if new and len(said.hosts) < MOST_HOSTS:
        said.hosts.append(one)
    chosen = request.POST.getlist("users")
    for each in said.staff:
        each.hosts = [key for key in each.hosts if key != one.key]
        if each.key in chosen:
            each.hosts.append(one.key)
    return list(sheets.host_problems(one, said, found.kind))

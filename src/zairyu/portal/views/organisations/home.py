"""My organisation: members, pledges, how long the IDs hold, the periodic report, its cases."""

import csv
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zairyu.casework import queries as casework
from zairyu.law import categories, offices
from zairyu.law import organisations as law
from zairyu.law.dates import legal_day
from zairyu.people.organisations import examining, notifying, numbers, queries, sheets, validity
from zairyu.people.organisations.members import WANTED_ADMINISTRATORS
from zairyu.people.queries import person_at
from zairyu.portal.heads import Head
from zairyu.portal.validity_bar import picture
from zairyu.portal.views.organisations.common import membership_at, page, word
from zairyu.ui.access import signed_in
from zairyu.ui.clock import now
from zairyu.ui.wording import spoken
from zairyu.words import say

if TYPE_CHECKING:
    from zairyu.people.models import Membership

SHOWN = 50
FURTHER = (sheets.USERS, sheets.PLEDGES)


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """List the organisations that whoever is signed in belongs to, each apart."""
    person, today = person_at(request), legal_day(now())
    found = [(one, validity.of_member(one, today)) for one in queries.memberships_of(person, today)]
    own = [(one, numbers.shown(one.number)) for one in queries.own_notifications(person)]
    return page(request, "mine", {"members": found, "own": own})


@require_safe
@signed_in
def home(request: HttpRequest, key: str) -> HttpResponse:
    """Show an organisation to a member."""
    today = legal_day(now())
    me = membership_at(request, key)
    organisation = me.organisation
    kind = law.kind(organisation.kind)
    people = list(queries.current(organisation, today))
    heads = sum(one.role == "administrator" for one in people)
    held = validity.of_organisation(people, today)
    company = law.treated_as(organisation.company_class, reported=examining.reported(organisation))
    shown = {
        "me": me,
        "organisation": organisation,
        "category": categories.category(organisation.kind),
        "part": law.parts().get(organisation.part),
        "office": offices.office(organisation.office),
        "prefecture": _prefecture(organisation.prefecture),
        "company": company,
        "kind": kind,
        "members": [(one, validity.of_member(one, today)) for one in people],
        "former": list(queries.former(organisation, today)[:SHOWN]),
        "pledges": queries.pledges_in(organisation, today).count() if kind.hosts else 0,
        "validity": held,
        "picture": picture(held, today),
        "today": today,
        "report": queries.report_waits(organisation),
        "wanted": heads < WANTED_ADMINISTRATORS,
        "administers": me.role == "administrator",
        "sent": _sent(me),
    }
    return page(request, "home", shown)


def _prefecture(key: str) -> object:
    return next((one.name for one in offices.prefectures() if one.id == key), "")


def _sent(me: "Membership") -> list[tuple[object, str, object]]:
    if me.role != "administrator":
        return []
    found = queries.notifications_of(me.organisation).exclude(state="given-up")
    return [(one, numbers.shown(one.number), word(f"what-{one.kind}")) for one in found[:SHOWN]]


@require_safe
@signed_in
def cases(request: HttpRequest, key: str) -> HttpResponse:
    """List the organisation's cases: one's own, or by a switch all; administrators see all."""
    today = legal_day(now())
    me = membership_at(request, key)
    if me.role == "preparer":
        raise Http404
    everything = request.GET.get("whose", "all" if me.role == "administrator" else "own") == "all"
    found = casework.of_organisation(me.organisation.pk)
    if not everything:
        found = found.filter(filer=me.person)
    rows = [Head(case, today) for case in found[:SHOWN]]
    shown = {"me": me, "organisation": me.organisation, "rows": rows, "all": everything}
    return page(request, "cases", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def report(request: HttpRequest, key: str) -> HttpResponse:
    """Say when the periodic report (定期報告) is due, and begin it filled in."""
    at = now()
    me = membership_at(request, key, administrator=True)
    if request.method == "POST":
        found = notifying.begin_further(sheets.REPORT, me, at=at)
        return redirect("portal:org-notification", key=found.key)
    today = legal_day(at)
    held = validity.of_organisation(list(queries.current(me.organisation, today)), today)
    waits = queries.report_waits(me.organisation)
    shown = {"me": me, "organisation": me.organisation, "validity": held, "waits": waits}
    return page(request, "report", {**shown, "picture": picture(held, today), "today": today})


@require_POST
@signed_in
def further(request: HttpRequest, key: str) -> HttpResponse:
    """Begin a notification of further users, or of further pledges."""
    me = membership_at(request, key, administrator=True)
    kind = request.POST.get("kind", "")
    hosted = law.kind(me.organisation.kind).hosts
    if kind not in FURTHER or (kind == sheets.PLEDGES and not hosted):
        raise Http404
    found = notifying.begin_further(kind, me, at=now())
    return redirect("portal:org-notification", key=found.key)


@require_safe
@signed_in
def pledges(request: HttpRequest, key: str) -> HttpResponse:
    """Show the list of pledges per user (利用者別誓約機関一覧表), to print."""
    at = now()
    me = membership_at(request, key)
    if not law.kind(me.organisation.kind).hosts:
        raise Http404
    rows = queries.pledges_in(me.organisation, legal_day(at))
    by_member: dict[str, list[object]] = {}
    for one in rows:
        by_member.setdefault(one.member.key, []).append(one)
    names = {one.key: one.person.name for one in queries.current(me.organisation, legal_day(at))}
    lists = [(names[member], found) for member, found in by_member.items()]
    shown = {"organisation": me.organisation, "me": me, "lists": lists, "printed_at": at}
    return page(request, "pledges", {**shown, "kind": law.kind(me.organisation.kind)})


@require_safe
@signed_in
def pledges_csv(request: HttpRequest, key: str) -> HttpResponse:
    """Give the list of pledges per user as a table for a spreadsheet."""
    me = membership_at(request, key)
    if not law.kind(me.organisation.kind).hosts:
        raise Http404
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="pledges.csv"'
    answer["Cache-Control"] = "private, no-store"
    table = csv.writer(answer)
    heads = ("user", "host-name", "corporate-number", "host-address", "whole-plan-short", "since")
    table.writerow([say(f"portal.org.{one}", spoken()) for one in heads])
    for one in queries.pledges_in(me.organisation, legal_day(now())):
        whole = say("portal.org.yes" if one.whole_plan else "portal.org.no", spoken())
        cells = (one.member.person.name, one.host_name, one.host_number, one.host_address)
        table.writerow([*map(_harmless, cells), whole, one.since.isoformat()])
    return answer


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell

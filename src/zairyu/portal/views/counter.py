"""Applying at the counter, receiving electronically: the sheet with one's ID, and what has come."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zairyu.casework.at_counter import cases_of
from zairyu.certificates.documents import sheet_pdf
from zairyu.certificates.sheets.counter import counter_sheet
from zairyu.law.dates import legal_day
from zairyu.people import keys, queries, registered
from zairyu.ui.access import signed_in
from zairyu.ui.clock import now
from zairyu.ui.copies import handed_out


@require_safe
@signed_in
def counter(request: HttpRequest) -> HttpResponse:
    """Say what to do at the counter, give the sheet, and show what has been linked."""
    person = queries.person_at(request)
    shown = {
        "auth_id": keys.auth_id_shown(person.auth_id),
        "known": any(one.state == "admitted" for one in registered.own(person)),
        "cases": cases_of(person),
    }
    return render(request, "portal/registration/counter.html", shown)


@require_safe
@signed_in
def sheet(request: HttpRequest) -> HttpResponseBase:
    """Give the sheet for the counter as PDF, filled with what is known of the person."""
    person, at = queries.person_at(request), now()
    data = {
        "name": person.name,
        "auth_id": keys.auth_id_shown(person.auth_id),
        "email": person.email,
    }
    sample = settings.ZAIRYU_MODE in ("demo", "test")
    filled = counter_sheet(data, legal_day(at), sample=sample)
    return handed_out(request, lambda: sheet_pdf(filled, at), "request.pdf", "/counter/")

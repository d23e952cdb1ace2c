"""People I act for: mandates held and asked for, assistants, and what I filed for others."""

from django.contrib import messages as told
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zairyu.casework import entrusted
from zairyu.casework import queries as cases
from zairyu.filing import actions as filing
from zairyu.filing import queries as filings
from zairyu.filing.forms import context_of, form_of
from zairyu.law import procedures
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem, Refusal
from zairyu.people import assisting, mandates
from zairyu.people.queries import person_at
from zairyu.portal.views.mandates import parted, shown
from zairyu.ui.access import signed_in
from zairyu.ui.clock import now
from zairyu.ui.forms import render_sheet
from zairyu.ui.wording import plain, spoken


@signed_in
@require_safe
def clients(request: HttpRequest) -> HttpResponse:
    """Show for whom I act and until when, what waits, what is ready to be filed."""
    person, today = person_at(request), legal_day(now())
    rows = [shown(one, person, today) for one in mandates.held_by(person)]
    ready = [
        (draft, procedures.procedure(draft.procedure, today))
        for draft in filings.drafts_of(person, today)
        if draft.ready_at
    ]
    gone = [
        (case, procedures.procedure(case.procedure, case.filed_on))
        for case in cases.let_go_of(person)[:50]
    ]
    page = {**parted(rows), "ready": ready, "gone": gone}
    return render(request, "portal/mandates/held.html", page)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def assistants(request: HttpRequest) -> HttpResponseBase:
    """Show who prepares drafts for me; ask somebody to."""
    at = now()
    person = person_at(request)
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            entrusted.invite(person, request.POST.get("whom", "")[:254], at=at)
        except Refusal as refusal:
            problems = [refusal.problem]
        else:
            told.success(request, plain("portal.assistants.sent", spoken()))
            return redirect("portal:assistants")
    found = assisting.assistants_of(person)
    page = {
        "rows": [(one, _named(one)) for one in found],
        "whom": request.POST.get("whom", ""),
        "problems": problems,
        "form_id": "assistant-form",
    }
    status = 422 if problems else 200
    return render(request, "portal/mandates/assistants.html", page, status=status)


def _named(one: object) -> str:
    helper, state = getattr(one, "helper", None), getattr(one, "state", "")
    if helper is not None and state == "confirmed" and helper.name:
        return str(helper.name)
    return assisting.address_of(one)  # type: ignore[arg-type]


@signed_in
@require_safe
def helping(request: HttpRequest) -> HttpResponse:
    """Show whose drafts I prepare, and who asks me to."""
    page = {"rows": list(assisting.asked_of(person_at(request)))}
    return render(request, "portal/mandates/helping.html", page)


@signed_in
@require_POST
def assistant(request: HttpRequest, key: str) -> HttpResponseBase:
    """Accept the place of an assistant, or end it; both sides may end it at once."""
    at = now()
    person = person_at(request)
    found = assisting.assistant_of(person, key)
    if found is None:
        raise Http404
    try:
        if request.POST.get("do") == "accept":
            assisting.accept(found, by=person, at=at)
            told.success(request, plain("portal.assistants.accepted", spoken()))
        elif request.POST.get("do") == "leave":
            assisting.leave(found, by=person, at=at)
            told.success(request, plain("portal.assistants.left", spoken()))
    except Refusal:
        told.warning(request, plain("portal.assistants.over", spoken()))
    mine = found.agent.pk == person.pk
    return redirect("portal:assistants" if mine else "portal:helping")


@signed_in
@require_safe
def filed(request: HttpRequest, key: str) -> HttpResponse:
    """Show what I filed for somebody whose case goes on without me: as filed, and nothing since."""
    at, person = now(), person_at(request)
    case = cases.let_go_of(person).filter(key=key).first()
    if case is None:
        raise Http404
    sent = case.submission
    answers = filing.read_answers(sent.key, by=person, at=at, chain=f"case:{key}")
    form, context = form_of(sent, case.filed_on), context_of(sent, case.filed_on)
    page = {
        "case": case,
        "number": cases.number_shown(case),
        "procedure": procedures.procedure(case.procedure, case.filed_on),
        "sheet": render_sheet(form, answers, spoken(), context),
    }
    return render(request, "portal/mandates/filed.html", page)

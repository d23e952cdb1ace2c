"""Recommendation and decision: two pairs of eyes, and a last page that says it in one sentence."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zairyu.casework import actions, queries
from zairyu.desk import opened, proposing
from zairyu.desk.fees import fee_lines
from zairyu.desk.sheet import Box, Sheet
from zairyu.desk.views.common import Desk, case_at, desk_of, frame, with_reason
from zairyu.desk.wordings import wording
from zairyu.law import lifecycle
from zairyu.law.problem import Problem, Refusal
from zairyu.ui.access import for_officers, for_supervisors, fresh_at_desk, never_kept
from zairyu.ui.wording import html, spoken

if TYPE_CHECKING:
    from zairyu.casework.models import Case

_VERDICTS = {"approve": "grant", "refuse": "refuse"}


def _seen(request: HttpRequest) -> int | None:
    """Return the version of the case that the person looked at."""
    typed = request.POST.get("seen") or request.GET.get("seen") or ""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else None


@for_officers
@require_http_methods(["GET", "POST"])
@with_reason
def recommend(request: HttpRequest, key: str) -> HttpResponse:
    """Write a recommendation: result, status, period, conditions, grounds."""
    desk = desk_of(request)
    case = case_at(desk, key)
    if "recommend" not in lifecycle.events_from(case.state, "officer"):
        messages.warning(request, html("desk.act.not-now", spoken()))
        return redirect("desk:case", key)
    sheet = proposing.sheet_of(case, desk.today, spoken())
    if request.method == "POST" and sheet.take(request.POST):
        try:
            proposal = proposing.proposal(case, sheet)
            actions.recommend(key, proposal, by=desk.person, at=desk.at, seen=_seen(request))
        except Refusal as refusal:
            sheet.refuse(refusal.problem)
        else:
            messages.success(request, html("desk.recommend.done", spoken()))
            return redirect("desk:case", key)
    papers = opened.papers_of(case, spoken())
    parts = frame(
        desk,
        case,
        sheet=sheet,
        problems=sheet.problems,
        rows=proposing.ROWS,
        unopened=opened.unopened_by(papers, desk.person.key),
        papers=papers,
        form_id="act",
    )
    return render(request, "desk/recommend.html", parts, status=422 if sheet.problems else 200)


@for_officers
@require_GET
@with_reason
def decision(request: HttpRequest, key: str) -> HttpResponse:
    """Show a recommendation to the one who decides, with what has not been opened."""
    desk = desk_of(request)
    case = case_at(desk, key)
    return _decision_page(request, desk, case, _back_sheet())


def _decision_page(
    request: HttpRequest, desk: Desk, case: "Case", sheet: Sheet, status: int = 200
) -> HttpResponse:
    found = queries.recommendation_of(case)
    if found is None:
        raise Http404
    reasons, conditions = queries.words_of(case, found)
    papers = opened.papers_of(case, spoken())
    parts = frame(
        desk,
        case,
        sheet=sheet,
        problems=sheet.problems,
        recommendation=found,
        reasons=reasons,
        conditions=conditions,
        said=proposing.told(case, found, spoken()),
        papers=papers,
        unopened=opened.unopened_by(papers, desk.person.key),
        unopened_officer=opened.unopened_by(papers, found.officer.key),
        fee=fee_lines(case, found),
        own=found.officer.pk == desk.person.pk,
        waiting=case.state == "recommended",
        verb="approve" if found.outcome == "grant" else "refuse",
        form_id="back",
    )
    return render(request, "desk/decision.html", parts, status=status)


def _back_sheet() -> Sheet:
    return Sheet("desk.decision", [Box("reason", "area")])


@for_supervisors
@require_POST
@with_reason
def send_back(request: HttpRequest, key: str) -> HttpResponse:
    """Give a recommendation back with a reason."""
    desk = desk_of(request)
    case = case_at(desk, key)
    sheet = _back_sheet()
    if sheet.take(request.POST):
        try:
            seen = _seen(request)
            actions.send_back(key, sheet["reason"], by=desk.person, at=desk.at, seen=seen)
        except Refusal as refusal:
            sheet.refuse(refusal.problem)
        else:
            messages.success(request, html("desk.decision.sent-back", spoken()))
            return redirect("desk:case", key)
    return _decision_page(request, desk, case, sheet, 422)


@for_supervisors
@fresh_at_desk
@never_kept
@require_http_methods(["GET", "POST"])
@with_reason
def confirm(request: HttpRequest, key: str, verb: str) -> HttpResponse:
    """Repeat the decision in one sentence, and take it; the person has just shown a factor."""
    desk = desk_of(request)
    case = case_at(desk, key)
    found = queries.recommendation_of(case)
    if found is None or verb not in _VERDICTS or case.state != "recommended":
        return _overtaken(request, key)
    problems = _stops(desk, case, found.officer.pk)
    if request.method == "POST" and not problems:
        try:
            decide = actions.approve if verb == "approve" else actions.refuse
            decide(key, by=desk.person, at=desk.at, seen=_seen(request))
        except Refusal as refusal:
            problems = [refusal.problem]
        else:
            messages.success(request, html(wording(case, f"desk.decision.done-{verb}"), spoken()))
            return redirect("desk:case", key)
    parts: dict[str, Any] = frame(
        desk,
        case,
        problems=problems,
        verb=verb,
        said=proposing.told(case, found, spoken()),
        fee=fee_lines(case, found),
        sentence=_sentence(case, verb, found.period),
        then=wording(case, f"desk.decision.then-{verb}"),
        decide=wording(case, f"desk.decision.do-{verb}"),
    )
    return render(request, "desk/confirm.html", parts, status=422 if problems else 200)


def _sentence(case: "Case", verb: str, period: str) -> str:
    """Return the key of the sentence; a certificate of authorized employment has no period."""
    if verb == "approve" and not period:
        return "desk.decision.sentence-issue"
    return wording(case, f"desk.decision.sentence-{verb}")


def _stops(desk: Desk, case: "Case", recommended_by: int) -> list[Problem]:
    """Return what keeps this person from deciding: unopened papers, the own recommendation."""
    problems = []
    if recommended_by == desk.person.pk:
        problems.append(Problem("case.own-recommendation"))
    unopened = opened.unopened_by(opened.papers_of(case, spoken()), desk.person.key)
    if unopened:
        problems.append(Problem("desk.unopened", params={"count": len(unopened)}))
    return problems


def _overtaken(request: HttpRequest, key: str) -> HttpResponse:
    messages.warning(request, html("desk.decision.overtaken", spoken()))
    return redirect("desk:case", key)

"""Choosing what to apply for: what cannot be filed here is told before anything is typed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from zairyu.filing.actions import start_draft
from zairyu.filing.offers import Offer, offer
from zairyu.filing.refusals import FilingRefused
from zairyu.filing.scope import PERMITS, turned
from zairyu.law import offices, procedures, statuses
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem, Refusal
from zairyu.law.switches import limits_on
from zairyu.people.queries import person_at
from zairyu.questionnaire.kinds import read
from zairyu.questionnaire.parts import Field
from zairyu.ui.access import for_filers
from zairyu.ui.clock import now

EXPIRY = Field(key="expires", id="expires", part="", label={"ja": "在留期間の満了日"}, type="date")
_HELD = ("extension", "work-qualification-certificate")


@dataclass
class _Asked:
    """What was chosen on the page, and what is wrong with it."""

    current: str = ""
    wanted: str = ""
    permits: tuple[str, ...] = ()
    expires_on: date | None = None
    problems: list[Problem] = field(default_factory=list)


@for_filers
@require_GET
def choose(request: HttpRequest) -> HttpResponseBase:
    """Show what can be applied for, and what the agency's system does not take."""
    on = legal_day(now())
    online = [one for one in procedures.all_procedures(on) if not one.concurrent_only]
    page = {
        "procedures": [one for one in online if offer(one.id, on).wanted],
        "elsewhere": [one for one in online if not offer(one.id, on).wanted],
        "permits": [one for one in procedures.all_procedures(on) if one.concurrent_only],
        "limits": limits_on(on, turned()),
    }
    return render(request, "portal/filing/apply.html", page)


@for_filers
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, procedure: str) -> HttpResponseBase:
    """Ask the few things that decide whether this can be filed here, then begin a draft."""
    at = now()
    on = legal_day(at)
    try:
        chosen = procedures.procedure(procedure, on)
    except Refusal:
        raise Http404 from None
    alone = statuses.online_scope(procedure, None, None, on)
    if alone is not None:
        return _refused(request, chosen, alone)
    offered = offer(procedure, on)
    if not offered.wanted:
        return _refused(request, chosen, Problem("filing.form-not-ready"))
    if request.method != "POST":
        return _page(request, chosen, offered, _Asked(), on)
    asked = _asked(request.POST, offered)
    if not asked.problems:
        try:
            draft = start_draft(
                person_at(request),
                procedure,
                asked.wanted,
                at=at,
                permits=asked.permits,
                current_status=asked.current,
                expires_on=asked.expires_on,
            )
        except FilingRefused as refusal:
            asked.problems.append(refusal.problem)
        else:
            return HttpResponseRedirect(f"/drafts/{draft.key}/")
    return _page(request, chosen, offered, asked, on, status=422)


def _asked(sent: QueryDict, offered: Offer) -> _Asked:
    asked = _Asked(
        wanted=sent.get("status", ""),
        current=sent.get("current", ""),
        permits=tuple(one for one in PERMITS if one in sent.getlist("permits")),
    )
    if offered.procedure in _HELD:
        asked.current = asked.wanted
    elif offered.current and not any(one.id == asked.current for one in offered.current):
        asked.problems.append(Problem("filing.status-open", at="current"))
    if any(one.id == asked.wanted for one in offered.elsewhere):
        asked.problems.append(Problem("filing.form-not-ready", at="status"))
    elif not any(one.id == asked.wanted for one in offered.wanted):
        asked.problems.append(Problem("filing.status-open", at="status"))
    elif offered.current and asked.current == asked.wanted:
        asked.problems.append(Problem("filing.same-status", at="status"))
    if offered.asks_expiry:
        asked.expires_on = _expiry(sent)
        if asked.expires_on is None:
            asked.problems.append(Problem("filing.expiry-open", at="expires"))
    return asked


def _expiry(sent: QueryDict) -> date | None:
    boxes = {part: [sent.get(f"expires.{part}", "")] for part in ("y", "m", "d")}
    answer = read(EXPIRY, boxes)
    return date.fromisoformat(answer.value) if isinstance(answer.value, str) else None


def _page(
    request: HttpRequest,
    chosen: procedures.Procedure,
    offered: Offer,
    asked: _Asked,
    on: date,
    status: int = 200,
) -> HttpResponse:
    page: dict[str, Any] = {
        "procedure": chosen,
        "offer": offered,
        "wanted": _choices(offered.wanted),
        "current": _choices(offered.current),
        "elsewhere": offered.elsewhere,
        "permits": [procedures.procedure(one, on) for one in PERMITS] if offered.permits else [],
        "asked": asked,
        "boxes": {part: request.POST.get(f"expires.{part}", "") for part in ("y", "m", "d")},
        "expiry_wrong": any(one.at == "expires" for one in asked.problems),
        "problems": asked.problems,
        "offices": offices.online_offices() if _late(asked.problems) else [],
        "limits": limits_on(on, turned()),
        "form_id": "begin",
    }
    return render(request, "portal/filing/start.html", page, status=status)


def _choices(found: Sequence[statuses.Status]) -> list[tuple[str, Any]]:
    return [(one.id, one.name) for one in found]


def _late(problems: Sequence[Problem]) -> bool:
    return any(one.code.startswith("stay.") for one in problems)


def _refused(request: HttpRequest, chosen: procedures.Procedure, problem: Problem) -> HttpResponse:
    page = {
        "procedure": chosen,
        "problem": problem,
        "problems": [problem],
        "offices": offices.online_offices(),
    }
    return render(request, "portal/filing/refused.html", page, status=422)

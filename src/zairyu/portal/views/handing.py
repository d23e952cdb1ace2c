"""A draft in other hands: let an agent finish it, take it back, say on which mandate, say ready."""

from django.contrib import messages as told
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from zairyu.casework import entrusted
from zairyu.filing import access, actions
from zairyu.law.problem import Problem, Refusal
from zairyu.people import mandates
from zairyu.people.mandates import Scope
from zairyu.portal.views.filing_doors import Visit, for_draft
from zairyu.portal.views.filing_draft import draft_words
from zairyu.portal.views.mandate_reading import day
from zairyu.portal.views.mandates import LANGUAGES_OFFERED, shown
from zairyu.ui.access import never_kept
from zairyu.ui.wording import plain, spoken
from zairyu.words import LANGUAGES


@require_http_methods(["GET", "POST"])
@for_draft
@never_kept
def hand(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Let a named agent finish and file this draft, or take it back."""
    access.demand(visit.draft, "hand", visit.on)
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            problems = _handed(request, visit)
        except Refusal as refusal:
            problems = [refusal.problem]
        if not problems:
            return HttpResponseRedirect(f"{visit.home}hand")
    share = access.share_of(visit.draft)
    page = {
        **draft_words(visit),
        "share": share,
        "agent": shown(share.mandate, visit.person, visit.on) if share else None,
        "choices": [] if share else _agents(visit),
        "chosen": request.POST.get("mandate", ""),
        "whom": request.POST.get("whom", ""),
        "until": request.POST.get("until", ""),
        "problems": problems,
        "form_id": "hand",
    }
    status = 422 if problems else 200
    return render(request, "portal/mandates/hand.html", page, status=status)


def _agents(visit: Visit) -> list[dict[str, object]]:
    """Return the mandates of the owner that let an agent finish and file this draft."""
    found = []
    for one in mandates.given_by(visit.person):
        held = (
            mandates.trouble(one, visit.on, procedure=visit.draft.procedure, act=act)
            for act in ("prepare", "file")
        )
        if not any(held):
            found.append(shown(one, visit.person, visit.on))
    return found


def _handed(request: HttpRequest, visit: Visit) -> list[Problem]:
    if request.POST.get("do") == "back":
        entrusted.take_draft_back(visit.draft, by=visit.person, at=visit.at)
        told.success(request, plain("portal.hand.taken-back", spoken()))
        return []
    problems: list[Problem] = []
    until = day(request.POST.get("until", ""), "until", problems)
    chosen = request.POST.get("mandate", "")
    if not chosen:
        problems.append(Problem("portal.hand-choose", at="mandate"))
    if problems:
        return problems
    if chosen == "new":
        acts = ("see", "prepare", "file")
        scope = Scope(acts, (visit.draft.procedure,), visit.on, until)
        whom = request.POST.get("whom", "")[:254]
        mandate = entrusted.offer(visit.person, whom, scope, at=visit.at)
    else:
        found = mandates.given_by(visit.person).filter(key=chosen).first()
        if found is None:
            return [Problem("filing.mandate-unknown", at="mandate")]
        mandate = found
    entrusted.hand_draft(visit.draft, mandate, until, by=visit.person, at=visit.at)
    told.success(request, plain("portal.hand.done", spoken()))
    return []


@require_http_methods(["GET", "POST"])
@for_draft
def for_whom(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Say as an agent on which mandate a draft will be filed, and how the applicant is asked."""
    access.demand(visit.draft, "hand", visit.on)
    problems: list[Problem] = []
    held = [
        one
        for one in mandates.held_by(visit.person)
        if one.state in ("asked", "confirmed") and "file" in one.acts
    ]
    if request.method == "POST":
        chosen, language = request.POST.get("mandate", ""), request.POST.get("language", "")
        found = next((one for one in held if one.key == chosen), None)
        if (found is None and chosen != "none") or language not in LANGUAGES:
            problems = [Problem("portal.for-choose", at="mandate")]
        else:
            entrusted_to = found
            actions.name_mandate(visit.key, entrusted_to, language, by=visit.person, at=visit.at)
            return HttpResponseRedirect(f"{visit.home}?saved")
    named = next((one.key for one in held if one.pk == visit.draft.mandate_id), "none")
    page = {
        **draft_words(visit),
        "choices": [shown(one, visit.person, visit.on) for one in held],
        "chosen": request.POST.get("mandate", named),
        "language": request.POST.get("language", visit.draft.applicant_language or "ja"),
        "languages_offered": LANGUAGES_OFFERED,
        "problems": problems,
        "form_id": "for",
    }
    return render(request, "portal/mandates/for.html", page, status=422 if problems else 200)


@require_POST
@for_draft
def ready(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Say as an assistant that a draft can be filed; the agent is told."""
    entrusted.say_ready(visit.key, by=visit.person, at=visit.at)
    told.success(request, plain("portal.hand.ready-told", spoken()))
    return HttpResponseRedirect(visit.home)

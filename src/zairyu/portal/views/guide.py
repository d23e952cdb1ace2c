"""The guide's questions, one topic a page: asked of anybody, answered without an account."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zairyu.filing.guide import reading, table
from zairyu.filing.guide.answers import UNKNOWN
from zairyu.law import categories, procedures
from zairyu.law.problem import Problem, Refusal
from zairyu.people import standing
from zairyu.portal import place
from zairyu.portal.views.guide_visit import Visit, address, visit_of
from zairyu.portal.views.guide_words import Box, box, label
from zairyu.ui.access import for_filers
from zairyu.words.catalogue import catalogue

_MOST_SOUGHT = 60  # signs in a search
YES_NO = tuple((said, catalogue()[f"portal.guide.{said}"]) for said in ("yes", "no"))


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, question: str = "what") -> HttpResponseBase:
    """Ask one question, or take its answer and go on to the next that matters."""
    visit = visit_of(request)
    one = table.BY_ID.get(question)
    if one is None:
        raise Http404
    if one not in table.asked(visit.answers):
        return HttpResponseRedirect(visit.next_address())
    if request.method != "POST":
        return _page(visit, one)
    if "find" in request.POST:
        return _page(visit, one, sought=request.POST.get("sought", "")[:_MOST_SOUGHT])
    read = reading.read_page(
        visit.answers, one, dict(request.POST.lists()), lambda name: label(visit.answers, name)
    )
    if read.problems:
        return _page(visit, one, read.problems, status=422)
    visit.say({**visit.said, **read.said})
    return HttpResponseRedirect(visit.next_address())


@require_POST
def again(request: HttpRequest) -> HttpResponseBase:
    """Forget the answers and begin with the first question."""
    visit_of(request).forget()
    return HttpResponseRedirect("/guide/")


@for_filers
@require_safe
def apply(_request: HttpRequest) -> HttpResponseBase:
    """Lead whoever may file into the guide: it knows who they are and asks the rest."""
    return HttpResponseRedirect("/guide/")


@for_filers
@require_safe
def apply_for(request: HttpRequest, procedure: str) -> HttpResponseBase:
    """Lead whoever may file into the guide with the procedure chosen."""
    return about(request, procedure)


@require_safe
def about(request: HttpRequest, procedure: str) -> HttpResponseBase:
    """Begin the guide with the procedure chosen, and everything else still to be asked."""
    visit = visit_of(request)
    try:
        chosen = procedures.procedure(procedure, visit.on)
    except Refusal:
        raise Http404 from None
    alone = {"what": "other", "other": chosen.id}
    visit.say(alone if chosen.concurrent_only else {"what": chosen.id})
    return HttpResponseRedirect(visit.next_address())


def _page(
    visit: Visit,
    one: table.Ask,
    problems: Sequence[Problem] = (),
    sought: str = "",
    status: int = 200,
) -> HttpResponse:
    a = visit.answers
    asked = [each.id for each in table.asked(a)]
    before = table.before(a, one.id)
    page: dict[str, Any] = {
        "ask": one,
        "here": address(one.id),
        "place": asked.index(one.id) + 1,
        "back": address(before.id) if before else "",
        "boxes": [] if one.id == "papers" else _boxes(visit, one, problems, sought),
        "facts": _facts(visit, problems) if one.id == "papers" else [],
        "heading": f"portal.guide.{one.id}",
        "alone": len(one.names) == 1 and one.id not in ("what", "papers"),
        "begun": bool(visit.said) and one.id == "what",
        "abroad": place.told(visit.request) if one.id == "what" else None,
        "problems": problems,
        "form_id": "guide",
        "not_offered": _not_offered(visit) if one.id == "who" else [],
    }
    return render(visit.request, "portal/guide/question.html", page, status=status)


def _not_offered(visit: Visit) -> list[dict[str, Any]]:
    """Return as what somebody with several capacities cannot file, and why: not held, or over."""
    if visit.person is None or not visit.own:
        return []
    over = {one.category: one.until for one in standing.lapsed(visit.person, visit.on)}
    others = (one for one in categories.categories() if one.id not in visit.own)
    return [{"name": one.name, "until": over.get(one.id)} for one in others]


def _boxes(visit: Visit, one: table.Ask, problems: Sequence[Problem], sought: str) -> list[Box]:
    found, post = [], visit.request.POST
    for name in one.names:
        drawn = box(visit.answers, name, sought)
        drawn.problems = [each for each in problems if each.at == name]
        if post and not sought:
            drawn.value = post.get(name, "")
            drawn.values = post.getlist(name)
            drawn.typed = {part: post.get(f"{name}.{part}", "") for part in ("era", *"ymd")}
        found.append(drawn)
    return found


def _facts(visit: Visit, problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """Return the questions about papers: those still open, or all of them to be changed."""
    a = visit.answers
    seen = a.said.get("papers")
    seen = seen if isinstance(seen, list) else []
    asked = table.asked_facts(a)
    open_ = [one for one in asked if one.id not in seen] or asked
    return [
        {
            "id": one.id,
            "name": f"fact.{one.id}",
            "question": one.question,
            "hint": one.hint,
            "choices": one.choices or YES_NO,
            "chosen": visit.request.POST.get(f"fact.{one.id}")
            or _chosen(a.facts.get(one.id))
            or (UNKNOWN if one.id in seen else ""),
            "wrong": [each for each in problems if each.at == f"fact.{one.id}"],
        }
        for one in open_
    ]


def _chosen(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value or "")

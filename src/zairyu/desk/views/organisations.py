"""Notifications of use at the desk: what waits, its papers, asking back, deciding, confirming."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from zairyu.casework.organisations import notify
from zairyu.desk.views.common import Desk, desk_of
from zairyu.filing import inspection
from zairyu.law import categories, offices
from zairyu.law import organisations as law
from zairyu.law.problem import Problem, Refusal
from zairyu.people.organisations import content, examining, numbers, papers, queries
from zairyu.questionnaire.typed import clean
from zairyu.ui.access import for_officers, fresh_at_desk
from zairyu.ui.wording import spoken
from zairyu.words import say
from zairyu.words.catalogue import catalogue

if TYPE_CHECKING:
    from zairyu.people.models import UseNotification

SHOWN = 50
PAGE_WIDTH = 1200
_EXAMINER = ("approve", "decline", "ask")
_SECOND = ("confirm", "back")


@require_safe
@for_officers
def waiting(request: HttpRequest) -> HttpResponse:
    """List the notifications that wait at the officer's office, oldest first."""
    desk = desk_of(request)
    found = list(queries.waiting_at(desk.post)[: SHOWN + 1])
    rows = [_row(each) for each in found[:SHOWN]]
    return render(
        request, "desk/organisations/waiting.html", {"rows": rows, "more": len(found) > SHOWN}
    )


def _row(each: "UseNotification") -> dict[str, Any]:
    return {
        "one": each,
        "number": numbers.shown(each.number),
        "name": content.opened(each).name,
        "what": catalogue()[f"desk.org.what-{each.kind}"],
        "category": categories.category(each.category).name,
    }


def _at(desk: Desk, key: str) -> "UseNotification":
    found = queries.at_office(desk.post, key)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
@fresh_at_desk
def examine(request: HttpRequest, key: str) -> HttpResponse:
    """Show a notification with its papers, and take what the officer answers."""
    desk = desk_of(request)
    found = _at(desk, key)
    answer = request.POST.get("answer", "")
    reason = clean(request.POST.get("reason", ""), True)
    problems: list[Problem] = []
    if request.method == "POST":
        problems = _answered(desk, found, answer, reason)
        if not problems:
            messages.success(request, say(_said(found, answer), spoken()))
            return redirect("desk:organisations")
    else:
        examining.look(found, by=desk.person, at=desk.at)
    shown = _shown(desk, found) | {"answer": answer, "typed": reason, "problems": problems}
    status = 422 if problems else 200
    return render(request, "desk/organisations/examine.html", shown, status=status)


def _said(found: "UseNotification", answer: str) -> str:
    if found.state == "proposed":
        return "desk.org.said-proposed"
    return f"desk.org.said-{answer}"


def _shown(desk: Desk, found: "UseNotification") -> dict[str, Any]:
    said = content.opened(found)
    prefectures = {one.id: one.name for one in offices.prefectures()}
    mine = found.proposed_by is not None and found.proposed_by.pk == desk.person.pk
    answers = _SECOND if found.state == "proposed" else _EXAMINER
    return {
        "notification": found,
        "number": numbers.shown(found.number),
        "what": catalogue()[f"desk.org.what-{found.kind}"],
        "category": categories.category(found.category),
        "kind": law.kind(found.category),
        "said": said,
        "part": law.parts().get(said.part),
        "company_class": law.classes().get(said.company_class),
        "prefecture": prefectures.get(said.prefecture, ""),
        "hosts": [(one, [s.name for s in said.staff if one.key in s.hosts]) for one in said.hosts],
        "pledge": law.pledge(found.category),
        "papers": _papers(found, said),
        "two": examining.needs_two(found, "approve"),
        "waits": found.state == "sent" or (found.state == "proposed" and not mine),
        "mine": mine,
        "reason": content.reason_of(found),
        "choices": [(each, catalogue()[f"desk.org.answer-{each}"]) for each in answers],
    }


def _papers(found: "UseNotification", said: content.Content) -> list[dict[str, Any]]:
    """Return the check sheet: each paper asked for, with the files that came as it."""
    held = papers.named(found)
    asked = law.papers(found.category, found.kind, said.company_class)
    return [
        {
            "paper": paper,
            "files": [
                (one.key, name, range(1, one.pages + 1))
                for one, name in held
                if one.slot == paper.id
            ],
        }
        for paper in asked
    ]


def _answered(desk: Desk, found: "UseNotification", answer: str, reason: str) -> list[Problem]:
    """Do what was answered; return why it could not be done."""
    acts: dict[str, Callable[[], None]] = {
        "ask": lambda: notify.ask(found, reason, by=desk.person, at=desk.at),
        "approve": lambda: _decide(desk, found, "approve", ""),
        "decline": lambda: _decide(desk, found, "decline", reason),
        "confirm": lambda: notify.confirm(found, by=desk.person, at=desk.at),
        "back": lambda: examining.send_back(found, by=desk.person, at=desk.at),
    }
    offered = _SECOND if found.state == "proposed" else _EXAMINER
    if answer not in offered:
        label = {"label": catalogue()["desk.org.answer"]}
        return [Problem("required-choice", at="answer", params=label)]
    try:
        acts[answer]()
    except Refusal as refusal:
        return [refusal.problem]
    return []


def _decide(desk: Desk, found: "UseNotification", answer: str, reason: str) -> None:
    notify.decide(found, answer, reason, by=desk.person, at=desk.at)


@require_safe
@for_officers
def page(request: HttpRequest, key: str, paper: str, number: int) -> HttpResponse:
    """Draw one page of a paper; each look is recorded."""
    desk = desk_of(request)
    found = papers.paper_in(_at(desk, key), paper)
    if found is None or not 1 <= number <= found.pages:
        raise Http404
    data = papers.look(found, by=desk.person, at=desk.at, page=number)
    answer = HttpResponse(inspection.draw_page(data, number, PAGE_WIDTH), content_type="image/webp")
    answer["Cache-Control"] = "private, no-store"
    return answer

"""Saying why, before a colleague's case opens; and questions of applicants about such looks."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from zairyu.audit import queries as audit
from zairyu.desk import reasons
from zairyu.desk.views.common import case_found, desk_of, head_of
from zairyu.law.problem import Problem, Refusal
from zairyu.privacy import badges
from zairyu.privacy.actions import questions
from zairyu.ui.access import for_officers, for_supervisors
from zairyu.ui.wording import html, spoken
from zairyu.words.catalogue import catalogue

if TYPE_CHECKING:
    from zairyu.desk.views.common import Desk
    from zairyu.privacy.models import LookQuestion


@for_officers
@require_http_methods(["GET", "POST"])
@never_cache
def reason(request: HttpRequest, key: str) -> HttpResponse:
    """Ask why a colleague's case is opened; the number is shown, nothing else of it."""
    desk = desk_of(request)
    found = case_found(desk, key)
    onward = _own(request, request.POST.get("next") or request.GET.get("next") or "", key)
    if reasons.reason(request, found):
        return redirect(onward)
    problems: list[Problem] = []
    if request.method == "POST":
        code = request.POST.get("why", "")
        if code in reasons.CHOICES:
            reasons.give(request, key, code, desk.today)
            return redirect(onward)
        problems = [Problem("desk.look-reason-wanted", at="why")]
    shown = {
        "desk": desk,
        "number": head_of(found, desk.today).number,
        "officer": found.officer,
        "choices": [(code, catalogue()[f"privacy.why.{code}"]) for code in reasons.CHOICES],
        "next": onward,
        "problems": problems,
        "form_id": "why",
    }
    return render(request, "desk/reason.html", shown, status=422 if problems else 200)


def _own(request: HttpRequest, wanted: str, key: str) -> str:
    """Return where to go on: a page of the same case, and of nothing else."""
    home = f"/desk/cases/{key}/"
    host = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(wanted, host, require_https=request.is_secure())
    return wanted if safe and wanted.startswith(home) else home


@for_officers
@require_GET
def looks(request: HttpRequest) -> HttpResponse:
    """List the questions of applicants about looks of this office."""
    desk = desk_of(request)
    rows = [_row(desk, one) for one in questions.of_office(desk.post.office)]
    return render(request, "desk/looks.html", {"desk": desk, "rows": rows})


def _row(desk: "Desk", question: "LookQuestion") -> dict[str, object]:
    row = audit.row_at(question.chain, question.place)
    by = row.by if row else ""
    return {
        "question": question,
        "said": questions.said_of(question),
        "answer": questions.answer_of(question),
        "looked": row.at if row else None,
        "badge": badges.badge(by),
        "own": by == desk.person.key,
        "name": badges.whose(badges.badge(by), desk.post.office, desk.today),
        "why": row.ids.get("why") if row else "",
        "why_words": f"privacy.why.{row.ids['why']}" if row and row.ids.get("why") else "",
    }


@for_supervisors
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """Answer a question about a look; a supervisor who did not look does so."""
    desk = desk_of(request)
    question = questions.question(key, desk.post.office)
    if question is None:
        raise Http404
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            text = request.POST.get("said", "")
            questions.answer_question(question, text, by=desk.person, post=desk.post, at=desk.at)
        except Refusal as refusal:
            problems = [refusal.problem]
        else:
            messages.success(request, html("desk.looks.answered", spoken()))
            return redirect("desk:looks")
    shown = {
        "desk": desk,
        "row": _row(desk, question),
        "typed": request.POST.get("said", ""),
        "problems": problems,
        "form_id": "answer",
    }
    return render(request, "desk/look.html", shown, status=422 if problems else 200)

"""The applicant's own look at what an agent filed: by a link that opens once, or by the account."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages as told
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zairyu.casework import actions, entrusted, queries
from zairyu.filing import queries as filings
from zairyu.filing.forms import context_of, form_of
from zairyu.law.problem import Problem, Refusal
from zairyu.people import links
from zairyu.people.queries import person_at, visitor
from zairyu.portal.heads import Head, day_of, head_of
from zairyu.portal.views.mandate_reading import day
from zairyu.ui.access import never_kept, signed_in
from zairyu.ui.clock import now
from zairyu.ui.forms import render_sheet
from zairyu.ui.wording import plain, spoken

if TYPE_CHECKING:
    from zairyu.casework.models import Case
    from zairyu.people.models import Person

_NOTE = "applied"  # which case this browser may look at by a link, and until when
MINUTES = 60


@never_kept
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponseBase:
    """Ask for the date of birth, then open the case for an hour; the link is used up with it."""
    at = now()
    link = links.find(token, "case", at=at)
    case = queries.case_by_link(link.about.removeprefix("case:")) if link is not None else None
    if link is None or case is None:
        return render(request, "portal/mandates/link_over.html", {"kind": "case"}, status=404)
    problems: list[Problem] = []
    if request.method == "POST":
        birth = day(request.POST.get("birth", ""), "birth", problems)
        if birth is None:
            problems = problems or [Problem("portal.birth-wanted", at="birth")]
        elif queries.born_on(case, birth.isoformat()) and links.use(link, at=at):
            return _opened(request, case, at)
        else:
            left = links.miss(link)
            if not left:
                return redirect("portal:applied-again")
            problems = [Problem("portal.birth-wrong", at="birth", params={"left": left})]
    page = {"problems": problems, "birth": request.POST.get("birth", ""), "form_id": "birth-form"}
    page |= {"agent": case.filer.name}
    return render(request, "portal/mandates/birth.html", page, status=422 if problems else 200)


def _opened(request: HttpRequest, case: "Case", at: datetime) -> HttpResponseBase:
    request.session.cycle_key()
    until = at + timedelta(minutes=MINUTES)
    request.session[_NOTE] = [case.key, until.isoformat()]
    word = queries.word_of(case)
    return redirect(f"/applied/?lang={word.language if word else 'ja'}")


def _case(request: HttpRequest, at: datetime) -> "Case | None":
    key, until = request.session.get(_NOTE, ["", ""])
    if not key or at.isoformat() > until:
        return None
    return queries.case_by_link(key)


@never_kept
@require_http_methods(["GET", "HEAD", "POST"])
def applied(request: HttpRequest) -> HttpResponseBase:
    """Show what was filed and how it stands; take the applicant's word."""
    at = now()
    case = _case(request, at)
    if case is None:
        return redirect("portal:applied-again")
    return _page(request, Head(case, day_of(at)), None, at)


@signed_in
@never_kept
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, key: str) -> HttpResponseBase:
    """Show what an agent filed for me; take my word."""
    at = now()
    head = head_of(request, key, day_of(at))
    person = person_at(request)
    if queries.side_of(head.case, person) != "applicant":
        raise Http404
    return _page(request, head, person, at)


def _page(
    request: HttpRequest, head: Head, person: "Person | None", at: datetime
) -> HttpResponseBase:
    case, problems = head.case, list[Problem]()
    if request.method == "POST":
        try:
            _said(request, case, person, at)
        except Refusal as refusal:
            problems = [refusal.problem]
        else:
            told.success(request, plain("portal.applied.thanks", spoken()))
            return redirect(request.path)
    answers = actions.read_as_applicant(case, by=person, at=at)
    sent = case.submission
    sheet = render_sheet(
        form_of(sent, case.filed_on), answers, spoken(), context_of(sent, case.filed_on)
    )
    page: dict[str, Any] = {
        "head": head,
        "case": case,
        "word": queries.word_of(case),
        "agent": case.filer.name,
        "sheet": sheet,
        "files": [filings.name_of(one) for one in filings.uploads_of_submission(sent.pk)],
        "with_account": person is not None,
        "visitor": visitor(request),
        "may_end": case.let_go_at is None and case.mandate is not None,
        "mandate": case.mandate,
        "typed": request.POST,
        "problems": problems,
        "form_id": "word",
    }
    status = 422 if problems else 200
    return render(request, "portal/mandates/applied.html", page, status=status)


def _said(request: HttpRequest, case: "Case", person: "Person | None", at: datetime) -> None:
    actions.answer_as_applicant(
        case.key,
        request.POST.get("word", ""),
        text=request.POST.get("text", ""),
        sure=request.POST.get("sure") == "yes",
        by=person,
        at=at,
    )


@never_kept
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest) -> HttpResponseBase:
    """End the agent's mandate without an account, by the link."""
    at = now()
    case = _case(request, at)
    if case is None or case.mandate is None:
        return redirect("portal:applied-again")
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            entrusted.end(case.mandate, by=None, at=at)
        except Refusal as refusal:
            problems = [refusal.problem]
        else:
            told.success(request, plain("portal.mandates.ended", spoken()))
            return redirect("portal:applied")
    page = {"name": case.filer.name, "by_link": True, "is_giver": True, "problems": problems}
    page |= {"running": [case] if case.open else []}
    return render(request, "portal/mandates/end.html", page, status=422 if problems else 200)


@require_POST
@signed_in
def claim(request: HttpRequest) -> HttpResponseBase:
    """Tie the case that the link opened to the account of who is signed in."""
    at = now()
    case = _case(request, at)
    if case is None:
        return redirect("portal:applied-again")
    try:
        actions.claim_case(case.key, by=person_at(request), at=at)
    except Refusal as refusal:
        told.error(request, plain(f"problem.{refusal.problem.code}", spoken()))
        return redirect("portal:applied")
    request.session.pop(_NOTE, None)
    told.success(request, plain("portal.applied.claimed", spoken()))
    return redirect("portal:case", case.key)


@never_kept
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest) -> HttpResponseBase:
    """Send a new link to the address of the applicant; whether there is a case is not told."""
    at = now()
    problems: list[Problem] = []
    number, birth = request.POST.get("number", "")[:40], request.POST.get("birth", "")[:20]
    if request.method == "POST":
        born = day(birth, "birth", problems)
        if not number.strip():
            problems.append(Problem("portal.number-wanted", at="number"))
        if born is None and not problems:
            problems.append(Problem("portal.birth-wanted", at="birth"))
        if born is not None and not problems:
            case = queries.case_with(number, born.isoformat())
            if case is not None:
                actions.send_link(case, at=at)
            told.success(request, plain("portal.applied.link-sent", spoken()))
            return redirect("portal:applied-again")
    page = {"number": number, "birth": birth, "problems": problems, "form_id": "again"}
    return render(request, "portal/mandates/again.html", page, status=422 if problems else 200)

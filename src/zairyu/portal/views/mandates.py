"""People who act for me: give a mandate, see what it covers, answer a request, end it at once."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages as told
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from zairyu.casework import entrusted
from zairyu.casework import queries as cases
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem, Refusal
from zairyu.law.procedures import all_procedures
from zairyu.people import entrusting, links, mandates
from zairyu.people.queries import person_at
from zairyu.portal.views import mandate_reading as reading
from zairyu.ui.access import fresh, never_kept, signed_in
from zairyu.ui.clock import now
from zairyu.ui.wording import plain, spoken

if TYPE_CHECKING:
    from zairyu.people.models import Mandate, Person


@signed_in
@require_safe
def given(request: HttpRequest) -> HttpResponse:
    """Show who acts for me, who asks to, and who did."""
    person, today = person_at(request), legal_day(now())
    rows = [shown(one, person, today) for one in mandates.given_by(person)]
    return render(request, "portal/mandates/given.html", parted(rows))


def parted(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return mandates in three lists: to answer or waiting, in force, over."""
    return {
        "asked": [one for one in rows if one["state"] == "asked"],
        "running": [one for one in rows if one["state"] in ("live", "later", "suspended")],
        "past": [one for one in rows if one["state"] in ("ended", "declined", "over")],
    }


def shown(mandate: "Mandate", person: "Person | None", today: date) -> dict[str, Any]:
    """Return a mandate as its pages show it, to one side of it."""
    is_giver = person is None or mandates.is_giver(mandate, person)
    name = mandates.agent_name(mandate) if is_giver else mandates.giver_name(mandate)
    address = mandates.agent_address(mandate) if is_giver else mandates.giver_address(mandate)
    typed = mandate.agent_address if is_giver else mandate.giver_address
    titles = {one.id: one.title for one in all_procedures(today)}
    return {
        "mandate": mandate,
        "key": mandate.key,
        "is_giver": is_giver,
        "name": name,
        "address": address if mandate.given_at or typed else "",
        "state": _state(mandate, today),
        "may_answer": person is None or mandates.may_answer(mandate, person),
        "acts": [f"portal.mandates.act.{one}" for one in mandate.acts],
        "procedures": [titles[one] for one in mandate.procedures if one in titles],
    }


def _state(mandate: "Mandate", today: date) -> str:
    problem = mandates.trouble(mandate, today)
    known = {"waits": "asked", "not-yet": "later"}
    if problem is None:
        return "live"
    word = problem.code.removeprefix("people.mandate-")
    return known.get(word, word)


@signed_in
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest) -> HttpResponseBase:
    """Entrust procedures to somebody; they are asked by mail, whether we know them or not."""
    return _form(request, "give")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponseBase:
    """Ask somebody to entrust procedures to me."""
    return _form(request, "ask")


def _form(request: HttpRequest, way: str) -> HttpResponseBase:
    at = now()
    person, today = person_at(request), legal_day(at)
    form = reading.asked(request, today)
    if request.method == "POST" and (scope := form.scope(today)) is not None:
        try:
            if way == "give":
                made = entrusted.offer(person, form.whom, scope, at=at)
            else:
                said = {"name": form.name, "language": form.language}
                made = entrusted.ask(person, form.whom, scope, **said, at=at)
        except Refusal as refusal:
            form.problems.append(refusal.problem)
        else:
            told.success(request, plain("portal.mandates.sent", spoken()))
            return redirect("portal:mandate", made.key)
    page = {
        "way": way,
        "form": form,
        "problems": form.problems,
        "acts": [(one, f"portal.mandates.act.{one}", one in form.acts) for one in mandates.ACTS],
        "procedures": reading.choices(today, form.procedures),
        "languages_offered": LANGUAGES_OFFERED,
        "form_id": "mandate-form",
    }
    status = 422 if form.problems else 200
    return render(request, "portal/mandates/form.html", page, status=status)


LANGUAGES_OFFERED = (
    ("ja", {"ja": "日本語"}),
    ("ja-x-easy", {"ja": "やさしい日本語"}),
    ("en", {"ja": "English"}),
)


def one_of(person: "Person", key: str) -> "Mandate":
    """Return a mandate of a person; for anybody else it does not exist."""
    found = mandates.mandate_of(person, key)
    if found is None:
        raise Http404
    return found


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def mandate(request: HttpRequest, key: str) -> HttpResponseBase:
    """Show a mandate; answer it when one was asked; add a paper that proves it.

    Whoever says yes lets somebody in, and shows that it is them; a no needs nothing.
    """
    view = fresh(_mandate) if request.POST.get("answer") == "yes" else _mandate
    return view(request, key)


def _mandate(request: HttpRequest, key: str) -> HttpResponseBase:
    at = now()
    person = person_at(request)
    found = one_of(person, key)
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            problems = _posted(request, found, person, at)
        except Refusal as refusal:
            problems = [refusal.problem]
        if not problems:
            return redirect("portal:mandate", key)
    page = {
        **shown(found, person, legal_day(at)),
        "papers": mandates.papers_of(found),
        "kinds": [(one, f"portal.mandates.paper.{one}") for one in mandates.PAPERS],
        "kind": request.POST.get("kind", ""),
        "cases": cases.cases_of_mandate(found, person),
        "problems": problems,
        "form_id": "mandate",
    }
    return render(request, "portal/mandates/one.html", page, status=422 if problems else 200)


def _posted(request: HttpRequest, found: "Mandate", person: "Person", at: Any) -> list[Problem]:
    word = request.POST.get("answer", "")
    if word in ("yes", "no"):
        entrusted.answer(found, word == "yes", by=person, at=at)
        told.success(request, plain(f"portal.mandates.said-{word}", spoken()))
        return []
    papers, problems = reading.paper(request)
    if papers:
        entrusting.add_papers(found, request.POST.get("kind", ""), papers, by=person, at=at)
        told.success(request, plain("portal.mandates.paper-kept", spoken()))
    return problems


@signed_in
@never_kept
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, key: str) -> HttpResponseBase:
    """Say what ending a mandate does, and end it with one press."""
    at = now()
    person = person_at(request)
    found = one_of(person, key)
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            entrusted.end(found, by=person, at=at)
        except Refusal as refusal:
            problems = [refusal.problem]
        else:
            told.success(request, plain("portal.mandates.ended", spoken()))
            return redirect("portal:mandate", key)
    page = {
        **shown(found, person, legal_day(at)),
        "running": [one for one in cases.cases_of_mandate(found, person) if one.open],
        "problems": problems,
    }
    return render(request, "portal/mandates/end.html", page, status=422 if problems else 200)


@signed_in
@require_safe
def paper(request: HttpRequest, key: str, paper_key: str) -> HttpResponse:
    """Give back a paper of a mandate to either side; the look is recorded."""
    person = person_at(request)
    found = one_of(person, key)
    kept = found.papers.filter(key=paper_key).first()
    if kept is None:
        raise Http404
    data = entrusting.read_paper(kept, by=person, at=now())
    headers = {"Content-Disposition": "attachment", "Cache-Control": "no-store"}
    return HttpResponse(data, content_type=kept.media_type, headers=headers)


@never_kept
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a request without an account: whoever holds the link of the mail may, once."""
    at = now()
    link = links.find(token, "mandate", at=at)
    found = mandates.mandate(link.about.removeprefix("mandate:")) if link is not None else None
    if link is None or found is None or found.state != "asked":
        return render(request, "portal/mandates/link_over.html", {"kind": "mandate"}, status=404)
    problems: list[Problem] = []
    word = request.POST.get("answer", "")
    if request.method == "POST" and word in ("yes", "no") and links.use(link, at=at):
        try:
            entrusted.answer(found, word == "yes", by=None, at=at)
        except Refusal as refusal:
            problems = [refusal.problem]
        else:
            return render(request, "portal/mandates/link_done.html", {"word": word})
    page = {
        **shown(found, None, legal_day(at)),
        "by_link": True,
        "problems": problems,
        "address": "",
    }
    return render(request, "portal/mandates/one.html", page, status=422 if problems else 200)

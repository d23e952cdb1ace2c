"""Registration after the password: the second factor, the category with its proof, the answer."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from zairyu.law import categories
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem, Refusal
from zairyu.people import actions, queries, registering
from zairyu.portal.views import registration_reading as reading
from zairyu.questionnaire.days import ERAS
from zairyu.ui.access import signed_in
from zairyu.ui.clock import now
from zairyu.words.catalogue import catalogue

OPEN = ("foreign-national", "legal-representative", "relative", "lawyer-scrivener")
LATER = (
    "organisation-staff",
    "public-interest-corporation-staff",
    "registered-support-organisation-staff",
)


def _categories(ids: tuple[str, ...]) -> list[categories.Category]:
    return [categories.category(each) for each in ids]


@require_safe
@signed_in
def status(request: HttpRequest) -> HttpResponse:
    """Show how far the registration is, and the one thing to do next."""
    person = queries.person_at(request)
    actions.set_language(person, getattr(request, "LANGUAGE_CODE", ""))
    registration = queries.registration_of(person)
    shown: dict[str, Any] = {"factor": queries.has_second_factor(person), "state": "none"}
    if registration:
        shown |= {
            "state": registration.state,
            "registration": registration,
            "category": categories.category(registration.category),
            "stated": registering.stated(registration),
            "proofs": registering.proofs_of(registration),
            "reason": registering.reason_of(registration),
        }
    return render(request, "portal/registration/status.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def choose(request: HttpRequest) -> HttpResponse:
    """Ask in which category the person will file."""
    problems = []
    if request.method == "POST":
        chosen = request.POST.get("category", "")
        if chosen in OPEN:
            return redirect("portal:register-state", category=chosen)
        label = {"label": catalogue()["portal.registration.category"]}
        problems = [Problem("required-choice", at="category", params=label)]
    shown = {
        "choices": [(each.id, each.name) for each in _categories(OPEN)],
        "later": _categories(LATER),
        "problems": problems,
    }
    return render(
        request, "portal/registration/choose.html", shown, status=422 if problems else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def state(request: HttpRequest, category: str) -> HttpResponse:
    """Take the statement: name, date of birth and proofs."""
    if category not in OPEN:
        raise Http404
    at, person = now(), queries.person_at(request)
    said = reading.Statement(name=person.name)
    if request.method == "POST":
        said = reading.read(request, legal_day(at))
        if not said.problems and said.birth_on:
            try:
                registering.state_category(
                    person,
                    category,
                    name=said.name,
                    birth_on=said.birth_on,
                    papers=said.papers,
                    at=at,
                )
                return redirect("portal:register")
            except Refusal as refusal:
                said.problems.append(refusal.problem)
    shown = {
        "category": categories.category(category),
        "proof_hint": catalogue()[f"portal.registration.proof.{category}"],
        "said": said,
        "eras": [(era, catalogue()[f"portal.registration.era.{n}"]) for n, era in enumerate(ERAS)],
        "problems": said.problems,
    }
    answer = 422 if said.problems else 200
    return render(request, "portal/registration/state.html", shown, status=answer)


@require_safe
@signed_in
def proof(request: HttpRequest, key: str) -> HttpResponse:
    """Give a person one of their own proofs back, as a file."""
    person = queries.person_at(request)
    found = registering.proof_of(person, key)
    if found is None:
        raise Http404
    data = registering.look_at_proof(found, by=person, at=now())
    return as_file(data, found.media_type)


def as_file(data: bytes, media_type: str) -> HttpResponse:
    """Answer with a file that a browser saves or shows by itself, never as a page of ours."""
    answer = HttpResponse(data, content_type=media_type)
    ending = media_type.rpartition("/")[2]
    answer["Content-Disposition"] = f'attachment; filename="proof.{ending}"'
    answer["Cache-Control"] = "private, no-store"
    return answer

"""Admissions: registrations that wait for an officer, their proofs, and the answer."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from zairyu.casework import admissions
from zairyu.filing import inspection
from zairyu.law import categories
from zairyu.law import registration as law
from zairyu.law.problem import Problem, Refusal
from zairyu.people import registered, registering
from zairyu.people.queries import person_at
from zairyu.questionnaire.typed import clean
from zairyu.ui.access import for_officers, fresh_at_desk
from zairyu.ui.clock import now
from zairyu.ui.wording import spoken
from zairyu.words import say
from zairyu.words.catalogue import catalogue

if TYPE_CHECKING:
    from zairyu.people.models import Registration

SHOWN = 50
PAGE_WIDTH = 1200


def _registration(key: str) -> "Registration":
    found = registering.registration(key)
    if found is None:
        raise Http404
    return found


@require_safe
@for_officers
def waiting(request: HttpRequest) -> HttpResponse:
    """List the registrations that wait, oldest first."""
    found = list(registering.waiting()[: SHOWN + 1])
    rows = [(each, categories.category(each.category)) for each in found[:SHOWN]]
    shown = {"rows": rows, "more": len(found) > SHOWN}
    return render(request, "desk/admissions/waiting.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
@fresh_at_desk
def decide(request: HttpRequest, key: str) -> HttpResponse:
    """Show what a registration states with its proofs, and take the officer's answer."""
    registration, person, at = _registration(key), person_at(request), now()
    answer, reason = request.POST.get("answer", ""), clean(request.POST.get("reason", ""), True)
    problems: list[Problem] = []
    if request.method == "POST":
        problems = _decided(registration, answer, reason, request)
        if not problems:
            said = say(f"desk.admissions.said-{answer}", spoken())
            messages.success(request, said)
            return redirect("desk:admissions")
    else:
        registering.note_look(registration, by=person, at=at)
    shown = {
        "registration": registration,
        "category": categories.category(registration.category),
        "asked": law.registers(registration.category),
        "stated": registering.stated(registration),
        "sex": catalogue().get(f"portal.registration.sex.{registering.stated(registration).sex}"),
        "others": [
            (one, categories.category(one.category))
            for one in registered.own(registration.person)
            if one.pk != registration.pk
        ],
        "until": _until(request, registration),
        "proofs": _proofs(registration),
        "answer": answer,
        "reason": reason,
        "declined_because": registering.reason_of(registration),
        "choices": [
            (each, catalogue()[f"desk.admissions.answer-{each}"]) for each in ("admit", "decline")
        ],
        "problems": problems,
    }
    status = 422 if problems else 200
    return render(request, "desk/admissions/decide.html", shown, status=status)


def _decided(
    registration: "Registration", answer: str, reason: str, request: HttpRequest
) -> list[Problem]:
    """Take the answer; return why it could not be taken."""
    by, at = person_at(request), now()
    try:
        if answer == "admit":
            admissions.admit(registration, by=by, at=at, until=_last_day(registration, request))
        elif answer == "decline":
            admissions.decline(registration, reason=reason, by=by, at=at)
        else:
            label = {"label": catalogue()["desk.admissions.answer"]}
            return [Problem("required-choice", at="answer", params=label)]
    except Refusal as refusal:
        return [refusal.problem]
    return []


def _until(request: HttpRequest, registration: "Registration") -> str:
    """Return the last day as it stands in the field: as typed here, else as stated."""
    stated = registration.until.isoformat() if registration.until else ""
    return clean(request.POST.get("until", stated))


def _last_day(registration: "Registration", request: HttpRequest) -> date | None:
    """Return the last day that the officer has read on the certificate.

    Raises:
        Refusal: what was typed is no day.
    """
    if not law.registers(registration.category).certificate:
        return None
    try:
        return date.fromisoformat(_until(request, registration))
    except ValueError:
        raise Refusal(Problem("people.last-day-wanted", at="until")) from None


def _proofs(registration: "Registration") -> list[tuple[str, str, range]]:
    """Return key, name and pages of each proof."""
    return [
        (proof.key, name, range(1, proof.pages + 1))
        for proof, name in registering.proofs_of(registration)
    ]


@require_safe
@for_officers
def page(request: HttpRequest, key: str, proof: str, number: int) -> HttpResponse:
    """Draw one page of a proof; each look is recorded."""
    found = registering.proof_in(_registration(key), proof)
    if found is None or not 1 <= number <= found.pages:
        raise Http404
    data = registering.look_at_proof(found, by=person_at(request), at=now(), page=number)
    answer = HttpResponse(inspection.draw_page(data, number, PAGE_WIDTH), content_type="image/webp")
    answer["Cache-Control"] = "private, no-store"
    return answer

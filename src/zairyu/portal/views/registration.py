"""One's own registrations: how far each is, its last day, what can be changed, ended, renewed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from zairyu.law import categories
from zairyu.law import registration as law
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem, Refusal
from zairyu.people import actions, keys, queries, registered, registering, standing
from zairyu.people.joining import Typed
from zairyu.portal.views import joining
from zairyu.portal.views import registration_reading as reading
from zairyu.questionnaire.typed import clean
from zairyu.ui.access import signed_in
from zairyu.ui.clock import now
from zairyu.ui.wording import plain, spoken
from zairyu.words.catalogue import catalogue


def start(request: HttpRequest) -> HttpResponseBase:
    """Show one's own registrations; to who has no account, the first page of registering."""
    if queries.visitor(request) is None:
        return joining.choose(request)
    return status(request)


@require_safe
@signed_in
def status(request: HttpRequest) -> HttpResponse:
    """Show how far each registration is, and the one thing to do next."""
    person, today = queries.person_at(request), legal_day(now())
    actions.set_language(person, getattr(request, "LANGUAGE_CODE", ""))
    rows = [_row(one, today) for one in registered.own(person)]
    shown = {
        "person": person,
        "auth_id": keys.auth_id_shown(person.auth_id),
        "factor": queries.has_second_factor(person),
        "rows": rows,
        "may_file": standing.may_file(person, today),
        "capacities": standing.capacities(person, today),
        "delivery_only": any(
            one["state"] == "admitted" and one["category"].id in standing.WITHOUT_FILING
            for one in rows
        ),
    }
    return render(request, "portal/registration/status.html", shown)


def _row(one: Any, today: Any) -> dict[str, Any]:
    state = one.state
    if state == "admitted" and one.until is not None and one.until < today:
        state = "over"
    return {
        "registration": one,
        "state": state,
        "category": categories.category(one.category),
        "asked": law.registers(one.category),
        "stated": registering.stated(one) if one.details else None,
        "proofs": registering.proofs_of(one),
        "reason": registering.reason_of(one),
        "days_left": (one.until - today).days if one.until else None,
    }


def _own(request: HttpRequest, key: str) -> Any:
    found = registered.own_with(queries.person_at(request), key)
    if found is None or found.state != "admitted" or not found.details:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Change address and telephone; name and birth need a new proof, the e-mail its own page."""
    one, problems = _own(request, key), []
    stated, asked = registering.stated(one), law.registers(one.category)
    said = Typed(address=stated.address, telephone=stated.telephone)
    if request.method == "POST":
        said.address = clean(request.POST.get("address", ""))
        said.telephone = clean(request.POST.get("telephone", ""))
        problems = reading.check_reach(said, asked)
        if not problems and not (problems := _corrected(request, one, said)):
            messages.success(request, plain("portal.registration.changed", spoken()))
            return redirect("portal:register")
    texts, address = catalogue(), f"portal.registration.address-{asked.address}"
    shown = {
        "one": one,
        "said": said,
        "address_label": texts[address],
        "address_hint": texts[f"{address}-hint"],
        "problems": problems,
    }
    status_ = 422 if problems else 200
    return render(request, "portal/registration/change.html", shown, status=status_)


def _corrected(request: HttpRequest, one: Any, said: Typed) -> list[Problem]:
    """Change address and telephone; return why that cannot be now, or nothing."""
    how = {"address": said.address, "telephone": said.telephone}
    try:
        registered.correct(one, by=queries.person_at(request), at=now(), **how)
    except Refusal as refusal:
        return [refusal.problem]
    return []


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def end(request: HttpRequest, key: str) -> HttpResponse:
    """Ask whether a registration is really to end, and end it; applications go on."""
    one = _own(request, key)
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            registered.end(one, by=queries.person_at(request), at=now())
            messages.success(request, plain("portal.registration.ended", spoken()))
            return redirect("portal:me")
        except Refusal as refusal:
            problems = [refusal.problem]
    shown = {"one": one, "category": categories.category(one.category), "problems": problems}
    status_ = 422 if problems else 200
    return render(request, "portal/registration/end.html", shown, status=status_)


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

"""Registering, page by page: as what, proved by what, who, a last look, the link in the mail."""

import secrets
from datetime import datetime
from typing import Any

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zairyu.casework import joinings
from zairyu.identity.jpki import credentials
from zairyu.identity.jpki.codes import CardRefused
from zairyu.law import categories
from zairyu.law import registration as law
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem, Refusal
from zairyu.people import joining as acts
from zairyu.people import queries
from zairyu.people.joining import Typed
from zairyu.portal import card_errands
from zairyu.portal.card_failures import problem_of
from zairyu.portal.views import registration_reading as reading
from zairyu.questionnaire.days import ERAS
from zairyu.ui.clock import now
from zairyu.ui.wording import spoken
from zairyu.words.catalogue import catalogue

_KEPT = "joining"
WAYS = ("card", "papers")


class Gone(Exception):
    """There is no registration on its way in this browser: it begins anew."""


def _texts(prefix: str, ids: Any) -> list[tuple[str, Any]]:
    return [(one, catalogue()[f"portal.registration.{prefix}.{one}"]) for one in ids]


def _mine(request: HttpRequest, at: datetime) -> Any:
    """Return the registration on its way of this browser, of the same person as it was begun by.

    Raises:
        Gone: there is none.
    """
    found = acts.find(str(request.session.get(_KEPT, "")), at=at)
    person = queries.visitor(request)
    if found is None or found.person_id != (person.pk if person else None):
        raise Gone
    return found


def _asserted(said: Typed, at: datetime) -> Any:
    return credentials.asserted(said.ref, at) if said.ref else None


def on_its_way(view: Any) -> Any:
    """Give a view the registration of this browser, or lead to the beginning."""

    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        at = now()
        try:
            joining = _mine(request, at)
        except Gone:
            return redirect("portal:register-choose")
        answer: HttpResponse = view(request, joining, at, *args, **kwargs)
        return answer

    door.__name__, door.__doc__ = view.__name__, view.__doc__
    return never_cache(door)


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Ask as what somebody registers; who is what stands beside each choice."""
    problems, at, person = [], now(), queries.visitor(request)
    offered = {one.id: one for one in law.registrable()}
    if request.method == "POST":
        chosen = request.POST.get("category", "")
        if chosen in offered and not ratelimit.consume(request, action="signup"):
            problems = [Problem("people.too-many-mails")]
        elif chosen in offered:
            begun = acts.begin(chosen, at=at, person=person)
            acts.note(begun, Typed(language=spoken(), name=person.name if person else ""), at=at)
            request.session[_KEPT] = begun.key
            by_card = law.registers(chosen).card
            return redirect("portal:register-prove" if by_card else "portal:register-details")
        else:
            problems = [Problem("required-choice", at="category", params=reading.label("category"))]
    shown = {
        "offered": [
            (one, catalogue()[f"portal.registration.choose-hint.{one.id}"])
            for one in offered.values()
        ],
        "organisations": [one for one in categories.categories() if one.id not in offered],
        "chosen": request.POST.get("category", ""),
        "problems": problems,
        "person": person,
    }
    status = 422 if problems else 200
    return render(request, "portal/registration/choose.html", shown, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@on_its_way
def prove(request: HttpRequest, joining: Any, at: datetime) -> HttpResponse:
    """Ask how they prove who they are: the card at once, or papers that an officer looks at."""
    problems = []
    if request.method == "POST":
        way = request.POST.get("way", "")
        if way == "card":
            return redirect("/card/register/?next=/register/card")
        if way == "papers":
            acts.note(joining, acts.typed(joining), at=at, proved_by="papers")
            return redirect("portal:register-details")
        problems = [Problem("required-choice", at="way", params=reading.label("way"))]
    shown = {"category": categories.category(joining.category), "problems": problems}
    shown["choices"] = _texts("way", WAYS)
    status = 422 if problems else 200
    return render(request, "portal/registration/prove.html", shown, status=status)


@require_safe
@on_its_way
def card(request: HttpRequest, joining: Any, at: datetime) -> HttpResponse:
    """Take what the card has said, and go on to what it does not say."""
    ref = card_errands.registered_ref(request)
    asserted = credentials.asserted(ref, at)
    if asserted is None:
        return redirect("portal:register-prove")
    said = reading.of_card(acts.typed(joining), asserted, ref)
    acts.note(joining, said, at=at, proved_by="card")
    card_errands.forget_registered(request)
    return redirect("portal:register-details")


@require_http_methods(["GET", "HEAD", "POST"])
@on_its_way
def details(request: HttpRequest, joining: Any, at: datetime) -> HttpResponse:
    """Take who it is and how to reach them; what the card has said is shown and not asked."""
    said, asked = acts.typed(joining), law.registers(joining.category)
    asserted = _asserted(said, at)
    by_card = joining.proved_by == "card"
    if by_card and asserted is None:
        return redirect("portal:register-prove")
    locked = reading.locked(asserted) if by_card else frozenset()
    problems: list[Problem] = []
    if request.method == "POST":
        said = reading.read(request, said, locked)
        problems = reading.check(
            said, asked, legal_day(at), email=joining.person_id is None
        ).problems
        problems += [] if by_card else _take_papers(request, joining)
        acts.note(joining, said, at=at)
        if not problems:
            return redirect("portal:register-review")
    page = _page(joining, said, locked) | {"problems": problems}
    status = 422 if problems else 200
    return render(request, "portal/registration/details.html", page, status=status)


def _take_papers(request: HttpRequest, joining: Any) -> list[Problem]:
    """Keep the papers that were sent; return what is wrong."""
    sent, problems = reading.papers(request)
    if sent and not problems:
        acts.keep_papers(joining, sent)
    if not problems and not acts.paper_names(joining):
        problems = [Problem("file.none-chosen", at="proof")]
    return problems


def _page(joining: Any, said: Typed, locked: frozenset[str]) -> dict[str, Any]:
    asked, texts = law.registers(joining.category), catalogue()
    address = f"portal.registration.address-{asked.address}"
    return {
        "category": categories.category(joining.category),
        "asked": asked,
        "said": said,
        "locked": locked,
        "by_card": joining.proved_by == "card",
        "new": joining.person_id is None,
        "address_label": texts[address],
        "address_hint": texts[f"{address}-hint"],
        "proof_hint": texts[f"portal.registration.proof.{joining.category}"],
        "papers": acts.paper_names(joining),
        "sexes": _texts("sex", reading.SEXES),
        "eras": [(era, texts[f"portal.registration.era.{n}"]) for n, era in enumerate(ERAS)],
        "sex": dict(_texts("sex", reading.SEXES)).get(said.sex, ""),
        "checked": reading.check(said, asked, legal_day(now()), email=joining.person_id is None),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@on_its_way
def review(request: HttpRequest, joining: Any, at: datetime) -> HttpResponse:
    """Show everything once more; a press asks for the mail, or states it at once."""
    said = acts.typed(joining)
    page = _page(joining, said, frozenset())
    checked, problems = page["checked"], []
    if checked.problems or (not page["by_card"] and not page["papers"]):
        return redirect("portal:register-details")
    if request.method == "POST":
        try:
            return _send(request, joining, said, checked, at)
        except Refusal as refusal:
            problems = [refusal.problem]
        except CardRefused as refused:
            problems = [problem_of(refused.code)]
    status = 422 if problems else 200
    page |= {"problems": problems}
    return render(request, "portal/registration/review.html", page, status=status)


def _send(
    request: HttpRequest, joining: Any, said: Typed, checked: reading.Checked, at: datetime
) -> HttpResponse:
    if joining.person_id is not None:
        acts.add(joining, _days(checked), at=at)
        request.session.pop(_KEPT, None)
        return redirect("portal:register")
    if not ratelimit.consume(request, action="signup", key=said.email):
        raise Refusal(Problem("people.too-many-mails"))
    if not said.code:
        said.code = f"{secrets.randbelow(1_000_000):06d}"
        acts.note(joining, said, at=at)
    joinings.send_link(joining, at=at)
    return redirect("portal:register-sent")


@require_http_methods(["GET", "HEAD", "POST"])
@on_its_way
def sent(request: HttpRequest, joining: Any, at: datetime) -> HttpResponse:
    """Say that a mail is on its way, whoever has the address; send it again on request."""
    if joining.person_id is not None or not joining.mails:
        return redirect("portal:register-review")
    problems = []
    if request.method == "POST":
        try:
            joinings.send_link(joining, at=at)
            return redirect("portal:register-sent")
        except Refusal as refusal:
            problems = [refusal.problem]
    said = acts.typed(joining)
    shown = {
        "email": said.email,
        "code": said.code if joining.proved_by == "card" else "",
        "again": joining.mails > 1,
        "may_again": joining.mails < acts.MOST_MAILS,
        "until": joining.until,
        "problems": problems,
    }
    status = 422 if problems else 200
    return render(request, "portal/registration/sent.html", shown, status=status)


@require_POST
@on_its_way
def stop(request: HttpRequest, joining: Any, _at: datetime) -> HttpResponse:
    """Give up: what was typed and sent is destroyed."""
    acts.give_up(joining)
    request.session.pop(_KEPT, None)
    return redirect("portal:front")


def birth_of(said: Typed, category: str, at: datetime) -> acts.Read:
    """Return the days of what was typed, which the pages have checked.

    Raises:
        Http404: it was never whole.
    """
    return _days(reading.check(said, law.registers(category), legal_day(at), email=True))


def _days(checked: reading.Checked) -> acts.Read:
    if checked.birth_on is None:
        raise Http404
    return acts.Read(checked.birth_on, checked.until)

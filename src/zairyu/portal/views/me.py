"""My page: what I must do now, my applications, my drafts."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages as told
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from zairyu.casework import queries as casework
from zairyu.casework import recoveries
from zairyu.filing import queries as filing
from zairyu.filing.scope import turned
from zairyu.identity import factors
from zairyu.law import categories, procedures, users
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem
from zairyu.people import queries as people
from zairyu.people import standing
from zairyu.people.actions import set_language
from zairyu.people.queries import person_at
from zairyu.portal.heads import Head, day_of, heads_of
from zairyu.portal.views.guide_visit import kept_answers
from zairyu.ui.access import signed_in
from zairyu.ui.clock import now
from zairyu.ui.wording import plain, spoken
from zairyu.words import LANGUAGES

if TYPE_CHECKING:
    from zairyu.people.models import Person

SHOWN, SHOWN_PAST, PAGE = 200, 20, 50  # who files for many finds the rest in the list of all


@signed_in
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Show what one must do now, then what runs, what is begun, what is over."""
    at, person = now(), person_at(request)
    today = day_of(at)
    running = heads_of(request, today, SHOWN, running=True)
    past = heads_of(request, today, SHOWN_PAST, running=False)
    drafts = [
        (draft, procedures.procedure(draft.procedure, today))
        for draft in filing.drafts_of(person, today)
    ]
    kept, held = kept_answers(request, today), standing.capacities(person, today)
    own = (head for head in running if head.case.category == "foreign-national")
    shown = {
        "person": person,
        "today": today,
        "to_do": [head for head in [*running, *past] if head.next.must_act],
        "unread": [head for head in [*running, *past] if head.case.unread_filer],
        "running": running,
        "past": past,
        "more": len(running) == SHOWN or len(past) == SHOWN_PAST,
        "drafts": drafts,
        "confirms": to_confirm(person, running),
        "kept": kept,
        "stay": next((head for head in own if head.stay), None),
        "may_file": held,
        "belongs": any(row[1] for row in person.files_as),
        "lapsed": _lapsed(person, today),
        "registration": None if held else people.registration_of(person),
        "officer": people.post_of(person, today),
        "recovery": _recovery(person, at),
        "ways": factors.ways(person),
        "new_password": _new_password(person, today),
    }
    return render(request, "portal/me.html", shown)


def _recovery(person: "Person", at: datetime) -> dict[str, Any] | None:
    """Return what runs to give access to this account to somebody, and how it is stopped."""
    found = recoveries.running(person, at=at)
    if found is None:
        return None
    recovery, stop = found
    lost = [f"people.recovery.lost-{each}" for each in recovery.lost]
    return {"ready_at": recovery.ready_at, "lost": lost, "stop": stop}


def _new_password(person: "Person", today: date) -> date | None:
    """Return by when a new password is advised, where this deployment follows that rule."""
    if person.password_set_at is None:
        return None
    return users.new_password_by(legal_day(person.password_set_at), today, turned())


def to_confirm(person: "Person", running: list[Head]) -> list[Head]:
    """Return what others filed for me and I have not answered yet; asked only if there is any."""
    if not any(head.case.applicant_id == person.pk != head.case.filer_id for head in running):
        return []
    waiting = {case.pk for case in casework.to_confirm(person)}
    return [head for head in running if head.case.pk in waiting]


def _lapsed(person: "Person", on: date) -> list[dict[str, Any]]:
    """Return the capacities whose last day is over, for certificates that can be renewed."""
    return [
        {"until": one.until, "name": categories.category(one.category).name}
        for one in standing.lapsed(person, on)
        if not one.organisation_key
    ]


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest) -> HttpResponse:
    """Choose the language in which mails and letters are written."""
    person = person_at(request)
    problems: list[Problem] = []
    if request.method == "POST":
        chosen = request.POST.get("language", "")
        if chosen in LANGUAGES:
            set_language(person, chosen)
            told.success(request, plain("portal.letters.done", spoken()))
            return redirect("portal:me")
        problems = [Problem("portal.language-wanted", at="language")]
    choices = [(tag, {"ja": name}) for tag, name in settings.LANGUAGES]
    shown = {
        "choices": choices,
        "chosen": person.language,
        "problems": problems,
        "form_id": "letters",
    }
    return render(request, "portal/letters.html", shown, status=422 if problems else 200)


@signed_in
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """Show all my applications, a page at a time."""
    today = day_of(now())
    heads = heads_of(request, today, PAGE + 1, before=request.GET.get("before", ""))
    shown = {"heads": heads[:PAGE], "last": heads[PAGE - 1] if len(heads) > PAGE else None}
    return render(request, "portal/cases.html", shown)

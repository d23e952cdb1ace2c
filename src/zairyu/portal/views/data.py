"""My data: what we hold, who looked at it and why, and a question about a look."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from zairyu.audit.queries import words_of
from zairyu.law import offices, procedures
from zairyu.law.problem import Problem, Refusal
from zairyu.people.queries import person_at
from zairyu.portal.heads import day_of, heads_of
from zairyu.privacy import looks as seen
from zairyu.privacy.actions import questions
from zairyu.privacy.actions.sessions import sessions_of
from zairyu.ui.access import signed_in
from zairyu.ui.clock import now, system
from zairyu.ui.wording import html, plain, spoken
from zairyu.words import Text, pick

LATELY = timedelta(days=30)
DAYS = 30  # days with looks on one page
CASES = 100  # cases offered by the filter


@dataclass(frozen=True)
class Shown:
    """A visit in words: who, why, what was opened, and what was asked about it."""

    visit: seen.Visit
    who: Any
    why: str  # the key of the text
    opened: list[tuple[Text | str, int]]
    title: Text | None
    question: Any
    answer: str

    @property
    def long(self) -> bool:
        """Whether it lasted more than a minute."""
        return self.visit.last_at - self.visit.first_at >= timedelta(minutes=1)


@signed_in
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show what we hold of me in short, and lead to each part."""
    person, at = person_at(request), now()
    days = seen.days(person)
    lately = [day for day in days if day.on >= day_of(at) - LATELY]
    by_others = [day for day in days if day.visits]
    shown = {
        "person": person,
        "number": sum(len(day.visits) for day in lately),
        "last": by_others[0].visits[0].first_at if by_others else None,
        # This one counts from its first page on, before it has been noted.
        "sessions": len(sessions_of(person, request.session.session_key, system())) or 1,
        "languages": settings.LANGUAGES,
    }
    return render(request, "portal/data/overview.html", shown)


@signed_in
@require_safe
def looks(request: HttpRequest) -> HttpResponse:
    """Show who looked at my files, by day; one file alone where it is named."""
    person = person_at(request)
    only = request.GET.get("case", "")
    found = [day for day in seen.days(person, only) if day.visits or day.machine or day.own]
    if only and only != "account" and not any(head.key == only for head in _cases(request)):
        raise Http404
    asked = questions.of_person(person)
    days = [(day, [_shown(visit, asked) for visit in day.visits]) for day in found[:DAYS]]
    shown = {
        "days": days,
        "more": len(found) > DAYS,
        "only": only,
        "cases": _cases(request),
        "here": "portal.data.looks",
    }
    return render(request, "portal/data/looks.html", shown)


def _cases(request: HttpRequest) -> list[Any]:
    return heads_of(request, day_of(now()), CASES)


def _shown(visit: seen.Visit, asked: dict[tuple[str, int], Any]) -> Shown:
    question = asked.get((visit.chain, visit.place))
    return Shown(
        visit,
        who_in_words(visit.who),
        f"privacy.why.{visit.why}" if visit.why else "",
        [(words_of(verb) or verb, count) for verb, count in visit.opened.items()],
        _title(visit),
        question,
        questions.answer_of(question) if question else "",
    )


def _title(visit: seen.Visit) -> Text | None:
    case = visit.case
    return procedures.procedure(case.procedure, case.filed_on).title if case else None


def who_in_words(who: seen.Looker) -> Any:
    """Return who looked, in words: never a name."""
    language = spoken()
    if who.side != seen.OFFICER:
        return html("privacy.who.other", language)
    return html(
        "privacy.who.officer",
        language,
        office=pick(offices.office(who.office).name, language),
        rank=plain(f"privacy.rank.{who.rank}", language) if who.rank else "",
        badge=who.badge,
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, about: str, place: int) -> HttpResponseBase:
    """Say that a look seems wrong; the office answers on this side."""
    person, at = person_at(request), now()
    visit = seen.visit_at(person, about, place)
    if visit is None or visit.who.side != seen.OFFICER:
        raise Http404
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            questions.ask_about_look(visit, request.POST.get("said", ""), by=person, at=at)
        except Refusal as refusal:
            problems = [refusal.problem]
        else:
            messages.success(request, html("portal.data.asked", spoken()))
            return HttpResponseRedirect(f"/me/data/looks?case={about}")
    shown = {
        "look": _shown(visit, questions.of_person(person)),
        "here": "portal.data.wrong",
        "typed": request.POST.get("said", ""),
        "problems": problems,
        "form_id": "ask",
    }
    return render(request, "portal/data/question.html", shown, status=422 if problems else 200)

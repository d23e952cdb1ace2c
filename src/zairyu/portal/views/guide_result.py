"""The guide's answer on one page: shown, kept, put into a calendar, and turned into a draft."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from zairyu.filing import kept_guides
from zairyu.filing.guide import begin, calendar, table
from zairyu.filing.guide.reasons import reasons
from zairyu.filing.guide.result import Result, beside_which, result
from zairyu.filing.refusals import FilingRefused
from zairyu.filing.scope import turned
from zairyu.law import categories, procedures
from zairyu.law.problem import Problem
from zairyu.law.switches import limits_on
from zairyu.people import queries as people
from zairyu.people import standing
from zairyu.portal import place
from zairyu.portal.views.guide_visit import Visit, address, visit_of
from zairyu.portal.views.guide_words import articles, label, said_in_words, status_named
from zairyu.ui.wording import plain, spoken
from zairyu.words.catalogue import catalogue


@require_safe
def show(request: HttpRequest) -> HttpResponseBase:
    """Show the answer, or go on to what is still to be asked."""
    visit = visit_of(request)
    if table.open_question(visit.answers) is not None:
        return HttpResponseRedirect(visit.next_address())
    return _page(visit)


def _page(visit: Visit, problem: Problem | None = None, status: int = 200) -> HttpResponse:
    found = result(visit.answers)
    kept = kept_guides.find(visit.kept, visit.on) if visit.kept else None
    page: dict[str, Any] = {
        "found": found,
        "verdict": found.verdict,
        "a": found.answers,
        "today": visit.on,
        "said": _said(visit),
        "limits": limits_on(visit.on, turned()) if found.verdict.may_begin else [],
        "abroad": place.told(visit.request) if found.verdict.may_begin else None,
        "kept": kept,
        "kept_address": visit.request.build_absolute_uri(f"/guide/kept/{kept.key}") if kept else "",
        "entries": calendar.entries(found),
        "beside": beside_which(visit.on) if found.alone else [],
        "permit": procedures.procedure(found.answers.neighbour, visit.on) if found.alone else None,
        "unready": visit.person is None or not standing.may_file(visit.person, visit.on),
        "problems": [problem] if problem else [],
        **_drawn(found),
        **_worded(found),
    }
    return render(visit.request, "portal/guide/result.html", page, status=status)


UNCONFIRMED = "ui.forms.unconfirmed.form"  # said wherever such a form is shown
_LOOKS = {
    "yes": ("good", "ok"),
    "unsure": ("wait", "unknown"),
    "later": ("wait", "day"),
    "no": ("over", "home"),
    "last-day": ("soon", "act"),
    "over": ("soon", "act"),
    "elsewhere": ("wait", "info"),
    "open": ("over", "unknown"),
}


def _worded(found: Result) -> dict[str, Any]:
    """Return the words that the answer chooses: headline, names, reasons."""
    a, word = found.answers, found.verdict.word
    kind, icon = _LOOKS[word]
    named = found.procedure or found.neighbour
    titles = [procedures.procedure(one.procedure, a.on).title for one in found.money]
    return {
        "headline": f"portal.guide.verdict.{word}",
        "kind": kind,
        "icon": icon,
        "procedure": found.procedure,
        "category": categories.category(a.category) if a.category and found.procedure else None,
        "status": status_named(a),
        "safer": [
            f"portal.guide.safer.{each}" if each != "unconfirmed" else UNCONFIRMED
            for each in found.safer
        ],
        "last": found.window.online_last,
        "money": [
            {"money": one, "title": title} for one, title in zip(found.money, titles, strict=True)
        ],
        "charged": any(one.charged for one in found.money),
        "hardship": next((one.hardship for one in found.money if one.hardship), None),
        "papers_number": (found.papers.number if found.papers else 0) + bool(found.photo),
        "deliveries": _deliveries(found),
        "law_words": articles(named.law) if named else "",
        "confidence": f"portal.guide.confidence.{named.confidence}" if named else "",
        "reasons": [
            {"heading": f"portal.guide.about.{one.about}", "reasons": one.reasons}
            for one in reasons(found)
        ],
        "at_bureau": _at_bureau(found),
    }


def _at_bureau(found: Result) -> bool:
    """Say whether a counter of the bureau is where to go."""
    if found.verdict.may_begin or found.verdict.word in ("open", "later"):
        return False
    return found.neighbour is None or found.neighbour.place.startswith("bureau")


def _deliveries(found: Result) -> list[Any]:
    a = found.answers
    ways = [a.delivery] if a.delivery else found.procedure.deliveries if found.procedure else ()
    return [procedures.delivery_text(one) for one in ways]


def _drawn(found: Result) -> dict[str, Any]:
    """Return where the days stand on the bar, in its own units."""
    today, days = found.answers.on, found.window
    if not (days.opens and days.online_last and found.verdict.may_begin):
        return {"bar": None}
    place = days.place(today)
    return {"bar": {"done": place, "mark": f"M{10 + place} 8 l-5 -8 h10 z"}}


def _said(visit: Visit) -> list[dict[str, Any]]:
    """Return every answer with the way to change it."""
    a, rows = visit.answers, []
    for one in table.ASKED:
        if not one.when(a) or not table.answered(a, one):
            continue
        if one.id == "papers":
            asked = table.asked_facts(a)
            said: list[Any] = [_fact_said(each, a.facts.get(each.id)) for each in asked]
            rows += [{"label": row[0], "said": [row[1]], "href": address("papers")} for row in said]
        elif one.id == "permits":
            names = [procedures.procedure(each, a.on).short for each in a.permits]
            rows.append({"label": label(a, "permits"), "said": names, "href": address(one.id)})
        else:
            rows += [
                {
                    "label": label(a, name),
                    "said": [said_in_words(a, name)],
                    "href": address(one.id),
                }
                for name in one.names
            ]
    return rows


def _fact_said(asked: Any, value: object) -> tuple[Any, Any]:
    if value is None:
        return asked.question, catalogue()["portal.guide.not-known"]
    if isinstance(value, bool):
        return asked.question, catalogue()["portal.guide.yes" if value else "portal.guide.no"]
    return asked.question, dict(asked.choices).get(str(value), str(value))


@require_POST
def keep(request: HttpRequest) -> HttpResponseBase:
    """Keep the answers under a random key; the page then shows the link."""
    visit = visit_of(request)
    if table.open_question(visit.answers) is not None:
        return HttpResponseRedirect(visit.next_address())
    _kept(visit)
    return HttpResponseRedirect("/guide/result?kept#kept")


def _kept(visit: Visit) -> str:
    """Keep the answers, the same ones once; return the key."""
    if not (visit.kept and kept_guides.find(visit.kept, visit.on)):
        visit.keep_as(kept_guides.keep(visit.said, at=visit.at, by=visit.person).key)
    return visit.kept


@require_safe
def kept(request: HttpRequest, key: str) -> HttpResponseBase:
    """Open kept answers, on any device: the answer is reckoned anew for today."""
    visit = visit_of(request)
    found = kept_guides.find(key, visit.on)
    if found is None:
        return render(request, "portal/guide/gone.html", {}, status=404)
    visit.say(found.said)
    visit.keep_as(key)
    return HttpResponseRedirect(visit.next_address())


@require_safe
def file(request: HttpRequest) -> HttpResponseBase:
    """Give the days of the answer as a calendar file."""
    visit = visit_of(request)
    if table.open_question(visit.answers) is not None:
        raise Http404
    language = spoken()
    data = calendar.calendar(
        result(visit.answers),
        lambda name: plain(f"portal.guide.calendar.{name}", language),
        visit.at,
    )
    answer = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="zairyu.ics"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def draft(request: HttpRequest) -> HttpResponseBase:
    """Begin the draft; whoever is not ready for that keeps the answers and is led there."""
    visit = visit_of(request)
    if table.open_question(visit.answers) is not None:
        return HttpResponseRedirect(visit.next_address())
    if visit.person is None or not standing.may_file(visit.person, visit.on):
        return HttpResponseRedirect(f"/guide/kept/{_kept(visit)}/draft")
    return _begin(visit)


def _begin(visit: Visit) -> HttpResponseBase:
    assert visit.person is not None  # noqa: S101
    a = visit.answers
    elsewhere = place.gate(visit.request, visit.person, a.procedure, a.category, "/guide/result")
    if elsewhere is not None:
        return elsewhere
    try:
        begun = begin.begin(visit.answers, visit.person, visit.at)
    except FilingRefused as refusal:
        return _page(visit, refusal.problem, status=422)
    if visit.kept:
        kept_guides.let_go(visit.kept, visit.person)
    visit.forget()
    return HttpResponseRedirect(f"/drafts/{begun.key}/")


@require_safe
def waiting(request: HttpRequest, key: str) -> HttpResponseBase:
    """Say what is missing before the draft can begin: signing in, or being admitted."""
    visit = visit_of(request)
    person = visit.person
    found = kept_guides.adopt(key, person, visit.on) if person else kept_guides.find(key, visit.on)
    if found is None:
        return render(request, "portal/guide/gone.html", {}, status=404)
    visit.say(found.said)
    visit.keep_as(key)
    if person is not None and standing.may_file(person, visit.on):
        return HttpResponseRedirect(visit.next_address())
    page = {
        "kept": found,
        "person": person,
        "kept_address": request.build_absolute_uri(f"/guide/kept/{key}"),
        "next": f"/guide/kept/{key}/draft",
        "registration": people.registration_of(person) if person else None,
    }
    return render(request, "portal/guide/waiting.html", page)

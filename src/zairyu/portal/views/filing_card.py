"""Filling in an application from a residence card: read it, compare, take over what is wanted."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zairyu.filing import actions, queries
from zairyu.filing.actions.card import asks_for_card, offers
from zairyu.identity.jpki import transactions
from zairyu.identity.jpki.codes import CardRefused
from zairyu.identity.residence_card import errand
from zairyu.portal import card_cookie, card_ways
from zairyu.portal.card_failures import problem_of
from zairyu.portal.views.filing_doors import Visit, to_write
from zairyu.portal.views.filing_draft import draft_words
from zairyu.questionnaire.telling import shown
from zairyu.ui.access import never_kept
from zairyu.ui.wording import spoken
from zairyu.words import say


@require_http_methods(["GET", "POST"])
@to_write
@never_kept
def card(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Begin to read a residence card; show what it says; take over what is chosen."""
    if not asks_for_card(visit.draft, visit.on):
        raise Http404
    if request.method == "POST" and "read" in request.POST:
        return _begin(request, visit)
    if request.method == "POST":
        return _take(request, visit)
    return _page(request, visit, 200)


def _page(request: HttpRequest, visit: Visit, status: int, **more: Any) -> HttpResponseBase:
    told = errand.taken(visit.draft.key, visit.person.pk, visit.at)
    content = queries.content_of(visit.draft)
    found = offers(visit.draft, content, told.to_json(), visit.on) if told else []
    rows = [
        {
            "offer": one,
            "label": one.field.label,
            "card": shown(one.field, one.on_card, spoken()),
            "draft": shown(one.field, one.in_draft, spoken()),
        }
        for one in found
    ]
    page = {
        **draft_words(visit),
        "told": told,
        "rows": rows,
        "news": any(not one.same for one in found),
        "here": errand.available(),
        **more,
    }
    return render(request, "portal/filing/card.html", page, status=status)


def _begin(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    mine = card_cookie.kept(request)
    try:
        opened = transactions.open_transaction(
            transactions.READ,
            ref=visit.draft.key,
            person_id=visit.person.pk,
            at=visit.at,
            seen=card_ways.seen(request, mine.browser, spoken()),
        )
    except CardRefused as refused:
        problem = problem_of(refused.code)
        return _page(request, visit, refused.status, problems=[problem], problem=problem)
    own = card_cookie.Errand(
        opened.rid, transactions.READ, opened.ticket, opened.code, opened.cookie,
        int(opened.expires_at.timestamp()), request.path,
    )  # fmt: skip
    answer = redirect("portal:card-errand", rid=opened.rid)
    card_cookie.keep(answer, mine.with_one(own))
    return answer


def _take(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    told = errand.taken(visit.draft.key, visit.person.pk, visit.at)
    if told is None:
        return HttpResponseRedirect(request.path)
    number = actions.take_from_card(
        visit.key, told.to_json(), request.POST.getlist("take"), by=visit.person, at=visit.at
    )
    errand.used(visit.draft.key, visit.person.pk)
    messages.success(request, say("portal.filing.card.taken", spoken(), number=number))
    return HttpResponseRedirect(visit.home)

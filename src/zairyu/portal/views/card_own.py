"""My cards: which signs in, until when; report one lost, link a new one; a passkey offered once."""

from datetime import timedelta

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zairyu.identity.jpki import credentials
from zairyu.law.dates import legal_day
from zairyu.people.queries import person_at
from zairyu.portal import card_letters, card_ways
from zairyu.portal.card_finish import ASKED
from zairyu.ui import cookies
from zairyu.ui.access import never_kept, signed_in
from zairyu.ui.clock import now
from zairyu.ui.wording import plain, spoken

SOON = timedelta(days=90)  # from when a page says how to renew, as the letters do


@signed_in
@require_safe
@never_cache
def cards(request: HttpRequest) -> HttpResponse:
    """Show the cards of the account, the one that counts first."""
    today = legal_day(now())
    own = [(card, credentials.last_day(card)) for card in credentials.cards_of(person_at(request))]
    active = [one for one in own if one[0].state == "active" and one[1] >= today]
    shown = {
        "active": active,
        "ended": [one for one in own if one not in active],
        "today": today,
        "soon": any(last_day - today <= SOON for _, last_day in active),
    }
    return render(request, "portal/card/own.html", shown)


@require_safe
def extend(request: HttpRequest) -> HttpResponse:
    """Say how a card is renewed or extended at the city office, and how to sign in meanwhile."""
    return render(request, "portal/card/extend.html")


@signed_in
@never_kept
@require_http_methods(["GET", "HEAD", "POST"])
def lost(request: HttpRequest) -> HttpResponseBase:
    """Ask whether the card is really lost; then it signs in no more."""
    person, at = person_at(request), now()
    if credentials.active_card(person, legal_day(at)) is None:
        return redirect("portal:cards-own")
    if request.method == "POST":
        with transaction.atomic():
            credentials.report_lost(person, at)
            card_letters.tell(person, "card-lost", at)
        messages.success(request, plain("portal.cards.told.lost", spoken()))
        return redirect("portal:cards-own")
    return render(request, "portal/card/lost.html")


@signed_in
@require_safe
def passkey(request: HttpRequest) -> HttpResponse:
    """Offer a passkey for the next time; once in each browser, and it may be declined."""
    answer = render(request, "portal/card/passkey.html", {"going": card_ways.going(request)})
    cookies.put(answer, ASKED, "1", max_age=cookies.YEAR)
    return answer

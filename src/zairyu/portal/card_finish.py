"""What follows when the right browser has finished an errand: the session, the link, the way on."""

from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from zairyu.identity import factors
from zairyu.identity.jpki import credentials
from zairyu.identity.jpki.transactions import Finished
from zairyu.people import guards, recovering
from zairyu.people import queries as people
from zairyu.portal import card_errands, card_letters
from zairyu.portal.card_cookie import Errand
from zairyu.ui import accounts, cookies
from zairyu.ui.wording import plain, spoken

ASKED = "passkey_asked"  # a passkey belongs to a device, so it is offered once in each


def done(request: HttpRequest, own: Errand, finished: Finished, at: datetime) -> HttpResponseBase:
    """Go on with an errand that is finished, each purpose in its way."""
    return _WAYS[finished.purpose](request, own, finished, at)


def _login(request: HttpRequest, own: Errand, finished: Finished, at: datetime) -> HttpResponseBase:
    """Sign in; a browser without a passkey is offered one on the way, once."""
    person = people.person_of_row(finished.person_id)
    where = own.going
    if not factors.has_passkey(person) and not cookies.get(request, ASKED):
        where = f"{reverse('portal:passkey-offer')}?{urlencode({'next': where})}"
    if own.other_device:
        card_letters.tell(person, "card-other-device", at)
    return accounts.sign_in(request, person, "card", at=at, next=where)


def _register(
    request: HttpRequest, own: Errand, finished: Finished, _at: datetime
) -> HttpResponseBase:
    card_errands.note_registered(request, finished.ref)
    return redirect(own.going or "/register/")


def _relink(
    request: HttpRequest, own: Errand, finished: Finished, at: datetime
) -> HttpResponseBase:
    person = people.person_at(request)
    with transaction.atomic():
        credentials.relink(finished.ref, person, at)
        guards.freeze(person, recovering.rules(at)["card_frozen_hours"], at=at)
        card_letters.tell(person, "card-linked", at)
    said = plain("portal.cards.linked-until", spoken(), moment=person.frozen_until)
    messages.success(request, said)
    return redirect(own.going or "portal:cards-own")


def _stepup(
    request: HttpRequest, own: Errand, _finished: Finished, at: datetime
) -> HttpResponseBase:
    accounts.note_proof(request, people.person_at(request), "card", at=at)
    return redirect(own.going or "portal:me")


def _residence(
    _request: HttpRequest, own: Errand, _finished: Finished, _at: datetime
) -> HttpResponseBase:
    return redirect(own.going or "portal:me")


_WAYS = {
    "login": _login, "register": _register, "relink": _relink, "stepup": _stepup,
    "residence": _residence,
}  # fmt: skip

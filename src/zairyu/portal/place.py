"""Where a visitor is, as doors ask it: the country of the network, and what was said today."""

from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase

from zairyu.audit.actions import record
from zairyu.filing import place
from zairyu.filing.place import HOME, Place
from zairyu.filing.scope import turned
from zairyu.law.dates import legal_day
from zairyu.law.switches import switch
from zairyu.people import standing
from zairyu.privacy.networks import country_name, country_of
from zairyu.ui import proofs
from zairyu.ui.browsers import browser_of
from zairyu.ui.clock import now

if TYPE_CHECKING:
    from zairyu.people.models import Person

_KEPT = "place"  # in the session: what was said, why, on which day


def country(request: HttpRequest) -> str:
    """Return the country of the network a request comes from; the address itself goes nowhere."""
    return country_of(browser_of(request).network)


def told(request: HttpRequest) -> dict[str, Any] | None:
    """Return what is told before typing to whoever comes from a network abroad, or nothing."""
    found = country(request)
    if found in (HOME, "") or not switch("foreign-networks-refused", legal_day(now()), turned()):
        return None
    return {"country": country_name(found)}


def said(request: HttpRequest, on: date) -> tuple[str, str]:
    """Return what was said today of where the visitor is, and why; empty where nothing was."""
    kept = request.session.get(_KEPT) or {}
    if kept.get("day") != on.isoformat():
        return "", ""
    return str(kept.get("said", "")), str(kept.get("because", ""))


def say(request: HttpRequest, where: str, because: str, on: date) -> None:
    """Remember what was said until the end of the day."""
    request.session[_KEPT] = {"said": where, "because": because, "day": on.isoformat()}


def place_of(request: HttpRequest, person: "Person", on: date) -> Place:
    """Return where a person is, with all that is known."""
    categories = [one.category for one in standing.capacities(person, on)]
    way = place.way_of(proofs.shown(request, person), categories)
    return Place(country(request), said(request, on)[0], way)


def gate(
    request: HttpRequest, person: "Person", procedure: str, category: str, back: str
) -> HttpResponseBase | None:
    """Lead whoever may not go on from where they are to the page that asks and tells; else nothing.

    That somebody went on, having said where they are, is recorded with the country of the network.
    """
    at = now()
    on = legal_day(at)
    here = place_of(request, person, on)
    if place.trouble(here, procedure, category, on) is not None:
        asked = urlencode({"next": back, "for": procedure, "as": category})
        return HttpResponseRedirect(f"/me/where?{asked}")
    if ids := stated(request, person, procedure, on):
        record(f"person:{person.key}", "state-place", at=at, by=person.key, **ids)
    return None


def stated(request: HttpRequest, person: "Person", procedure: str, on: date) -> dict[str, str]:
    """Return what the record keeps of where somebody said they are; nothing where nobody asked."""
    here = place_of(request, person, on)
    if not here.said:
        return {}
    return {
        "said": here.said,
        "country": here.country or "unknown",
        "way": here.way or "none",
        "because": said(request, on)[1] or "none",
        "procedure": procedure,
    }

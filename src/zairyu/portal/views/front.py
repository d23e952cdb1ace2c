"""The front page: what this is, who may file what and until when, what it costs."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zairyu.filing.scope import turned
from zairyu.law import categories, fees, procedures, switches
from zairyu.law.categories import Category
from zairyu.law.dates import legal_day
from zairyu.law.procedures import Procedure
from zairyu.law.tables import UnknownKey
from zairyu.portal import place
from zairyu.ui.clock import now
from zairyu.words import Text

GOOD = tuple(
    f"portal.front.good-{what}" for what in ("hours", "free", "originals", "print", "post", "proof")
)


@dataclass(frozen=True)
class Offer:
    """One procedure as the front page offers it."""

    procedure: Procedure
    variant: Text | None  # of a re-entry permit: for one journey, or for several
    fee: tuple[int, int]
    charge: tuple[int, int]


def _offer(procedure: Procedure, on: date, variant: str | None = None) -> Offer:
    return Offer(
        procedure,
        procedure.variants[variant] if variant else None,
        fees.fee_range(procedure.id, "online", on, variant),
        fees.charge_range(procedure.id, "online", on),
    )


def _offered(procedure: Procedure, on: date) -> list[Offer]:
    try:
        return [_offer(procedure, on)]
    except UnknownKey:  # each variant has its own fee
        return [_offer(procedure, on, variant) for variant in procedure.variants]


@lru_cache(maxsize=4)
def offers(on: date) -> list[Offer]:
    """Return the procedures that can be filed online on a day, with what they cost."""
    return [each for found in procedures.all_procedures(on) for each in _offered(found, on)]


def charges(on: date) -> tuple[int, int]:
    """Return the least and the highest charge for paying a fee on a day."""
    asked = [each.charge for each in offers(on) if each.charge[1]]
    return min((least for least, _ in asked), default=0), max(
        (most for _, most in asked), default=0
    )


def who_may(found: list[Offer]) -> list[tuple[Category, list[str]]]:
    """Return each kind of user with what it may file, in the order of the offers."""
    return [
        (kind, [f"portal.front.may-{may[each.procedure.id]}" for each in found])
        for kind in categories.categories()
        for may in [categories.matrix(kind.id)]
    ]


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Say what this is, who may file what and until when, and what it costs."""
    today = legal_day(now())
    offered = [each for each in offers(today) if not each.procedure.concurrent_only]
    shown = {
        "offers": offered,
        "beside": [each for each in offers(today) if each.procedure.concurrent_only],
        "filers": who_may(offered),
        "limits": switches.limits_on(today, turned()),
        "abroad": place.told(request),
        "charge": charges(today),
        "good": GOOD,
        "today": today,
    }
    return render(request, "portal/front.html", shown)

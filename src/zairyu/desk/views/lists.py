"""Lists for a morning at the post table and at the counter: what can go out, who may come."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zairyu.casework import queries
from zairyu.desk.views.common import Desk, desk_of, head_of
from zairyu.law import procedures
from zairyu.ui.access import for_officers

if TYPE_CHECKING:
    from zairyu.casework.models import Case

_TO_POST = ("return-documents-received", "paid", "approved")
_AWAITED = ("awaiting-return-documents",)
_MOST = 100


def _cases(desk: Desk, states: tuple[str, ...], delivery: str) -> "list[Case]":
    found = queries.in_charge_of(desk.post).filter(lane="to-issue", delivery=delivery)
    return list(found.filter(state__in=states).order_by("clock_on", "id")[:_MOST])


@for_officers
@require_GET
def dispatches(request: HttpRequest) -> HttpResponse:
    """Show what is ready for the post, and whose papers are awaited."""
    desk = desk_of(request)
    parts = {
        "desk": desk,
        "ready": [_sheet(desk, case) for case in _cases(desk, _TO_POST, "post")],
        "awaited": [_sheet(desk, case) for case in _cases(desk, _AWAITED, "post")],
    }
    return render(request, "desk/dispatches.html", parts)


def _sheet(desk: Desk, case: "Case") -> dict[str, object]:
    prints = queries.prints_of(case)
    return {
        "head": head_of(case, desk.today),
        "returns": queries.returns_of(case),
        "checked": bool(prints) and prints[0][0].same,
        "delivery": procedures.delivery_text("post"),
    }


@for_officers
@require_GET
def counter(request: HttpRequest) -> HttpResponse:
    """Show who may come to the counter today."""
    desk = desk_of(request)
    found = _cases(desk, ("awaiting-counter-pickup",), "counter")
    parts = {"desk": desk, "ready": [_sheet(desk, case) for case in found]}
    return render(request, "desk/counter.html", parts)

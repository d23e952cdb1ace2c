"""The queue: the officer's lists, what ends soonest first, and a case by its number."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from zairyu.casework import queries
from zairyu.desk.rows import rows
from zairyu.desk.views.common import Desk, desk_of
from zairyu.ui.access import for_officers
from zairyu.ui.wording import html, spoken

LISTS = (
    "mine", "to-decide", "answered", "examining", "waiting", "to-start", "to-assign", "to-issue",
    "all", "done",
)  # fmt: skip


@for_officers
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Show a list of the office, or the case whose number was typed."""
    desk = desk_of(request)
    number = request.GET.get("number", "").strip()
    if number:
        found = queries.find(desk.post, number)
        if found is not None:
            return redirect("desk:case", found.key)
        messages.warning(request, html("desk.queue.not-found", spoken()))
    lane = request.GET.get("list", "")
    lane = lane if lane in LISTS else _first(desk)
    after = request.GET.get("after", "")
    page = queries.queue(desk.post, desk.at, lane=lane, after=after)
    sizes = queries.lane_sizes(desk.post)
    parts = {
        "desk": desk,
        "lane": lane,
        "lanes": [(name, f"desk.lane.{name}", _size(sizes.get(name))) for name in LISTS],
        "lane_title": f"desk.lane.{lane}",
        "rows": rows(page.rows, desk.today),
        "next": page.next,
        "after": after,
        "typed": number,
    }
    return render(request, "desk/queue.html", parts)


def _first(desk: Desk) -> str:
    return "to-decide" if desk.supervises else "mine"


def _size(number: int | None) -> str:
    if number is None:
        return ""
    return "99+" if number > 99 else str(number)


@for_officers
@require_GET
def keys(request: HttpRequest) -> HttpResponse:
    """List the keys of the desk, with the switch that turns them off."""
    return render(request, "desk/keys.html", {"desk": desk_of(request), "keys": KEYS})


KEYS = (
    ("g q", "desk.keys.queue"),
    ("/", "desk.keys.search"),
    ("j", "desk.keys.next"),
    ("k", "desk.keys.previous"),
    ("1–9", "desk.keys.section"),
    ("[ ]", "desk.keys.paper"),
    (", .", "desk.keys.page"),
    ("r", "desk.keys.request"),
    ("m", "desk.keys.message"),
    ("d", "desk.keys.decide"),
    ("?", "desk.keys.keys"),
)

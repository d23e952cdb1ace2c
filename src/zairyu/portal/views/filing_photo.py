"""The photo: sent, moved in its frame by buttons or sliders, settled."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from zairyu.filing import actions, inspection, papers, queries
from zairyu.filing.shown import shown
from zairyu.law import photo as rules
from zairyu.law.dates import months_before
from zairyu.law.problem import Problem
from zairyu.portal.views.filing_doors import Visit, for_draft, to_write
from zairyu.portal.views.filing_draft import draft_words

ORIGINAL = "photo-original"
_MOVES = {
    "up": ("y", -10),
    "down": ("y", 10),
    "left": ("x", -10),
    "right": ("x", 10),
    "larger": ("zoom", 10),
    "smaller": ("zoom", -10),
}
PREVIEW = (300, 400)


@require_http_methods(["GET", "POST"])
@to_write
def photo(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Show the photo in its frame; take one in, move it, settle it."""
    if request.method != "POST":
        inspection.warm()
        return _page(request, visit, ())
    if "send" in request.POST:
        return _send(request, visit)
    if "remove" in request.POST:
        actions.take_photo_out(visit.key, by=visit.person, at=visit.at)
        return HttpResponseRedirect(f"{visit.home}photo")
    _move(request, visit)
    if "use" not in request.POST:
        return HttpResponseRedirect(f"{visit.home}photo#frame")
    return _use(request, visit)


def _send(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    file = request.FILES.get("photo")
    if file is None:
        return _page(request, visit, [Problem("file.none-chosen", at="photo")], status=422)
    if (file.size or 0) > rules.rules(visit.on).max_bytes:
        return _page(request, visit, [Problem("photo.too-large", at="photo")], status=422)
    sent = actions.send_photo(visit.key, file.name or "", file.read(), by=visit.person, at=visit.at)
    if sent.problem is not None:
        return _page(request, visit, [sent.problem], status=422)
    return HttpResponseRedirect(f"{visit.home}photo#frame")


def _move(request: HttpRequest, visit: Visit) -> None:
    """Put the frame where the sliders are, then one step where a button says."""
    frame = dict(_original(visit).frame)
    before = dict(frame)
    for name in ("zoom", "x", "y"):
        said = request.POST.get(name, "")
        if said.removeprefix("-").isascii() and said.removeprefix("-").isdigit() and len(said) < 5:
            frame[name] = int(said)
    if request.POST.get("move") in _MOVES:
        name, step = _MOVES[request.POST["move"]]
        frame[name] = frame[name] + step
    if frame != before:
        actions.move_photo(visit.key, **frame, by=visit.person, at=visit.at)


def _use(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    if "recent" not in request.POST:
        problem = Problem("filing.photo-age", at="recent")
        return _page(request, visit, [problem], status=422)
    used = actions.use_photo(visit.key, by=visit.person, at=visit.at)
    if used.problem is not None:
        return _page(request, visit, [used.problem], status=422)
    return HttpResponseRedirect(f"{visit.home}photo?saved")


def _original(visit: Visit) -> Any:
    found = [one for one in queries.uploads_of(visit.draft) if _is(one, ORIGINAL)]
    if not found:
        raise Http404
    return found[-1]


def _is(upload: Any, slot: str) -> bool:
    return upload.slot == slot and upload.removed_at is None


def _page(
    request: HttpRequest, visit: Visit, problems: Sequence[Problem], status: int = 200
) -> HttpResponse:
    kept = queries.uploads_of(visit.draft)
    sent = next((one for one in reversed(kept) if _is(one, ORIGINAL)), None)
    content = queries.content_of(visit.draft)
    page = {
        **draft_words(visit),
        "sent": shown(sent) if sent else None,
        "frame": sent.frame if sent else {},
        "settled": any(_is(one, "photo") for one in kept),
        "needed": papers.photo_needed(visit.draft, content, visit.on),
        "rules": rules.rules(visit.on),
        "earliest": months_before(visit.on, 6),
        "saved": "saved" in request.GET,
        "problems": problems,
    }
    return render(request, "portal/filing/photo.html", page, status=status)


@require_GET
@for_draft
def picture(_request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Draw the part of the photo that lies in the frame."""
    upload = _original(visit)
    frame = {name: upload.frame[name] for name in ("zoom", "x", "y")}
    wide, high = PREVIEW
    data = inspection.crop(queries.bytes_of(upload), **frame, width=wide, height=high)
    if not data:
        raise Http404
    answer = HttpResponse(data, content_type="image/jpeg")
    answer["Cache-Control"] = "private, no-store"
    return answer

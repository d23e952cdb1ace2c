"""My shares: all of them; one with its code, who looked, who is told what; the button that ends."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages as told
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from zairyu.casework.refusals import CaseUnknown
from zairyu.casework.sharing import acts
from zairyu.certificates import queries as certificates
from zairyu.certificates.sharing import queries
from zairyu.notices import queries as notices
from zairyu.people.queries import person_at
from zairyu.privacy.networks import country_name
from zairyu.ui.access import signed_in
from zairyu.ui.answers import preview
from zairyu.ui.clock import now
from zairyu.ui.wording import plain, spoken
from zairyu.words.codes import grouped

if TYPE_CHECKING:
    from zairyu.certificates.models import Share


@signed_in
@require_safe
def shares(request: HttpRequest) -> HttpResponse:
    """Show all shares: those that answer now, and those that are over."""
    found = queries.shares_of(person_at(request), now())
    page = {
        "here": "portal.shares.title",
        "living": [one for one in found if one.state in ("live", "proof-over")],
        "past": [one for one in found if one.state not in ("live", "proof-over")],
    }
    return render(request, "portal/sharing/list.html", page)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, key: str) -> HttpResponseBase:
    """Show a share of one's own; end it, or end who watches it, by one button."""
    at, person = now(), person_at(request)
    share = queries.share_of(person, key)
    if share is None:
        raise Http404
    if request.method == "POST":
        return _ended(request, key)
    found = queries.shared(share, at)
    page = preview(queries.shown(share, at), spoken())
    page |= {
        "here": "portal.share.one",
        "share": found,
        "code": grouped(found.code),
        "qr": mark_safe(certificates.qr(found.code)),
        "counter": certificates.counter(),
        "looks": [(one, country_name(one.country)) for one in queries.looks_of(share)],
        "watches": _watches(share),
        "case_key": found.about.removeprefix("case:"),
    }
    return render(request, "portal/sharing/one.html", page)


def _ended(request: HttpRequest, key: str) -> HttpResponse:
    at, person = now(), person_at(request)
    watch = request.POST.get("watch", "")
    try:
        if watch:
            acts.end_watch(key, watch, by=person, at=at)
            told.success(request, plain("portal.share.watch-ended", spoken()))
        else:
            acts.end_share(key, by=person, at=at)
            told.success(request, plain("portal.share.ended", spoken()))
    except CaseUnknown:
        raise Http404 from None
    return redirect("portal:share-one", key)


def _watches(share: "Share") -> list[dict[str, Any]]:
    """Return who watches a share, with what became of each message."""
    return [
        {"one": watch, "told": [(each, _fate(each)) for each in watch.told]}
        for watch in queries.watches_of(share)
    ]


def _fate(told: queries.Told) -> str:
    """Return what became of a message: a mail that is written may still be on its way."""
    if told.failed_at is not None:
        return "failed"
    if told.sent_at is None:
        return "trying"
    letter = notices.one(told.letter) if told.letter else None
    if letter is not None and letter.sent_at is None:
        return "failed" if letter.failed_at else "trying"
    return "sent"

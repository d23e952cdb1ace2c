"""The start page of a draft: what is done, what is not, and how long it is kept."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from zairyu.filing import actions, queries
from zairyu.filing.actions.card import asks_for_card
from zairyu.filing.forms import form_of
from zairyu.filing.ready import barred, expiry_of, unsure
from zairyu.identity.residence_card import errand
from zairyu.law import procedures, statuses
from zairyu.law.stay import online_last_day
from zairyu.portal.hands import hands_of, writers
from zairyu.portal.views.filing_doors import Visit, for_draft
from zairyu.portal.views.filing_tasks import sections_of, tasks_of
from zairyu.ui.access import never_kept
from zairyu.ui.wording import spoken
from zairyu.words import say


def draft_words(visit: Visit) -> dict[str, Any]:
    """Return what every page of a draft shows of it: what it asks for and where it lies."""
    draft = visit.draft
    return {
        "draft": draft,
        "home": visit.home,
        "today": visit.on,
        "procedure": procedures.procedure(draft.procedure, visit.on),
        "status": statuses.held(draft.status, visit.on),
    }


@require_GET
@for_draft
def tasks(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Show the pages of a draft with their states."""
    content = queries.content_of(visit.draft)
    uploads = queries.uploads_of(visit.draft)
    expiry = expiry_of(content) if visit.draft.procedure in ("change", "extension") else None
    page = {
        **draft_words(visit),
        "tasks": tasks_of(visit.draft, content, uploads, visit.on),
        "hands": hands_of(visit, content),
        "writers": writers(visit, sections_of(visit.draft, visit.on)),
        "last_day": online_last_day(expiry) if expiry else None,
        "barred": barred(visit.draft, content, visit.on),
        "unsure": unsure(visit.draft, content, visit.on),
        "saved": "saved" in request.GET,
        "from_card": asks_for_card(visit.draft, visit.on) and errand.available(),
        "unconfirmed": not form_of(visit.draft, visit.on).confirmed,
    }
    return render(request, "portal/filing/tasks.html", page)


@require_http_methods(["GET", "POST"])
@for_draft
@never_kept
def discard(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Ask whether a draft shall be thrown away, and do it."""
    if request.method == "POST":
        actions.discard(visit.key, by=visit.person, at=visit.at)
        messages.success(request, say("portal.filing.discard.done", spoken()))
        return HttpResponseRedirect("/me")
    return render(request, "portal/filing/discard.html", draft_words(visit))

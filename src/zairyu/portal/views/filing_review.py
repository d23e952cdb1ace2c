"""The review: all that is to be filed, as the paper form prints it, and the button that files."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from zairyu.casework.actions import lodge
from zairyu.certificates.documents import form_pdf
from zairyu.filing import access, papers, queries
from zairyu.filing.content import Content
from zairyu.filing.forms import context_of, form_of
from zairyu.filing.limits import megabytes, used_by
from zairyu.filing.ready import Missing, barred, expiry_of, looks, missing, unsure
from zairyu.filing.refusals import FilingRefused
from zairyu.filing.shown import all_shown
from zairyu.filing.summary import Summary, summary_of
from zairyu.law import fees, offices, stay
from zairyu.law.problem import Problem
from zairyu.portal import place
from zairyu.portal.hands import hands_of
from zairyu.portal.views.filing_doors import Visit, for_draft
from zairyu.portal.views.filing_draft import draft_words
from zairyu.ui.access import fresh, never_kept
from zairyu.ui.copies import handed_out
from zairyu.ui.forms import render_sheet
from zairyu.ui.forms.paper import Copy, paper
from zairyu.ui.wording import spoken
from zairyu.words import say


@require_GET
@for_draft
def review(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Show the whole application and, when nothing is missing, the button that files it."""
    return _page(request, visit)


@require_GET
@for_draft
@never_kept
def pdf(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Give what is written so far as the paper form, marked as a draft."""
    draft, on = visit.draft, visit.on
    content = queries.content_of(draft)
    photo = next((one for one in queries.uploads_of(draft) if _settled(one)), None)
    copy = Copy(at=visit.at, photo=queries.bytes_of(photo) if photo else b"")
    filled = paper(form_of(draft, on), content.answers, context_of(draft, on), copy)
    name, back = f"zairyu-draft-{on.isoformat()}.pdf", f"{visit.home}review"
    return handed_out(request, lambda: form_pdf(filled, visit.at), name, back)


def _settled(upload: Any) -> bool:
    return bool(upload.slot == "photo" and upload.removed_at is None)


def _page(
    request: HttpRequest, visit: Visit, problems: tuple[Problem, ...] = (), status: int = 200
) -> HttpResponse:
    draft, on = visit.draft, visit.on
    content = queries.content_of(draft)
    kept = [one for one in queries.uploads_of(draft) if one.removed_at is None]
    form, context = form_of(draft, on), context_of(draft, on)
    summary = summary_of(content.answers, draft.status)
    lacking = missing(draft, content, kept, on)
    photo = next((one for one in kept if one.slot == "photo"), None)
    stop = barred(draft, content, on)
    page: dict[str, Any] = {
        **draft_words(visit),
        "summary": summary,
        "sheet": render_sheet(
            form,
            content.answers,
            spoken(),
            context,
            change_url=None if access.is_read_only(draft) else _section(visit),
            photo_url=f"{visit.home}papers/{photo.key}/1/picture" if photo else "",
        ),
        "papers": _papers(draft, content, kept, on),
        "photo": photo,
        "used": megabytes(used_by(kept)[0]),
        "missing": [_linked(visit, form, one) for one in lacking],
        "looks": [_linked(visit, form, one) for one in looks(draft, content, on)],
        "missing_number": sum(len(one.problems) for one in lacking),
        "barred": stop,
        "unsure": unsure(draft, content, on),
        "offices": _offices(draft.procedure, summary) if stop else [],
        "last_day": _last_day(draft.procedure, content),
        "early": _too_early(draft.procedure, content, visit),
        "fee": fees.fee_range(draft.procedure, "online", on),
        "once": queries.once_of(draft),
        "office": _office(draft.procedure, summary),
        "problems": problems,
        "hands": hands_of(visit, content),
    }
    return render(request, "portal/filing/review.html", page, status=status)


def _section(visit: Visit) -> Callable[[str], str]:
    return lambda section: f"{visit.home}sections/{section}/"


def _papers(draft: Any, content: Content, kept: list[Any], on: Any) -> list[dict[str, Any]]:
    slots = papers.slots(papers.asked(draft, content, on), kept)
    rows = [
        {"paper": slot.paper, "files": all_shown(slot.uploads)} for slot in slots if slot.uploads
    ]
    known = {f"paper:{slot.paper.id}" for slot in slots}
    beside = [one for one in kept if one.slot.startswith("paper:") and one.slot not in known]
    return [*rows, {"paper": None, "files": all_shown(beside)}] if beside else rows


def _linked(visit: Visit, form: Any, found: Missing) -> dict[str, Any]:
    """Return what is missing on one page with the address and the title of that page."""
    places = {
        "papers": ("papers/", "papers.title"),
        "facts": ("papers/questions", "questions.title"),
        "photo": ("photo", "photo.title"),
    }
    if found.place in places:
        path, title = places[found.place]
        words: Any = say(f"portal.filing.{title}", spoken())
    else:
        kind, _, chosen = found.place.rpartition(":")
        path = f"sections/{chosen}/{kind}"
        words = form.section(chosen).title
    return {"href": f"{visit.home}{path}", "title": words, "problems": found.problems}


def _office(procedure: str, summary: Summary) -> offices.Office | None:
    return offices.office_for(procedure, summary.prefecture) if summary.prefecture else None


def _offices(procedure: str, summary: Summary) -> list[offices.Office]:
    """Return the offices to go to when it is too late here: the one in charge, or all."""
    own = _office(procedure, summary)
    return [own] if own else offices.online_offices()


def _last_day(procedure: str, content: Content) -> Any:
    expiry = expiry_of(content) if procedure in ("change", "extension") else None
    return stay.online_last_day(expiry) if expiry else None


def _too_early(procedure: str, content: Content, visit: Visit) -> Any:
    """Return the first day on which an extension is usually taken, if it has not come."""
    expiry = expiry_of(content)
    period = papers.period_of(content)
    if procedure != "extension" or expiry is None or not period:
        return None
    opens = stay.extension_opens_on(expiry, period)
    return opens if visit.on < opens else None


@require_POST
@for_draft
@fresh
@never_kept
def file(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """File the application, if the statement was ticked; then lead to the page with the number."""
    declared = request.POST.get("true") == "yes"
    if visit.draft.state == "open" and not declared:  # one that is filed leads to its case
        return _page(request, visit, (Problem("filing.not-declared", at="true"),), 422)
    draft = visit.draft
    elsewhere = place.gate(
        request, visit.person, draft.procedure, draft.category, f"{visit.home}review"
    )
    if elsewhere is not None:
        return elsewhere
    where = place.stated(request, visit.person, draft.procedure, visit.on)
    once = request.POST.get("once", "")
    try:
        case = lodge(visit.key, once, by=visit.person, at=visit.at, place=where)
    except FilingRefused as refusal:
        again = visit.after(queries.draft_of(visit.person, visit.key, visit.on))
        return _page(request, again, (refusal.problem,), 422)
    return HttpResponseRedirect(f"/cases/{case.key}/done")

"""The papers of a draft: which are asked, sending them, taking them out, putting them back."""

from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from zairyu.filing import actions, inspection, papers, queries
from zairyu.filing.limits import megabytes, used_by
from zairyu.filing.shown import all_shown
from zairyu.law import uploads
from zairyu.law.papers import FactAsked
from zairyu.law.problem import Problem
from zairyu.portal.views.filing_doors import Visit, for_draft, to_write
from zairyu.portal.views.filing_draft import draft_words
from zairyu.portal.views.filing_rows import typed_in
from zairyu.ui.access import never_kept
from zairyu.ui.wording import spoken
from zairyu.words import say

Row = dict[str, Any]


def rows_of(
    visit: Visit, uploads_kept: Sequence[Any], problems: Sequence[Problem]
) -> tuple[list[Row], int]:
    """Return the asked papers with their files, then the others; and how many are lacking."""
    content = queries.content_of(visit.draft)
    asked = papers.asked(visit.draft, content, visit.on)
    here = [one for one in uploads_kept if one.removed_at is None]
    slots = papers.slots(asked, here)
    lacking = papers.lacking(slots)
    rows = [
        {
            "slot": f"paper:{slot.paper.id}",
            "anchor": f"paper-{slot.paper.id}",
            "paper": slot.paper,
            "files": all_shown(slot.uploads),
            "met": slot.choice_met and not slot.uploads,
            "wrong": [one for one in problems if one.at == f"paper:{slot.paper.id}"],
        }
        for slot in slots
    ]
    known = {row["slot"] for row in rows}
    # Papers sent for the list, and no longer on it since another answer changed, stay in sight.
    beside = [one for one in here if one.slot not in known and one.slot.startswith("paper:")]
    rows.append(
        {
            "slot": f"paper:{papers.OTHER}",
            "anchor": f"paper-{papers.OTHER}",
            "paper": None,
            "files": all_shown(beside),
            "met": False,
            "wrong": [one for one in problems if one.at == f"paper:{papers.OTHER}"],
        }
    )
    return rows, len(lacking)


@require_http_methods(["GET", "POST"])
@to_write
def papers_page(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Show the papers that are asked, or take in what was chosen for one of them."""
    if request.method == "POST":
        return _take_in(request, visit)
    inspection.warm()
    return _page(request, visit, ())


def _take_in(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    slot = request.POST.get("slot", "")
    content = queries.content_of(visit.draft)
    if not papers.slot_known(slot, papers.asked(visit.draft, content, visit.on)):
        slot = f"paper:{papers.OTHER}"
    chosen = request.FILES.getlist("paper")
    if not chosen:
        return _page(request, visit, [Problem("file.none-chosen", at=slot)], status=422)
    problems = [problem for file in chosen if (problem := _one(visit, slot, file))]
    if problems:
        return _page(request, visit, problems, status=422)
    return HttpResponseRedirect(f"{visit.home}papers/?saved#{slot.replace(':', '-')}")


def _one(visit: Visit, slot: str, file: "UploadedFile[Any]") -> Problem | None:
    """Take in one file; of a file that is larger than everything may be, no byte is read."""
    limit = uploads.limits(visit.on).max_total_bytes
    size = file.size or 0
    data = file.read() if size <= limit else bytes(0)
    if size > limit:
        return Problem("file.total-too-large", at=slot, params={"left": megabytes(limit)})
    return actions.attach(
        visit.key, slot, file.name or "", data, by=visit.person, at=visit.at
    ).problem


def _page(
    request: HttpRequest, visit: Visit, problems: Sequence[Problem], status: int = 200
) -> HttpResponse:
    kept = queries.uploads_of(visit.draft)
    here = [one for one in kept if one.removed_at is None]
    rows, lacking = rows_of(visit, kept, problems)
    size, number = used_by(here)
    limits = uploads.limits(visit.on)
    wanted = [row for row in rows if row["paper"] and row["paper"].required]
    content = queries.content_of(visit.draft)
    page = {
        **draft_words(visit),
        "rows": rows,
        "lacking": lacking,
        "wanted": len(wanted),
        "removed": _removed(request, kept),
        "used": megabytes(size),
        "files": number,
        "limits": limits,
        "limit": megabytes(limits.max_total_bytes),
        "open_facts": len(papers.open_facts(visit.draft, content, visit.on)),
        "photo": papers.photo_needed(visit.draft, content, visit.on),
        "came": request.GET,
        "problems": problems,
    }
    return render(request, "portal/filing/papers.html", page, status=status)


def _removed(request: HttpRequest, kept: Sequence[Any]) -> Any:
    """Return the file that was just taken out, so that it can be put back."""
    gone = [one for one in kept if one.removed_at and one.key == request.GET.get("removed")]
    return all_shown(gone)[0] if gone else None


@require_POST
@for_draft
@never_kept
def remove(_request: HttpRequest, visit: Visit, upload: str) -> HttpResponseBase:
    """Take a file out; it can be put back."""
    actions.detach(visit.key, upload, by=visit.person, at=visit.at)
    return HttpResponseRedirect(f"{visit.home}papers/?removed={upload}")


@require_POST
@for_draft
@never_kept
def restore(request: HttpRequest, visit: Visit, upload: str) -> HttpResponseBase:
    """Put a file back, if it still fits."""
    back = actions.restore(visit.key, upload, by=visit.person, at=visit.at)
    if back.problem is not None:
        return _page(request, visit, [back.problem], status=422)
    return HttpResponseRedirect(f"{visit.home}papers/?saved")


@require_http_methods(["GET", "POST"])
@to_write
def questions(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Ask what decides which papers are asked; answers may bring further questions."""
    draft = visit.draft
    content = queries.content_of(draft)
    problems: list[Problem] = []
    if request.method == "POST":
        actions.save_facts(draft.key, typed_in(request), by=visit.person, at=visit.at)
        visit = visit.after(queries.draft_of(visit.person, visit.key, visit.on))
        content = queries.content_of(visit.draft)
        open_facts = papers.open_facts(visit.draft, content, visit.on)
        if not open_facts or request.POST.get("go") == "list":
            to = "" if request.POST.get("go") == "list" else "papers/"
            return HttpResponseRedirect(f"{visit.home}{to}?saved")
        problems = [
            Problem("filing.fact-open", at=f"fact.{one.id}", params={"question": one.question})
            for one in open_facts
            if f"fact.{one.id}" in request.POST.getlist("shown")
        ]
    asked = papers.asked_facts(visit.draft, content, visit.on)
    page = {
        **draft_words(visit),
        "asked": [_asked(one, content.facts.get(one.id)) for one in asked],
        "saved": "saved" in request.GET or request.method == "POST",
        "problems": problems,
        "form_id": "questions",
    }
    status = 422 if problems else 200
    return render(request, "portal/filing/questions.html", page, status=status)


def _asked(fact: FactAsked, value: Any) -> dict[str, Any]:
    """Return a question with the answer that was chosen and its choices in words."""
    choices: list[tuple[str, Any]] = list(fact.choices)
    if fact.kind == "yes-no":
        choices = [(one, say(f"portal.filing.questions.{one}", spoken())) for one in ("yes", "no")]
        value = {True: "yes", False: "no"}.get(value, "")
    return {
        "at": f"fact.{fact.id}",
        "question": fact.question,
        "hint": fact.hint or "",
        "chosen": "" if value is None else str(value),
        "choices": choices,
    }

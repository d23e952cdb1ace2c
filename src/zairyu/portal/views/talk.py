"""Requests for papers, answered item by item, and messages between filer and office."""

from django.contrib import messages as told
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from zairyu.casework import actions, queries
from zairyu.casework.refusals import CaseUnknown
from zairyu.filing import actions as filing
from zairyu.filing.limits import too_much
from zairyu.filing.refusals import NotThere
from zairyu.law.problem import Problem, Refusal
from zairyu.people.queries import person_at
from zairyu.portal.heads import Head, day_of, frame, head_of
from zairyu.ui.access import signed_in
from zairyu.ui.clock import now
from zairyu.ui.wording import plain, spoken
from zairyu.words import say

REQUESTED = "request:"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def requests(request: HttpRequest, key: str) -> HttpResponse:
    """Show what the office asks for; take an answer, give one back, hand all in."""
    head = head_of(request, key, day_of(now()))
    if request.method != "POST":
        return _requests(request, head)
    verb = _VERBS.get(request.POST.get("do", ""))
    if verb is None:
        return redirect("portal:requests", key)
    try:
        problem = verb(request, head)
    except Refusal as refusal:
        problem = refusal.problem
    except (CaseUnknown, NotThere):
        raise Http404 from None
    if problem is not None:
        return _requests(request, head, problem)
    if request.POST.get("do") == "hand-in":
        told.success(request, plain("portal.requests.handed-in", spoken()))
        return redirect("portal:case", key)
    return redirect("portal:requests", key)


def _requests(request: HttpRequest, head: Head, problem: Problem | None = None) -> HttpResponse:
    found = queries.requests_of(head.case)
    problems = [problem] if problem else []
    shown = frame(
        head,
        "portal.requests.title",
        open=[each for each in found if each.state == "open"],
        past=[each for each in found if each.state != "open"],
        missing=_unanswered(found),
        problems=problems,
        typed=request.POST,
    )
    return render(request, "portal/requests.html", shown, status=422 if problem else 200)


def _unanswered(found: list[queries.RequestShown]) -> list[queries.ItemShown]:
    waiting = [item for each in found if each.state == "open" for item in each.items]
    return [item for item in waiting if item.required and not (item.uploads or item.answer)]


def _send(request: HttpRequest, head: Head) -> Problem | None:
    item, at = request.POST.get("item", ""), now()
    slot = REQUESTED + item
    file = request.FILES.get("paper")
    if file is None:
        return Problem("portal.file-wanted", at=slot)
    large = too_much(0, 0, slot, file.size or 0, head.today)
    if large is not None:
        return large
    given = actions.answer_item(
        head.key, item, file.name or "", file.read(), by=person_at(request), at=at
    )
    problem: Problem | None = given.problem
    return problem


def _write(request: HttpRequest, head: Head) -> Problem | None:
    item, text = request.POST.get("item", ""), request.POST.get("text", "")
    actions.answer_text(head.key, item, text, by=person_at(request), at=now())
    return None


def _remove(request: HttpRequest, head: Head) -> Problem | None:
    wanted = request.POST.get("upload", "")
    open_now = [each for each in queries.requests_of(head.case) if each.state == "open"]
    mine = {upload.key for each in open_now for item in each.items for upload in item.uploads}
    if wanted not in mine:
        raise CaseUnknown(wanted)
    filing.detach_later(head.case.submission_id, wanted, at=now())
    return None


def _hand_in(request: HttpRequest, head: Head) -> Problem | None:
    waiting = _unanswered(queries.requests_of(head.case))
    if waiting:
        numbers = ", ".join(str(item.number) for item in waiting)
        return Problem("case.items-missing", params={"numbers": numbers})
    actions.submit_documents(head.key, by=person_at(request), at=now())
    return None


_VERBS = {"send": _send, "write": _write, "remove": _remove, "hand-in": _hand_in}


@signed_in
@require_safe
def file(request: HttpRequest, key: str, upload: str) -> HttpResponse:
    """Give back a file that one sent oneself; the reading is recorded."""
    head = head_of(request, key, day_of(now()))
    try:
        found = actions.read_file(head.case, upload, by=person_at(request), at=now())
    except (CaseUnknown, NotThere):
        raise Http404 from None
    headers = {"Content-Disposition": "attachment", "Cache-Control": "no-store"}
    return HttpResponse(found.data, content_type=found.media_type, headers=headers)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def messages(request: HttpRequest, key: str) -> HttpResponse:
    """Show what both sides wrote, and take a message to the office."""
    at = now()
    head = head_of(request, key, day_of(at))
    problems: list[Problem] = []
    text = request.POST.get("text", "")
    if request.method == "POST":
        try:
            actions.write_to_office(key, text, by=person_at(request), at=at)
        except Refusal as refusal:
            problems = [refusal.problem]
        else:
            told.success(request, plain("portal.messages.sent", spoken()))
            return redirect("portal:messages", key)
    elif head.case.unread_filer:
        actions.read_messages(key, by=person_at(request), at=at)
    if request.GET.get("about") == "more-time" and not text:
        text = say("portal.messages.more-time", spoken())
    shown = frame(
        head,
        "portal.messages.title",
        thread=queries.messages_of(head.case)[::-1],
        problems=problems,
        text=text,
        form_id="write",
    )
    return render(request, "portal/messages.html", shown, status=422 if problems else 200)

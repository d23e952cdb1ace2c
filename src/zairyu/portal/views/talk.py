"""Requests for papers, answered item by item, and messages between filer and office."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages as told
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from zairyu.casework import actions, queries
from zairyu.casework.queries import ItemShown, RequestShown
from zairyu.casework.refusals import CaseUnknown
from zairyu.filing import actions as filing
from zairyu.filing.limits import too_much
from zairyu.filing.refusals import NotThere
from zairyu.law.problem import Problem, Refusal
from zairyu.people.queries import person_at
from zairyu.portal import stepping
from zairyu.portal.heads import Head, day_of, frame, head_of
from zairyu.ui.access import signed_in
from zairyu.ui.clock import now
from zairyu.ui.wording import plain, spoken
from zairyu.words import say

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

REQUESTED = "request:"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def requests(request: HttpRequest, key: str) -> HttpResponse:
    """Show what the office asks for; take answers in, give one back, hand all in.

    The page is one form: whatever button is pressed, what was typed and chosen is taken in first.
    """
    head = head_of(request, key, day_of(now()))
    if request.method != "POST":
        return _requests(request, head, [])
    if not _open_items(queries.requests_of(head.case)):  # pressed twice, or the case moved on
        told.warning(request, plain("portal.requests.over", spoken()))
        return redirect("portal:case", key)
    problems = _posted(request, head)
    if problems:
        return _requests(request, head, problems)
    stepping.note(request, key)
    if request.POST.get("do") == "hand-in":
        told.success(request, plain("portal.requests.handed-in", spoken()))
        return redirect("portal:case", key)
    return redirect("portal:requests", key)


def _requests(request: HttpRequest, head: Head, problems: list[Problem]) -> HttpResponse:
    found = queries.requests_of(head.case)
    shown = frame(
        head,
        "portal.requests.title",
        open=[(each, _drawn(each, request)) for each in found if each.state == "open"],
        past=[each for each in found if each.state != "open"],
        missing=_unanswered(found),
        problems=problems,
        form_id="answers",
    )
    return render(request, "portal/requests.html", shown, status=422 if problems else 200)


def _drawn(asked: RequestShown, request: HttpRequest) -> list[tuple[ItemShown, str]]:
    """Return the items of a request, each with its answer as typed last."""
    return [(item, request.POST.get(f"text.{item.key}", item.answer)) for item in asked.items]


def _open_items(found: list[RequestShown]) -> list[ItemShown]:
    return [item for each in found if each.state == "open" for item in each.items]


def _unanswered(found: list[RequestShown]) -> list[ItemShown]:
    waiting = _open_items(found)
    return [item for item in waiting if item.required and not (item.uploads or item.answer)]


def _posted(request: HttpRequest, head: Head) -> list[Problem]:
    try:
        if "remove" in request.POST:
            return _remove(request, head)
        items = _open_items(queries.requests_of(head.case))
        taken, problems = 0, list[Problem]()
        for item in items:
            answered, problem = _take_in(request, head, item)
            taken += answered
            problems += [problem] if problem else []
        if problems or request.POST.get("do") != "hand-in":
            return problems or ([] if taken else _nothing(items))
        return _hand_in(request, head)
    except Refusal as refusal:
        return [refusal.problem]
    except (CaseUnknown, NotThere):
        raise Http404 from None


def _take_in(request: HttpRequest, head: Head, item: ItemShown) -> tuple[bool, Problem | None]:
    """Take in what was chosen or typed for one item; say whether there was something."""
    file = request.FILES.get(f"paper.{item.key}")
    if file is not None:
        return True, _attach(request, head, REQUESTED + item.key, file)
    text = request.POST.get(f"text.{item.key}", "")
    if not text.strip() or text == item.answer:
        return bool(text.strip()), None
    try:
        actions.answer_text(head.key, item.key, text, by=person_at(request), at=now())
    except Refusal as refusal:
        return True, refusal.problem
    return True, None


def _attach(
    request: HttpRequest, head: Head, slot: str, file: "UploadedFile[Any]"
) -> Problem | None:
    large = too_much(0, 0, slot, file.size or 0, head.today)
    if large is not None:
        return large
    item = slot.removeprefix(REQUESTED)
    given = actions.answer_item(
        head.key, item, file.name or "", file.read(), by=person_at(request), at=now()
    )
    problem: Problem | None = given.problem
    return problem


def _nothing(items: list[ItemShown]) -> list[Problem]:
    waiting = [item for item in items if not (item.uploads or item.answer)]
    first = next(iter(waiting or items), None)
    if first is None:
        return []
    if first.kind == "text":
        return [Problem("portal.text-wanted", at=f"item.{first.key}")]
    return [Problem("portal.file-wanted", at=REQUESTED + first.key)]


def _remove(request: HttpRequest, head: Head) -> list[Problem]:
    wanted = request.POST["remove"]
    items = _open_items(queries.requests_of(head.case))
    if not any(upload.key == wanted for item in items for upload in item.uploads):
        raise CaseUnknown(wanted)
    filing.detach_later(head.case.submission_id, wanted, at=now())
    return []


def _hand_in(request: HttpRequest, head: Head) -> list[Problem]:
    waiting = _unanswered(queries.requests_of(head.case))
    if waiting:
        numbers = ", ".join(str(item.number) for item in waiting)
        return [Problem("case.items-missing", params={"numbers": numbers})]
    actions.submit_documents(head.key, by=person_at(request), at=now())
    return []


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
            stepping.note(request, key)
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

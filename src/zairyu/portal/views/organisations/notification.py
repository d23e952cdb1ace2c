"""A notification page by page: the organisation, its users, host organisations, pledge, papers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from zairyu.filing import inspection
from zairyu.law import offices
from zairyu.law import organisations as law
from zairyu.law.problem import Problem, Refusal
from zairyu.people.organisations import content as said_module
from zairyu.people.organisations import numbers, papers, sheets
from zairyu.people.registering import Paper
from zairyu.portal.views.organisations.common import Open, frame, open_at, page, typed, word
from zairyu.questionnaire.typed import clean, digits
from zairyu.ui.access import never_kept

_LINES = ("name", "prefecture", "address", "phone", "part", "company_class", "lawful")


@require_safe
def tasks(request: HttpRequest, key: str) -> HttpResponse:
    """Show what is done and what is missing; once it is sent, how it stands."""
    found = open_at(request, key)
    sheet = found.sheet
    open_ = sheets.open_steps(sheet) if found.editable else []
    rows = [_row(found, step, step in open_) for step in sheets.steps(found.notification)]
    shown = frame(
        found,
        sheet=sheet,
        rows=rows,
        ready=found.editable and not open_,
        number=numbers.shown(found.notification.number),
        reason=said_module.reason_of(found.notification),
        office=offices.office(found.notification.office) if found.notification.office else None,
    )
    return page(request, "tasks", shown)


def _row(found: Open, step: str, missing: bool) -> dict[str, object]:
    path = f"/organisations/notifications/{found.notification.key}/{step}"
    return {
        "key": step,
        "href": path if found.editable else "",
        "title": word(f"step-{step}"),
        "kind": "todo" if missing else "",
        "state": word("step-open" if missing else "step-done"),
    }


def _next(found: Open, step: str) -> HttpResponse:
    """Go on to the page after a step, or to the review when all is there."""
    key, steps = found.notification.key, list(sheets.steps(found.notification))
    later = steps[steps.index(step) + 1 :]
    open_ = sheets.open_steps(found.sheet)
    after = next((one for one in later if one in open_), next(iter(open_), ""))
    if after:
        return redirect(f"portal:org-step-{after}", key=key)
    return redirect("portal:org-review", key=key)


def _of_step(found: Open, step: str) -> None:
    if step not in sheets.steps(found.notification):
        raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@never_kept
def organisation(request: HttpRequest, key: str) -> HttpResponse:
    """Ask what the organisation is: its name, number, address, category."""
    found = open_at(request, key)
    _of_step(found, "organisation")
    said, problems = found.content(), []
    if request.method == "POST":
        for name in _LINES:
            setattr(said, name, typed(request, name))
        said.corporate_number = digits(typed(request, "corporate_number", 20))
        found.keep(said)
        problems = sheets.problems_of(found.sheet, "organisation")
        if not problems:
            return _next(found, "organisation")
    shown = frame(
        found,
        said=said,
        problems=problems,
        prefectures=[(one.id, one.name) for one in offices.prefectures()],
        parts=[(one, law.parts()[one]) for one in found.kind.parts],
        classes=list(law.classes().items()) if found.kind.classes else [],
        lawful=[("yes", word("lawful-yes")), ("no", word("lawful-no"))],
    )
    return page(request, "organisation", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@never_kept
def users(request: HttpRequest, key: str) -> HttpResponse:
    """Show the list of users (利用者リスト); a user who is not yet one can be taken out."""
    found = open_at(request, key)
    _of_step(found, "users")
    said, problems = found.content(), []
    if request.method == "POST":
        out = request.POST.get("drop", "")
        if out:
            said.staff = [one for one in said.staff if one.key != out or one.member]
            found.keep(said)
            return redirect("portal:org-step-users", key=key)
        problems = sheets.problems_of(found.sheet, "users")
        if not problems:
            return _next(found, "users")
    shown = frame(found, said=said, problems=problems, certificate=found.kind.certificate)
    return page(request, "users", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@never_kept
def hosts(request: HttpRequest, key: str) -> HttpResponse:
    """Show the host organisations and who has pledged for each."""
    found = open_at(request, key)
    _of_step(found, "hosts")
    said, problems = found.content(), []
    if request.method == "POST":
        out = request.POST.get("drop", "")
        if out:
            said.hosts = [one for one in said.hosts if one.key != out]
            for one in said.staff:
                one.hosts = [host for host in one.hosts if host != out]
            found.keep(said)
            return redirect("portal:org-step-hosts", key=key)
        problems = sheets.problems_of(found.sheet, "hosts")
        if not problems:
            return _next(found, "hosts")
    rows = [(one, [s.name for s in said.staff if one.key in s.hosts]) for one in said.hosts]
    return page(request, "hosts", frame(found, said=said, hosts=rows, problems=problems))


@require_http_methods(["GET", "HEAD", "POST"])
@never_kept
def pledge(request: HttpRequest, key: str) -> HttpResponse:
    """Show the written pledge (誓約書) and take who has agreed to it."""
    found = open_at(request, key)
    said, problems = found.content(), []
    if request.method == "POST":
        agreed = request.POST.getlist("pledged")
        for one in said.staff:
            one.pledged = one.key in agreed
        found.keep(said)
        problems = sheets.problems_of(found.sheet, "pledge")
        if not problems:
            return _next(found, "pledge")
    text = law.pledge(found.notification.category)
    return page(request, "pledge", frame(found, said=said, pledge=text, problems=problems))


@require_http_methods(["GET", "HEAD", "POST"])
@never_kept
def papers_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show the check sheet; take papers in and out."""
    found = open_at(request, key)
    _of_step(found, "papers")
    found.content()
    problems: list[Problem] = []
    if request.method == "POST":
        if out := request.POST.get("drop", ""):
            papers.remove(found.notification, out)
            return redirect("portal:org-step-papers", key=key)
        problems = _take_in(request, found)
        if request.POST.get("send") and not problems:
            return redirect("portal:org-step-papers", key=key)
        problems = problems or sheets.problems_of(found.sheet, "papers")
        if not problems:
            return _next(found, "papers")
    held = papers.named(found.notification)
    rows = [
        (paper, [(one, name) for one, name in held if one.slot == paper.id])
        for paper in sheets.papers_asked(found.sheet)
    ]
    return page(request, "papers", frame(found, rows=rows, problems=problems))


def _take_in(request: HttpRequest, found: Open) -> list[Problem]:
    """Take in every file that was chosen; say which cannot be read."""
    problems = []
    for paper in sheets.papers_asked(found.sheet):
        at = f"paper-{paper.id}"
        for file in request.FILES.getlist(at):
            name, data = clean(file.name or "")[-120:] or "?", file.read()
            looked = inspection.inspect(data, name)
            if looked.bad:
                problems.append(Problem(looked.bad, at=at, params={"name": name}))
                continue
            sent = Paper(name, looked.media_type, data, max(looked.pages, 1))
            try:
                papers.add(found.notification, paper.id, sent)
            except Refusal as refusal:
                problems.append(refusal.problem)
    return problems


@require_safe
def paper(request: HttpRequest, key: str, paper: str) -> HttpResponse:
    """Give a paper back to whoever sent it, as a file."""
    found = open_at(request, key)
    sent = papers.paper_in(found.notification, paper)
    if sent is None:
        raise Http404
    answer = HttpResponse(papers.load(sent), content_type=sent.media_type)
    ending = sent.media_type.rpartition("/")[2]
    answer["Content-Disposition"] = f'attachment; filename="paper.{ending}"'
    answer["Cache-Control"] = "private, no-store"
    return answer

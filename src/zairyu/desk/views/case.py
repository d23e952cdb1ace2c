"""A case on one screen: answers, papers, deadlines, history, messages, and what can be done."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from zairyu.casework import actions, links, queries
from zairyu.certificates import queries as certificates
from zairyu.desk import acts, opened, reasons
from zairyu.desk.acts.ecoe import sent_of
from zairyu.desk.filed_from import filed_from
from zairyu.desk.problems import problems_of
from zairyu.desk.views.common import Desk, case_at, desk_of, frame, with_reason
from zairyu.filing import queries as filing
from zairyu.filing.forms import context_of, form_of
from zairyu.law import procedures
from zairyu.law.dates import legal_day
from zairyu.law.lifecycle import ECOE
from zairyu.people import mandates
from zairyu.ui.access import for_officers
from zairyu.ui.copies import copy_of, handed_out
from zairyu.ui.forms import render_sheet
from zairyu.ui.wording import spoken

if TYPE_CHECKING:
    from zairyu.casework.models import Case

PANES = ("answers", "papers", "talk", "history")


@for_officers
@require_GET
@never_cache
@with_reason
def case(request: HttpRequest, key: str) -> HttpResponse:
    """Show a case; that it was opened is recorded."""
    desk = desk_of(request)
    found = case_at(desk, key)
    why = reasons.reason(request, found)
    actions.read_case(found, by=desk.person, at=desk.at, why=why, post=desk.post)
    if found.unread_office:
        actions.read_messages(found.key, by=desk.person, at=desk.at)
    requests = queries.requests_of(found)
    papers = opened.papers_of(found, spoken(), requests)
    pane = request.GET.get("pane", "answers")
    parts = frame(
        desk,
        found,
        pane=pane if pane in PANES else "answers",
        panes=[(name, f"desk.case.{name}") for name in PANES],
        offered=_offered(found, desk),
        sheet=_sheet(found),
        problems_found=problems_of(found, desk.today, spoken()),
        viewer=_viewer(request, papers),
        papers=papers,
        requests=requests,
        photo=filing.photo_of_submission(found.submission_id),
        special=queries.special_period_of(found),
        word=queries.word_of(found),
        mandate=found.mandate,
        mandate_papers=mandates.papers_of(found.mandate) if found.mandate else [],
        filed_from=filed_from(found),
        **_ecoe(found),
        **_right(found),
        **_talk(found),
    )
    return render(request, "desk/case.html", parts)


def _ecoe(found: "Case") -> dict[str, Any]:
    """Return how the electronic certificate stands, if there is one."""
    sent = sent_of(found)
    if sent is None:
        return {}
    return {
        "ecoe": sent,
        "ecoe_state": ECOE.state(sent.state).internal,
        "ecoe_links": len(links.alive(sent)),
    }


def _right(found: "Case") -> dict[str, Any]:
    """Return by what right it was filed: an officer looks at the condition and its proof."""
    right = filing.right_to_file(found.submission)
    return {
        "right": right,
        "reason_words": f"desk.right.reason.{right.reason}",
        "role_words": f"desk.right.role.{right.role}",
    }


def _offered(found: "Case", desk: Desk) -> list[tuple[str, str]]:
    names = [act.name for act in acts.ALL.values() if act.offered(found, desk.post.rank)]
    return [(name, f"desk.act.{name}") for name in names]


def _sheet(found: "Case") -> str:
    submission = found.submission
    on = legal_day(submission.filed_at)
    answers = filing.answers_of_submission(submission)
    return render_sheet(
        form_of(submission, on), answers, spoken(), context_of(submission, on), heading=3
    )


def _talk(found: "Case") -> dict[str, Any]:
    return {
        "messages_said": queries.messages_of(found),
        "history": queries.timeline_of_office(found, spoken()),
        "letters": certificates.papers_of(f"case:{found.key}"),
        "permits": [
            (procedures.procedure(one.kind, found.filed_on).title, f"desk.permit.{one.state}")
            for one in queries.permits_of(found)
        ],
        "decision": queries.decision_of(found),
        "recommendation": queries.recommendation_of(found),
    }


@dataclass(frozen=True)
class Viewer:
    """The paper that is open, and the page of it."""

    paper: opened.Paper
    page: int

    @property
    def before(self) -> int:
        """The page before, or 0."""
        return self.page - 1

    @property
    def after(self) -> int:
        """The page after, or 0."""
        return self.page + 1 if self.page < self.paper.pages else 0


def _viewer(request: HttpRequest, papers: list[opened.Paper]) -> Viewer | None:
    wanted = request.GET.get("paper", "")
    paper = next((one for one in papers if one.key == wanted), None)
    if paper is None:
        return None
    page = request.GET.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 4 else 1
    return Viewer(paper, max(1, min(number, paper.pages)))


def _width(request: HttpRequest) -> int:
    return 1860 if request.GET.get("big") else 1240


@for_officers
@require_GET
@never_cache
@with_reason
def page(request: HttpRequest, key: str, upload: str, number: int) -> HttpResponse:
    """Return a page of a paper as a picture; whoever sees it stands in the record."""
    desk = desk_of(request)
    found = case_at(desk, key)
    try:
        drawn = actions.read_page(
            found, upload, number, _width(request), by=desk.person, at=desk.at
        )
    except LookupError:
        raise Http404 from None
    return HttpResponse(drawn, content_type="image/webp")


@for_officers
@require_GET
@never_cache
@with_reason
def file(request: HttpRequest, key: str, upload: str) -> HttpResponse:
    """Return a file as it was sent, to be saved; whoever takes it stands in the record."""
    desk = desk_of(request)
    found = case_at(desk, key)
    try:
        read = actions.read_file(found, upload, by=desk.person, at=desk.at)
    except LookupError:
        raise Http404 from None
    return _saved(upload, read.media_type, read.data)


def _saved(name: str, media_type: str, data: bytes) -> HttpResponse:
    answer = HttpResponse(data, content_type=media_type)
    ending = media_type.rsplit("/", 1)[-1].replace("jpeg", "jpg")
    answer["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return answer


@for_officers
@require_GET
@never_cache
@with_reason
def mandate_paper(request: HttpRequest, key: str, paper: str) -> HttpResponse:
    """Return a paper that proves the mandate of a case; whoever takes it stands in the record."""
    desk = desk_of(request)
    found = case_at(desk, key)
    read = actions.read_mandate_paper(found, paper, by=desk.person, at=desk.at)
    if read is None:
        raise Http404
    return _saved(paper, *read)


@for_officers
@require_GET
@never_cache
@with_reason
def form_pdf(request: HttpRequest, key: str) -> HttpResponseBase:
    """Return what was filed as the paper form; whoever takes it stands in the record."""
    desk = desk_of(request)
    found = case_at(desk, key)

    def made() -> bytes:
        return copy_of(found, by=desk.person, at=desk.at)

    return handed_out(request, made, f"{found.number}.pdf", f"/desk/cases/{found.key}/")


@for_officers
@require_GET
@never_cache
@with_reason
def letter(request: HttpRequest, key: str, paper: str) -> HttpResponse:
    """Return a letter or certificate of a case as PDF."""
    desk = desk_of(request)
    found = case_at(desk, key)
    pdf = actions.read_letter(found, paper, by=desk.person, at=desk.at)
    if pdf is None:
        raise Http404
    return HttpResponse(pdf, content_type="application/pdf")

"""One page for every act: its boxes, a second look where it cannot be undone, then the deed."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zairyu.desk import acts
from zairyu.desk.acts import Act, Doing
from zairyu.desk.sheet import Sheet
from zairyu.desk.views.common import Desk, case_at, desk_of, frame, with_reason
from zairyu.desk.wordings import wording
from zairyu.law.problem import Refusal
from zairyu.ui.access import for_officers
from zairyu.ui.wording import html, spoken


@dataclass(frozen=True)
class _Asked:
    """An act that was asked for, with its form as far as it is filled in."""

    act: Act
    doing: Doing

    @property
    def sheet(self) -> Sheet:
        """The form of the act."""
        return self.doing.sheet


@for_officers
@require_http_methods(["GET", "POST"])
@with_reason
def act(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """Show an act of the desk, and do it once it is confirmed."""
    desk = desk_of(request)
    case = case_at(desk, key)
    wanted = acts.ALL.get(name)
    if wanted is None:
        raise Http404
    if not wanted.offered(case, desk.post.rank):
        messages.warning(request, html("desk.act.not-now", spoken()))
        return redirect("desk:case", key)
    asked = _Asked(wanted, Doing(case, wanted.sheet(case, desk.today), desk.person, desk.at))
    if request.method == "GET":
        return _page(request, desk, asked)
    return _posted(request, desk, asked)


def _posted(request: HttpRequest, desk: Desk, asked: _Asked) -> HttpResponse:
    if not asked.sheet.take(request.POST):
        return _page(request, desk, asked, 422)
    if asked.act.sure and "sure" not in request.POST:
        return _page(request, desk, asked, template="desk/sure.html")
    if "back" in request.POST:
        return _page(request, desk, asked)
    return _done(request, desk, asked)


def _done(request: HttpRequest, desk: Desk, asked: _Asked) -> HttpResponse:
    try:
        asked.act.do(asked.doing)
    except Refusal as refusal:
        asked.sheet.refuse(refusal.problem)
    if asked.sheet.problems:
        return _page(request, desk, asked, 422)
    messages.success(
        request, html(wording(asked.doing.case, f"desk.{asked.act.name}.done"), spoken())
    )
    return redirect("desk:case", asked.doing.case.key)


def _page(
    request: HttpRequest, desk: Desk, asked: _Asked, status: int = 200, template: str = ""
) -> HttpResponse:
    case, sheet = asked.doing.case, asked.sheet
    more: dict[str, Any] = dict(asked.act.more(case, desk.today))
    name = asked.act.name
    parts = frame(
        desk,
        case,
        act=asked.act,
        sheet=sheet,
        problems=sheet.problems,
        title=f"desk.act.{name}",
        lead=wording(case, f"desk.{name}.lead"),
        sure=wording(case, f"desk.{name}.sure"),
        typed=[(box.name, one) for box in sheet.boxes for one in box.typed],
        form_id="act",
        **more,
    )
    return render(request, template or asked.act.template, parts, status=status)

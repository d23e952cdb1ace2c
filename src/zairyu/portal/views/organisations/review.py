"""All of a notification on one page, before it is sent; giving it up."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from zairyu.casework.organisations import notify
from zairyu.law import offices
from zairyu.law import organisations as law
from zairyu.law.problem import Problem, Refusal
from zairyu.people.organisations import content, notifying, papers, sheets
from zairyu.portal.views.organisations.common import frame, open_at, page, typed
from zairyu.ui.access import never_kept
from zairyu.ui.wording import spoken
from zairyu.words import say


@require_http_methods(["GET", "HEAD", "POST"])
@never_kept
def review(request: HttpRequest, key: str) -> HttpResponse:
    """Show everything that will be sent, and send it."""
    found = open_at(request, key)
    said = found.content()
    if sheets.open_steps(found.sheet):
        return redirect("portal:org-notification", key=key)
    problems: list[Problem] = []
    if request.method == "POST":
        said.answer = typed(request, "answer", 2000)
        found.keep(said)
        try:
            notify.send(found.notification, at=found.at)
            return redirect("portal:org-notification", key=key)
        except Refusal as refusal:
            problems = [refusal.problem]
    shown = frame(
        found,
        said=said,
        sheet=found.sheet,
        steps=sheets.steps(found.notification),
        papers=papers.named(found.notification),
        part=law.parts().get(said.part),
        company_class=law.classes().get(said.company_class) if found.kind.classes else None,
        prefecture=_prefecture(said.prefecture),
        office=offices.office_for(notifying.OFFICE_OF, said.prefecture),
        hosts=[(one, [s.name for s in said.staff if one.key in s.hosts]) for one in said.hosts],
        asked=content.reason_of(found.notification),
        problems=problems,
    )
    return page(request, "review", shown)


def _prefecture(key: str) -> object:
    return next((one.name for one in offices.prefectures() if one.id == key), "")


@require_http_methods(["GET", "HEAD", "POST"])
@never_kept
def give_up(request: HttpRequest, key: str) -> HttpResponse:
    """Ask whether a notification is really given up, and give it up."""
    found = open_at(request, key)
    if found.notification.state not in ("draft", "asked", "sent"):
        raise Http404
    if request.method == "POST":
        notifying.give_up(found.notification, at=found.at)
        messages.success(request, say("portal.org.given-up", spoken()))
        return redirect("portal:front")
    return page(request, "give_up", frame(found))

"""Taking an application back: told first what it does, then confirmed."""

from django.contrib import messages as told
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zairyu.casework import actions
from zairyu.law.problem import Problem, Refusal
from zairyu.people.queries import person_at
from zairyu.portal import stepping
from zairyu.portal.heads import day_of, frame, head_of
from zairyu.ui.access import fresh, never_kept, signed_in
from zairyu.ui.clock import now
from zairyu.ui.wording import plain, spoken


@signed_in
@fresh
@never_kept
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    """Say what a withdrawal does to the stay; take the application back when confirmed."""
    at = now()
    head = head_of(request, key, day_of(at))
    if not head.may_withdraw:  # an old tab, or the case moved on meanwhile
        told.warning(request, plain("portal.withdraw.not-now", spoken()))
        return redirect("portal:case", key)
    problems: list[Problem] = []
    if request.method == "POST":
        reason, sure = request.POST.get("reason", ""), request.POST.get("confirmed") == "yes"
        try:
            actions.withdraw(key, reason, confirmed=sure, by=person_at(request), at=at)
            stepping.note(request, key)
        except Refusal as refusal:
            problems = [refusal.problem]
        else:
            told.success(request, plain("portal.withdraw.done", spoken()))
            return redirect("portal:case", key)
    shown = frame(
        head,
        "portal.withdraw.title",
        until=actions.lawful_after_withdrawal(head.case, head.today),
        problems=problems,
        reason=request.POST.get("reason", ""),
        form_id="withdraw",
    )
    return render(request, "portal/withdraw.html", shown, status=422 if problems else 200)

"""Putting a certificate into one's own wallet: the offer, and which wallets hold it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods

from zairyu.casework.sharing import acts
from zairyu.certificates import queries as certificates
from zairyu.certificates.wallet import held, offers
from zairyu.law.problem import Problem, Refusal
from zairyu.people.queries import person_at
from zairyu.portal.heads import day_of, frame, head_of
from zairyu.ui.access import signed_in
from zairyu.ui.clock import now


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def wallet(request: HttpRequest, key: str, paper_key: str) -> HttpResponse:
    """Show the offer of a certificate and the wallets that hold it; make one, or end one."""
    at, person = now(), person_at(request)
    head = head_of(request, key, day_of(at))
    about = f"case:{key}"
    found = certificates.paper(about, paper_key, head.today)
    if found is None or not found.certified or not acts.may_share(head.case, person):
        raise Http404
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            if "end" in request.POST:
                held.end(about, paper_key, request.POST["end"], at, by=person)
            else:
                offers.make(about, paper_key, at, by=person)
            return redirect("portal:wallet", key, paper_key)
        except Refusal as refusal:
            problems = [refusal.problem]
    offered = offers.offered(about, paper_key, at) if found.state == "live" else None
    shown = frame(
        head,
        "portal.wallet.title",
        paper=found,
        offered=offered,
        qr=mark_safe(offered.qr) if offered else "",
        wallets=held.of(about, paper_key),
        problems=problems,
    )
    answer = render(request, "portal/wallet.html", shown, status=422 if problems else 200)
    answer["Cache-Control"] = "no-store"
    return answer

"""What does a bank, an employer or an airline see now? The counter's own answer, to oneself."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zairyu.certificates import queries as certificates
from zairyu.certificates.purposes import PURPOSES, purpose
from zairyu.portal.heads import day_of, frame, head_of
from zairyu.ui.access import signed_in
from zairyu.ui.answers import preview, readers
from zairyu.ui.clock import now
from zairyu.ui.wording import spoken
from zairyu.words import say


@signed_in
@require_safe
def seen(request: HttpRequest, key: str, paper_key: str) -> HttpResponse:
    """Show what the code on a proof answers now to a checker with a purpose; it is no look."""
    at, language = now(), spoken()
    head = head_of(request, key, day_of(at))
    paper = certificates.paper(f"case:{key}", paper_key, head.today)
    if paper is None or not paper.certified:
        raise Http404
    asked = request.GET.get("for", "bank")
    if asked not in PURPOSES:
        raise Http404
    page = preview(certificates.verify(paper.code, at), language, asked)
    page |= {
        "paper": paper,
        "asked": asked,
        "whom": readers(language),
        "whose": say(purpose(asked).label, language),
    }
    return render(request, "portal/sharing/seen.html", frame(head, "portal.seen.title", **page))

"""The public counter: anyone types a code and reads what is so.

Nobody signs in, nothing is kept of who asks about whom.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zairyu.certificates import queries, scanned
from zairyu.certificates.purposes import PURPOSES
from zairyu.law.problem import Problem
from zairyu.ui.clock import now
from zairyu.verify import limits
from zairyu.verify.answering import answered, asking, busy, onward
from zairyu.verify.views.watch import note_look

MOST_SIGNS = 120  # a code, or the address that leads to it


@require_safe
def counter(request: HttpRequest) -> HttpResponse:
    """Ask for a code, or lead to the answer for the code that was typed."""
    wanted = request.GET.get("for", "")
    if "code" not in request.GET:
        return asking(request, wanted=wanted)
    typed = request.GET["code"][:MOST_SIGNS]
    if not typed.strip():
        return asking(request, [Problem("verify.no-code", at="code")], wanted=wanted)
    code = scanned.code_in(typed)
    if not code:
        return asking(request, [Problem("verify.mistyped", at="code")], typed=typed, wanted=wanted)
    return onward(code, wanted)


@require_safe
def result(request: HttpRequest, typed: str, purpose: str = "") -> HttpResponse:
    """Say what is so with a code, and nothing that a checker with this purpose need not know."""
    if purpose and purpose not in PURPOSES:
        raise Http404
    at, network = now(), limits.network_of(request)
    if wait := limits.waits_until(network, at):
        return busy(request, wait)
    verdict = queries.verify(typed[:100], at)
    note_look(request, verdict)
    return answered(request, verdict, network, purpose)

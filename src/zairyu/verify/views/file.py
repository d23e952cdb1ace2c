"""A file handed in at the counter: a PDF as it was received."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from zairyu.certificates import queries
from zairyu.law.problem import Problem
from zairyu.ui.clock import now
from zairyu.verify import limits
from zairyu.verify.answering import answered, asking, busy

MOST_BYTES = 10 * 1024 * 1024


@require_POST
def file(request: HttpRequest) -> HttpResponse:
    """Say what is so with a PDF; the file is looked at and forgotten."""
    at, network = now(), limits.network_of(request)
    wanted = request.POST.get("for", "")
    handed = request.FILES.get("file")
    if handed is None:
        return asking(request, [Problem("verify.no-file", at="file")], wanted=wanted)
    if (handed.size or 0) > MOST_BYTES:
        return asking(request, [Problem("verify.too-large", at="file")], wanted=wanted)
    if wait := limits.waits_until(network, at):
        return busy(request, wait)
    content = handed.read()
    verdict = queries.verify_file(hashlib.sha256(content).hexdigest(), content, at)
    return answered(request, verdict, network, wanted, file=True)

"""What is handed in at the counter: a PDF as it was received, a picture, or the text of a code.

It is looked at and forgotten. A picture is read by a child process that can do no harm.
"""

import hashlib
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from zairyu.certificates import queries, scanned
from zairyu.filing.inspection import codes_in
from zairyu.law.problem import Problem
from zairyu.ui.clock import now
from zairyu.verify import limits
from zairyu.verify.answering import answered, asking, busy, onward

MOST_BYTES = 10 * 1024 * 1024
MOST_SIGNS = 4_000


@require_POST
def file(request: HttpRequest) -> HttpResponse:
    """Say what is so with a PDF, or with the codes in a picture."""
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
    if b"%PDF-" not in content[:1024]:
        return _pictured(request, content, at, network)
    verdict = queries.verify_file(hashlib.sha256(content).hexdigest(), content, at)
    if verdict.state == "unknown" and (texts := codes_in(content)):
        return _read(request, texts, at, network)  # a print that was scanned
    return answered(request, verdict, network, wanted, file=True)


@require_POST
def scan(request: HttpRequest) -> HttpResponse:
    """Say what is so with the text of a code, as a camera or a scanner read it."""
    at, network = now(), limits.network_of(request)
    text = request.POST.get("text", "")[:MOST_SIGNS]
    if not text.strip():
        problem = Problem("verify.no-code", at="code")
        return asking(request, [problem], wanted=request.POST.get("for", ""))
    if wait := limits.waits_until(network, at):
        return busy(request, wait)
    return _read(request, [text], at, network)


def _pictured(request: HttpRequest, content: bytes, at: datetime, network: str) -> HttpResponse:
    texts = codes_in(content)
    if not texts:
        problem = "no-picture" if texts is None else "no-code-seen"
        wanted = request.POST.get("for", "")
        return asking(request, [Problem(f"verify.{problem}", at="file")], wanted=wanted)
    return _read(request, texts, at, network)


def _read(request: HttpRequest, texts: list[str], at: datetime, network: str) -> HttpResponse:
    """Answer for the texts of codes: a code leads on to its page, a token is checked here."""
    found, wanted = scanned.scan(texts), request.POST.get("for", "")
    if found.two:
        return asking(request, [Problem("verify.two-proofs", at="file")], wanted=wanted)
    if found.token:
        verdict = scanned.verify_token(found.token, at, found.code)
        instead = ("ui.answer.do.forged-token",) if verdict.state == "forged" else ()
        return answered(request, verdict, network, wanted, instead=instead)
    if found.code:
        return onward(found.code, wanted)
    return asking(request, [Problem("verify.elsewhere", at="file")], wanted=wanted)

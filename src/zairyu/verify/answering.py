"""How the counter answers: the question, the answer, and the request to wait."""

from datetime import datetime
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zairyu.certificates import queries
from zairyu.certificates.purposes import PURPOSES
from zairyu.certificates.queries import Verdict
from zairyu.law.problem import Problem
from zairyu.ui.answers import SAYABLE, answer, readers
from zairyu.ui.caching import unkept
from zairyu.ui.clock import now
from zairyu.ui.wording import spoken
from zairyu.verify import limits
from zairyu.verify.frame import drawn
from zairyu.verify.tally import tally
from zairyu.words.codes import grouped


def asking(
    request: HttpRequest,
    problems: list[Problem] | None = None,
    *,
    typed: str = "",
    wanted: str = "",
) -> HttpResponse:
    """Return the page that asks for a code, a picture or a file."""
    shown = {
        "typed": typed,
        "problems": problems or [],
        "place": queries.counter(),
        "purposes": readers(spoken()),
        "wanted": wanted if wanted in PURPOSES else "",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return unkept(render(request, "verify/counter.html", shown, status=status))


def onward(code: str, wanted: str) -> HttpResponse:
    """Lead to the page of a code, for the purpose that was said."""
    if wanted in PURPOSES:
        return redirect("verify:result-for", grouped(code), wanted)
    return redirect("verify:result", grouped(code))


def answered(
    request: HttpRequest,
    verdict: Verdict,
    network: str,
    wanted: str = "",
    *,
    file: bool = False,
    instead: tuple[str, ...] = (),
) -> HttpResponse:
    """Return the page of a verdict, and count it; what is not alive costs the same each time."""
    if verdict.state not in SAYABLE:
        limits.noted(network, verdict.checked_at, missed=verdict.state == "unknown")
    tally.count(verdict.state, verdict.checked_at)
    language = spoken()
    page = drawn(request, answer(verdict, language, wanted, file=file, instead=instead), language)
    status = HTTPStatus.NOT_FOUND if verdict.state == "unknown" else HTTPStatus.OK
    return unkept(HttpResponse(page, status=status))


def busy(request: HttpRequest, until: datetime) -> HttpResponse:
    """Ask a network that tried too many codes to wait."""
    shown = {"until": until, "place": queries.counter()}
    page = render(request, "verify/busy.html", shown, status=HTTPStatus.TOO_MANY_REQUESTS)
    page["Retry-After"] = str(max(1, int((until - now()).total_seconds())))
    return unkept(page)

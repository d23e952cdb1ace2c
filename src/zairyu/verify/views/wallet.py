"""Checking a proof in somebody's wallet: the checker shows a 2D code, the wallet answers.

OpenID4VP 1.0. Only the browser that asked sees the answer; it is destroyed within the hour.
"""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zairyu.certificates import codes
from zairyu.certificates.purposes import OTHER, PURPOSES, purpose
from zairyu.certificates.wallet import answering, asking
from zairyu.certificates.wallet.refusing import WalletRefused
from zairyu.ui import cookies
from zairyu.ui.answers import readers
from zairyu.ui.caching import unkept
from zairyu.ui.clock import now
from zairyu.ui.wording import spoken
from zairyu.verify import limits
from zairyu.verify.answering import answered, busy
from zairyu.words import say

COOKIE = "wallet-check"
REQUEST = "application/oauth-authz-req+jwt"
# Why an answer does not count, in the words of a checker; the ids are those of docs/wallets.md.
_WHY = (
    ("binding-", "holder"),
    ("not-bound", "holder"),
    ("no-holder", "holder"),
    ("key-", "key"),
    ("another-", "key"),
    ("not-yet", "time"),
)


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Ask for what the checker checks; a press shows the 2D code."""
    at, network = now(), limits.network_of(request)
    if wait := limits.waits_until(network, at):
        return busy(request, wait)
    if request.method == "POST":
        wanted = request.POST.get("for", "")
        check = asking.start(wanted if wanted in PURPOSES else OTHER, at)
        onward = redirect("verify:wallet-check", check.key)
        cookies.put(
            onward, COOKIE, check.key, max_age=int((asking.LIFE + asking.KEPT).total_seconds())
        )
        return onward
    return unkept(render(request, "verify/wallet.html", {"purposes": readers(spoken())}))


@require_safe
def waiting(request: HttpRequest, key: str) -> HttpResponse:
    """Show the 2D code until the wallet has answered, and then the answer."""
    check = asking.find(key) if cookies.get(request, COOKIE) == key else None
    if check is None:
        raise Http404
    if request.headers.get("Accept") == "application/json":  # the script asks whether to look
        return unkept(JsonResponse({"answered": check.answered_at is not None}))
    found = answering.answer_of(check)
    if found is None or found.unusable:
        state = _state(found, over=check.until <= now())
        link = asking.link(check)
        shown = {"check": check, "state": state, "link": link, "qr": mark_safe(codes.qr(link))}
        shown["purpose"] = say(purpose(check.purpose).label, spoken())
        return unkept(render(request, "verify/wallet_check.html", shown))
    network = limits.network_of(request)
    instead = (f"verify.wallet.why.{_why(found.reason)}",) if found.refused else ()
    return answered(request, found.verdict, network, check.purpose, instead=instead)


@csrf_exempt
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, state: str) -> HttpResponse:
    """Give a wallet the signed request."""
    nonce = request.POST.get("wallet_nonce", "")[:200]
    try:
        signed = asking.request_object(state, now(), nonce)
    except WalletRefused as refusal:
        return unkept(JsonResponse(refusal.body(), status=refusal.status))
    return unkept(HttpResponse(signed, content_type=REQUEST))


@csrf_exempt
@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """Take the answer of a wallet."""
    try:
        answering.take(request.POST.dict(), now())
    except WalletRefused as refusal:
        return unkept(JsonResponse(refusal.body(), status=refusal.status))
    return unkept(JsonResponse({}))


def _state(found: answering.Answered | None, *, over: bool) -> str:
    """Return what the page says that shows no answer."""
    if found is None:
        return "over" if over else "waiting"
    if found.declined:
        return "declined"
    return "other" if found.reason.startswith("not-") else "broken"


def _why(reason: str) -> str:
    return next((words for begins, words in _WHY if reason.startswith(begins)), "signature")

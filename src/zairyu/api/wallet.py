"""The door of wallets: OpenID4VCI 1.0. What is wrong is told by the codes of the specification.

Nobody signs in here: a wallet brings the code of an offer and the number that its holder typed.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from zairyu.api.limits import by_network
from zairyu.api.problems import too_fast
from zairyu.certificates.wallet import issuing, metadata, nonces, offers
from zairyu.certificates.wallet.refusing import WalletRefused
from zairyu.proof.jose import read_json
from zairyu.ui.clock import now
from zairyu.words import LANGUAGES

MOST_BYTES = 64 * 1024
HOUR = 60 * 60
View = Callable[..., HttpResponse]


def paced(view: View) -> View:
    """Slow down a network that asks very much, and tell what is refused as wallets expect it."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if not by_network.allow_request(request):
            return too_fast(request, by_network.wait())
        try:
            return view(request, *args, **named)
        except WalletRefused as refusal:
            return _refused(refusal)

    return inner


@require_safe
@paced
def offer(request: HttpRequest, key: str) -> HttpResponse:
    """Return the offer that the link or the 2D code of a holder's page names."""
    wanted = request.headers.get("Accept-Language", "")[:2]
    found = offers.document(key, now(), wanted if wanted in LANGUAGES else "en")
    if found is None:
        raise Http404
    return _fresh(found)


@csrf_exempt
@require_POST
@paced
def token(request: HttpRequest) -> HttpResponse:
    """Return an access token for the code of an offer and the number of its holder."""
    if any(len(values) > 1 for _, values in request.POST.lists()):
        raise WalletRefused("invalid_request", "a parameter stands twice")
    return _fresh(offers.exchange(request.POST.dict(), now()))


@csrf_exempt
@require_POST
@paced
def nonce(_request: HttpRequest) -> HttpResponse:
    """Return a fresh nonce."""
    return _fresh({"c_nonce": nonces.new(now())})


@csrf_exempt
@require_POST
@paced
def credential(request: HttpRequest) -> HttpResponse:
    """Return the credentials that were offered, one for each key that is proved."""
    token = _bearer(request)
    return _fresh(issuing.issue(token, _json(request, "invalid_credential_request"), now()))


@csrf_exempt
@require_POST
@paced
def notification(request: HttpRequest) -> HttpResponse:
    """Take note of what became of the credentials."""
    offers.note(_bearer(request), _json(request, "invalid_notification_request"), now())
    return HttpResponse(status=204)


@require_safe
@paced
def credential_issuer(_request: HttpRequest) -> HttpResponse:
    """Return what we issue, and where."""
    return _kept(metadata.credential_issuer())


@require_safe
@paced
def authorization_server(_request: HttpRequest) -> HttpResponse:
    """Return where codes become tokens."""
    return _kept(metadata.authorization_server())


@require_safe
@paced
def jwt_issuer(_request: HttpRequest) -> HttpResponse:
    """Return the keys of credentials."""
    return _kept(metadata.jwt_issuer())


@require_safe
@paced
def type_of(_request: HttpRequest, kind: str) -> HttpResponse:
    """Return what a type of credential says."""
    found = metadata.type_of(kind)
    if found is None:
        raise Http404
    return _kept(found)


def _json(request: HttpRequest, error: str) -> dict[str, Any]:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > MOST_BYTES:
        raise WalletRefused(error, "too large")
    try:
        return read_json(request.body)
    except ValueError:
        raise WalletRefused(error, "no JSON object") from None


def _bearer(request: HttpRequest) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise WalletRefused("invalid_token", status=401)
    return token.strip()


def _refused(refusal: WalletRefused) -> HttpResponse:
    answer = JsonResponse(refusal.body(), status=refusal.status)
    answer["Cache-Control"] = "no-store"
    if refusal.status == 401:
        answer["WWW-Authenticate"] = f'Bearer error="{refusal.error}"'
    return answer


def _fresh(said: Mapping[str, Any]) -> HttpResponse:
    return JsonResponse(dict(said), headers={"Cache-Control": "no-store"})


def _kept(said: Mapping[str, Any]) -> HttpResponse:
    return JsonResponse(dict(said), headers={"Cache-Control": f"public, max-age={HOUR}"})

"""What the companion program says and is told, and how a browser asks how far its errand is.

The program's door knows no cookies and no session: a ticket opens it once, then a token. Nothing a
web page could send along by itself counts here, which is why it needs no token against forgery.
"""

import base64
import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from zairyu.identity.jpki import pace, transactions
from zairyu.identity.jpki.codes import CardRefused
from zairyu.identity.networks import network_of
from zairyu.identity.residence_card import errand
from zairyu.portal import card_cookie
from zairyu.ui.browsers import address_of
from zairyu.ui.clock import now

LARGEST = 32 * 1024  # bytes of a message: two certificates and two signatures have about 5,000
RESIDENCE = "residence-card"  # as the program knows what is to be read
Answer = dict[str, Any]
View = Callable[..., HttpResponse]


def _told(view: View) -> View:
    """Answer a refusal with its code; nothing here is ever kept by anybody on the way."""

    @wraps(view)
    def answers(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            answer = view(request, *args, **kwargs)
        except CardRefused as refused:
            answer = JsonResponse({"ok": False, "code": refused.code}, status=refused.status)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return answers


def _for_the_program(view: View) -> View:
    """A door of the program: JSON in a small body, no cookie looked at."""
    return csrf_exempt(require_POST(_told(view)))


@_for_the_program
def claim(request: HttpRequest) -> HttpResponse:
    """Hand out an errand for its ticket, once."""
    said, at = _message(request), now()
    network = network_of(address_of(request))
    ticket, client = said.get("ticket"), said.get("client")
    if not isinstance(ticket, str) or not isinstance(client, dict) or len(ticket) > 100:
        raise CardRefused("message_malformed")
    if pace.is_slowed(network, at):
        raise CardRefused("too_many")
    try:
        found = transactions.claim(ticket, client, at)
    except CardRefused as refused:
        if refused.code == "tx_expired":
            pace.missed(network, at)
        raise
    return JsonResponse(
        {
            "rid": found.rid,
            "tx_token": found.tx_token,
            "need": [_encoded(one) for one in found.need],
            "wants": RESIDENCE if found.purpose == transactions.READ else "",
            "display": {"title": found.title, "lines": list(found.lines)},
            "expires_at": found.expires_at.isoformat(),
        }
    )


@_for_the_program
def result(request: HttpRequest) -> HttpResponse:
    """Take the signatures, or the reading of a residence card; say where the browser goes on."""
    said = _message(request)
    if "residence" in said:
        done = errand.deliver(_token(request), said["residence"], now())
    else:
        done = transactions.result(_token(request), _results(said), now())
    place = f"{reverse('portal:card-return')}?rid={done.rid}#fc={done.finish_code}"
    address = f"{str(settings.PUBLIC_ADDRESS).rstrip('/')}{place}"
    return JsonResponse({"ok": True, "finish_url": address, "finish_code": done.finish_code})


@_for_the_program
def abort(request: HttpRequest) -> HttpResponse:
    """Note that nothing will come."""
    transactions.abort(_token(request), str(_message(request).get("reason", "")), now())
    return HttpResponse(status=204)


@require_GET
@_told
def state(request: HttpRequest, rid: str) -> HttpResponse:
    """Tell the browser that began how far its errand is; looking never completes it."""
    found = transactions.state(rid, card_cookie.secret_of(request, rid), now())
    answer = {"state": found.state, "reason": found.reason}
    return JsonResponse(answer | {"expires_at": found.expires_at.isoformat()})


def _encoded(need: Mapping[str, str]) -> dict[str, str]:
    """Return what is to be signed with its text as base64url, so that no byte of it changes."""
    text = base64.urlsafe_b64encode(need["tbs"].encode("ascii")).decode("ascii")
    return {**need, "tbs": text.rstrip("=")}


def _results(said: Answer) -> list[Answer]:
    results = said.get("results")
    if not isinstance(results, list) or not all(isinstance(one, dict) for one in results):
        raise CardRefused("message_malformed")
    return results


def _token(request: HttpRequest) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if scheme == "Bearer" and len(token) <= 100 else ""


def _message(request: HttpRequest) -> Answer:
    """Return the message if it is a small JSON object."""
    length = request.headers.get("Content-Length", "0")
    if not length.isdigit() or int(length) > LARGEST:
        raise CardRefused("message_malformed")
    if request.content_type != "application/json":
        raise CardRefused("message_malformed")
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError):
        raise CardRefused("message_malformed") from None
    if not isinstance(said, dict):
        raise CardRefused("message_malformed")
    return said

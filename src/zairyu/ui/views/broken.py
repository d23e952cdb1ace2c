"""What a person sees when something broke on our side."""

import logging
import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

log = logging.getLogger("zairyu.broken")


def server_error(_request: HttpRequest) -> HttpResponse:
    """Say that something broke, with a reference that stands in our log as well."""
    reference = secrets.token_hex(4)
    log.error("a page broke; reference %s", reference, exc_info=True)
    return HttpResponse(render_to_string("500.html", {"reference": reference}), status=500)


def forbidden(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a post was stopped because the page was old or came from elsewhere."""
    log.info("a post was stopped: %s", reason)
    return render(request, "403_csrf.html", status=403)

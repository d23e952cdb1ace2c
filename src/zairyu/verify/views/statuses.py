"""The status lists: anyone reads them whole, and so asks about nobody (IETF Token Status List)."""

import json
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from zairyu.certificates.statuses import publishing
from zairyu.proof.statuslist import CWT_MEDIA, JWT_MEDIA
from zairyu.ui.clock import now
from zairyu.verify.views.published import document

SECONDS = 30  # how long anybody between us and a checker may keep a copy
_FORMS = {JWT_MEDIA: "jwt", CWT_MEDIA: "cwt"}  # who takes any gets the first


@require_safe
def listed(request: HttpRequest, number: int) -> HttpResponse:
    """Hand out a status list as it was signed last, in the form that was asked for.

    States of the past are not kept: who could ask for them would learn when a person's changed.
    """
    if "time" in request.GET:
        return HttpResponse(status=HTTPStatus.NOT_IMPLEMENTED)
    accepted = request.get_preferred_type(list(_FORMS))
    if accepted is None:
        return HttpResponse(status=HTTPStatus.NOT_ACCEPTABLE)
    found = publishing.published(number, _FORMS[accepted], now())
    if found is None:
        raise Http404
    page = document(request, found.content, found.media, SECONDS)
    patch_vary_headers(page, ["Accept"])
    return page


@require_safe
def all_lists(request: HttpRequest) -> HttpResponse:
    """Name the addresses of all status lists, so that a checker can fetch them beforehand."""
    said = {"status_lists": publishing.addresses()}
    return document(request, json.dumps(said).encode(), "application/json", SECONDS)

"""What is the same for everybody and signed: the trust list, the roots, lists of what is revoked.

Whoever checks proofs without asking us fetches these, now and then, and keeps them. Nothing in the
question says which proof they are for. Any page may read them, so that a checker's own page can.
"""

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from zairyu.certificates import keys
from zairyu.ui.clock import now

TRUST, CRL, ROOT = "application/jwt", "application/pkix-crl", "application/pkix-cert"
SECONDS = 10 * 60  # how long anybody between us and a checker may keep a copy
LONG = 24 * 60 * 60  # of what never changes


@require_safe
def trust(request: HttpRequest) -> HttpResponse:
    """Hand out the trust list, signed by the root."""
    return document(request, keys.trust_list(now()).encode(), TRUST, SECONDS)


@require_safe
def crl(request: HttpRequest, root: str) -> HttpResponse:
    """Hand out the list of the certificates that a root has revoked."""
    found = keys.crl_of(root, now())
    if found is None:
        raise Http404
    return document(request, found, CRL, SECONDS)


@require_safe
def root(request: HttpRequest, root: str) -> HttpResponse:
    """Hand out the certificate of a root. To be trusted it is compared with its fingerprint."""
    found = keys.root_of(root)
    if found is None:
        raise Http404
    return document(request, found, ROOT, LONG)


def document(request: HttpRequest, body: bytes, kind: str, seconds: int) -> HttpResponse:
    """Return a published document, or that the copy of whoever asks is still the present one."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    page = HttpResponse(body, content_type=kind)
    page["ETag"] = etag
    page["Access-Control-Allow-Origin"] = "*"
    page["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_cache_control(page, public=True, max_age=seconds)
    told = get_conditional_response(request, etag=etag, response=page) or page
    told.wordless = True  # type: ignore[attr-defined]  # no language, no cookie: see ui.middleware
    return told

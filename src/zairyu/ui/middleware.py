"""Which language a page speaks: the one asked for, the one chosen before, or the browser's.

A form can be put into another language without losing what was typed: the switch is then a button
of the form. A view that keeps typed text itself (drafts) says so with `keeps_typed`; every other
form page is shown again as a GET and the typed values are put back into it.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    QueryDict,
    UnreadablePostError,
)
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from zairyu.ui.refill import refill
from zairyu.words import DEFAULT, LANGUAGES

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
Handler = Callable[[HttpRequest], HttpResponseBase]
YEAR = 365 * 24 * 60 * 60


def keeps_typed(view: View) -> View:
    """Mark a view that itself saves what was typed when the language is switched in a form.

    The view then sees `request.switching` as true on such a POST.
    """
    cast(Any, view).keeps_typed = True
    return view


def chosen(request: HttpRequest) -> str | None:
    """Return the language that this request asks for, if we speak it."""
    asked = request.GET.get("lang") or _posted(request)
    return asked if asked in LANGUAGES else None


def _posted(request: HttpRequest) -> str | None:
    """Return the language that a button of a form asks for."""
    if not _is_form(request):
        return None
    try:
        return request.POST.get("lang")
    except UnreadablePostError:  # the browser went away while sending
        return None


def _is_form(request: HttpRequest) -> bool:
    kind = request.content_type or ""
    return request.method == "POST" and kind.startswith(("application/x-www", "multipart/form"))


def preferred(header: str) -> str:
    """Return the language that an Accept-Language header likes best among ours.

    >>> preferred("en-GB,en;q=0.9,ja;q=0.8"), preferred("ja-x-easy"), preferred("vi,pt;q=0.5")
    ('en', 'ja-x-easy', 'en')
    >>> preferred("")
    'ja'
    """
    if not header:
        return DEFAULT
    wanted: list[tuple[float, str]] = []
    for part in header.lower().split(",")[:20]:
        tag, _, weight = part.strip().partition(";q=")
        try:
            wanted.append((float(weight or 1), tag.strip()))
        except ValueError:
            continue
    for _weight, tag in sorted(wanted, key=lambda one: -one[0]):
        for ours in (tag, tag.split("-")[0]):
            if ours in LANGUAGES:
                return ours
    return "en"


class Language:
    """The middleware: sets the language, and puts typed values back after a switch."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the right language; remember a choice in a cookie."""
        asked = chosen(request)
        kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = asked or (kept if kept in LANGUAGES else None)
        language = language or preferred(request.headers.get("Accept-Language", ""))
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        typed = getattr(request, "typed", None)
        if typed is not None:
            response = _with_typed(request, response, typed)
        if asked:
            _remember(response, asked)
        if getattr(response, "wordless", False):  # the same for everybody: one copy serves all
            return response
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response

    def process_view(
        self, request: HttpRequest, view: Any, _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> None:
        """Turn a switch of language inside a form into a look at the page."""
        request.switching = False  # type: ignore[attr-defined]
        if _posted(request) not in LANGUAGES:
            return
        if getattr(view, "keeps_typed", False):
            request.switching = True  # type: ignore[attr-defined]
            return
        request.typed = request.POST if _from_here(request) else QueryDict()  # type: ignore[attr-defined]
        request.method = "GET"
        request.POST = QueryDict()


language = Language


def _from_here(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{request.scheme}://{request.get_host()}"


def _with_typed(
    request: HttpRequest, response: HttpResponseBase, typed: QueryDict
) -> HttpResponseBase:
    if response.status_code == 405:
        return HttpResponseRedirect(request.headers.get("Referer", "/"))
    html = response.headers.get("Content-Type", "").startswith("text/html")
    if response.status_code == 200 and html and isinstance(response, HttpResponse):
        content = response.content.decode(response.charset)
        response.content = refill(content, dict(typed.lists())).encode(response.charset)
    return response


def _remember(response: HttpResponseBase, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=YEAR,
        samesite="Lax",
        secure=getattr(settings, "LANGUAGE_COOKIE_SECURE", False),
        httponly=True,
    )

"""Abroad: whoever was handed a certificate opens it by the link, in their language, unregistered.

Mail programs look at links before people do, so a look shows nothing but the choice of a language;
only the press of the button opens the certificate, and each opening is told to the sender.
"""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from zairyu.casework import abroad, actions, queries
from zairyu.casework.abroad import Tongue
from zairyu.certificates import prints
from zairyu.certificates import queries as certificates
from zairyu.law import offices, statuses
from zairyu.law.dates import legal_day
from zairyu.portal.place import country
from zairyu.portal.reading import read_document
from zairyu.portal.views.certificate import as_file
from zairyu.ui.access import never_kept
from zairyu.ui.caching import unkept
from zairyu.ui.clock import now
from zairyu.words import LANGUAGES, pick, say_span
from zairyu.words.codes import grouped

if TYPE_CHECKING:
    from zairyu.casework.models import HandOn

_OPENED = "handed-on"  # in the session: which links this browser has opened


@never_kept
@require_http_methods(["GET", "HEAD", "POST"])
def handed_on(request: HttpRequest, token: str) -> HttpResponseBase:
    """Offer the languages; open the certificate when the button is pressed; show it."""
    at = now()
    row = queries.link_with(token, legal_day(at))
    if row is None:
        return _over(request)
    tongue = _tongue(request, row)
    if request.method == "POST":
        actions.note_look(row, "page", tongue.code, country(request), at=at)
        request.session[_OPENED] = [*_opened(request), row.key][-20:]
        return redirect(f"{request.path}?in={tongue.code}")
    shown = _frame(token, tongue)
    if row.key not in _opened(request):
        return unkept(render(request, "portal/abroad/choose.html", shown))
    shown |= _certificate(row, tongue)
    return unkept(render(request, "portal/abroad/certificate.html", shown))


def _opened(request: HttpRequest) -> list[str]:
    found: list[str] = request.session.get(_OPENED, [])
    return found


def _tongue(request: HttpRequest, row: "HandOn") -> Tongue:
    """Return the language: the one chosen on the page, else the one the sender chose."""
    asked = request.POST.get("in") or request.GET.get("in", "")
    return abroad.tongue(asked if asked in abroad.languages() else row.language)


def _frame(token: str, tongue: Tongue) -> dict[str, Any]:
    return {
        "token": token,
        "tongue": tongue,
        "w": tongue.words,
        "lang": "ja" if tongue.code == "ja-x-easy" else tongue.code,
        "tongues": list(abroad.languages().values()),
    }


def _over(request: HttpRequest) -> HttpResponse:
    """Say that the link opens nothing: the same for one that has ended and one that never was."""
    asked = request.GET.get("in", "")
    accepted = request.headers.get("Accept-Language", "")
    tongue = abroad.tongue(asked if asked in abroad.languages() else abroad.wanted(accepted))
    page = render(request, "portal/abroad/over.html", _frame("", tongue), status=404)
    return unkept(page)


def _certificate(row: "HandOn", tongue: Tongue) -> dict[str, Any]:
    kept = row.ecoe.certificate
    held = prints.held(kept.key)
    if held is None:
        raise Http404
    return {
        "facts": _facts(held.claims, tongue, row.ecoe.case.filed_on),
        "photo": bool(kept.photo_path),  # the page fetches it
        "until": tongue.words["valid"].format(day=tongue.day(row.ecoe.valid_until)),
        "code": grouped(kept.code),
        "qr": mark_safe(certificates.qr(kept.code)),
        "counter": certificates.counter(),
        "ready": bool(kept.pdf_path),
    }


def _facts(claims: dict[str, Any], tongue: Tongue, on: date) -> list[tuple[str, str, str]]:
    """Return the facts: label in the reader's language, label in Japanese, value."""
    japanese, words = abroad.tongue("ja").words, tongue.words
    status = statuses.held(claims["status"], on).name
    place = certificates.country(claims["nationality"])
    birth = date.fromisoformat(claims["birth"])
    told = {
        "name": claims["name"],
        "birth": f"{tongue.day(birth)} ({birth.isoformat()})",
        "sex": _both(words.get(claims["sex"], "-"), japanese.get(claims["sex"], "-")),
        "nationality": place if isinstance(place, str) else _said(place, tongue),
        "status": _said(status, tongue),
        "period": _both(
            say_span(claims["period"], _ours(tongue)), say_span(claims["period"], "ja")
        ),
        "number": claims["number"],
        "office": _said(offices.office(claims["office"]).name, tongue),
    }
    return [(words[name], japanese[name], value) for name, value in told.items()]


def _ours(tongue: Tongue) -> str:
    """Return the language of the house in which what the law names is said to a reader."""
    return tongue.code if tongue.code in LANGUAGES else "en"


def _said(text: Any, tongue: Tongue) -> str:
    return _both(pick(text, _ours(tongue)), pick(text, "ja"))


def _both(worded: str, japanese: str) -> str:
    return worded if worded == japanese else f"{worded} / {japanese}"


@never_kept
@require_safe
def file(request: HttpRequest, token: str) -> HttpResponse:
    """Give the signed PDF to whoever opened the page; the sender sees that it was saved."""
    at = now()
    row = _opened_link(request, token, legal_day(at))
    pdf = read_document(row.ecoe.case.key, row.ecoe.certificate.key, by=None, at=at)
    if pdf is None:
        raise Http404
    actions.note_look(row, "file", _tongue(request, row).code, country(request), at=at)
    return as_file(pdf, saved=True)


@never_kept
@require_safe
def photo(request: HttpRequest, token: str) -> HttpResponse:
    """Show the photo of the certificate on the page that was opened."""
    row = _opened_link(request, token, legal_day(now()))
    data = prints.photo_of(row.ecoe.certificate.key)
    if data is None:
        raise Http404
    return unkept(HttpResponse(data, content_type="image/jpeg"))


def _opened_link(request: HttpRequest, token: str, on: date) -> "HandOn":
    row = queries.link_with(token, on)
    if row is None or row.key not in _opened(request):
        raise Http404
    return row

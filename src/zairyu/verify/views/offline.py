"""The page that checks a proof in the browser alone, and what it has to know beforehand.

All of it is the same for everybody. What is checked there never reaches us.
"""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from zairyu.certificates import keys
from zairyu.certificates.kinds import CERTIFIED
from zairyu.certificates.queries import counter
from zairyu.law.dates import legal_day
from zairyu.law.procedures import all_procedures
from zairyu.law.statuses import all_held
from zairyu.proof.signing import jwk, key_id, on_curve
from zairyu.proof.token import NUMBERS
from zairyu.proof.trust import fingerprint
from zairyu.questionnaire.codelists import codelist
from zairyu.ui.answers import ICONS
from zairyu.ui.clock import now
from zairyu.ui.wording import spoken
from zairyu.words import LANGUAGES, say, say_span
from zairyu.words.catalogue import catalogue, pick
from zairyu.words.dates import patterns

_WORKER = "verify/offline/worker.js"
_BEGINS = ("checker.state.", "checker.reason.", "checker.age.", "ui.answer.until.", "ui.answer.do.")
_ALSO = ("ui.answer.check.moment", "ui.answer.check.code", "verify.offline.lists")
_STATES = ("valid", "pending", "ended", "unknown", "forged")  # that can be told without us
_MOST_YEARS, _MONTHS = 6, 12


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show the page; its script does the rest, and without script it says what else can be done."""
    shown = {
        "place": counter(),
        "spoken": spoken(),
        "icons": [(one, ICONS.get(one, one)) for one in _STATES],
    }
    return render(request, "verify/offline.html", shown)


@require_safe
def words(_request: HttpRequest, language: str) -> HttpResponse:
    """Hand out what the page says, and whom it believes: the root, by its key and fingerprint."""
    if language not in LANGUAGES:
        raise Http404
    at = now()
    said: dict[str, Any] = {
        **_words(language, legal_day(at)),
        "anchor": _anchor(),
        "trust": "/.well-known/zairyu-trust",
        "status": "/v/status/",
        "names": {number: name for name, number in NUMBERS.items()},
    }
    if settings.ZAIRYU_MODE == "demo":  # its clock is moved, that of the browser is not
        said["clock"] = at.isoformat()
    answer = JsonResponse(said, json_dumps_params={"ensure_ascii": False})
    patch_cache_control(answer, no_cache=True)
    return answer


@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """Hand out the script that keeps the page; it must lie where the page lies."""
    answer = HttpResponse(_script(), content_type="text/javascript")
    patch_cache_control(answer, no_cache=True)
    return answer


@lru_cache(maxsize=1)
def _script() -> bytes:
    found = finders.find(_WORKER)
    if isinstance(found, str):
        return Path(found).read_bytes()
    with staticfiles_storage.open(_WORKER) as kept:
        content: bytes = kept.read()
    return content


def _anchor() -> dict[str, Any]:
    root = keys.issuer().root
    public = on_curve(root.public_key())
    return {"kid": key_id(public).hex(), "jwk": jwk(public), "fingerprint": fingerprint(root)}


@lru_cache(maxsize=8)
def _words(language: str, on: date) -> dict[str, Any]:
    names = [key for key in catalogue() if key.startswith(_BEGINS) or key in _ALSO]
    facts = [name for name in (*NUMBERS, "sex") if f"ui.answer.fact.{name}" in catalogue()]
    kinds = {kind: say(f"certificates.title.{kind}", language) for kind in CERTIFIED}
    countries = codelist("nationalities")
    return {
        "language": language,
        "says": {key: say(key, language) for key in names},
        "facts": {name: say(f"ui.answer.fact.{name}", language) for name in facts},
        "values": {
            "kind": kinds,
            "status": {one.id: pick(one.name, language) for one in all_held(on)},
            "procedure": {one.id: pick(one.title, language) for one in all_procedures(on)},
            "nationality": {one.value: pick(one.label, language) for one in countries},
            "period": {period: say_span(period, language) for period in _periods()},
        },
        **patterns(language),
    }


def _periods() -> list[str]:
    years = [f"P{year}Y" for year in range(1, _MOST_YEARS)]
    months = [f"P{month}M" for month in range(1, _MONTHS)]
    both = [f"{year}{month[1:]}" for year in years for month in months]
    return [*years, *months, *both, "P15D", "P30D", "P90D", "indefinite"]

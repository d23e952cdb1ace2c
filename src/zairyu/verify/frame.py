"""The page of an answer, fast: rendered once for each shape, afterwards only its holes are filled.

Two answers of one shape (language, state, facts shown) differ in a few values only. The template is
rendered with a mark in the place of each value, cut at the marks and kept; a check then costs no
template. The demo's bar and addresses with a query are drawn anew each time.
"""

import re
from collections.abc import Mapping

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import escape

from zairyu.certificates import queries
from zairyu.ui.wording import in_words, read_aloud
from zairyu.verify.wording import Answer, Shape
from zairyu.words import say
from zairyu.words.codes import grouped

TEMPLATE = "verify/result.html"
_MARK = "\ue000{}\ue001"  # signs for private use: no text of ours holds them
_CUT = re.compile("\ue000([a-z0-9-]+)\ue001")
_kept: dict[Shape, list[str]] = {}
MOST = 1_000  # shapes: some hundreds exist


def drawn(request: HttpRequest, answer: Answer, language: str) -> str:
    """Return the page of an answer."""
    values = _values(answer, language)
    if bool(request.GET) or bool(getattr(request, "demo_bar", "")):
        return _rendered(request, answer.shape, values)
    parts = _kept.get(answer.shape)
    if parts is None:
        marks = {name: _MARK.format(name) for name in values}
        parts = _CUT.split(_rendered(request, answer.shape, marks))
        if len(_kept) < MOST:
            _kept[answer.shape] = parts
    return "".join(values[part] if place % 2 else part for place, part in enumerate(parts))


def _values(answer: Answer, language: str) -> dict[str, str]:
    """Return what fills the holes, as HTML."""
    verdict = answer.verdict
    told: dict[str, str] = {
        "moment": read_aloud(in_words(verdict.checked_at, language), language),
        "number": escape(verdict.number),
        "code": escape(grouped(verdict.code)),
    }
    if answer.until is not None:
        told["until"] = read_aloud(in_words(answer.until, language), language)
    for place, value in enumerate(answer.values):
        told[f"fact-{place}"] = read_aloud(in_words(value, language), language)
    return told


def _rendered(request: HttpRequest, shape: Shape, values: Mapping[str, str]) -> str:
    beside = "ja" if shape.language == "en" else "en"
    shown = {
        "shape": shape,
        "facts": [(fact, values[f"fact-{place}"]) for place, fact in enumerate(shape.facts)],
        "until": values.get("until", ""),
        "moment": values["moment"],
        "number": values["number"],
        "code": values["code"],
        "place": queries.counter(),
        "beside": beside,
        "beside_headline": say(shape.headline, beside),
    }
    return render_to_string(TEMPLATE, shown, request)

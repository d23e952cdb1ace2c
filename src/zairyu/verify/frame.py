"""The page of an answer, fast: rendered once for each shape, afterwards only its holes are filled.

Two answers of one shape (language, state, facts shown) differ in a few values only. The template is
rendered with a mark in the place of each value, cut at the marks and kept; a check then costs no
template. The demo's bar and addresses with a query are drawn anew each time.
"""

import re
from collections.abc import Mapping

from django.http import HttpRequest
from django.template.loader import render_to_string

from zairyu.ui.answers import Answer, Shape, holes, shown
from zairyu.verify.languages import explained

TEMPLATE = "verify/result.html"
_MARK = "\ue000{}\ue001"  # signs for private use: no text of ours holds them
_CUT = re.compile("\ue000([a-z0-9-]+)\ue001")
_kept: dict[Shape, list[str]] = {}
MOST = 2_000  # shapes: about a thousand exist


def drawn(request: HttpRequest, answer: Answer, language: str) -> str:
    """Return the page of an answer."""
    values = holes(answer, language)
    if bool(request.GET) or bool(getattr(request, "demo_bar", "")):
        return _rendered(request, answer.shape, values)
    parts = _kept.get(answer.shape)
    if parts is None:
        marks = {name: _MARK.format(name) for name in values}
        parts = _CUT.split(_rendered(request, answer.shape, marks))
        if len(_kept) < MOST:
            _kept[answer.shape] = parts
    return "".join(values[part] if place % 2 else part for place, part in enumerate(parts))


def _rendered(request: HttpRequest, shape: Shape, values: Mapping[str, str]) -> str:
    told = shown(shape, values) | {"explained": explained(shape.headline)}
    return render_to_string(TEMPLATE, told, request)

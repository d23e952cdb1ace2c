"""What is wrong, for machines: application/problem+json (RFC 9457), with the house's own codes."""

import json
from collections.abc import Mapping
from math import ceil
from typing import Any

from django.http import HttpRequest, HttpResponse

from zairyu.law.problem import Problem
from zairyu.ui.wording import plain
from zairyu.words import LANGUAGES
from zairyu.words.catalogue import UnknownText

JSON = "application/problem+json"


def language_of(request: HttpRequest) -> str:
    """Return the language that was asked for (`?language=`), else English."""
    asked = request.GET.get("language", "")
    return asked if asked in LANGUAGES else "en"


def told(
    request: HttpRequest, problem: Problem, status: int, more: Mapping[str, Any] | None = None
) -> HttpResponse:
    """Return a problem in words and by its code, the same code that the pages use."""
    try:
        title = plain(f"problem.{problem.code}", language_of(request), **problem.params)
    except UnknownText:
        title = problem.code
    body = {
        "type": f"/problems/{problem.code}",
        "title": title,
        "status": status,
        "code": problem.code,
        "at": problem.at,
        **(more or {}),
    }
    written = json.dumps(body, ensure_ascii=False)
    return HttpResponse(written, status=status, content_type=JSON)


def too_fast(request: HttpRequest, wait: float | None) -> HttpResponse:
    """Tell a network that it asks too much, and after how many seconds it may go on."""
    answer = told(request, Problem("api.too-fast"), 429)
    answer["Retry-After"] = str(ceil(wait or 1))
    return answer

"""The catalogue of components: each in every state, for makers and for pictures."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zairyu.law.problem import Problem
from zairyu.ui import icons

_TODAY = date(2026, 12, 2)
_SAY: dict[str, dict[str, str]] = {
    "file": {
        "ja": "在留期間の更新",
        "en": "Extension of stay",
        "ja-x-easy": "在留期間（ざいりゅうきかん）を のばす",
    },
    "jobs": {"ja": "職歴", "en": "Work history", "ja-x-easy": "今（いま）までの 仕事（しごと）"},
    "done": {"ja": "済み", "en": "Done", "ja-x-easy": "できました"},
    "todo": {"ja": "直すところ 2", "en": "2 to put right", "ja-x-easy": "直（なお）す 2"},
    "shut": {
        "ja": "今は開けません（先に「国籍」）",
        "en": "Not yet (nationality first)",
        "ja-x-easy": "まだ 開（ひら）けません",
    },
    "bank": {"ja": "銀行", "en": "Bank", "ja-x-easy": "銀行（ぎんこう）"},
    "school": {"ja": "学校", "en": "School", "ja-x-easy": "学校（がっこう）"},
    "hint": {
        "ja": "今の仕事を書いてください。例：会社員",
        "en": "Your work now. Example: company employee",
        "ja-x-easy": "今（いま）の 仕事（しごと）を 書（か）いてください。",
    },
}


def _tasks() -> list[Mapping[str, object]]:
    return [
        {"key": "t1", "href": "#t1", "title": _SAY["jobs"], "state": _SAY["done"], "kind": ""},
        {"key": "t2", "href": "#t2", "title": _SAY["file"], "state": _SAY["todo"], "kind": "todo"},
        {"key": "t3", "href": "", "title": _SAY["bank"], "state": _SAY["shut"], "kind": ""},
    ]


def _events() -> list[Mapping[str, object]]:
    return [
        {"on": date(2026, 12, 2), "title": _SAY["file"], "text": _SAY["hint"], "act": True},
        {"on": date(2026, 11, 20), "title": _SAY["jobs"], "text": "", "act": False},
    ]


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Show every component in every state."""
    if settings.ZAIRYU_MODE not in ("demo", "test"):
        raise Http404
    shown: dict[str, Any] = {
        "today": _TODAY,
        "days": [_TODAY + timedelta(days=left) for left in (61, 14, 3, 0, -2)],
        "kinds": ["good", "wait", "warn", "soon", "bad", "over", "todo"],
        "icons": sorted(icons.SHAPES),
        "texts": _SAY,
        "tasks": _tasks(),
        "events": _events(),
        "coming": {"title": _SAY["done"], "text": _SAY["hint"]},
        "choices": [("bank", _SAY["bank"]), ("school", _SAY["school"])],
        "wrong": [Problem("ui.catalogue-example", "wrong"), Problem("ui.catalogue-example", "two")],
        "form_id": "form",
    }
    return render(request, "ui/catalogue.html", shown)

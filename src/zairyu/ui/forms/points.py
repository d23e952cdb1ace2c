"""The points of highly skilled professionals on a page: what is counted so far."""

from typing import Any

from django.utils.safestring import SafeString, mark_safe

from zairyu.questionnaire.conditions import Answers
from zairyu.questionnaire.form import Form, Section
from zairyu.questionnaire.points import Points, of_sheet, sheet_of
from zairyu.ui import icons
from zairyu.ui.wording import html

_LOOKS = {"reached": ("good", "ok"), "short": ("wait", "info"), "salary": ("warn", "look")}


def _said(points: Points, language: str) -> tuple[str, str, str]:
    """Return the look, the sign and the words: enough, missing points, or too low a salary."""
    words: dict[str, Any] = {
        "total": points.total,
        "limit": points.pass_mark,
        "short": points.short,
    }
    look, sign = _LOOKS[points.standard]
    return look, sign, html(f"ui.points.{points.standard}", language, **words)


def draw_points(form: Form, section: Section, known: Answers, language: str) -> SafeString:
    """Return the running total above the questions of the point sheet; elsewhere nothing."""
    sheet = sheet_of(form.parts)
    points = of_sheet(sheet, known) if sheet and sheet.id == section.part else None
    if points is None:
        return mark_safe("")
    look, sign, words = _said(points, language)
    return mark_safe(
        f'<p class="status-line status-line--{look}" id="points">{icons.icon(sign)}'
        f"<span>{words}</span></p>"
    )

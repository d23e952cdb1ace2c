"""The rows of the queue, drawn fast: the row's template once a language, then only its values.

An officer's list is opened all day; fifty rows through the template engine would cost more than
everything else on the page.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from zairyu.casework.queries import Row
from zairyu.desk.clocks import Clock, clock_of
from zairyu.law import lifecycle, procedures, statuses
from zairyu.ui import icons
from zairyu.ui.templatetags.ui import days_left, tag_
from zairyu.ui.wording import html, read_aloud, spoken
from zairyu.words import pick
from zairyu.words.catalogue import Text

_HOLES = ("clock", "address", "number", "name", "what", "state", "days", "flags", "officer")
_ICONS = {"passed": "bad", "now": "act", "near": "look", "calm": "wait"}
_KEY = "KEY"


@lru_cache(maxsize=16)
def _frame(_language: str) -> str:
    """Return the row of the spoken language with a hole for every value."""
    holes = {name: mark_safe(f"%({name})s") for name in _HOLES}
    return render_to_string("desk/parts/row.html", holes)


@lru_cache(maxsize=4096)
def drawn_clock(shown: Clock, language: str) -> SafeString:
    """Draw a clock: its kind, the days left, an icon by how near it is."""
    kind = html(f"desk.clock.{shown.kind}", language)
    days = html(f"desk.clock.{shown.tense}", language, days=shown.number)
    sign = icons.icon(_ICONS[shown.level])
    return format_html(
        '<span class="clock clock--{}">{}{} {}</span>', shown.level, sign, kind, days
    )


def what(procedure: str, status: str, on: date) -> list[Text]:
    """Return the title of a procedure and the name of a status, for a line."""
    named: list[Text] = [procedures.procedure(procedure, on).title]
    if status:
        named.append(statuses.held(status, on).name)
    return named


def worded(named: Iterable[Text], language: str) -> SafeString:
    """Say what is applied for: the procedure, and the status behind an arrow."""
    return read_aloud(" → ".join(pick(one, language) for one in named), language)


@lru_cache(maxsize=4096)
def _what(procedure: str, status: str, on: date, language: str) -> SafeString:
    return worded(what(procedure, status, on), language)


@lru_cache(maxsize=256)
def _state(state: str, language: str) -> SafeString:
    return read_aloud(pick(lifecycle.state(state).internal, language), language)


@lru_cache(maxsize=4096)
def _age(days: int, language: str) -> SafeString:
    return html("desk.queue.days", language, days=days)


@lru_cache(maxsize=4096)
def _due(on: date, today: date, _language: str) -> SafeString:
    return days_left(on, today)


def _flags(row: Row, today: date, language: str) -> str:
    unread = (
        tag_("soon", html("desk.flag.unread", language, count=row.unread)) if row.unread else ""
    )
    return unread + (_due(row.due_on, today, language) if row.due_on else "")


def rows(found: Iterable[Row], today: date) -> SafeString:
    """Return rows of the queue as HTML; every value is escaped."""
    language = spoken()
    frame = _frame(language)
    address = reverse("desk:case", args=(_KEY,))
    return mark_safe(
        "".join(
            frame
            % {
                "clock": drawn_clock(clock_of(row.clock, row.clock_on, today), language),
                "address": address.replace(_KEY, row.key),
                "number": conditional_escape(row.number),
                "name": conditional_escape(f"{row.facts.name} {row.facts.name_own}".strip()),
                "what": _what(row.procedure, row.status, today, language),
                "state": _state(row.state.id, language),
                "days": _age(row.age_days, language),
                "flags": _flags(row, today, language),
                "officer": conditional_escape(row.officer or "–"),
            }
            for row in found
        )
    )

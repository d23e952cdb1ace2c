"""Components of the pages: one tag, one template, one entry in the catalogue."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from zairyu.law.problem import Problem
from zairyu.ui import icons
from zairyu.ui.dues import Due, due
from zairyu.ui.wording import anchor, html, in_words, problem_html, read_aloud, spoken

register = template.Library()
# The icon that stands with each kind of tag and line: shape before colour.
ICON_OF = {
    "good": "ok",
    "bad": "bad",
    "warn": "look",
    "soon": "act",
    "wait": "wait",
    "over": "ended",
    "todo": "draft",
}

# What the levels of messages are called here.
_LEVELS = {"success": "good", "info": "wait", "warning": "warn", "error": "bad", "debug": "wait"}


register.filter("anchor", anchor)


@register.simple_tag
def icon(name: str, large: bool = False) -> SafeString:
    """Draw an icon; words always stand beside it."""
    return icons.icon(name, large)


@register.simple_tag(name="tag")
def tag_(kind: str, text: object) -> SafeString:
    """Show a state as a tag: kinds are good, bad, warn, soon, wait, over, todo."""
    worded = read_aloud(in_words(text, spoken()), spoken())
    return format_html(
        '<strong class="tag tag--{}">{}<span>{}</span></strong>',
        kind,
        icons.icon(ICON_OF[kind]),
        worded,
    )


@register.simple_tag
def status_line(text: object, kind: str = "good") -> SafeString:
    """Tell, at the top of a page, what the last act did."""
    worded = read_aloud(in_words(text, spoken()), spoken())
    kind = _LEVELS.get(kind, kind)
    return format_html(
        '<p class="status-line status-line--{}" role="status">{}<span>{}</span></p>',
        kind,
        icons.icon(ICON_OF[kind]),
        worded,
    )


@register.inclusion_tag("ui/parts/problems.html")
def problems(found: Iterable[Problem], heading: str = "ui.problems.heading") -> dict[str, Any]:
    """Show the summary of what is wrong, each line leading to its field."""
    language = spoken()
    lines = [
        (anchor(problem.at) if problem.at else "", problem_html(problem, language))
        for problem in found
        if problem.severity == "error"
    ]
    return {"lines": lines, "heading": html(heading, language, number=len(lines))}


@register.inclusion_tag("ui/parts/q.html")
def q(
    name: str,
    label: object,
    *,
    at: str = "",
    kind: str = "text",
    value: str = "",
    hint: object = "",
    required: bool = True,
    problems: Iterable[Problem] = (),
    choices: Iterable[tuple[str, object]] = (),
    **attributes: object,
) -> dict[str, Any]:
    """Ask one question of a small form; `at` is where problems say it is, if not the name.

    Kinds: text, email, tel, date, number, textarea, select, radio, file, password. Label, hint and
    choices are texts (a mapping of languages, or words already said). The rest
    goes to the control: `autocomplete`, `inputmode`, `rows`, `size`, `accept`, `multiple`, `min`.
    """
    language = spoken()
    wrong = [problem_html(each, language) for each in problems if each.at == (at or name)]
    given = {key.replace("_", "-"): given for key, given in attributes.items() if given}
    extra = format_html_join(
        "",
        '{}="{}" ',
        ((key, each) for key, each in given.items() if each is not True),
    ) + format_html_join("", "{} ", ((key,) for key, each in given.items() if each is True))
    return {
        "name": name,
        "id": anchor(at or name),
        "label": _worded(label, language),
        "hint": _worded(hint, language) if hint else "",
        "kind": kind,
        "value": value,
        "required": required,
        "wrong": wrong,
        "choices": [(key, _worded(words, language)) for key, words in choices],
        "extra": extra,
    }


def _worded(words: object, language: str) -> SafeString:
    return read_aloud(in_words(words, language), language)


@register.simple_tag(takes_context=True)
def languages(context: Context, form: str = "") -> str:
    """Offer the page in each language; with the id of a form, by buttons of that form."""
    page = context.get("page")
    return _languages(form, page.query if page else "", spoken())


@lru_cache(maxsize=500)
def _languages(form: str, query: str, current: str) -> str:
    before = f"?{query}&lang=" if query else "?lang="
    choices = [(tag, before + tag, tag == current) for tag in ("ja", "ja-x-easy", "en")]
    return render_to_string("ui/parts/languages.html", {"form": form, "choices": choices})


class Fixed(template.Node):
    """A part of the frame that depends on the language only: drawn once for each."""

    def __init__(self, inside: template.NodeList) -> None:
        self.inside = inside
        self.drawn: dict[str, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """Return what was drawn for the language that is spoken."""
        language = spoken()
        found = self.drawn.get(language)
        if found is None:
            found = self.drawn[language] = self.inside.render(context)
        return found


@register.tag
def fixed(parser: template.base.Parser, _token: template.base.Token) -> Fixed:
    """Draw what stands until `endfixed` once per language; it may ask for nothing of the page."""
    inside = parser.parse(("endfixed",))
    parser.delete_first_token()
    return Fixed(inside)


@register.inclusion_tag("ui/parts/deadline.html")
def deadline(
    last_day: date, today: date, what: object = "", after: object = "", heading: int = 2
) -> dict[str, Any]:
    """Show a deadline: the day with its weekday, the days left, and what happens after it."""
    shown: Due = due(last_day, today)
    language = spoken()
    return {
        "due": shown,
        "icon": icons.icon(ICON_OF[shown.kind]),
        "what": _worded(what, language) if what else "",
        "after": _worded(after, language) if after else "",
        "heading": heading,
    }


@register.simple_tag
def days_left(last_day: date, today: date) -> SafeString:
    """Say a last day with the days left, as a tag."""
    shown = due(last_day, today)
    language = spoken()
    worded = html("ui.due.until-" + shown.tense, language, day=last_day, days=shown.days)
    return format_html(
        '<strong class="tag tag--{}">{}<span>{}</span></strong>',
        shown.kind,
        icons.icon(ICON_OF[shown.kind]),
        worded,
    )


@register.inclusion_tag("ui/parts/timeline.html")
def timeline(
    events: Iterable[Mapping[str, object]], coming: Mapping[str, object] | None = None
) -> dict[str, Any]:
    """Show what happened, newest first, with the next step dashed above.

    An event is `{"on": day or moment, "title": text, "text": text or "", "act": bool}`.
    """
    return {"events": list(events), "next": coming}


@register.inclusion_tag("ui/parts/tasks.html")
def tasks(rows: Iterable[Mapping[str, object]]) -> dict[str, Any]:
    """Show a list of tasks; a row is `{"href", "title", "state", "kind" or "", "key"}`.

    The state is plain text, and a tag only where it wants action (a kind is given). A row without
    an address cannot be opened now; its state says why.
    """
    return {"rows": list(rows)}


@register.simple_tag
def number(value: str) -> SafeString:
    """Show a number or code of ours: never translated, equal widths, not broken in a group."""
    return format_html('<b class="number" translate="no">{}</b>', value)

"""Why something is a problem: the rule and where it is written, behind one press."""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from zairyu.law.problem import Problem
from zairyu.questionnaire.parts import Field
from zairyu.questionnaire.rules import printed_at
from zairyu.ui.wording import html
from zairyu.words.catalogue import catalogue


def reasons(problems: Iterable[Problem], field: Field, language: str) -> SafeString:
    """Return the rules and sources of the problems of a field as HTML to be opened; or nothing."""
    said = [_reason(problem, field, language) for problem in problems]
    lines = "".join(dict.fromkeys(one for one in said if one))
    if not lines:
        return mark_safe("")
    summary = html("ui.forms.why", language)
    return mark_safe(f'<details class="why"><summary>{summary}</summary>{lines}</details>')


def _reason(problem: Problem, field: Field, language: str) -> str:
    key = f"questionnaire.rule.{problem.code}"
    if key not in catalogue():
        return ""
    rule = f"<p>{html(key, language)}</p>"
    own = problem.source if problem.source not in ("", printed_at(field)) else ""
    source = f'<span lang="ja">{escape(own or field.source)}</span>'
    number = (
        "" if own or not field.number else html("ui.forms.why-item", language, number=field.number)
    )
    told = html("ui.forms.why-source", language)
    return f'{rule}<p class="meta">{told} {source} {number}</p>'

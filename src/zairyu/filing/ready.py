"""Whether a draft is ready to be filed, and if not: what is missing, and on which page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zairyu.filing import papers, scope
from zairyu.filing.content import Content
from zairyu.filing.forms import context_of, form_of
from zairyu.filing.models import Draft, Upload
from zairyu.filing.summary import prefecture_of
from zairyu.law import going
from zairyu.law.problem import Problem
from zairyu.questionnaire.answers import counting
from zairyu.questionnaire.check import check
from zairyu.questionnaire.form import Form, asked_now, visible


@dataclass(frozen=True)
class Missing:
    """One thing that stands between a draft and its filing: where it is, and how many."""

    place: str  # key of a section; or "papers", "photo", "facts", "choose"
    problems: Sequence[Problem]


def missing(draft: Draft, content: Content, uploads: Sequence[Upload], on: date) -> list[Missing]:
    """Return what has to be put right before filing, page by page."""
    form, context = form_of(draft, on), context_of(draft, on)
    answers = counting(form, content.answers, context)
    found = [
        *_sections(form, content, answers, on, context),
        *_choices(content),
        *_facts(draft, content, on),
        *_papers(draft, content, uploads, on),
    ]
    return [one for one in found if one.problems]


def looks(draft: Draft, content: Content, on: date) -> list[Missing]:
    """Return what is to be looked at again, page by page; none of it stops a filing."""
    form, context = form_of(draft, on), context_of(draft, on)
    asked = asked_now(form, content.answers, context)
    found = []
    for section in visible(form, context):
        checked = check(form, section.key, {}, content.answers, on, context, content.raw, asked)
        again = [one for one in checked.problems if one.severity == "warning"]
        found.append(Missing(section.key, again))
    return [one for one in found if one.problems]


def _sections(
    form: Form, content: Content, answers: dict[str, Any], on: date, context: dict[str, Any]
) -> list[Missing]:
    found = []
    asked = asked_now(form, content.answers, context)
    for section in visible(form, context):
        checked = check(form, section.key, {}, content.answers, on, context, content.raw, asked)
        wrong = [*checked.wrong, *_office(section.fields, answers)]
        found.append(Missing(section.key, wrong))
    return found


def _office(fields: Sequence[Any], answers: dict[str, Any]) -> list[Problem]:
    """Return that the address names no prefecture: without one no office can be found."""
    for field in fields:
        said = answers.get(field.key) if field.id == "address_in_japan" else None
        if said and not prefecture_of(str(said)):
            return [Problem("filing.prefecture", at=field.key)]
    return []


def _choices(content: Content) -> list[Missing]:
    return [
        Missing(f"choose:{section}", [Problem("filing.two-versions", at=section)])
        for section in content.others
    ]


def _facts(draft: Draft, content: Content, on: date) -> list[Missing]:
    open_ = [
        Problem("filing.fact-open", at=f"fact.{asked.id}", params={"question": asked.question})
        for asked in papers.open_facts(draft, content, on)
    ]
    return [Missing("facts", open_)]


def _papers(draft: Draft, content: Content, uploads: Sequence[Upload], on: date) -> list[Missing]:
    asked = papers.asked(draft, content, on)
    lacking = [
        Problem(
            "filing.paper-missing",
            at=f"paper:{slot.paper.id}",
            params={"paper": slot.paper.name},
        )
        for slot in papers.lacking(papers.slots(asked, uploads))
    ]
    photo = []
    if papers.photo_needed(draft, content, on) and not any(one.slot == "photo" for one in uploads):
        photo = [Problem("filing.photo-missing", at="photo")]
    return [Missing("papers", lacking), Missing("photo", photo)]


def expiry_of(content: Content) -> date | None:
    """Return the last day of the present stay, where it was answered."""
    for key, value in content.answers.items():
        if key.endswith(".current_expiry") and isinstance(value, str) and len(value) == 10:
            return date.fromisoformat(value)
    return None


def barred(draft: Draft, content: Content, on: date) -> Problem | None:
    """Return why this cannot be filed online on a day, whatever is filled in, or nothing."""
    out = scope.out_of_scope(
        draft.category,
        draft.procedure,
        draft.current_status or draft.status,
        draft.status,
        draft.permits,
        expiry_of(content) if draft.procedure in ("change", "extension") else None,
        on,
        person=papers.right_of(content),
        activity=draft.activity,
    )
    return out or _birth_long_ago(content, on)


def unsure(draft: Draft, content: Content, on: date) -> Problem | None:
    """Return a plain warning where it is not known whether this goes online: it may be filed."""
    current = draft.current_status or draft.status
    person = papers.right_of(content)
    return scope.unsure(draft.category, draft.procedure, current, draft.status, on, person)


def _birth_long_ago(content: Content, on: date) -> Problem | None:
    """Return that the thirty days after a birth are over, where a status is asked for after one."""
    birth = papers.birth_of(content)
    by_birth = content.answers.get("common-acquisition.cause_of_acquisition") == "birth"
    return going.acquisition_too_late(birth, on) if by_birth and birth else None

"""A draft that crosses a change of the law: its answers stay, and only what is new is asked."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from zairyu.filing.content import Content
from zairyu.filing.forms import context_of, form_of
from zairyu.law.dates import legal_day
from zairyu.law.problem import Refusal
from zairyu.questionnaire.answers import progress
from zairyu.questionnaire.changes import Fresh, fresh
from zairyu.questionnaire.form import Form

if TYPE_CHECKING:
    from zairyu.filing.models import Draft


def _form_then(draft: "Draft", moment: datetime) -> Form | None:
    try:
        return form_of(draft, legal_day(moment))
    except Refusal:
        return None


def new_questions(draft: "Draft", on: date) -> dict[str, Fresh]:
    """Return, by section, what is asked today and was not when the section was last saved.

    A section that was never saved is compared with the day on which the draft was begun.
    """
    found = {}
    now = form_of(draft, on)
    for section in now.sections:
        saved = draft.versions.get(section.key)
        then = _form_then(draft, datetime.fromisoformat(saved[1]) if saved else draft.created_at)
        new = fresh(then, now, section) if then is not None else None
        if new is not None:
            found[section.key] = new
    return found


def progress_on(draft: "Draft", content: Content, on: date) -> Mapping[str, Sequence[Any]]:
    """Return how far each section is today: as it was kept, or anew where the form has changed."""
    now = form_of(draft, on)
    if _form_then(draft, draft.saved_at) is now:
        kept: Mapping[str, Sequence[Any]] = draft.progress
        return kept
    states = progress(now, content.answers, on, context_of(draft, on), content.raw)
    return {key: [one.state, one.done, one.total, one.wrong] for key, one in states.items()}

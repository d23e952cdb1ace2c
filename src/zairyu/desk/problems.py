"""What the check says of the answers of a case: the officer sees the same as the person did."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from zairyu.filing import queries as filing
from zairyu.filing.forms import context_of, form_of
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem
from zairyu.questionnaire.check import check_all
from zairyu.questionnaire.form import Form
from zairyu.ui.wording import problem_html
from zairyu.words.catalogue import Text, pick

if TYPE_CHECKING:
    from zairyu.casework.models import Case


@dataclass(frozen=True)
class Found:
    """One problem: at which question, what is so, where the rule stands, and since when."""

    field: Text | None
    section: Text | None
    words: SafeString
    source: str
    warns: bool
    since: bool  # it came after the filing, such as a passport that has ended meanwhile


def problems_of(case: "Case", today: date, language: str) -> list[Found]:
    """Return what the check said on the day of filing, and what it says today beside it.

    The form is that of the day of filing: a case is examined by the law it was filed under.
    """
    submission = case.submission
    on = legal_day(submission.filed_at)
    form, context = form_of(submission, on), context_of(submission, on)
    answers = filing.answers_of_submission(submission)
    then = check_all(form, answers, on, context)
    now = check_all(form, answers, today, context)
    said = {(one.code, one.at) for one in then}
    later = [one for one in now if (one.code, one.at) not in said]
    return [
        _found(form, one, since, language)
        for since, problems in ((False, then), (True, later))
        for one in problems
    ]


def _where(form: Form, source: str, language: str) -> str:
    """Return where a rule stands; an item of the form by the name of its sheet."""
    part, _, item = source.partition(" ")
    named = next((one.title for one in form.parts if one.id == part), None)
    return f"{pick(named, language)} {item}" if named else source


def _found(form: Form, one: Problem, since: bool, language: str) -> Found:
    key = ".".join(one.at.split(".")[:2])
    field = form.fields.get(key)
    section = next(
        (each for each in form.sections if any(asked.key == key for asked in each.fields)), None
    )
    return Found(
        field.name if field else None,
        section.title if section else None,
        problem_html(one, language),
        _where(form, one.source, language),
        one.severity == "warning",
        since,
    )

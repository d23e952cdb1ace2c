"""What a change of the law asks anew of a form that was begun before it."""

from dataclasses import dataclass
from datetime import date

from zairyu.questionnaire.form import Form, Section
from zairyu.questionnaire.parts import Field


@dataclass(frozen=True)
class Fresh:
    """The questions of a section that are new, and the day since which they are asked."""

    since: date
    fields: tuple[Field, ...]


def fresh(then: Form, now: Form, section: Section) -> Fresh | None:
    """Return what a section of today's form asks that the form of another day did not ask at all.

    A question that only moved to another page is not new: its answer is kept by its own name.
    """
    if then is now:
        return None
    fields = tuple(
        one for one in section.fields if one.asked == "page" and one.key not in then.fields
    )
    if not fields:
        return None
    return Fresh(max(date.fromisoformat(one.since) for one in fields), fields)

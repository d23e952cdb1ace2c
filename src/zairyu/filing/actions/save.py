"""Saving what was typed into a section; nothing typed is ever lost, right or wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from zairyu.filing.holding import changed, record
from zairyu.filing.models import Draft
from zairyu.filing.work import Typed, work_on
from zairyu.law.problem import Problem

if TYPE_CHECKING:
    from zairyu.people.models import Person


@dataclass(frozen=True)
class Saved:
    """What came of saving: the draft, what is wrong, and whether another window was first."""

    draft: Draft
    problems: Sequence[Problem]
    conflict: bool = False


@transaction.atomic
def save_answers(
    draft_key: str, section_key: str, typed: Typed, version: int, *, by: "Person", at: datetime
) -> Saved:
    """Keep what was typed into a section, and say what is wrong with it.

    Where another window has saved the section since `version`, both are kept and the person
    chooses; the same form sent twice is saved once.
    """
    work = work_on(draft_key, by, at)
    work.section(section_key)
    checked = work.check(section_key, typed)
    if version == work.version(section_key):
        work.keep(section_key, checked, at)
        record(work.draft, "save-section", at, by, section=section_key)
        return Saved(work.draft, checked.problems)
    if not work.changes(section_key, checked):
        return Saved(work.draft, checked.problems)
    work.content.others[section_key] = {
        "typed": {name: list(values) for name, values in typed.items()},
        "at": at.isoformat(),
        "by": by.key,
    }
    changed(work.draft, at, work.content)
    record(work.draft, "keep-second-version", at, by, section=section_key)
    return Saved(work.draft, (), conflict=True)


@transaction.atomic
def choose_other(draft_key: str, section_key: str, *, by: "Person", at: datetime) -> Saved:
    """Use the second version of a section, the one that came from an old window."""
    work = work_on(draft_key, by, at)
    work.section(section_key)
    other = work.content.others.pop(section_key, None)
    if other is None:
        return Saved(work.draft, ())
    checked = work.check(section_key, other["typed"])
    work.keep(section_key, checked, at)
    record(work.draft, "choose-second-version", at, by, section=section_key)
    return Saved(work.draft, checked.problems)


@transaction.atomic
def drop_other(draft_key: str, section_key: str, *, by: "Person", at: datetime) -> None:
    """Stay with the saved version of a section and let the second one go."""
    work = work_on(draft_key, by, at)
    if work.content.others.pop(section_key, None) is not None:
        changed(work.draft, at, work.content)
        record(work.draft, "choose-first-version", at, by, section=section_key)

"""A draft on the table: locked, opened, with its form, for the length of one act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from zairyu.filing.content import Content
from zairyu.filing.forms import context_of, form_of
from zairyu.filing.holding import changed, content_of, held
from zairyu.filing.models import Draft
from zairyu.filing.refusals import NotThere
from zairyu.law.dates import legal_day
from zairyu.questionnaire.answers import merged, merged_raw, progress
from zairyu.questionnaire.check import Checked, check
from zairyu.questionnaire.form import Form, Section, visible
from zairyu.questionnaire.reach import sections_reached

if TYPE_CHECKING:
    from zairyu.people.models import Person

Typed = Mapping[str, Sequence[str]]


@dataclass
class Work:
    """A draft with its content, its form and the circumstances of the day."""

    draft: Draft
    content: Content
    form: Form
    context: dict[str, Any]
    on: date
    by: "Person"

    def section(self, key: str) -> Section:
        """Return a section of the form.

        Raises:
            NotThere: the form has no such section.
        """
        found = self.form.section(key)
        if found is None:
            raise NotThere
        return found

    def version(self, section_key: str) -> int:
        """Return how often a section has been saved."""
        return version_of(self.draft, section_key)

    def check(self, section_key: str, typed: Typed) -> Checked:
        """Return a section as answered, with what was typed over what was kept."""
        return check(
            self.form,
            section_key,
            typed,
            self.content.answers,
            self.on,
            self.context,
            self.content.raw,
        )

    def changes(self, section_key: str, checked: Checked) -> bool:
        """Say whether keeping a checked section would change anything."""
        answers = merged(self.form, section_key, self.content.answers, checked)
        raw = merged_raw(self.form, section_key, self.content.raw, checked)
        return answers != self.content.answers or raw != self.content.raw

    def keep(self, section_key: str, checked: Checked, at: datetime) -> None:
        """Put a checked section in the place of the old one and write the draft."""
        content, before = self.content, self.content.answers
        content.answers = merged(self.form, section_key, content.answers, checked)
        content.raw = merged_raw(self.form, section_key, content.raw, checked)
        self.draft.versions[section_key] = [
            self.version(section_key) + 1,
            at.isoformat(),
            self.by.key,
        ]
        self._reckon(section_key, before)
        changed(self.draft, at, content)

    def _reckon(self, section_key: str, before: Mapping[str, Any]) -> None:
        """Say anew how far the sections are that this change can have changed; on another day, all.

        A day later an answer may have become wrong by itself, and the form may be another one.
        """
        content, draft = self.content, self.draft
        shown = {one.key for one in visible(self.form, self.context)}
        only = None
        if draft.progress.keys() == shown and legal_day(draft.saved_at) == self.on:
            now = content.answers
            keys = {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}
            only = {section_key, *sections_reached(self.form, keys)}
        states = progress(self.form, content.answers, self.on, self.context, content.raw, only)
        draft.progress = draft.progress if only else {}
        for key, one in states.items():
            draft.progress[key] = [one.state, one.done, one.total, one.wrong]


def version_of(draft: Draft, section_key: str) -> int:
    """Return how often a section of a draft has been saved."""
    number: int = draft.versions.get(section_key, [0])[0]
    return number


def work_on(draft_key: str, by: "Person", at: datetime) -> Work:
    """Return a draft in a person's hands, locked and opened.

    Raises:
        NotThere: no such draft for this person.
        FilingRefused: it has been filed, or this hand may not change it.
    """
    draft, on = held(draft_key, by, at), legal_day(at)
    return Work(draft, content_of(draft), form_of(draft, on), context_of(draft, on), on, by)

"""The form of one application: the parts that make it up, grouped into sections to be answered."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from zairyu.law.forms import form_parts
from zairyu.questionnaire.choosing import Chosen
from zairyu.questionnaire.conditions import Answers, applies, holds, meets
from zairyu.questionnaire.parts import Field, Part, part
from zairyu.questionnaire.points import reckoned
from zairyu.words import Text

_LAST = ("representative", "delivery")
# Wishes that are chosen when the application is begun, and printed on the last sheet.
_WISHES = {
    "apply_reentry_permit": "reentry-permit",
    "apply_extra_status_activity": "extra-status-activity-permit",
}


@dataclass(frozen=True, eq=False)
class Section:
    """What is answered on one page: its key in the address, its title, its fields."""

    key: str
    title: Text
    part: str
    filled_by: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, eq=False)
class Form:
    """All that is asked for one application, in the versions that hold on a day.

    `given` are answers that the choice of the procedure and status has decided. `taken` are
    fields that the paper prints again: key, and the key of the field that is asked.
    """

    procedure: str
    status: str
    permits: tuple[str, ...]
    parts: tuple[Part, ...]
    fields: Mapping[str, Field]
    sections: tuple[Section, ...]
    given: Mapping[str, Any]
    taken: Mapping[str, str]
    activity: str = ""

    @property
    def confirmed(self) -> bool:
        """Whether every sheet was seen; else wording and numbers of one are reconstructed."""
        return all(one.confirmed for one in self.parts)

    def section(self, key: str) -> Section | None:
        """Return the section of a key, or nothing."""
        return next((one for one in self.sections if one.key == key), None)

    def context(self, context: Answers) -> dict[str, Any]:
        """Return the circumstances, completed by what the form itself knows.

        Everyone who files for a certificate of eligibility fills in the block of the
        representative; for a change or an extension only a legal representative does.
        """
        filed_by = bool(context.get("filed_by_representative"))
        return {
            "representative_block": self.procedure == "coe" or filed_by,
            **context,
            **Chosen(self.procedure, self.status, self.activity).circumstances(),
        }

    def known(self, answers: Answers) -> dict[str, Any]:
        """Return the answers with what the choice of the form decided and what is worked out."""
        known = {**answers, **self.given}
        return {**known, **reckoned(self.parts, known)}

    def printed(self, answers: Answers) -> dict[str, Any]:
        """Return the answers as the paper prints them, repeated where it asks twice."""
        known = self.known(answers)
        again = {key: known[source] for key, source in self.taken.items() if source in known}
        return {**known, **again}


def _sources(fields: Iterable[Field]) -> dict[str, str]:
    first: dict[str, str] = {}
    for one in fields:
        if not one.same_as:
            first.setdefault(one.id, one.key)
    return first


def _on_page(one: Field) -> bool:
    """Say whether a page shows a field: asked there, worked out, or decided by the choice."""
    return one.asked in ("page", "reckoned") or (one.asked == "given" and not one.value)


def _sections(parts: Iterable[Part], fields: Mapping[str, Field]) -> tuple[Section, ...]:
    found: dict[str, Section] = {}
    for one in parts:
        for section in one.sections:
            kept = tuple(fields[each.key] for each in section.fields if each.key in fields)
            asked = tuple(each for each in kept if _on_page(each))
            if not any(each.asked == "page" for each in asked):
                continue
            key = section.key if section.key not in found else f"{section.key}-{one.id}"
            found[key] = Section(key, section.title, one.id, one.filled_by, asked)
    usual = tuple(one for key, one in found.items() if key not in _LAST)
    return usual + tuple(found[key] for key in _LAST if key in found)


@lru_cache(maxsize=512)
def form(
    procedure: str, status: str, permits: tuple[str, ...], on: date, activity: str = ""
) -> Form:
    """Return the form of a procedure and status, with the permits filed beside it, on a day.

    A designated activity stands for a status. Where the sheets of a status differ by what is done
    under it (`law.activities.activities_of`), `activity` says which. Days between which nothing of
    it changes have one and the same form.

    Raises:
        NotInForce: a part of the form is not known on that day.
        law.forms.NoForm: there is no form for this status and procedure.
    """
    chosen = Chosen(procedure, status, activity)
    names = form_parts(procedure, status, "online", permits, activity or None, on)
    parts = tuple(part(name, on) for name in (*names.parts, *names.sheets))
    return _made(chosen, permits, parts, chosen.grantable(on))


@lru_cache(maxsize=512)
def _made(
    chosen: Chosen, permits: tuple[str, ...], parts: tuple[Part, ...], periods: tuple[str, ...]
) -> Form:
    """Return the one form for all days on which its parts and periods are the same."""
    every = [
        chosen.asked(chosen.fitted(one, periods))
        for each in parts
        for one in each.fields
        if chosen.belongs(one)
    ]
    first = _sources(every)
    taken = {one.key: first[one.same_as] for one in every if one.same_as in first}
    fields = {one.key: one for one in every}
    asked = {key: one for key, one in fields.items() if key not in taken}
    given = {
        key: value
        for key, one in asked.items()
        if one.asked == "given" and (value := chosen.given(one))
    }
    given |= {
        one.key: "yes" if _WISHES[one.id] in permits else "no"
        for one in every
        if one.asked == "start" and one.id in _WISHES
    }
    sections = _sections(parts, asked)
    names = (chosen.procedure, chosen.status, permits)
    return Form(*names, parts, fields, sections, given, taken, chosen.activity)


def _can(one: Field, found: Mapping[str, Field], form: Form, context: Answers) -> bool:
    def entry(key: str, wanted: Any) -> bool:
        if key.startswith("context."):
            return holds({key: wanted}, one.part, {}, context)
        sources = [f"{one.part}.{name.partition('.')[0]}" for name in key.split("|")]
        return any(
            meets(form.given[source], wanted) if source in form.given else source in found
            for source in sources
        )

    return not one.when or any(all(entry(*each) for each in when.items()) for when in one.when)


@lru_cache(maxsize=512)
def _meant(form: Form) -> tuple[str, ...]:
    """Return the circumstances that the conditions of a form speak of."""
    keys = {key for one in form.fields.values() for when in one.when for key in when}
    return tuple(key.removeprefix("context.") for key in keys if key.startswith("context."))


@lru_cache(maxsize=1024)
def _possible(form: Form, circumstances: frozenset[tuple[str, Any]]) -> Mapping[str, Field]:
    full = dict(circumstances)
    found: dict[str, Field] = {}
    for section in form.sections:
        for one in section.fields:
            if _can(one, found, form, full):
                found[one.key] = one
    return MappingProxyType(found)


def possible(form: Form, context: Answers) -> Mapping[str, Field]:
    """Return the fields that some answers can open in these circumstances."""
    full = form.context(context)
    return _possible(form, frozenset((name, full.get(name, False)) for name in _meant(form)))


def open_on(form: Form, section: Section, answers: Answers, context: Answers) -> frozenset[str]:
    """Return the fields of a section that its own answers can open, those of other pages settled.

    A question that hangs on one of another page is closed when that one is answered otherwise, or
    is itself not asked; while it is unanswered, the question stays.
    """
    own, left = {one.key for one in section.fields}, set[str]()
    asked = asked_now(form, answers, context, section.part)
    known = form.known({key: answers[key] for key in asked if key in answers})
    full = form.context(context)

    def may(key: str, wanted: Any) -> bool:
        names = [f"{section.part}.{name.partition('.')[0]}" for name in key.split("|")]
        if own & {*names}:
            return bool(left & {*names})  # a question stands after the one it hangs on
        waits = any(name in asked and name not in known for name in names)
        return waits or holds({key: wanted}, section.part, known, full)

    for key in (one.key for one in section.fields if one.key in possible(form, context)):
        when = form.fields[key].when
        if not when or any(all(may(*each) for each in one.items()) for one in when):
            left.add(key)
    return frozenset(left)


def visible(form: Form, context: Answers) -> tuple[Section, ...]:
    """Return the sections in which something can be asked in these circumstances."""
    can = possible(form, context)
    return tuple(
        section
        for section in form.sections
        if any(one.asked == "page" and one.key in can for one in section.fields)
    )


def asked_now(form: Form, answers: Answers, context: Answers, part: str = "") -> dict[str, Field]:
    """Return the fields that apply, given the answers; of one part alone where it is named.

    A question stands after the one it hangs on, in the same part, so an answer that no longer
    counts (because its own question does not apply) opens nothing.
    """
    full, counted = form.context(context), dict(form.given)
    found: dict[str, Field] = {}
    for section in form.sections:
        if part and section.part != part:
            continue
        for one in section.fields:
            if not applies(one, counted, full):
                continue
            found[one.key] = one
            if one.key in answers and one.key not in counted:
                counted[one.key] = answers[one.key]
    return found


def digest(form: Form) -> str:
    """Return a fingerprint of the form as shown: every question with its words and choices."""
    shown = [
        [one.key, one.number, one.type, one.required, dict(one.label), one.asked, repr(one.when)]
        + [[choice.value, dict(choice.label)] for choice in one.choices]
        + [[column.key, column.type, dict(column.label)] for column in one.columns]
        for one in form.fields.values()
    ]
    written = json.dumps(shown, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()

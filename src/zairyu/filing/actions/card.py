"""Answers taken over from a residence card: what it says beside what the draft says."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from zairyu.filing.content import Content
from zairyu.filing.forms import form_of
from zairyu.filing.holding import record
from zairyu.filing.models import Draft
from zairyu.filing.work import work_on
from zairyu.questionnaire.form import Form
from zairyu.questionnaire.parts import Field

if TYPE_CHECKING:
    from zairyu.people.models import Person

# What a card tells, and the question that it answers. A certificate of eligibility asks for the
# address where somebody will live: there the card's own is left out, as is everything else.
_QUESTIONS = {
    "number": "residence_card_number",
    "born": "date_of_birth",
    "sex": "sex",
    "nationality": "nationality",
    "period": "current_period",
    "stay_until": "current_expiry",
    "address": "address_in_japan",
}


@dataclass(frozen=True)
class Offer:
    """One answer that a card gives: the question, the card's answer, the draft's."""

    field: Field
    on_card: str
    in_draft: Any

    @property
    def same(self) -> bool:
        """Whether the draft says so already."""
        return bool(self.on_card == self.in_draft)

    @property
    def empty(self) -> bool:
        """Whether the draft says nothing yet."""
        return self.in_draft in (None, "")


def asks_for_card(draft: Draft, on: date) -> bool:
    """Say whether the form of a draft asks for what stands on a residence card."""
    return bool(_fields(form_of(draft, on)).get("number"))


def _fields(form: Form) -> dict[str, Field]:
    """Return the questions of the common part that a card can answer, by what it calls them."""
    asked = {
        one.id: one
        for one in form.fields.values()
        if one.part.startswith("common-") and one.asked == "page"
    }
    return {name: asked[id_] for name, id_ in _QUESTIONS.items() if id_ in asked}


def offers(draft: Draft, content: Content, told: Mapping[str, Any], on: date) -> list[Offer]:
    """Return what a card can answer of a draft's form, in the order of the form's questions."""
    fields = _fields(form_of(draft, on)) if asks_for_card(draft, on) else {}
    return [
        Offer(field, str(told[name]), content.answers.get(field.key))
        for name, field in fields.items()
        if told.get(name) and _fits(field, str(told[name]))
    ]


def _fits(field: Field, value: str) -> bool:
    return not field.choices or any(choice.value == value for choice in field.choices)


@transaction.atomic
def take_from_card(
    draft_key: str,
    told: Mapping[str, Any],
    chosen: Collection[str],
    *,
    by: "Person",
    at: datetime,
) -> int:
    """Write the chosen answers of a card into a draft, by key of question; say how many.

    Raises:
        NotThere: no such draft for this person.
        FilingRefused: it has been filed.
    """
    work = work_on(draft_key, by, at)
    wanted = {
        one.field.key: one.on_card
        for one in offers(work.draft, work.content, told, work.on)
        if one.field.key in chosen and not one.same
    }
    for section in work.form.sections:
        own = {one.key for one in section.fields} & wanted.keys()
        if not own:
            continue
        work.content.answers |= {key: wanted[key] for key in own}
        work.content.raw = {
            name: typed
            for name, typed in work.content.raw.items()
            if not any(name == key or name.startswith(f"{key}.") for key in own)
        }
        work.keep(section.key, work.check(section.key, {}), at)
    if wanted:
        record(work.draft, "take-from-card", at, by, number=len(wanted))
    return len(wanted)

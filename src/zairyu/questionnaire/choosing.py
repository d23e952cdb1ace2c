"""What the choice of procedure, status and activity decides about questions."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from zairyu.law.activities import DESIGNATED, base_status, sheet_status
from zairyu.law.statuses import held
from zairyu.questionnaire.codelists import Choice, codelist
from zairyu.questionnaire.parts import Field

# Statuses whose form of family L speaks of a transfer (the others of the family report news).
_TRANSFERRED = ("intra-company-transferee", "researcher", "highly-skilled-professional-1b")
_TRANSFERS = ("intra-company-transferee", "transferee")
_TRAINEES = "technical-intern-training-"
# What the lists of the forms call the activities between which sheets differ.
_CALLED = {"research": "researcher", "transferee": "researcher-transferee"}


@dataclass(frozen=True)
class Chosen:
    """A procedure, a status (or designated activity) and, where sheets differ, the activity."""

    procedure: str
    status: str
    activity: str = ""

    @property
    def base(self) -> str:
        """The status as the Act names it."""
        return base_status(self.status)

    @property
    def names(self) -> tuple[str, ...]:
        """Everything by which the lists of the forms may call it, the nearest first."""
        sheets = sheet_status(self.status)
        others = ("others",) if sheets == DESIGNATED != self.status else ()
        found = (_CALLED.get(self.activity, ""), self.activity, self.status, sheets, *others)
        return tuple(one for one in found if one)

    def circumstances(self) -> dict[str, Any]:
        """Return what conditions may ask about the choice."""
        transferred = self.status.startswith(_TRANSFERRED)
        return {
            "procedure": self.procedure,
            "status": sheet_status(self.status),
            "designated_activity": self.status if self.base != self.status else "",
            "activity": self.activity,
            "is_transfer": self.activity in _TRANSFERS if self.activity else transferred,
            "supervised": self.base.startswith(_TRAINEES) and self.base.endswith("ro"),
        }

    def belongs(self, one: Field) -> bool:
        """Say whether a question belongs to the form at all."""
        return (not one.procedures or self.procedure in one.procedures) and (
            not one.statuses or bool({self.base, *self.names} & set(one.statuses))
        )

    def fitted(self, one: Field, periods: tuple[str, ...]) -> Field:
        """Return a question with the choices that it has here, and its number if that was seen."""
        number = one.numbers.get(self.procedure) or one.numbers.get("") or one.number
        number = number if one.confirmed else ""
        choices, listed = self._choices(one)
        if one.id == "desired_period" and periods:
            choices = tuple(choice for choice in choices if choice.value in periods)
        return replace(one, number=number, choices=choices, codelist=listed)

    def given(self, one: Field) -> str:
        """Return the answer that the choice of the form has decided, or nothing."""
        if one.value:
            return one.value
        values = [choice.value for choice in one.choices]
        if one.type == "status-of-residence":
            return self.base if self.base in values else ""
        fitting = self._fitting(one)
        if len(fitting) == 1:
            return fitting[0].value
        named = (name for name in self.names if name in values and name != self.base)
        called = _CALLED.get(self.activity, "")
        return called if called in values else next(named, "")

    def asked(self, one: Field) -> Field:
        """Return a question that the form may decide: given where it has one answer, else asked."""
        if one.asked != "given" or self.given(one):
            return one
        return replace(one, asked="page", choices=self._fitting(one) or one.choices)

    def _fitting(self, one: Field) -> tuple[Choice, ...]:
        return tuple(
            choice for choice in one.choices if self.base in (choice.value, *choice.statuses)
        )

    def _choices(self, one: Field) -> tuple[tuple[Choice, ...], str]:
        listed = next(
            (one.lists[name] for name in (*self.names, self.base) if name in one.lists), ""
        )
        if listed:
            return codelist(listed), listed
        fitting = tuple(
            choice for choice in one.choices if not choice.statuses or self.base in choice.statuses
        )
        return fitting or one.choices, one.codelist

    def grantable(self, on: date) -> tuple[str, ...]:
        """Return the periods that the law fixes; nothing where any may be designated."""
        granted = held(self.status, on)
        return granted.periods if granted.periods_kind == "fixed" else ()

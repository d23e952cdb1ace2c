"""What is known before the first word is typed; the same thing is not asked twice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zairyu.filing.forms import Filed, form_of
from zairyu.filing.papers import IN_FORM
from zairyu.law.activities import base_status
from zairyu.questionnaire.parts import Field


@dataclass(frozen=True)
class Told:
    """What was told before the draft began, and is therefore not asked again.

    `right` is what gives the filer the right to file: `incapacity_reason`, `organisation_role`.
    """

    birth: date | None = None
    period: str = ""
    delivery: str = ""
    cause: str = ""
    office: str = ""
    right: Mapping[str, str] = field(default_factory=dict)

    @property
    def person(self) -> dict[str, Any]:
        """What the right to file asks of the applicant and the filer."""
        told = {"applicant_birth": self.birth, "current_period": self.period}
        return {**self.right, **{name: value for name, value in told.items() if value}}


NOTHING_TOLD = Told()
_METHODS = (
    "coe_receipt_method",
    "residence_card_receipt_method",
    "work_certificate_receipt_method",
)
_WAYS = {"post": "mailing", "email": "email", "counter": "counter"}  # as the sheet names them


def known_at_start(
    filed: Filed,
    expires_on: date | None,
    on: date,
    told: Told = NOTHING_TOLD,
    facts: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return the answers that are known when a draft begins; what fits no field is left out.

    Facts about papers that the form asks as well are answered there with the same words.
    """
    given: dict[str, Any] = {
        **_answers(facts or {}),
        "cause_of_acquisition": told.cause,
        "current_status": base_status(filed.current_status),
        "current_expiry": expires_on.isoformat() if expires_on else "",
        "current_period": told.period,
        "date_of_birth": told.birth.isoformat() if told.birth else "",
        "receiving_bureau": told.office if told.delivery == "counter" else "",
        **dict.fromkeys(_METHODS, _WAYS.get(told.delivery, "")),
    }
    said: dict[str, Any] = {}
    for key, one in form_of(filed, on).fields.items():
        value = given.get(one.id)
        if value and one.asked == "page" and _fits(one, value):
            said[key] = value
    return said


def _answers(facts: Mapping[str, Any]) -> dict[str, str]:
    said = {name: "yes" if facts[name] else "no" for name in IN_FORM if name in facts}
    if "permission_kind" in facts:
        said["permission_kind"] = str(facts["permission_kind"])
    return said


def _fits(one: Field, value: str) -> bool:
    return not one.choices or any(choice.value == value for choice in one.choices)


def started_with(filed: Filed, on: date) -> dict[str, str]:
    """Return the answers about permits beside the application, as the form prints them."""
    asked = {
        "apply_reentry_permit": "reentry-permit",
        "apply_extra_status_activity": "extra-status-activity-permit",
    }
    return {
        key: "yes" if asked[field.id] in filed.permits else "no"
        for key, field in form_of(filed, on).fields.items()
        if field.asked == "start" and field.id in asked
    }

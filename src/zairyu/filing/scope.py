"""What can be filed online, by whom and until when: asked of the law before anything is typed."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings

from zairyu.law import categories, statuses, stay
from zairyu.law.activities import DESIGNATED
from zairyu.law.problem import Problem, Refusal
from zairyu.law.procedures import PERMITS, permit_alone
from zairyu.law.switches import switch
from zairyu.questionnaire.form import form


def out_of_scope(
    category: str,
    procedure: str,
    current: str,
    wanted: str,
    permits: Sequence[str],
    expires_on: date | None,
    on: date,
    person: Mapping[str, Any] | None = None,
    activity: str = "",
) -> Problem | None:
    """Return why an application cannot be filed here, or nothing.

    `person` is what the right to file asks of the applicant and the filer: `applicant_birth`,
    `incapacity_reason` (why the applicant cannot act), `organisation_role`.
    """
    if wanted == DESIGNATED:
        return Problem("filing.activity-open", at="status")
    if not set(permits) <= set(PERMITS) or any(permit_alone(one, procedure) for one in permits):
        return Problem("filing.permits-not-beside")
    found = statuses.online_scope(procedure, current, wanted, on)
    if found is not None:
        return found
    told = {"wanted_status": wanted, "current_status": current} if current else {}
    facts = {**(told or {"wanted_status": wanted}), **(person or {}), "filed": on}
    right = categories.filing_right(category, procedure, facts, on)
    if right.allowed is False:
        reason = categories.reason(right.because[0])
        return Problem("filing.category-may-not", params={"reason": reason})
    late = too_late(expires_on, on)
    return late or not_confirmed(procedure, wanted, permits, on, activity)


def unconfirmed(
    procedure: str, status: str, permits: Sequence[str], on: date, activity: str = ""
) -> bool:
    """Say whether a sheet of the form was reconstructed: its wording and numbers may differ."""
    try:
        asked = form(procedure, status, tuple(permits), on, activity)
    except (Refusal, LookupError):
        return False
    return not asked.confirmed


def not_confirmed(
    procedure: str, status: str, permits: Sequence[str], on: date, activity: str = ""
) -> Problem | None:
    """Return that the form is not confirmed, where this deployment does not use such forms."""
    if getattr(settings, "ZAIRYU_UNCONFIRMED_FORMS", False):
        return None
    if not unconfirmed(procedure, status, permits, on, activity):
        return None
    name = statuses.held(status, on).name
    return Problem("filing.form-not-confirmed", at="status", params={"status": name})


def unsure(
    category: str,
    procedure: str,
    current: str,
    wanted: str,
    on: date,
    person: Mapping[str, Any] | None = None,
) -> Problem | None:
    """Return a plain warning where it is not known whether this may be filed online.

    The person may file all the same; an officer decides.
    """
    told = {"wanted_status": wanted, "current_status": current}
    facts = {name: status for name, status in told.items() if status}
    return categories.not_known(category, procedure, {**facts, **(person or {})}, on)


def too_late(expires_on: date | None, on: date) -> Problem | None:
    """Return that the last day to file online has passed, unless the rule is switched off."""
    if expires_on is None or not switch("closed-on-last-day", on, turned()):
        return None
    return stay.too_late_online(expires_on, on)


def turned() -> Mapping[str, bool]:
    """Return the limits of the agency's system that this deployment has turned on or off."""
    switches: Mapping[str, bool] = getattr(settings, "ZAIRYU_SWITCHES", {})
    return switches

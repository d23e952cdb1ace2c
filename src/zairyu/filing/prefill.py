"""What is known before the first word is typed; the same thing is not asked twice."""

from datetime import date
from typing import Any

from zairyu.filing.forms import Filed, form_of


def known_at_start(filed: Filed, expires_on: date | None, on: date) -> dict[str, Any]:
    """Return the answers that choosing a procedure has given: present status and its last day."""
    fields = form_of(filed, on).fields
    said: dict[str, Any] = {}
    for key, field in fields.items():
        if field.id == "current_status" and filed.current_status and field.asked == "page":
            said[key] = filed.current_status
        elif field.id == "current_expiry" and expires_on is not None and field.asked == "page":
            said[key] = expires_on.isoformat()
    return said


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

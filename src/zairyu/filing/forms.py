"""Which form a draft or a submission fills in, and what else the questions need to know."""

from datetime import date
from typing import Any, Protocol

from zairyu.questionnaire.form import Form, form

REPRESENTATIVES = ("legal-representative", "relative")


class Filed(Protocol):
    """What drafts and submissions have in common."""

    category: str
    procedure: str
    status: str
    activity: str
    current_status: str
    permits: Any


def form_of(filed: Filed, on: date) -> Form:
    """Return the form that is filled in, in the version of a day."""
    return form(filed.procedure, filed.status, tuple(filed.permits), on, filed.activity)


def who_files(category: str) -> dict[str, Any]:
    """Return what questions may ask about whoever files, from the kind of user."""
    return {
        "category": category,
        "filed_by_representative": category in REPRESENTATIVES,
        "filed_by_agent": category not in (*REPRESENTATIVES, "foreign-national"),
    }


def context_of(filed: Filed, on: date) -> dict[str, Any]:
    """Return what questions and conditions may ask about the case beside the answers."""
    return {
        "procedure": filed.procedure,
        "status": filed.status,
        "current_status": filed.current_status,
        "permits": tuple(filed.permits),
        "channel": "online",
        "on": on,
        **who_files(filed.category),
    }

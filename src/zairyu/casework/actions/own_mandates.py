"""Mandates that end soon by their last day: both sides are told, in time to give a new one."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from zairyu.casework import readers
from zairyu.casework.actions.each import each
from zairyu.law.dates import legal_day
from zairyu.notices import actions as notices
from zairyu.notices.actions import Receiver
from zairyu.people import mandates

if TYPE_CHECKING:
    from zairyu.people.models import Mandate

DAYS = 14  # before the last day on which a mandate holds


def ending_mandates(at: datetime) -> int:
    """Tell whose mandate ends soon, each side once; return how many letters were owed."""
    due = {one.key: one for one in mandates.ending(legal_day(at), DAYS)}
    return each(due, lambda key: remind(due[key], at))


@transaction.atomic
def remind(mandate: "Mandate", at: datetime) -> int:
    """Owe the letter to both sides, if it was not owed yet."""
    giver, agent = (
        one.language if one is not None else mandate.language
        for one in (mandate.giver, mandate.agent)
    )
    sides = (
        (Receiver(mandates.giver_address(mandate), giver, "applicant"), mandates.agent_name),
        (Receiver(mandates.agent_address(mandate), agent, "user"), mandates.giver_name),
    )
    return sum(_told(mandate, to, name(mandate), at) for to, name in sides if to.address)


def _told(mandate: "Mandate", to: Receiver, who: str, at: datetime) -> int:
    """Owe one letter; a giver without an account is led to the page that asks for a link."""
    page = f"/mandates/{mandate.key}/"
    if to.audience == "applicant" and mandate.giver is None:
        page = "/applied/"
    until = mandate.until.isoformat() if mandate.until else ""
    owed = notices.owe(
        "mandate-ending",
        to,
        {
            "who": who or "–",
            "until": {"day": until},
            "link": readers.link(page),
        },
        at=at,
        about=f"mandate:{mandate.key}",
        occasion=f"until-{until}",
    )
    return int(owed is not None)

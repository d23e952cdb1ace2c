"""My Number cards that end soon: their holders are told what to do at the city office, in time.

A card of a foreign resident ends with the period of stay, and with it the very sign-in that would
renew it. The letter names the city office, the extension by two months, and the other ways in.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from zairyu.casework.actions.each import each
from zairyu.identity.jpki import credentials
from zairyu.identity.jpki.ending import ending
from zairyu.law.dates import legal_day
from zairyu.notices import actions as notices
from zairyu.notices.actions import Receiver

if TYPE_CHECKING:
    from zairyu.identity.models import CardCredential

STEPS = (90, 60, 30, 14, 3)  # days before the last day on which the card counts


def latest(days_left: int) -> int | None:
    """Return the reminder that a day stands at: the last one whose day has come.

    >>> latest(91), latest(90), latest(40), latest(3), latest(0)
    (None, 90, 60, 3, 3)
    """
    return min((step for step in STEPS if days_left <= step), default=None)


def ending_cards(at: datetime) -> int:
    """Tell whose card ends soon, once for each step; return how many letters were owed."""
    due = {card.key: card for card in ending(at, STEPS[0])}
    return each(due, lambda key: remind(due[key], at))


@transaction.atomic
def remind(card: "CardCredential", at: datetime) -> int:
    """Owe the letter of the step at which a card stands, if it was not owed yet."""
    until = credentials.last_day(card)
    left = (until - legal_day(at)).days
    step = latest(left)
    if step is None:
        return 0
    person = card.person
    owed = notices.owe(
        "card-expiring",
        Receiver(person.email, person.language),
        {
            "until": {"day": until.isoformat()},
            "days": left,
            "link": settings.PUBLIC_ADDRESS.rstrip("/") + "/me/cards/extend/",
        },
        at=at,
        about=f"person:{person.key}",
        occasion=f"card-{card.key}-{step}",
    )
    return int(owed is not None)

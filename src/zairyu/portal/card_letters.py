"""Letters about one's own cards: each in the transaction of the act, and recorded."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from zairyu.audit.actions import record
from zairyu.notices.actions import Receiver, owe

if TYPE_CHECKING:
    from zairyu.people.models import Person

# What is told of a card, and in which words.
TOLD = {
    "card-linked": "portal.cards.told.linked",
    "card-lost": "portal.cards.told.lost",
    "card-other-device": "portal.cards.told.other-device",
}


@transaction.atomic
def tell(person: "Person", what: str, at: datetime) -> None:
    """Tell a person what happened to the cards of their account, by the letter for all changes."""
    chain = f"person:{person.key}"
    record(chain, "change-account", at=at, by=person.key, what=what)
    params = {
        "what": {"say": TOLD[what]},
        "moment": {"moment": at.isoformat()},
        "link": settings.PUBLIC_ADDRESS.rstrip("/") + reverse("portal:cards-own"),
    }
    owe("account-changed", Receiver(person.email, person.language), params, at=at, about=chain)

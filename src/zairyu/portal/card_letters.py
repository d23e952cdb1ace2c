"""Letters about one's own cards: each in the transaction of the act, and recorded."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from zairyu.ui import changed

if TYPE_CHECKING:
    from zairyu.people.models import Person

# What is told of a card, and in which words.
TOLD = {
    "card-linked": "portal.cards.told.linked",
    "card-lost": "portal.cards.told.lost",
    "card-other-device": "portal.cards.told.other-device",
}


def tell(person: "Person", what: str, at: datetime) -> None:
    """Tell a person what happened to the cards of their account, by the letter for all changes."""
    changed.tell(person, what, said=TOLD[what], path=reverse("portal:cards-own"), at=at)

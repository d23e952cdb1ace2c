"""Notes beside an act how its person had signed in, where the office should know it."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from zairyu.casework import parties
from zairyu.casework.actions.move import happened, held
from zairyu.people import levels

if TYPE_CHECKING:
    from zairyu.people.models import Person

EVENT = "stepped-down-sign-in"


@transaction.atomic
def note_stepped_down(case_key: str, *, by: "Person", card_shown: bool, at: datetime) -> bool:
    """Note in the timeline and the record that an act was signed in for without the card.

    Only of somebody whose card has ended: the act counts all the same.
    """
    if card_shown or not levels.stepped_down(by):
        return False
    case = held(case_key)
    happened(case, EVENT, by=parties.filer(case, by, "tell"), at=at)
    return True

"""Tells the office, after an act, when its person had to sign in without the card that ended."""

from django.http import HttpRequest

from zairyu.casework import actions
from zairyu.people.queries import person_at
from zairyu.ui import proofs
from zairyu.ui.clock import now


def note(request: HttpRequest, key: str) -> None:
    """Note it beside the act that has just been made in a case."""
    person = person_at(request)
    card_shown = "card" in proofs.shown(request, person)
    actions.note_stepped_down(key, by=person, card_shown=card_shown, at=now())

"""Gives the cast their cards, linked as anybody's: an errand, both signatures, the account."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from zairyu_card.keys import Key

from zairyu.demo import cards, reading
from zairyu.identity.jpki import credentials, transactions

if TYPE_CHECKING:
    from zairyu.people.models import Person


def give(people: "Mapping[str, Person]", at: datetime) -> None:
    """Link the cards of the cast that are not linked yet."""
    for one in cards.holders():
        person = people[one.id]
        if not credentials.cards_of(person):
            link(one.id, person, at)


def link(name: str, person: "Person", at: datetime) -> None:
    """Have one of the cast read the card for a registration, and link it."""
    cards.authority(at)
    cards.agency(at)
    one = next(each for each in cards.holders() if each.id == name)
    seen = transactions.Seen(browser=f"seed-{one.id}", language=one.language)
    opened = transactions.open_transaction("register", at=at, seen=seen)
    said = one.more["card"]
    typed = reading.Typing({Key.AUTH: said["pin"], Key.SIGN: said["password"]})
    code = reading.read(opened.ticket, one, "good", typed, at).code
    finished = transactions.finish(opened.rid, code, opened.cookie, at)
    credentials.attach(finished.ref, person, at)

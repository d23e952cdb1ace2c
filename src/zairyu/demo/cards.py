"""The virtual cards of the cast, the authority that issued them, and what it says of them.

Cards, keys and tries left lie in the deployment's own folder, made when the demo is seeded; they
protect nothing, and no production has this room.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from zairyu_card.keys import PLACES, Key
from zairyu_card.virtual.authority import Authority
from zairyu_card.virtual.card import VirtualCard
from zairyu_card.virtual.personas import Persona as Holder
from zairyu_card.virtual.residence import Agency, ResidenceCard
from zairyu_card.virtual.store import Store

from zairyu.demo.cast import Persona, cast
from zairyu.identity.jpki import anchors
from zairyu.identity.jpki.revocation import Status, lists

if TYPE_CHECKING:
    from cryptography import x509

# How a card can be tried out: as it is, renewed at the city office, and in ways that fail.
STATES = (
    "good", "renewed", "expired", "not-yet", "locked", "unlocked", "revoked", "removed", "rogue",
)  # fmt: skip
TOWN = "Shinjuku-ku"  # whose list of revocations the virtual cards stand on


def holders() -> list[Persona]:
    """Return those of the cast who have a card."""
    return [one for one in cast() if "card" in one.more]


_MADE: dict[str, Authority] = {}  # by folder: keys are read from disk once in a process


def authority(at: datetime) -> Authority:
    """Return the authority of this demo, made the first time and trusted from then on."""
    folder = Path(settings.VAR) / "cards"
    found = _MADE.get(str(folder))
    if found is None:
        found = _MADE[str(folder)] = Authority.kept(folder, at)
        for key in Key:
            der = found.trusted(key)
            digest = hashlib.sha256(der).hexdigest()
            place = Path(settings.ZAIRYU_CARD["anchors"])
            anchors.store(place, key.value, der, digest, tests=True)
    return found


_AGENCIES: dict[str, Agency] = {}  # by folder, as the authorities
RESIDENCE_NUMBER = "AA12345678BB"  # of every virtual residence card


def agency(at: datetime) -> Agency:
    """Return who signs the virtual residence cards of this demo; trusted from the first time on."""
    folder = Path(settings.VAR) / "cards" / "agency"
    found = _AGENCIES.get(str(folder))
    if found is None:
        found = _AGENCIES[str(folder)] = Agency(at, Store(folder))
        for generation in (1, 2):
            der = found.trusted(generation)
            digest = hashlib.sha256(der).hexdigest()
            place = Path(settings.ZAIRYU_CARD["anchors"])
            anchors.store(place, anchors.RESIDENCE, der, digest, tests=True)
    return found


def residence_card(one: Persona, at: datetime) -> ResidenceCard:
    """Return a persona's virtual residence card: of the second generation, with a birth date."""
    said: Mapping[str, str] = one.more["card"]
    entries = {
        0xC6: said["born"][1:].encode(),  # a My Number card has the era before the day
        0xC7: said["sex"].encode(),
    }
    return agency(at).card("05", RESIDENCE_NUMBER, entries)


class Revocations:
    """Who answers for revocation in the demo: the lists of its own authority, judged as any."""

    def check(
        self, kind: str, leaf: "x509.Certificate", issuer: "x509.Certificate", at: datetime
    ) -> Status:
        """Return what the authority's list of this moment says."""
        der = authority(at).revocation_list(Key(kind), at, TOWN)
        return lists.judge(leaf, issuer, [der], at)


def holder(one: Persona, state: str = "good") -> Holder:
    """Return a persona as the holder of a card; a renewed card is another card."""
    said: Mapping[str, str] = one.more["card"]
    key = f"{one.id}-renewed" if state == "renewed" else one.id
    return Holder(
        key=key,
        name="\u3000".join(one.name.split()),
        born=said["born"],
        sex=said["sex"],
        address=said["address"],
        municipality=TOWN,
        days_left=int(said["days_left"]) if state != "renewed" else 1_800,
        pin=said["pin"],
        password=said["password"],
    )


def variant(state: str) -> str:
    """Return how the authority calls a state of a card."""
    return "" if state in ("good", "renewed", "unlocked") else state


def card(one: Persona, state: str, at: datetime) -> VirtualCard:
    """Return a persona's card in a state, with the tries it has left."""
    found = authority(at).card(holder(one, state), at, variant(state))
    if state == "unlocked":  # as it comes back from the city office
        for key, held in found.holdings.items():
            held.left = PLACES[key].tries
    return found


def keep_tries(one: Persona, state: str, used: VirtualCard, at: datetime) -> None:
    """Note the tries that a card has left; one that was locked to try it out stays locked."""
    authority(at).keep_tries(holder(one, state), used, variant(state))


def persona_with_card(name: str) -> Persona | None:
    """Return one of the cast who has a card."""
    return next((one for one in holders() if one.id == name), None)

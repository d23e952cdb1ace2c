"""The tables of people: persons, organisations and posts, registrations, kept posts."""

from zairyu.people.models.kept import KeptPost
from zairyu.people.models.organisations import Mandate, Membership, OfficerPost, Organisation
from zairyu.people.models.person import Person
from zairyu.people.models.registration import Proof, Registration

__all__ = [
    "KeptPost",
    "Mandate",
    "Membership",
    "OfficerPost",
    "Organisation",
    "Person",
    "Proof",
    "Registration",
]

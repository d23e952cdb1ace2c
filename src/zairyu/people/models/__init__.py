"""The tables of people: persons, organisations, posts, registrations, recoveries."""

from zairyu.people.models.joining import Joining, JoiningProof
from zairyu.people.models.kept import KeptPost
from zairyu.people.models.mandates import Assistant, Mandate, MandatePaper, OneTimeLink
from zairyu.people.models.notifications import NotificationPaper, PledgeEntry, UseNotification
from zairyu.people.models.organisations import Membership, OfficerPost, Organisation
from zairyu.people.models.person import Person
from zairyu.people.models.recovery import CounterCode, Recovery
from zairyu.people.models.registration import Proof, Registration

__all__ = [
    "Assistant",
    "CounterCode",
    "Joining",
    "JoiningProof",
    "KeptPost",
    "Mandate",
    "MandatePaper",
    "Membership",
    "NotificationPaper",
    "OfficerPost",
    "OneTimeLink",
    "Organisation",
    "Person",
    "PledgeEntry",
    "Proof",
    "Recovery",
    "Registration",
    "UseNotification",
]

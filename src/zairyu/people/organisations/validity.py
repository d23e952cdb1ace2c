"""How long the IDs of an organisation hold, and when its periodic report is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zairyu.law import users
from zairyu.people.models import Membership


@dataclass(frozen=True)
class Validity:
    """The life of an ID: its first and last day, the days of the periodic report, and its word.

    `word`: waiting (no password yet), holds, report (may be sent now), late, ended.
    """

    word: str
    since: date | None = None
    until: date | None = None
    remind_on: date | None = None
    due_on: date | None = None


def of_member(member: Membership, on: date) -> Validity:
    """Return how long the ID of a member holds."""
    if member.id_from is None or member.id_until is None:
        return Validity("waiting")
    remind_on, due_on = users.periodic_report(member.id_until)
    days = (member.id_from, member.id_until, remind_on, due_on)
    return Validity(_word(on, member.id_until, remind_on, due_on), *days)


def _word(on: date, until: date, remind_on: date, due_on: date) -> str:
    if on > until:
        return "ended"
    if on > due_on:
        return "late"
    return "report" if on >= remind_on else "holds"


def of_organisation(members: Iterable[Membership], on: date) -> Validity:
    """Return the life of the ID that ends first: one report renews all."""
    found = [of_member(one, on) for one in members if one.role != "preparer"]
    begun = [one for one in found if one.until is not None]
    return min(begun, key=lambda one: one.until or on, default=Validity("waiting"))

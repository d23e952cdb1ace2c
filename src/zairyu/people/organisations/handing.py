"""Mandates pass on to a colleague when the agent who holds them leaves the organisation."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from zairyu.audit.actions import record
from zairyu.law.dates import legal_day
from zairyu.people import standing
from zairyu.people.models import Mandate, Membership
from zairyu.people.organisations.queries import current, heir_of


def heir_now(member: Membership, at: datetime) -> Membership:
    """Return who takes over from a former member: who was named, else by rule.

    Raises:
        LookupError: nobody is left, which `leave` does not let happen.
    """
    on, named = legal_day(at), member.successor
    if named is not None and current(member.organisation, on).filter(pk=named.pk).exists():
        return named
    return heir_of(member, on)


@transaction.atomic
def pass_on_mandates(
    leaver: Membership, heir: Membership, of_work: Collection[int], *, at: datetime
) -> list[Mandate]:
    """Give mandates to the heir: those of the work that passed on, or all.

    Somebody who goes on filing in another capacity keeps what does not belong to that work.
    """
    held = Mandate.objects.filter(agent=leaver.person, state__in=("asked", "confirmed"))
    if standing.capacities(leaver.person, legal_day(at)):
        held = held.filter(pk__in=of_work)
    found = list(held.select_related("giver"))
    held.update(agent=heir.person)
    for mandate in found:
        chain = f"person:{(mandate.giver or leaver.person).key}"
        record(
            chain, "pass-on-mandate", at=at, by="system", mandate=mandate.key, to=heir.person.key
        )
    return found

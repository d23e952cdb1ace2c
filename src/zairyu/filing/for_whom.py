"""For which organisation its staff file, and on which pledge: asked of standing and the pledges."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from zairyu.filing.refusals import refuse
from zairyu.law import organisations as law
from zairyu.law.problem import Problem
from zairyu.people import standing
from zairyu.people.organisations import queries

if TYPE_CHECKING:
    from zairyu.filing.models import Draft, Submission
    from zairyu.people.models import Membership, Organisation, Person, PledgeEntry


@dataclass(frozen=True)
class House:
    """An organisation that somebody may file for today, with the hosts they pledged for."""

    key: str
    category: str
    name: str
    part: str = ""
    hosts: tuple[tuple[str, str], ...] = ()  # key of the pledge, name of the host

    @property
    def asks_host(self) -> bool:
        """Whether it files for other organisations."""
        return law.kind(self.category).hosts


@dataclass(frozen=True)
class ForWhom:
    """The organisation and the pledge of a draft; neither, where somebody files for themselves."""

    organisation: "Organisation | None" = None
    pledge: "PledgeEntry | None" = None


ONESELF = ForWhom()
OF_ORGANISATIONS = tuple(one.id for one in law.kinds())


def houses_of(person: "Person", on: date) -> tuple[House, ...]:
    """Return the organisations that a person may file for on a day; costs others no query."""
    keys = [one.organisation_key for one in standing.capacities(person, on) if one.organisation_key]
    if not keys:
        return ()
    found = []
    for member in queries.memberships_of(person, on):
        organisation = member.organisation
        if organisation.key not in keys:
            continue
        pledges = _usable(organisation, member, on)
        hosts = tuple((one.key, one.host_name) for one in pledges)
        found.append(
            House(organisation.key, organisation.kind, organisation.name, organisation.part, hosts)
        )
    return tuple(found)


def _usable(organisation: "Organisation", member: "Membership", on: date) -> "list[PledgeEntry]":
    """Return the pledges on which may be filed: the whole plan where the law asks for it."""
    kind = law.kind(organisation.kind)
    if not kind.hosts:
        return []
    found = queries.pledges_of(member, on)
    return [one for one in found if one.whole_plan or not kind.whole_plan]


def for_whom(by: "Person", category: str, house: str, pledge: str, on: date) -> ForWhom:
    """Return for whom a draft is begun; who can mean one thing only need not say it.

    Raises:
        FilingRefused: which organisation is not said, or there is no pledge for the host.
    """
    if category not in OF_ORGANISATIONS:
        return ONESELF
    held = [
        one.organisation_key
        for one in standing.capacities(by, on)
        if one.category == category and one.organisation_key
    ]
    if not held:  # registered before organisations were
        return ONESELF
    key = house or (held[0] if len(held) == 1 else "")
    member = queries.membership(by, key, on) if key in held else None
    if member is None:
        raise refuse("organisations.which")
    if not law.kind(category).hosts:
        return ForWhom(member.organisation)
    usable = _usable(member.organisation, member, on)
    chosen = [one for one in usable if one.key == pledge] if pledge else usable
    if len(chosen) != 1:
        raise refuse("organisations.host-not-pledged")
    return ForWhom(member.organisation, chosen[0])


def trouble(draft: "Draft", owner: "Person", on: date) -> Problem | None:
    """Return why a draft of an organisation cannot be filed on a day, or nothing.

    The ID of its owner in that very organisation has to hold, and the pledge for the host.
    """
    if draft.organisation is None:
        return None
    key = draft.organisation.key
    if not any(one.organisation_key == key for one in standing.capacities(owner, on)):
        return Problem("organisations.id-over")
    kind = law.kind(draft.category)
    pledge = _own(draft.pledge, owner, key, on) if kind.hosts else None
    if not kind.hosts or (pledge and (pledge.whole_plan or not kind.whole_plan)):
        return None
    return Problem("organisations.host-not-pledged")


def _own(
    pledge: "PledgeEntry | None", owner: "Person", house: str, on: date
) -> "PledgeEntry | None":
    """Return the owner's pledge that holds for the host of a draft."""
    member = queries.membership(owner, house, on) if pledge is not None else None
    return queries.same_pledge(member, pledge, on) if member and pledge else None


def organisation_of(submission: "Submission", by: "Person", on: date) -> "Organisation | None":
    """Return for which organisation an application was filed: its draft says it.

    A draft that its owner handed to an agent belongs to the agent's organisation, if there is one.
    """
    draft = submission.draft
    if submission.category not in OF_ORGANISATIONS or draft is None:
        return None
    if draft.organisation is not None or draft.owner_id == by.pk:
        return draft.organisation
    held = [one for one in houses_of(by, on) if one.category == submission.category]
    return queries.organisation(held[0].key) if held else None

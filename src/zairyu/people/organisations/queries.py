"""Who belongs to which organisation on a day, what they pledged, and which notifications wait."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from zairyu.people.models import Membership, Organisation, PledgeEntry, UseNotification
from zairyu.people.queries import holds_on

if TYPE_CHECKING:
    from zairyu.people.models import OfficerPost, Person

ROLES = ("administrator", "staff", "preparer")


def organisation(key: str) -> Organisation | None:
    """Return an organisation by key."""
    return Organisation.objects.filter(key=key).first()


def memberships_of(person: "Person", on: date) -> QuerySet[Membership]:
    """Return where a person belongs on a day, the oldest place first."""
    found = Membership.objects.filter(holds_on(on), person=person)
    return found.select_related("organisation", "person").order_by("since", "pk")


def organisations_of(person: "Person", on: date | None = None) -> list[int]:
    """Return the organisations whose cases a person may see on a day, as keys of rows.

    The end of an ID does not end this: what is filed stays readable and answerable. Without a
    day those count of which nothing has passed on yet. Whoever never had an ID costs no query.
    """
    if not any(row[1] for row in person.files_as):
        return []
    counts = Q(handed_over=False) if on is None else holds_on(on)
    held = Membership.objects.filter(counts, person=person).exclude(role="preparer")
    return list(held.values_list("organisation_id", flat=True))


def membership(person: "Person", organisation_key: str, on: date) -> Membership | None:
    """Return the place of a person in an organisation on a day."""
    return memberships_of(person, on).filter(organisation__key=organisation_key).first()


def member(key: str) -> Membership | None:
    """Return a membership by key; who calls has checked who may see it."""
    found = Membership.objects.select_related("organisation", "person", "successor")
    return found.filter(key=key).first()


def report_waits(organisation: Organisation) -> bool:
    """Say whether a periodic report lies with the office."""
    return UseNotification.objects.filter(
        organisation=organisation, kind="report", state__in=("sent", "proposed")
    ).exists()


def current(organisation: Organisation, on: date) -> QuerySet[Membership]:
    """Return who belongs to an organisation on a day, administrators first."""
    found = Membership.objects.filter(holds_on(on), organisation=organisation)
    return found.select_related("person").order_by("role", "since", "pk")


def former(organisation: Organisation, on: date) -> QuerySet[Membership]:
    """Return who has left an organisation before a day, the last to leave first."""
    found = Membership.objects.filter(organisation=organisation, until__lt=on)
    return found.select_related("person").order_by("-until", "pk")


def administrators(organisation: Organisation, on: date) -> QuerySet[Membership]:
    """Return the administrators of an organisation on a day, who is so longest first."""
    return current(organisation, on).filter(role="administrator").order_by("since", "pk")


def heir_of(member: Membership, on: date) -> Membership:
    """Return who takes over by rule: the colleague who has been administrator longest.

    Raises:
        LookupError: nobody is left, which `leave` does not let happen.
    """
    found = administrators(member.organisation, on).exclude(person=member.person).first()
    if found is None:
        raise LookupError("an organisation without an administrator")
    return found


def pledges_of(member: Membership, on: date) -> QuerySet[PledgeEntry]:
    """Return the pledges of a member that hold on a day, by host."""
    found = PledgeEntry.objects.filter(holds_on(on), member=member)
    return found.order_by("host_name", "pk")


def pledges_in(organisation: Organisation, on: date) -> QuerySet[PledgeEntry]:
    """Return all pledges that hold in an organisation on a day, by user and host."""
    found = PledgeEntry.objects.filter(
        holds_on(on), member__in=current(organisation, on).values("pk")
    )
    return found.select_related("member", "member__person").order_by(
        "member__since", "member_id", "host_name", "pk"
    )


def pledge(member: Membership, key: str, on: date) -> PledgeEntry | None:
    """Return a pledge of a member that holds on a day."""
    return pledges_of(member, on).filter(key=key).first()


def same_pledge(member: Membership, entry: PledgeEntry, on: date) -> PledgeEntry | None:
    """Return the pledge of a member for the host of another's pledge, where there is one."""
    hosts = pledges_of(member, on)
    if entry.host_number:
        return hosts.filter(host_number=entry.host_number).first()
    return hosts.filter(host_name=entry.host_name, host_address=entry.host_address).first()


def notification(key: str) -> UseNotification | None:
    """Return a notification by key; who calls has checked who may see it."""
    found = UseNotification.objects.select_related("organisation", "stated_by", "proposed_by")
    return found.filter(key=key).first()


def notifications_of(organisation: Organisation) -> QuerySet[UseNotification]:
    """Return what an organisation sent or is writing, the newest first."""
    return UseNotification.objects.filter(organisation=organisation).order_by("-pk")


def own_notifications(person: "Person") -> QuerySet[UseNotification]:
    """Return the notifications of use that a person began and no office has approved."""
    open_ = Q(state__in=("draft", "sent", "asked", "proposed", "declined"))
    return UseNotification.objects.filter(open_, stated_by=person, organisation=None)


def waiting_at(post: "OfficerPost") -> QuerySet[UseNotification]:
    """Return the notifications that wait at the office of a post, oldest first."""
    found = UseNotification.objects.filter(office=post.office, state__in=("sent", "proposed"))
    return found.select_related("organisation").order_by("sent_at", "pk")


def ever_at(office: str) -> QuerySet[UseNotification]:
    """Return every notification that was sent to an office, decided or not."""
    return UseNotification.objects.filter(office=office).exclude(state="draft").order_by("pk")


def at_office(post: "OfficerPost", key: str) -> UseNotification | None:
    """Return a notification of the office of a post, decided or not."""
    found = UseNotification.objects.filter(office=post.office, key=key).exclude(state="draft")
    return found.select_related("organisation", "stated_by", "proposed_by", "decided_by").first()

"""Verbs about members: come in, get the ID, be renewed, be named administrator, leave."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from zairyu.audit.actions import record
from zairyu.identity import addresses
from zairyu.law import users
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem, Refusal
from zairyu.people import links, standing
from zairyu.people.models import Membership, Organisation, Person, PledgeEntry
from zairyu.people.organisations.content import Host, Staff
from zairyu.people.organisations.queries import administrators, current, heir_of, pledges_of
from zairyu.people.queries import holds_on, person_with

PURPOSE = "member"  # of the link in the mail that asks to set a password
LINK_DAYS = 30
WANTED_ADMINISTRATORS = 2


@dataclass(frozen=True)
class Welcome:
    """A member who has to be told: with the token of a link, if there is no password yet."""

    member: Membership
    token: str = ""


def chain_of(organisation: Organisation) -> str:
    """Return the chain of the record that tells of an organisation."""
    return f"organisation:{organisation.key}"


def _about(member: Membership) -> str:
    return f"membership:{member.key}"


@transaction.atomic
def enter(
    organisation: Organisation, staff: Staff, *, at: datetime, by: str, language: str = "ja"
) -> Welcome:
    """Let a user come in whom the office has approved; whoever has no account gets a link."""
    on = legal_day(at)
    person = person_with(staff.email)
    if person is None:
        person = Person.objects.create_user(
            staff.email, None, name=staff.name, language=language, joined_at=at
        )
    role = "administrator" if staff.administrator else "staff"
    held = current(organisation, on).filter(person=person).first()
    member = held or Membership(person=person, organisation=organisation, since=on)
    member.role, member.approved_on = role, on
    member.certificate_number, member.certificate_until = staff.certificate, staff.until
    member.save()
    record(chain_of(organisation), "enter-organisation", at=at, by=by, person=person.key, role=role)
    if person.has_usable_password():
        activate(member, at=at)
        return Welcome(member)
    return Welcome(member, links.make(PURPOSE, _about(member), at=at, days=LINK_DAYS))


def activate(member: Membership, *, at: datetime) -> None:
    """Let the ID of a member begin: approved, and a password is set.

    Law: ISA guidance; new system from 2026-01-05 (three years from the day of the password).
    """
    if member.id_from is not None or member.approved_on is None:
        return
    on = legal_day(at)
    member.id_from = on
    member.id_until = users.organisation_id_until(approved=member.approved_on, password_set=on)
    member.save(update_fields=["id_from", "id_until"])
    standing.rewrite(member.person)
    record(
        chain_of(member.organisation), "begin-member-id", at=at, by=member.person.key,
        until=member.id_until.isoformat(),
    )  # fmt: skip


def invited(token: str, *, at: datetime) -> Membership | None:
    """Return the member whom a link of the mail invites to set a password."""
    link = links.find(token, PURPOSE, at=at)
    if link is None:
        return None
    key = link.about.removeprefix("membership:")
    found = Membership.objects.filter(key=key).select_related("person", "organisation").first()
    return found if found and not found.person.has_usable_password() else None


@transaction.atomic
def set_first_password(token: str, password: str, *, at: datetime) -> Membership:
    """Set the password of an invited member: the ID begins, the address is confirmed.

    Raises:
        Refusal: the link was used, or has ended.
    """
    link = links.find(token, PURPOSE, at=at)
    member = invited(token, at=at)
    if link is None or member is None or not links.use(link, at=at):
        raise Refusal(Problem("organisations.link-over"))
    person = member.person
    person.set_password(password)
    person.save(update_fields=["password"])
    addresses.confirm(person, person.email)
    record(f"person:{person.key}", "join", at=at, by=person.key)
    activate_all(person, at=at)
    member.refresh_from_db()
    return member


def joined(key: str) -> Membership | None:
    """Return a member who has just set the password, to show the ID; who calls knows the key."""
    found = Membership.objects.filter(key=key, id_from__isnull=False)
    return found.select_related("person", "organisation").first()


def activate_all(person: Person, *, at: datetime) -> int:
    """Let all IDs of a person begin that wait for a password."""
    waiting = Membership.objects.filter(person=person, id_from=None, approved_on__isnull=False)
    found = list(waiting.select_related("person", "organisation"))
    for member in found:
        activate(member, at=at)
    return len(found)


@transaction.atomic
def invite_again(member: Membership, *, at: datetime) -> Welcome:
    """Make a new link for a member who has not set a password; the old one opens no more."""
    links.close(_about(member), PURPOSE)
    return Welcome(member, links.make(PURPOSE, _about(member), at=at, days=LINK_DAYS))


def renew(member: Membership, *, on: date) -> None:
    """Let the ID of a member go on from its old end, for an approved periodic report."""
    if member.id_until is None:
        return
    member.id_until = users.organisation_id_until(old_end=member.id_until, report_approved=on)
    member.save(update_fields=["id_until"])
    standing.rewrite(member.person)


@transaction.atomic
def set_pledges(member: Membership, hosts: Iterable[Host], *, at: datetime, by: str) -> None:
    """Let the pledges of a member be these from now on; others end on the day before."""
    on = legal_day(at)
    held = {(one.host_name, one.host_number): one for one in pledges_of(member, on)}
    wanted = {(host.name, host.number): host for host in hosts}
    for same, entry in held.items():
        if same not in wanted:
            PledgeEntry.objects.filter(pk=entry.pk).update(until=on - timedelta(days=1))
    for same, host in wanted.items():
        if same in held:
            PledgeEntry.objects.filter(pk=held[same].pk).update(whole_plan=host.whole_plan)
            continue
        PledgeEntry.objects.create(
            member=member,
            host_name=host.name,
            host_number=host.number,
            host_address=host.address,
            whole_plan=host.whole_plan,
            since=on,
        )
    chain = chain_of(member.organisation)
    record(chain, "pledge", at=at, by=by, member=member.key, hosts=len(wanted))


@transaction.atomic
def set_role(member: Membership, role: str, *, at: datetime, by: Person) -> None:
    """Make a member an administrator, or one of the staff again.

    Raises:
        Refusal: nobody would be left to administer.
    """
    on = legal_day(at)
    if role not in ("administrator", "staff"):
        raise ValueError("no such role")
    others = administrators(member.organisation, on).exclude(pk=member.pk)
    if member.role == "administrator" and role == "staff" and not others.exists():
        raise Refusal(Problem("organisations.last-administrator", at="role"))
    Membership.objects.filter(pk=member.pk).update(role=role)
    member.role = role
    chain = chain_of(member.organisation)
    record(chain, "set-member-role", at=at, by=by.key, member=member.key, role=role)


@transaction.atomic
def leave(
    member: Membership,
    *,
    last_day: date,
    at: datetime,
    by: Person,
    successor: Membership | None = None,
) -> Membership:
    """Note the last day of a member and return who takes over; the ID stops with that day.

    The last administrator names a colleague, who becomes administrator.

    Raises:
        Refusal: nobody would be left to administer, or the successor is no colleague.
    """
    on = legal_day(at)
    colleagues = current(member.organisation, on).exclude(pk=member.pk).exclude(role="preparer")
    if successor is not None and not colleagues.filter(pk=successor.pk).exists():
        raise Refusal(Problem("organisations.no-colleague", at="successor"))
    others = colleagues.filter(role="administrator", until=None)
    if member.role == "administrator" and not others.exists():
        if successor is None:
            raise Refusal(Problem("organisations.name-an-administrator", at="successor"))
        set_role(successor, "administrator", at=at, by=by)
    heir = successor or heir_of(member, on)
    Membership.objects.filter(pk=member.pk).update(until=last_day, successor=heir)
    member.until, member.successor = last_day, heir
    PledgeEntry.objects.filter(holds_on(on), member=member).update(until=last_day)
    standing.rewrite(member.person)
    record(
        chain_of(member.organisation), "leave-organisation", at=at, by=by.key,
        person=member.person.key, heir=heir.person.key, last=last_day.isoformat(),
    )  # fmt: skip
    return heir


def gone(at: datetime) -> QuerySet[Membership]:
    """Return the memberships whose last day has passed and who still hold something of it."""
    over = Membership.objects.filter(until__lt=legal_day(at), handed_over=False)
    return over.select_related("person", "organisation").order_by("until", "pk")


def hand_over_done(member: Membership) -> None:
    """Note that everything of a former member has passed on."""
    Membership.objects.filter(pk=member.pk).update(handed_over=True)
    member.handed_over = True


def ending(on: date, before: date) -> QuerySet[Membership]:
    """Return the members whose ID ends soon, or has ended."""
    soon = Membership.objects.filter(holds_on(on), id_until__lte=before)
    return soon.exclude(role="preparer").select_related("person", "organisation").order_by("pk")


def without_id(at: datetime) -> QuerySet[Membership]:
    """Return approved members who have set a password by another way, such as recovery."""
    waiting = Membership.objects.filter(id_from=None, approved_on__isnull=False)
    found = waiting.filter(Q(until=None) | Q(until__gte=legal_day(at)))
    return found.select_related("person", "organisation")

"""Verbs of a notification: begin, change, add papers, send, answer, give up."""

import hashlib
import secrets
from datetime import date, datetime, timedelta

from django.db import transaction

from zairyu.audit.actions import record
from zairyu.law import offices
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem, Refusal
from zairyu.people.keys import new_key
from zairyu.people.models import (
    Membership,
    Organisation,
    Person,
    PledgeEntry,
    UseNotification,
)
from zairyu.people.organisations import papers, sheets
from zairyu.people.organisations.content import Content, Host, Staff, opened, seal
from zairyu.people.organisations.numbers import new_number
from zairyu.people.organisations.queries import current, pledges_of

KEPT_DAYS = 30
EDITABLE = ("draft", "asked")
OFFICE_OF = "extension"  # the procedure whose office is that of an address


def digest(ticket: str) -> str:
    """Return what of a ticket is kept."""
    return hashlib.sha256(ticket.encode()).hexdigest()


def _chain(notification: UseNotification) -> str:
    organisation = notification.organisation
    return f"organisation:{organisation.key if organisation else notification.key}"


def note(notification: UseNotification, verb: str, *, at: datetime, by: str, **ids: str) -> None:
    """Record an act on a notification in the chain of its organisation."""
    record(_chain(notification), verb, at=at, by=by, notification=notification.key, **ids)


@transaction.atomic
def begin_new(
    category: str, email: str, *, language: str, at: datetime, by: Person | None = None
) -> tuple[UseNotification, str]:
    """Begin a notification of use; return it with the ticket of the mail that opens it."""
    ticket = secrets.token_urlsafe(24)
    notification = _new(sheets.NEW, category, at, language, by)
    notification.ticket_digest = digest(ticket)
    notification.content = seal(Content(contact=email.strip().lower()), notification)
    notification.save()
    note(notification, "begin-notification", at=at, by=by.key if by else "visitor")
    return notification, ticket


def _new(
    kind: str, category: str, at: datetime, language: str, by: Person | None
) -> UseNotification:
    return UseNotification(
        key=new_key(),
        kind=kind,
        category=category,
        stated_by=by,
        language=language,
        started_at=at,
        keep_until=legal_day(at) + timedelta(days=KEPT_DAYS),
    )


def open_with(ticket: str) -> UseNotification | None:
    """Return the notification that the link of a mail opens, as long as it is not decided."""
    return UseNotification.objects.filter(ticket_digest=digest(ticket)).first() if ticket else None


@transaction.atomic
def begin_further(kind: str, member: Membership, *, at: datetime) -> UseNotification:
    """Begin further users, further pledges or a periodic report, filled in with what is known.

    One of a kind is written at a time: a second begin finds the first.
    """
    organisation, by = member.organisation, member.person
    open_ = UseNotification.objects.filter(
        organisation=organisation, kind=kind, state__in=("draft", "asked", "sent", "proposed")
    ).first()
    if open_ is not None:
        return open_
    notification = _new(kind, organisation.kind, at, by.language, by)
    notification.organisation = organisation
    notification.office = organisation.office
    notification.content = seal(_known(organisation, by, kind, at), notification)
    notification.save()
    note(notification, "begin-notification", at=at, by=by.key, kind=kind)
    return notification


def _known(organisation: Organisation, by: Person, kind: str, at: datetime) -> Content:
    said = Content(
        contact=by.email,
        name=organisation.name,
        part=organisation.part,
        corporate_number=organisation.corporate_number,
        prefecture=organisation.prefecture,
        address=organisation.address,
        company_class=str(organisation.company_class or "none"),
    )
    on = legal_day(at)
    for member in current(organisation, on):
        if member.role == "preparer":
            continue
        until = member.certificate_until
        one = Staff(
            name=member.person.name,
            email=member.person.email,
            administrator=member.role == "administrator",
            certificate_until=until.isoformat() if until else "",
            certificate=member.certificate_number,
            pledged=kind == sheets.USERS,
            member=member.key,
        )
        for pledge in pledges_of(member, on):
            one.hosts.append(_host(said, pledge).key)
        said.staff.append(one)
    return said


def _host(said: Content, pledge: PledgeEntry) -> Host:
    same = (pledge.host_name, pledge.host_number)
    found = next((one for one in said.hosts if (one.name, one.number) == same), None)
    if found is None:
        found = Host(
            name=pledge.host_name,
            number=pledge.host_number,
            address=pledge.host_address,
            whole_plan=pledge.whole_plan,
        )
        said.hosts.append(found)
    return found


@transaction.atomic
def keep(notification: UseNotification, content: Content, *, at: datetime) -> None:
    """Keep what was typed; only before it is sent, or while the office asks.

    Raises:
        Refusal: it is with the office.
    """
    sealed = seal(content, notification)
    changed = UseNotification.objects.filter(pk=notification.pk, state__in=EDITABLE).update(
        content=sealed, keep_until=legal_day(at) + timedelta(days=KEPT_DAYS)
    )
    if not changed:
        raise Refusal(Problem("organisations.with-the-office"))
    notification.content = sealed


def sheet_of(notification: UseNotification, on: date) -> sheets.Sheet:
    """Return a notification as it stands, with the papers sent."""
    slots = tuple(notification.papers.values_list("slot", flat=True))
    return sheets.Sheet(notification, opened(notification), slots, on)


@transaction.atomic
def send(notification: UseNotification, *, at: datetime) -> None:
    """Send a notification to the office of the address, or the answer to what it asked.

    Raises:
        Refusal: something is missing, or it has been sent.
    """
    if sheets.open_steps(sheet_of(notification, legal_day(at))):
        raise Refusal(Problem("organisations.not-finished"))
    content = opened(notification)
    office = offices.office_for(OFFICE_OF, content.prefecture).id
    number = notification.number or new_number(office)
    changed = UseNotification.objects.filter(pk=notification.pk, state__in=EDITABLE).update(
        state="sent",
        office=office,
        number=number,
        sent_at=at,
        version=notification.version + 1,
        reason=b"",
    )
    if not changed:
        raise Refusal(Problem("organisations.with-the-office"))
    notification.refresh_from_db()
    by = notification.stated_by
    note(notification, "send-notification", at=at, by=by.key if by else "visitor")


@transaction.atomic
def give_up(notification: UseNotification, *, at: datetime) -> None:
    """Give up a notification that is not decided; papers and what was typed are destroyed.

    Raises:
        Refusal: it is decided.
    """
    open_ = UseNotification.objects.filter(pk=notification.pk)
    changed = open_.filter(state__in=(*EDITABLE, "sent")).update(state="given-up", decided_at=at)
    if not changed:
        raise Refusal(Problem("organisations.decided"))
    by = notification.stated_by
    note(notification, "give-up-notification", at=at, by=by.key if by else "visitor")
    empty(notification)


def empty(notification: UseNotification) -> None:
    """Destroy what was typed and sent; that it was, and when, stays."""
    papers.destroy_all(notification)
    nothing = seal(Content(), notification)
    UseNotification.objects.filter(pk=notification.pk).update(content=nothing, ticket_digest="")


def sweep(at: datetime) -> int:
    """Destroy what was begun and not sent for a month; return how many there were."""
    old = UseNotification.objects.filter(state="draft", keep_until__lt=legal_day(at))
    for notification in old:
        papers.destroy_all(notification)
        notification.delete()
    return len(old)

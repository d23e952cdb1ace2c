"""The office's part: look, ask back, propose, decide. What counts for whom begins here."""

from datetime import datetime

from django.db import transaction

from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem, Refusal
from zairyu.people.models import Membership, Organisation, Person, UseNotification
from zairyu.people.organisations import sheets
from zairyu.people.organisations.content import Content, opened, seal_reason
from zairyu.people.organisations.members import Welcome, enter, renew, set_pledges
from zairyu.people.organisations.notifying import note

APPROVE, DECLINE = "approve", "decline"
_DONE = {APPROVE: "approved", DECLINE: "declined"}


def needs_two(notification: UseNotification, answer: str) -> bool:
    """Say whether a second officer confirms: a new organisation, and whatever is declined.

    House rule: who recommends does not decide. What an approved organisation adds or reports is
    approved by one officer.
    """
    return notification.kind == sheets.NEW or answer == DECLINE


def _not_own(notification: UseNotification, by: Person) -> None:
    """Nobody examines what they stated, or an organisation they belong to.

    Raises:
        Refusal: it is the officer's own.
    """
    own = notification.stated_by is not None and notification.stated_by.pk == by.pk
    organisation = notification.organisation
    if own or (organisation and organisation.memberships.filter(person=by).exists()):
        raise Refusal(Problem("organisations.own-notification"))


def _move(notification: UseNotification, before: str, after: str, **more: object) -> None:
    """Change the state once: of two officers one is told that somebody was faster."""
    changed = UseNotification.objects.filter(
        pk=notification.pk, state=before, version=notification.version
    ).update(state=after, version=notification.version + 1, **more)
    if not changed:
        raise Refusal(Problem("organisations.moved"))
    notification.refresh_from_db()


def look(notification: UseNotification, *, by: Person, at: datetime) -> None:
    """Record that an officer looked at a notification."""
    note(notification, "read-notification", at=at, by=by.key)


@transaction.atomic
def ask(notification: UseNotification, text: str, *, by: Person, at: datetime) -> None:
    """Ask the organisation something; it may change what it sent until it answers.

    Raises:
        Refusal: nothing asked, the officer's own, or it is not waiting any more.
    """
    _not_own(notification, by)
    if not text.strip():
        raise Refusal(Problem("organisations.question-missing", at="reason"))
    _move(notification, "sent", "asked", reason=seal_reason(text.strip(), notification))
    note(notification, "ask-notification", at=at, by=by.key)


@transaction.atomic
def decide(
    notification: UseNotification, answer: str, reason: str, *, by: Person, at: datetime
) -> list[Welcome]:
    """Approve or decline, or propose it where a second officer confirms; return who comes in.

    Raises:
        Refusal: no reason for declining, the officer's own, or it is not waiting any more.
    """
    _not_own(notification, by)
    if answer == DECLINE and not reason.strip():
        raise Refusal(Problem("organisations.reason-missing", at="reason"))
    sealed = seal_reason(reason.strip() if answer == DECLINE else "", notification)
    if needs_two(notification, answer):
        _move(notification, "sent", "proposed", proposal=answer, proposed_by=by, reason=sealed)
        note(notification, "propose-notification", at=at, by=by.key, answer=answer)
        return []
    _move(notification, "sent", _DONE[answer], decided_by=by, decided_at=at, reason=sealed)
    return _decided(notification, by, at)


@transaction.atomic
def confirm(notification: UseNotification, *, by: Person, at: datetime) -> list[Welcome]:
    """Confirm what a colleague proposed; return who comes in.

    Raises:
        Refusal: one's own proposal or organisation, or nothing is proposed.
    """
    _not_own(notification, by)
    if notification.proposed_by is not None and notification.proposed_by.pk == by.pk:
        raise Refusal(Problem("organisations.own-proposal"))
    after = _DONE.get(notification.proposal, "")
    _move(notification, "proposed", after, decided_by=by, decided_at=at)
    return _decided(notification, by, at)


@transaction.atomic
def send_back(notification: UseNotification, *, by: Person, at: datetime) -> None:
    """Give a proposal back to whoever examines.

    Raises:
        Refusal: one's own proposal, or nothing is proposed.
    """
    _not_own(notification, by)
    _move(notification, "proposed", "sent", proposal="", proposed_by=None, reason=b"")
    note(notification, "return-notification", at=at, by=by.key)


def _decided(notification: UseNotification, by: Person, at: datetime) -> list[Welcome]:
    verb = "approve-notification" if notification.state == "approved" else "decline-notification"
    note(notification, verb, at=at, by=by.key)
    if notification.state == "declined":
        return []
    return _take_in(notification, by, at)


def _take_in(notification: UseNotification, by: Person, at: datetime) -> list[Welcome]:
    content = opened(notification)
    organisation = _organisation(notification, content, at)
    known = {one.key: one for one in organisation.memberships.select_related("person")}
    welcomes = []
    for staff in content.staff:
        member = known.get(staff.member)
        if member is None:
            welcome = enter(organisation, staff, at=at, by=by.key, language=notification.language)
            welcomes.append(welcome)
            member = welcome.member
        elif notification.kind == sheets.REPORT:
            _reported(member, staff.certificate, at, content)
        hosts = [host for key in staff.hosts if (host := content.host(key)) is not None]
        set_pledges(member, hosts, at=at, by=by.key)
    return welcomes


def _reported(member: Membership, certificate: str, at: datetime, content: Content) -> None:
    """Renew a member by the periodic report, with the certificate that it states."""
    staff = next(one for one in content.staff if one.member == member.key)
    member.certificate_number, member.certificate_until = certificate, staff.until
    member.save(update_fields=["certificate_number", "certificate_until"])
    on = legal_day(at)
    if member.until is None or member.until >= on:
        renew(member, on=on)


def _organisation(notification: UseNotification, content: Content, at: datetime) -> Organisation:
    """Return the organisation: made when it is new, with the key of its notification."""
    if notification.organisation is None:
        notification.organisation = Organisation(key=notification.key, since=legal_day(at))
        notification.organisation.kind = notification.category
    found = notification.organisation
    if notification.kind in (sheets.NEW, sheets.REPORT):
        found.name, found.part = content.name, content.part
        found.corporate_number = content.corporate_number
        found.prefecture, found.address = content.prefecture, content.address
        found.office = notification.office
        known = content.company_class.isdecimal()
        found.company_class = int(content.company_class) if known else None
        found.save()
    UseNotification.objects.filter(pk=notification.pk).update(organisation=found)
    return found


def reported(organisation: Organisation) -> bool:
    """Say whether a periodic report of an organisation has been approved."""
    return organisation.notifications.filter(kind=sheets.REPORT, state="approved").exists()

"""A notification comes into the office's hands, is asked about, and answered, with its letters."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from zairyu.casework.organisations import letters
from zairyu.notices.actions import Receiver, owe
from zairyu.people.organisations import content, examining, members, notifying, sheets

if TYPE_CHECKING:
    from zairyu.people.models import Membership, Person, UseNotification

_WHAT = ("organisation", "what", "number", "link")


@transaction.atomic
def begin(
    category: str, email: str, *, language: str, at: datetime, by: "Person | None" = None
) -> "UseNotification":
    """Begin a notification of use; its page opens from the mail, so the address is confirmed."""
    notification, ticket = notifying.begin_new(category, email, language=language, at=at, by=by)
    if by is None:
        to = Receiver(content.opened(notification).contact, language, "organisation")
        params = {"link": letters.link(f"/organisations/open/{ticket}/")}
        owe("use-notification-link", to, params, at=at, about=letters.about(notification))
    return notification


@transaction.atomic
def send(notification: "UseNotification", *, at: datetime) -> None:
    """Send a notification to the office and owe its two letters.

    Raises:
        Refusal: something is missing, or it has been sent.
    """
    notifying.send(notification, at=at)
    round_ = str(notification.version)
    names = ("organisation", "what", "office", "sent_on", "link")
    letters.tell(notification, "use-notification-received", names, at=at, occasion=round_)
    names = ("organisation", "what", "number", "office", "link")
    letters.tell(notification, "use-notification-number", names, at=at, occasion="number")


@transaction.atomic
def ask(notification: "UseNotification", text: str, *, by: "Person", at: datetime) -> None:
    """Ask the organisation something and owe the letter.

    Raises:
        Refusal: nothing asked, the officer's own, or it is not waiting any more.
    """
    examining.ask(notification, text, by=by, at=at)
    names = (*_WHAT, "office")
    round_ = str(notification.version)
    letters.tell(notification, "use-notification-question", names, at=at, occasion=round_)


@transaction.atomic
def decide(
    notification: "UseNotification", answer: str, reason: str, *, by: "Person", at: datetime
) -> None:
    """Decide, or propose where a second officer confirms; owe the letters of a decision.

    Raises:
        Refusal: no reason for declining, the officer's own, or it is not waiting any more.
    """
    _decided(notification, examining.decide(notification, answer, reason, by=by, at=at), at)


@transaction.atomic
def confirm(notification: "UseNotification", *, by: "Person", at: datetime) -> None:
    """Confirm what a colleague proposed and owe the letters.

    Raises:
        Refusal: one's own proposal or organisation, or nothing is proposed.
    """
    _decided(notification, examining.confirm(notification, by=by, at=at), at)


def _decided(
    notification: "UseNotification", welcomes: list[members.Welcome], at: datetime
) -> None:
    if notification.state not in ("approved", "declined"):
        return
    if notification.kind == sheets.REPORT:
        names = ("organisation", "number", "link")
        letters.tell(notification, "periodic-report-result", names, at=at, occasion="result")
    else:
        letters.tell(notification, "use-notification-result", _WHAT, at=at, occasion="result")
    for one in welcomes:
        letters.welcome(one, at=at)


@transaction.atomic
def invite_again(member: "Membership", *, at: datetime) -> None:
    """Send a member who has no password yet a new link."""
    letters.welcome(members.invite_again(member, at=at), at=at)

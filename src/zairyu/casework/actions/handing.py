"""Handing an electronic certificate on: a link for each receiver, opened abroad, ended at will."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from zairyu.audit import actions as audit
from zairyu.casework import abroad, letters, links, parties
from zairyu.casework.actions.ecoes import alive, change, read_address, refuse_more
from zairyu.casework.actions.move import happened, held
from zairyu.casework.models import Case, HandOn, HandOnLook
from zairyu.casework.refusals import CaseUnknown, refuse
from zairyu.notices.actions import Receiver
from zairyu.words import LANGUAGES

if TYPE_CHECKING:
    from zairyu.people.models import Person

MOST_LINKS = 10  # that live at once
MOST_NAME = 60


@dataclass(frozen=True)
class To:
    """For whom a link is: kind of receiver, what the sender calls them, where and how to write."""

    receiver: str = "traveller"
    name: str = ""
    address: str = ""
    language: str = "en"


@transaction.atomic
def hand_on(case_key: str, to: To, *, by: "Person", at: datetime) -> HandOn:
    """Make a link for somebody, and mail it if an address is given.

    Without an address the sender passes the link on: printed for a check-in desk, or in a message.
    """
    case = held(case_key)
    party = parties.filer(case, by, "receive")
    sent = alive(case, at)
    _checked(to)
    if len(links.alive(sent)) >= MOST_LINKS:
        raise refuse("links-enough", most=MOST_LINKS)
    address = read_address(to.address) if to.address.strip() else ""
    row = links.make(sent, to.receiver, to.name.strip(), address, to.language, by, at)
    change(sent, "hand-on-ecoe", party, at)
    if sent.handed_on_at is None:
        sent.handed_on_at = at
        sent.save(update_fields=["handed_on_at"])
    if address:
        mail_link(case, row, "ecoe-handed-on", at)
    return row


def _checked(to: To) -> None:
    if to.receiver not in links.RECEIVERS:
        raise refuse("receiver-kind-wanted", at="receiver")
    if to.language not in abroad.languages():
        raise refuse("language-wanted", at="language")
    if to.receiver == "traveller" and not to.address.strip():
        raise refuse("address-wanted", at="address")
    if len(to.name.strip()) > MOST_NAME:
        raise refuse("name-too-long", at="name", most=MOST_NAME)


def mail_link(case: Case, row: HandOn, kind: str, at: datetime, occasion: str = "") -> int:
    """Owe the mail that leads to a link: in the receiver's language first, naming nobody."""
    language = row.language if row.language in LANGUAGES else "en"
    to = Receiver(links.opened(row, "address"), language, "link")
    return letters.tell_address(
        case,
        kind,
        to,
        at,
        occasion=occasion,
        own=abroad.mail_words(row.language),
        open=links.url(row),
        valid_until=letters.day(row.ecoe.valid_until),
    )


@transaction.atomic
def mail_link_again(case_key: str, link_key: str, *, by: "Person", at: datetime) -> HandOn:
    """Mail a link once more to the address it went to."""
    case = held(case_key)
    party = parties.filer(case, by, "receive")
    row = _own(alive(case, at).pk, link_key)
    if not row.address:
        raise refuse("address-wanted", at="address")
    refuse_more(case, "mail-hand-on", MOST_LINKS, at)
    happened(case, "mail-hand-on", by=party, at=at)
    mail_link(case, row, "ecoe-handed-on", at)
    return row


@transaction.atomic
def end_link(case_key: str, link_key: str, *, by: "Person", at: datetime) -> HandOn:
    """End a link with one press: it opens nothing any more, the certificate itself stays."""
    case = held(case_key)
    party = parties.filer(case, by, "receive")
    row = HandOn.objects.filter(ecoe__case=case, key=link_key).select_related("ecoe").first()
    if row is None:
        raise CaseUnknown(case_key)
    if HandOn.objects.filter(pk=row.pk, ended_at=None).update(ended_at=at, ended_why="sender"):
        happened(case, "end-hand-on", by=party, at=at)
    return row


def _own(ecoe_pk: int, link_key: str) -> HandOn:
    found = HandOn.objects.filter(ecoe_id=ecoe_pk, key=link_key, ended_at=None)
    row = found.select_related("ecoe").first()
    if row is None:
        raise CaseUnknown(link_key)
    return row


@transaction.atomic
def note_look(row: HandOn, what: str, language: str, country: str, *, at: datetime) -> None:
    """Write down that whoever holds a link opened the page or the file, and from which country."""
    HandOnLook.objects.create(link=row, at=at, what=what, language=language, country=country)
    ids = {"link": row.key, "what": what} | ({"country": country} if country else {})
    audit.record(f"case:{row.ecoe.case.key}", "read-handed-on", at=at, by="receiver", **ids)

"""The electronic certificate of eligibility after it was sent: receipt, address, paper, end."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from zairyu.casework import letters, links, parties, proofs
from zairyu.casework.actions import ecoes
from zairyu.casework.actions.ecoes import alive, change, end, read_address, refuse_more
from zairyu.casework.actions.move import held, move
from zairyu.casework.actions.onward import onward, send_ecoe
from zairyu.casework.guards import standing_decision
from zairyu.casework.models import Case, ECoe
from zairyu.casework.refusals import refuse
from zairyu.law.dates import legal_day
from zairyu.notices.actions import Receiver
from zairyu.people.keys import new_key

if TYPE_CHECKING:
    from zairyu.people.models import Person

MOST_MAILS = 5  # that a filer may have sent again within a day
ON_PAPER = ("post", "counter")


@transaction.atomic
def register_receipt(ecoe_key: str, *, at: datetime) -> ECoe:
    """Register that the certificate arrived (受領登録); whoever holds the link may do so.

    A second press changes nothing. With it the case is delivered.
    """
    sent = ecoes.with_key(ecoe_key)
    if sent.state == "ecoe-received":
        return sent
    if legal_day(at) > sent.valid_until:
        raise refuse("ecoe-over", valid_until=sent.valid_until)
    change(sent, "register-ecoe-receipt", parties.RECEIVER, at)
    sent.registered_at = at
    sent.save(update_fields=["registered_at"])
    if sent.case.state == "issued":
        move(sent.case, "confirm-delivery", by=parties.SYSTEM, at=at)
    letters.tell_address(
        sent.case,
        "ecoe-receipt-registered",
        ecoes.receiver(sent),
        at,
        hand_on=letters.link(f"/cases/{sent.case.key}/certificate"),
        valid_until=letters.day(sent.valid_until),
    )
    return sent


@transaction.atomic
def resend(case_key: str, *, by: "Person", at: datetime) -> ECoe:
    """Send the mail of the certificate once more, to the same address: an officer's act."""
    case = held(case_key)
    party = parties.officer(case, by, at)
    return _again(case, "resend-ecoe", party, at)


@transaction.atomic
def send_again(case_key: str, *, by: "Person", at: datetime) -> ECoe:
    """Send the mail of the certificate once more, to the same address: asked for by its filer."""
    case = held(case_key)
    party = parties.filer(case, by, "receive")
    refuse_more(case, "send-ecoe-again", MOST_MAILS, at)
    return _again(case, "send-ecoe-again", party, at)


def _again(case: Case, event: str, party: parties.Party, at: datetime) -> ECoe:
    sent = alive(case, at)
    change(sent, event, party, at)
    send_ecoe(case, sent, at)
    return sent


@transaction.atomic
def correct_address(
    case_key: str, address: str, reason: str, *, by: "Person", at: datetime
) -> ECoe:
    """Send the certificate to another address: an officer's act, with how the asker was known."""
    case = held(case_key)
    party = parties.officer(case, by, at)
    if not reason.strip():
        raise refuse("reason-wanted", at="reason")
    return _readdressed(case, address, "correct-ecoe-address", party, at, reason)


@transaction.atomic
def change_address(case_key: str, address: str, *, by: "Person", at: datetime) -> ECoe:
    """Send the certificate to another address: asked for by its filer, who proved who they are."""
    case = held(case_key)
    party = parties.filer(case, by, "receive")
    return _readdressed(case, address, "change-ecoe-address", party, at, "")


def _readdressed(
    case: Case, typed: str, event: str, party: parties.Party, at: datetime, reason: str
) -> ECoe:
    """Make the certificate anew for another address: what lies at the old one is of no use."""
    sent, address = alive(case, at), read_address(typed)
    old = letters.address_of(case, sent.receiver)
    if address.lower() == old.lower():
        raise refuse("address-same", at="address")
    change(sent, event, party, at, reason)
    sent.key, sent.sent_at, sent.registered_at = new_key(), at, None
    sent.receiver = letters.keep_address(case, address)
    sent.certificate = proofs.certify_coe(
        case, standing_decision(case), at, party.key, until=sent.valid_until
    )
    sent.save()
    send_ecoe(case, sent, at)
    tell_void(case, [old], at)
    letters.tell(case, "ecoe-address-corrected", ("user",), at)
    return sent


def tell_void(case: Case, addresses: list[str], at: datetime) -> None:
    """Tell addresses that what they had from us is of no use any more; it names nobody."""
    for address in addresses:
        to = Receiver(address, "ja", "former-receiver")
        letters.tell_address(case, "ecoe-mail-void", to, at)


@transaction.atomic
def to_paper(case_key: str, delivery: str, *, by: "Person", at: datetime) -> Case:
    """Give out a paper certificate instead: the electronic one ends, and the case goes on.

    The paper serves until the same day: the three months run from the first issue.

    Law: ICRRA art. 7-2.
    """
    case = held(case_key)
    party = parties.officer(case, by, at)
    if delivery not in ON_PAPER:
        raise refuse("delivery-wanted", at="delivery")
    sent = alive(case, at)
    change(sent, "change-ecoe-to-paper", party, at)
    void = [letters.address_of(case, sent.receiver), *links.addresses(sent)]
    end(sent, "replaced", at, party)
    case.delivery = delivery
    case.save(update_fields=["delivery"])
    move(case, "give-out-on-paper", by=party, at=at)
    proofs.certify_coe(case, standing_decision(case), at, party.key, until=sent.valid_until)
    letters.tell(case, "ecoe-to-paper", ("user",), at, valid_until=letters.day(sent.valid_until))
    tell_void(case, void, at)
    onward(case, at)
    return case


def withdraw_for_correction(case: Case, party: parties.Party, at: datetime) -> None:
    """End a certificate whose decision is being corrected; the mail alone says nothing any more."""
    sent = ECoe.objects.filter(case=case, state__in=links.LIVE).first()
    if sent is None:
        return
    sent.case = case
    change(sent, "cancel-ecoe", party, at)
    sent.ended_at = at
    sent.save(update_fields=["ended_at"])
    ecoes.end_links(sent, "revoked", at)


@transaction.atomic
def expire(ecoe_key: str, *, at: datetime) -> ECoe:
    """End a certificate whose three months are over."""
    sent = ecoes.with_key(ecoe_key)
    if legal_day(at) <= sent.valid_until:
        raise refuse("not-yet-due", due_on=sent.valid_until)
    change(sent, "expire", parties.SYSTEM, at)
    end(sent, "over", at, parties.SYSTEM)
    return sent


@transaction.atomic
def cancel(case_key: str, reason: str, *, by: "Person", at: datetime) -> ECoe:
    """Cancel a certificate: a supervisor's act, with its reason; whoever had it is told."""
    case = held(case_key)
    party = parties.supervisor(case, by, at)
    if not reason.strip():
        raise refuse("reason-wanted", at="reason")
    sent = ecoes.of_case(case)
    change(sent, "cancel-ecoe", party, at, reason)
    void = links.addresses(sent)
    end(sent, "revoked", at, party)
    decision = standing_decision(case)
    decision.replaced_at = at
    decision.save(update_fields=["replaced_at"])
    letters.tell(case, "ecoe-cancelled", ("user",), at)
    mailed = letters.address_of(case, sent.receiver)
    own = case.filer.email.lower()
    tell_void(case, [one for one in {mailed, *void} if one.lower() != own], at)
    return sent

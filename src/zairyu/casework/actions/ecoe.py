"""The electronic certificate of eligibility after it was sent: receipt, handing on, expiry."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from zairyu import vault
from zairyu.casework import letters, parties, readers
from zairyu.casework.actions.move import happened, held, move
from zairyu.casework.actions.onward import send_ecoe
from zairyu.casework.guards import standing_decision
from zairyu.casework.models import Case, ECoe
from zairyu.casework.refusals import CaseUnknown, refuse
from zairyu.certificates import actions as certificates
from zairyu.law import lifecycle
from zairyu.law.dates import legal_day
from zairyu.notices.actions import Receiver

if TYPE_CHECKING:
    from zairyu.people.models import Person


def _held(ecoe_key: str) -> ECoe:
    found = ECoe.objects.filter(key=ecoe_key).select_related("case").first()
    if found is None:
        raise CaseUnknown(ecoe_key)
    found.case = held(found.case.key)
    found.refresh_from_db(fields=["state"])
    return found


def _move(sent: ECoe, event: str, party: parties.Party, at: datetime) -> None:
    before = sent.state
    sent.state = lifecycle.ECOE.after(before, event, party.kind)
    if not ECoe.objects.filter(pk=sent.pk, state=before).update(state=sent.state):
        raise refuse("overtaken")
    happened(sent.case, event, by=party, at=at)


@transaction.atomic
def register_receipt(ecoe_key: str, *, at: datetime) -> ECoe:
    """Register that the certificate arrived (受領登録); whoever holds the link may do so.

    A second press changes nothing. With it the case is delivered.
    """
    sent = _held(ecoe_key)
    if sent.state == "ecoe-received":
        return sent
    if legal_day(at) > sent.valid_until:
        raise refuse("ecoe-over", valid_until=sent.valid_until)
    _move(sent, "register-ecoe-receipt", parties.RECEIVER, at)
    sent.registered_at = at
    sent.save(update_fields=["registered_at"])
    if sent.case.state == "issued":
        move(sent.case, "confirm-delivery", by=parties.SYSTEM, at=at)
    language = readers.language(sent.case)
    to = Receiver(letters.address_of(sent.case, sent.receiver), language, "receiver")
    letters.tell_address(
        sent.case,
        "ecoe-receipt-registered",
        to,
        at,
        receipt=letters.link(f"/ecoe/{sent.key}/"),
        valid_until=letters.day(sent.valid_until),
    )
    return sent


@transaction.atomic
def hand_on(case_key: str, address: str, *, by: "Person", at: datetime) -> ECoe:
    """Send the certificate on to the person abroad, from here rather than by forwarding a mail."""
    case = held(case_key)
    party = parties.filer(case, by, "receive")
    sent = ECoe.objects.filter(case=case).select_related("case").first()
    if sent is None:
        raise CaseUnknown(case_key)
    if sent.state not in ("ecoe-sent", "ecoe-received") or legal_day(at) > sent.valid_until:
        raise refuse("ecoe-over", valid_until=sent.valid_until)
    if "@" not in address or any(sign.isspace() for sign in address.strip()):
        raise refuse("address-wanted", at="address")
    sent.handed_on_at = at
    sent.handed_to = vault.seal(address.strip().encode(), f"case:{case.key}:address")
    sent.save(update_fields=["handed_on_at", "handed_to"])
    happened(case, "hand-on-ecoe", by=party, at=at)
    kept, sent.receiver = sent.receiver, sent.handed_to
    send_ecoe(case, sent, at)
    sent.receiver = kept
    return sent


@transaction.atomic
def resend(case_key: str, *, by: "Person", at: datetime) -> ECoe:
    """Send the mail of the certificate once more, to the same address."""
    case = held(case_key)
    party = parties.officer(case, by, at)
    sent = ECoe.objects.filter(case=case).select_related("case").first()
    if sent is None:
        raise CaseUnknown(case_key)
    _move(sent, "resend-ecoe", party, at)
    send_ecoe(case, sent, at)
    return sent


def withdraw_for_correction(case: Case, party: parties.Party, at: datetime) -> None:
    """End a certificate whose decision is being corrected; the mail alone says nothing any more."""
    sent = ECoe.objects.filter(case=case, state__in=("ecoe-sent", "ecoe-received")).first()
    if sent is None:
        return
    sent.case = case
    _move(sent, "cancel-ecoe", party, at)
    sent.ended_at = at
    sent.save(update_fields=["ended_at"])


@transaction.atomic
def expire(ecoe_key: str, *, at: datetime) -> ECoe:
    """End a certificate whose three months are over."""
    sent = _held(ecoe_key)
    if legal_day(at) <= sent.valid_until:
        raise refuse("not-yet-due", due_on=sent.valid_until)
    _move(sent, "expire", parties.SYSTEM, at)
    _end(sent, "over", at, parties.SYSTEM)
    return sent


@transaction.atomic
def cancel(case_key: str, reason: str, *, by: "Person", at: datetime) -> ECoe:
    """Cancel a certificate: a supervisor's act, with its reason."""
    case = held(case_key)
    party = parties.supervisor(case, by, at)
    if not reason.strip():
        raise refuse("reason-wanted", at="reason")
    sent = ECoe.objects.filter(case=case).select_related("case").first()
    if sent is None:
        raise CaseUnknown(case_key)
    _move(sent, "cancel-ecoe", party, at)
    _end(sent, "revoked", at, party)
    decision = standing_decision(case)
    decision.replaced_at = at
    decision.save(update_fields=["replaced_at"])
    letters.tell(case, "ecoe-cancelled", ("user",), at)
    return sent


def _end(sent: ECoe, why: str, at: datetime, party: parties.Party) -> None:
    sent.ended_at = at
    sent.save(update_fields=["ended_at"])
    certificates.end(f"case:{sent.case.key}", why, at, kind="coe", by=party.key)

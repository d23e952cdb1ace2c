"""The electronic certificate on its way: what is alive, how its state changes, how it ends."""

from datetime import datetime, timedelta

from zairyu.casework import letters, parties, readers
from zairyu.casework.actions.move import happened, held
from zairyu.casework.links import is_live
from zairyu.casework.models import Case, ECoe, HandOn
from zairyu.casework.refusals import CaseUnknown, refuse
from zairyu.certificates import actions as certificates
from zairyu.law import lifecycle
from zairyu.law.dates import legal_day
from zairyu.notices.actions import Receiver


def with_key(key: str) -> ECoe:
    """Return the certificate that a receipt link opens, its case held for this transaction."""
    found = ECoe.objects.filter(key=key).select_related("case", "certificate").first()
    if found is None:
        raise CaseUnknown(key)
    found.case = held(found.case.key)
    found.refresh_from_db(fields=["state"])
    return found


def of_case(case: Case) -> ECoe:
    """Return the certificate of a case that is held, whatever its state."""
    found = ECoe.objects.filter(case=case).select_related("certificate").first()
    if found is None:
        raise CaseUnknown(case.key)
    found.case = case
    return found


def alive(case: Case, at: datetime) -> ECoe:
    """Return the certificate of a case that is held, if it still serves."""
    sent = of_case(case)
    if not is_live(sent, legal_day(at)):
        raise refuse("ecoe-over", valid_until=sent.valid_until)
    return sent


def change(sent: ECoe, event: str, party: parties.Party, at: datetime, note: str = "") -> None:
    """Let an event happen to a certificate: table of moves, compare-and-set, timeline, record."""
    before = sent.state
    sent.state = lifecycle.ECOE.after(before, event, party.kind)
    if not ECoe.objects.filter(pk=sent.pk, state=before).update(state=sent.state):
        raise refuse("overtaken")
    happened(sent.case, event, by=party, at=at, note=note)


def end(sent: ECoe, why: str, at: datetime, party: parties.Party) -> None:
    """End a certificate, what was certified, and every link by which it was handed on."""
    sent.ended_at = at
    sent.save(update_fields=["ended_at"])
    end_links(sent, why, at)
    certificates.end(f"case:{sent.case.key}", why, at, kind="coe", by=party.key)


def end_links(sent: ECoe, why: str, at: datetime) -> None:
    """Let the links of a certificate open nothing any more."""
    HandOn.objects.filter(ecoe=sent, ended_at=None).update(ended_at=at, ended_why=why)


def receiver(sent: ECoe) -> Receiver:
    """Return who has the mail of a certificate."""
    address = letters.address_of(sent.case, sent.receiver)
    return Receiver(address, readers.language(sent.case), "receiver")


def refuse_more(case: Case, event: str, most: int, at: datetime) -> None:
    """Refuse to send a mail again that was sent again often enough within a day."""
    if case.events.filter(event=event, at__gt=at - timedelta(days=1)).count() >= most:
        raise refuse("mails-enough", most=most)


def read_address(typed: str) -> str:
    """Return a mail address as typed, without blanks around it, or refuse."""
    address = typed.strip()
    name, at_sign, host = address.rpartition("@")
    blank = any(sign.isspace() for sign in address)
    if not (name and at_sign and "." in host) or blank or len(address) > 254:
        raise refuse("address-wanted", at="address")
    return address

"""Into the person's hands: papers sent in, print compared, posted or handed over."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from zairyu import vault
from zairyu.casework import letters, parties, printing, proofs, readers
from zairyu.casework.actions.move import happened, held, move
from zairyu.casework.actions.onward import ready_at_counter
from zairyu.casework.facts import facts_of
from zairyu.casework.guards import standing_decision
from zairyu.casework.models import Case, Decision, Dispatch, HandOver, PrintCheck
from zairyu.casework.refusals import refuse
from zairyu.certificates import actions as certificates
from zairyu.law.dates import add_days, legal_day
from zairyu.people.keys import new_key

if TYPE_CHECKING:
    from zairyu.people.models import Person

IDENTITIES = ("passport", "residence-card", "agent-card")
RECEIVERS = ("applicant", "legal-representative", "agent")
_AGAIN = 14  # days for what was missing


@transaction.atomic
def record_return_documents(
    case_key: str, arrived: Iterable[str], *, by: "Person", at: datetime
) -> list[str]:
    """Record which papers of the list came in; return what is still missing.

    All there: the case goes on. Something missing: it is named in a letter, with a new due date.
    """
    case = held(case_key)
    party = parties.officer(case, by, at)
    here = set(arrived)
    items = list(case.returns.order_by("number"))
    for item in items:
        item.missing = item.arrived_at is None and item.paper not in here
        if item.arrived_at is None and item.paper in here:
            item.arrived_at = at
        item.save(update_fields=["arrived_at", "missing"])
    missing = [item.paper for item in items if item.arrived_at is None]
    if missing:
        _ask_again(case, missing, party, at)
    else:
        move(case, "confirm-return-documents", by=party, at=at)
        case.due_on = None
        case.save(update_fields=["due_on"])
        letters.tell(case, "return-documents-received", ("user",), at)
    return missing


def _ask_again(case: Case, missing: list[str], party: parties.Party, at: datetime) -> None:
    move(case, "return-documents-incomplete", by=party, at=at, detail={"missing": missing})
    case.due_on = add_days(legal_day(at), _AGAIN)
    case.save(update_fields=["due_on"])
    letters.tell(
        case,
        "return-documents-overdue",
        letters.BOTH,
        at,
        papers=letters.papers(case, missing),
        due_on=letters.day(case.due_on),
    )


@transaction.atomic
def compare_print(
    case_key: str, printed: Mapping[str, str], *, by: "Person", at: datetime
) -> PrintCheck:
    """Compare what was printed with the decision, field by field, and keep both."""
    case = held(case_key)
    party = parties.officer(case, by, at)
    decision = standing_decision(case)
    if decision.outcome != "grant" or case.state in ("issued", "delivered", "closed"):
        raise refuse("nothing-to-print")
    wanted = printing.print_data(case, decision, legal_day(at))
    compared = printing.compared(wanted, printed)
    differing = [field.name for field in compared if not field.same]
    key = new_key()
    check = PrintCheck.objects.create(
        key=key,
        case=case,
        officer=by,
        at=at,
        fields=vault.seal_json(
            {field.name: [field.decided, field.printed] for field in compared}, f"print:{key}"
        ),
        same=not differing,
        differing=differing,
    )
    detail = {"fields": len(compared), "differing": len(differing)}
    happened(case, "compare-print", by=party, at=at, detail=detail)
    return check


@transaction.atomic
def dispatch(case_key: str, tracking: str, *, by: "Person", at: datetime) -> Dispatch:
    """Hand card or certificate to the post: from now on the permission is in effect.

    Law: ICRRA art. 20(4), 21(4).
    """
    case = held(case_key)
    party = parties.officer(case, by, at)
    if not tracking.strip():
        raise refuse("tracking-wanted", at="tracking")
    event = "dispatch" if case.state == "return-documents-received" else "dispatch-direct"
    move(case, event, by=party, at=at)
    decision = standing_decision(case)
    contents = _take_effect(case, decision, at, party.key)
    key = new_key()
    sent = Dispatch.objects.create(
        key=key,
        case=case,
        officer=by,
        tracking=tracking.strip(),
        address=vault.seal(facts_of(case).address.encode(), f"dispatch:{key}"),
        contents=contents,
        at=at,
    )
    _dispatch_letter(case, decision, sent, at, party.key)
    letters.tell(case, "card-dispatched", letters.BOTH, at, tracking=sent.tracking)
    return sent


def _dispatch_letter(case: Case, decision: Decision, sent: Dispatch, at: datetime, by: str) -> None:
    data = letters.of_case(case) | {
        "sent_on": legal_day(at).isoformat(),
        "contents": [printing.content_name(item) for item in sent.contents],
        "tracking": sent.tracking,
        "address": facts_of(case).address,
    }
    if decision.expires_on:
        data["expires_on"] = decision.expires_on.isoformat()
    certificates.letter(
        "dispatch", proofs.about(case), data, at, language=readers.language(case), by=by
    )


def _take_effect(case: Case, decision: Decision, at: datetime, by: str) -> list[str]:
    """Let the permission take effect now, certify it, and return what is given out.

    What came back from the post is in effect already: it is given out as it is.
    """
    if decision.effective_at is not None:
        return printing.contents(case)
    decision.effective_at = at
    decision.expires_on = proofs.new_expiry(case, decision, legal_day(at))
    decision.save(update_fields=["effective_at", "expires_on"])
    proofs.certify_result(case, decision, at, by)
    proofs.tell_refused_permits(case, at, by)
    return printing.contents(case)


@transaction.atomic
def hand_over(
    case_key: str,
    identity: str,
    *,
    by: "Person",
    at: datetime,
    receiver: str = "applicant",
    fee_stamps: bool = False,
) -> HandOver:
    """Give card or certificate over the counter, the identity checked: now it is in effect.

    Law: ICRRA art. 20(4), 21(4).
    """
    case = held(case_key)
    party = parties.officer(case, by, at)
    if identity not in IDENTITIES:
        raise refuse("identity-wanted", at="identity")
    if receiver not in RECEIVERS:
        raise refuse("receiver-wanted", at="receiver")
    if case.orders.filter(state="stamps").exists() and not fee_stamps:
        raise refuse("stamps-wanted", at="fee_stamps")
    move(case, "hand-over", by=party, at=at, detail={"identity": identity, "receiver": receiver})
    decision = standing_decision(case)
    contents = _take_effect(case, decision, at, party.key)
    return HandOver.objects.create(
        key=new_key(),
        case=case,
        officer=by,
        identity=identity,
        receiver=receiver,
        fee_stamps=fee_stamps,
        contents=contents,
        at=at,
    )


@transaction.atomic
def confirm_delivery(case_key: str, *, by: "Person", at: datetime) -> Case:
    """Record that the post delivered; an officer reads it from the tracking page."""
    case = held(case_key)
    person = parties.officer(case, by, at).person
    move(case, "confirm-delivery", by=parties.Party("system", person), at=at)
    case.dispatches.filter(delivered_at=None, came_back_at=None).update(delivered_at=at)
    return case


@transaction.atomic
def came_back(case_key: str, *, by: "Person", at: datetime) -> Case:
    """Record that the post came back: it waits at the counter from now on."""
    case = held(case_key)
    move(case, "return-to-sender", by=parties.officer(case, by, at), at=at)
    case.dispatches.filter(delivered_at=None, came_back_at=None).update(came_back_at=at)
    ready_at_counter(case, at, "return-to-sender")
    return case


@transaction.atomic
def change_delivery(case_key: str, *, by: "Person", at: datetime) -> Case:
    """Let a person who was to send papers in fetch the card at the counter instead."""
    case = held(case_key)
    move(case, "change-delivery", by=parties.officer(case, by, at), at=at)
    case.delivery, case.due_on = "counter", None
    case.save(update_fields=["delivery", "due_on"])
    ready_at_counter(case, at, "change-delivery")
    return case


@transaction.atomic
def lapse(case_key: str, reason: str, *, by: "Person", at: datetime) -> Case:
    """End what was never collected, long past its day: a supervisor's act, never a timer's."""
    case = held(case_key)
    party = parties.supervisor(case, by, at)
    if not reason.strip():
        raise refuse("reason-wanted", at="reason")
    if case.due_on is not None and legal_day(at) <= case.due_on + timedelta(days=30):
        raise refuse("not-yet-due", due_on=case.due_on + timedelta(days=30))
    move(case, "lapse", by=party, at=at, note=reason)
    letters.tell(case, "lapsed", letters.BOTH, at)
    return case

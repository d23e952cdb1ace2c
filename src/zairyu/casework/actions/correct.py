"""A decision that was wrong, or a misprint: one supervisor proposes the mending, another agrees.

The earlier decision stays in the record, marked as replaced. Once a card or certificate is in the
person's hands only a misprint can be mended here; a permission in effect is revoked by another
procedure (ICRRA art. 22-4), which is no part of this service.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from zairyu import vault
from zairyu.casework import facts as facts_module
from zairyu.casework import letters, parties, proofs, readers
from zairyu.casework.actions.ecoe import withdraw_for_correction
from zairyu.casework.actions.move import happened, held, move
from zairyu.casework.actions.onward import send_ecoe
from zairyu.casework.facts import facts_of, note, read_note
from zairyu.casework.guards import standing_decision, waiting_correction
from zairyu.casework.models import Case, Correction, Decision, ECoe
from zairyu.casework.refusals import refuse
from zairyu.certificates import actions as certificates
from zairyu.law import lifecycle
from zairyu.law.dates import legal_day
from zairyu.people.keys import new_key
from zairyu.questionnaire import codelists

if TYPE_CHECKING:
    from zairyu.people.models import Person

EVENTS = {"decision": "correct-decision", "clerical": "correct-clerical-error"}
# What a misprint can stand in; what was asked for and what was decided stay as they are.
FIELDS = ("name", "name_own", "birth", "sex", "nationality", "address", "activity")
_GRANTED = ("permission", "permit", "coe", "work-qualification")


@dataclass(frozen=True)
class Mending:
    """What is proposed: what is wrong, on what ground it is mended, of a misprint the new words."""

    kind: str  # decision, clerical
    error: str
    ground: str
    changes: Mapping[str, str]


@transaction.atomic
def propose_correction(
    case_key: str, mending: Mending, *, by: "Person", at: datetime, seen: int | None = None
) -> Correction:
    """Propose to mend a decision; nothing changes before another supervisor agrees."""
    case = held(case_key, seen)
    party = parties.supervisor(case, by, at)
    if mending.kind not in EVENTS:
        raise refuse("kind-wanted", at="kind")
    lifecycle.after(case.state, EVENTS[mending.kind], party.kind)  # refuses what cannot be mended
    changes = _checked(case, mending)
    if Correction.objects.filter(case=case, state="waiting").exists():
        raise refuse("correction-waits")
    key = new_key()
    proposed = Correction.objects.create(
        key=key,
        case=case,
        decision=standing_decision(case),
        kind=mending.kind,
        error=note(mending.error, case.key),
        ground=note(mending.ground, case.key),
        changes=vault.seal_json(changes, f"correction:{key}"),
        proposer=by,
        at=at,
    )
    happened(case, "propose-correction", by=party, at=at, detail={"correction": key})
    return proposed


def _checked(case: Case, mending: Mending) -> dict[str, list[str]]:
    """Return the words of a misprint as they were and as they are to be."""
    for name in ("error", "ground"):
        if not getattr(mending, name).strip():
            raise refuse("reason-wanted", at=name)
    if mending.kind == "decision":
        return {}
    now = facts_of(case)
    changes = {
        name: [getattr(now, name), mending.changes[name].strip()]
        for name in FIELDS
        if name in mending.changes and mending.changes[name].strip() != getattr(now, name)
    }
    if not changes:
        raise refuse("changes-wanted", at="error")
    for name, (_, new) in changes.items():
        if not _READABLE.get(name, bool)(new):
            raise refuse("change-not-read", at=name)
    return changes


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


_READABLE: dict[str, Callable[[str], bool]] = {
    "birth": _is_day,
    "sex": lambda text: text in ("male", "female"),
    "nationality": lambda text: text in codelists.by_value("nationalities"),
    "name_own": lambda _text: True,
}


@transaction.atomic
def drop_correction(case_key: str, reason: str, *, by: "Person", at: datetime) -> Correction:
    """Leave a decision as it is: a proposal is taken back, or not agreed to, with a reason."""
    case = held(case_key)
    party = parties.supervisor(case, by, at)
    if not reason.strip():
        raise refuse("reason-wanted", at="reason")
    proposed = waiting_correction(case)
    proposed.state = "dropped"
    proposed.save(update_fields=["state"])
    happened(case, "drop-correction", by=party, at=at, note=reason)
    return proposed


@transaction.atomic
def agree_correction(
    case_key: str, *, by: "Person", at: datetime, seen: int | None = None
) -> Correction:
    """Agree to a correction: the second pair of eyes. Now it is done, and told where it matters.

    A refusal that nobody outside has learned of is mended without a word to anyone.
    """
    case = held(case_key, seen)
    party = parties.supervisor(case, by, at)
    proposed = waiting_correction(case)
    before, decision = case.state, standing_decision(case)
    error = read_note(proposed.error, case.key)
    move(case, EVENTS[proposed.kind], by=party, at=at, note=error)
    proposed.agreed_by, proposed.agreed_at, proposed.state = by, at, "done"
    proposed.save(update_fields=["agreed_by", "agreed_at", "state"])
    if proposed.kind == "decision":
        _undo(case, decision, before, party, at)
    else:
        _mend(case, decision, proposed, at, party.key)
    if lifecycle.state(before).shown_until_notified is None:
        _tell(case, proposed, before, at, party.key)
    return proposed


def _undo(case: Case, decision: Decision, before: str, party: parties.Party, at: datetime) -> None:
    """Take back what followed from a decision: it is examined anew, and pending as before."""
    decision.replaced_at = at
    decision.save(update_fields=["replaced_at"])
    case.permits.exclude(state="withdrawn").update(state="pending", decided_at=None, fee_yen=None)
    case.orders.filter(state__in=("open", "stamps"), paid_yen=0).update(
        state="cancelled", settled_at=at
    )
    case.orders.filter(state__in=("open", "paid")).update(state="set-off")  # counts for the next
    for kind in _GRANTED:
        certificates.end(proofs.about(case), "corrected", at, kind=kind, by=party.key)
    withdraw_for_correction(case, party, at)
    case.due_on = None
    if before == "issued":  # what is on its way comes back before anything else is given out
        case.returns.update(arrived_at=None, missing=False)
        special = proofs.special_period(case, facts_of(case))
        if special is None or special.lawful_until >= legal_day(at):
            case.receipt = proofs.certify_pending(case, at, party.key)
    case.save(update_fields=["due_on", "receipt"])


def _mend(case: Case, decision: Decision, proposed: Correction, at: datetime, by: str) -> None:
    """Write the words as they should be, and certify anew what holds; the outcome stays."""
    new = {name: words[1] for name, words in changes_of(proposed).items()}
    case.facts = facts_module.keep(replace(facts_of(case), **new), case.key)
    case.save(update_fields=["facts"])
    if lifecycle.state(case.state).pending_in_law:
        case.receipt = proofs.certify_pending(case, at, by)
        case.save(update_fields=["receipt"])
        return
    sent = ECoe.objects.filter(case=case, state__in=("ecoe-sent", "ecoe-received")).first()
    if sent is not None:
        sent.certificate = proofs.certify_coe(case, decision, at, by, until=sent.valid_until)
        sent.save(update_fields=["certificate"])
        send_ecoe(case, sent, at)
    else:
        proofs.certify_result(case, decision, at, by)


def changes_of(proposed: Correction) -> dict[str, list[str]]:
    """Return what a correction of a misprint changes: field, as it was, as it is to be."""
    found: dict[str, list[str]] = vault.open_json(
        bytes(proposed.changes), f"correction:{proposed.key}"
    )
    return found


def _tell(case: Case, proposed: Correction, before: str, at: datetime, by: str) -> None:
    """Write what was corrected and what to do with what was received; owe the mail of it."""
    data = letters.of_case(case) | {
        "what": proposed.kind,
        "corrected_on": legal_day(at).isoformat(),
        "decided_on": legal_day(proposed.decision.at).isoformat(),
        "ground": read_note(proposed.ground, case.key),
        "changes": [[name, *words] for name, words in changes_of(proposed).items()],
        "hand_back": before in ("issued", "delivered"),
    }
    certificates.letter(
        "correction", proofs.about(case), data, at, language=readers.language(case), by=by
    )
    letters.tell(case, "decision-corrected", letters.BOTH, at)

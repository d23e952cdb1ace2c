"""Recommendation and decision: who recommends does not decide (four eyes)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from zairyu import vault
from zairyu.casework import letters, parties, readers
from zairyu.casework.actions.move import held, move
from zairyu.casework.actions.onward import onward
from zairyu.casework.facts import facts_of, note
from zairyu.casework.guards import standing_decision, waiting_recommendation
from zairyu.casework.letters import permit_reasons
from zairyu.casework.models import Case, Decision, Recommendation
from zairyu.casework.refusals import refuse
from zairyu.certificates import actions as certificates
from zairyu.law import going, periods
from zairyu.law.dates import legal_day
from zairyu.people.keys import new_key

if TYPE_CHECKING:
    from zairyu.people.models import Person

_WITH_STAY = ("coe", "change", "extension", "acquisition")


@dataclass(frozen=True)
class Proposal:
    """What an officer recommends: the outcome, for a grant status and period, and the reasons."""

    outcome: str  # grant, refuse
    reasons: str
    status: str = ""
    period: str = ""
    conditions: str = ""
    permits: Mapping[str, str] = field(default_factory=dict)  # kind -> grant, refuse
    permit_reasons: Mapping[str, str] = field(default_factory=dict)  # kind -> why it is refused


def _checked(case: Case, proposal: Proposal, at: datetime) -> Proposal:
    if proposal.outcome not in ("grant", "refuse"):
        raise refuse("outcome-wanted", at="outcome")
    if not proposal.reasons.strip():
        raise refuse("reason-wanted", at="reasons")
    if proposal.outcome == "refuse":
        return Proposal("refuse", proposal.reasons)
    status = proposal.status or _own_status(case)
    period = proposal.period if case.procedure in _WITH_STAY else ""
    if case.procedure in _WITH_STAY:
        on = legal_day(at)
        if not periods.may_be_granted(status, period, on):
            allowed = ", ".join(periods.grantable(status, on))
            raise refuse("period-of-status", at="period", allowed=allowed)
    permits, why = _permits(case, proposal)
    return Proposal("grant", proposal.reasons, status, period, proposal.conditions, permits, why)


def _permits(case: Case, proposal: Proposal) -> tuple[dict[str, str], dict[str, str]]:
    """Return what is proposed for each permit filed with the case, a refusal with its reason."""
    asked = sorted(case.permits.values_list("kind", flat=True))
    permits = {kind: proposal.permits.get(kind, "") for kind in asked}
    if not set(permits.values()) <= {"grant", "refuse"}:
        raise refuse("permits-wanted", at="permits")
    refused = [kind for kind, verdict in permits.items() if verdict == "refuse"]
    why = {kind: proposal.permit_reasons.get(kind, "").strip() for kind in refused}
    for kind, reason in why.items():
        if not reason:
            raise refuse("permit-reason-wanted", at=f"permit-reason-{kind}")
    return permits, why


def _own_status(case: Case) -> str:
    facts = facts_of(case)
    return case.status or facts.wanted_status or facts.current_status


@transaction.atomic
def recommend(
    case_key: str, proposal: Proposal, *, by: "Person", at: datetime, seen: int | None = None
) -> Recommendation:
    """Propose a decision with reasons (上申); permits filed with the case are proposed with it."""
    case = held(case_key, seen)
    party = parties.officer(case, by, at)
    sound = _checked(case, proposal, at)
    move(case, "recommend", by=party, at=at)
    return Recommendation.objects.create(
        key=new_key(),
        case=case,
        officer=by,
        outcome=sound.outcome,
        status=sound.status,
        period=sound.period,
        permits=dict(sound.permits),
        conditions=note(sound.conditions, case.key),
        permit_reasons=vault.seal_json(dict(sound.permit_reasons), f"case:{case.key}:permits"),
        reasons=note(sound.reasons, case.key),
        at=at,
    )


@transaction.atomic
def send_back(
    case_key: str, reason: str, *, by: "Person", at: datetime, seen: int | None = None
) -> Case:
    """Give a recommendation back to the officer, with a reason."""
    case = held(case_key, seen)
    party = parties.supervisor(case, by, at)
    if not reason.strip():
        raise refuse("reason-wanted", at="reason")
    proposed = waiting_recommendation(case)
    move(case, "send-back", by=party, at=at, note=reason)
    proposed.state = "sent-back"
    proposed.save(update_fields=["state"])
    return case


@transaction.atomic
def approve(case_key: str, *, by: "Person", at: datetime, seen: int | None = None) -> Decision:
    """Decide as recommended: granted. The permission takes effect only with card or certificate.

    Law: ICRRA art. 20(4), 21(4), 7-2; art. 67 (fee by the day of receipt and the period granted).
    """
    case = held(case_key, seen)
    party = parties.supervisor(case, by, at)
    move(case, "approve", by=party, at=at)
    decision = _decide(case, by, at)
    _decide_permits(case, decision.recommendation, at)
    if (case.procedure, case.delivery) != ("coe", "email"):  # there the certificate is the mail
        letters.tell(case, "examination-completed", letters.BOTH, at)
    onward(case, at)
    return decision


def _decide_permits(case: Case, proposed: Recommendation, at: datetime) -> None:
    """Decide what was filed with the case: each permit by itself, a refusal with its reason."""
    why = permit_reasons(case, proposed)
    for permit in case.permits.filter(state="pending"):
        granted = proposed.permits.get(permit.kind) == "grant"
        permit.state = "granted" if granted else "refused"
        permit.reasons = note(why.get(permit.kind, ""), case.key)
        permit.decided_at = at
        permit.save(update_fields=["state", "reasons", "decided_at"])


@transaction.atomic
def refuse_application(
    case_key: str, *, by: "Person", at: datetime, seen: int | None = None
) -> Decision:
    """Decide as recommended: refused. Outside, the case stays in examination until notified."""
    case = held(case_key, seen)
    party = parties.supervisor(case, by, at)
    move(case, "refuse", by=party, at=at)
    decision = _decide(case, by, at)
    case.permits.filter(state="pending").update(state="refused", decided_at=at)
    if case.procedure != "coe":
        letters.tell(case, "refusal-visit", letters.BOTH, at, bring=letters.bring(case))
    return decision


def _decide(case: Case, by: "Person", at: datetime) -> Decision:
    proposed = waiting_recommendation(case)
    proposed.state = "decided"
    proposed.save(update_fields=["state"])
    Decision.objects.filter(case=case, replaced_at=None).update(replaced_at=at)
    return Decision.objects.create(
        key=new_key(),
        case=case,
        recommendation=proposed,
        supervisor=by,
        outcome=proposed.outcome,
        status=proposed.status,
        period=proposed.period,
        reasons=proposed.reasons,
        at=at,
    )


@transaction.atomic
def notify_refusal(case_key: str, how: str, *, by: "Person", at: datetime) -> Case:
    """Record that the refusal reached the applicant: only now it takes effect, and is told.

    Law: ICRRA art. 20(6): the special period ends with the disposition.
    """
    case = held(case_key)
    party = parties.officer(case, by, at)
    if how not in ("handed-over", "sent"):
        raise refuse("how-wanted", at="how")
    decision = standing_decision(case)
    _refusal_letter(case, decision, at, by.key)
    move(case, "confirm-refusal-notified", by=party, at=at, detail={"how": how})
    decision.notified_at = decision.effective_at = at
    decision.save(update_fields=["notified_at", "effective_at"])
    if case.procedure == "coe":
        letters.tell(case, "coe-not-issued", ("user",), at)
    return case


def _refusal_letter(case: Case, decision: Decision, at: datetime, by: str) -> None:
    """Write the notice (不許可・不交付通知書): a paper, never a mail."""
    grounds = _grounds(case, decision)
    data = letters.of_case(case) | {
        "decided_on": legal_day(decision.at).isoformat(),
        "notified_on": legal_day(at).isoformat(),
        "grounds": grounds,
    }
    until = case.expires_on or _without_status(case)
    if until is not None and until >= legal_day(at):
        data["lawful_until"] = until.isoformat()
    certificates.letter(
        "refusal", f"case:{case.key}", data, at, language=readers.language(case), by=by
    )


def _without_status(case: Case) -> date | None:
    """Return until when a newborn may stay without a status.

    Law: ICRRA art. 22-2(1).
    """
    born = facts_of(case).born
    return going.acquisition(born).stay_until if born else None


def _grounds(case: Case, decision: Decision) -> list[dict[str, str]]:
    return letters.grounds(letters.reasons(case, decision))

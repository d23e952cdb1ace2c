"""Lodge (受付): an application comes into the office's hands, with its number and its proof."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from zairyu.audit import rows
from zairyu.audit.actions import record
from zairyu.casework import facts as facts_module
from zairyu.casework import letters, numbers, parties, proofs
from zairyu.casework.actions.confirm import ask_applicant, note_question
from zairyu.casework.actions.move import move
from zairyu.casework.basis import basis_of
from zairyu.casework.models import Case, Permit
from zairyu.filing import actions as filing
from zairyu.filing.for_whom import organisation_of
from zairyu.law import going, offices, procedures
from zairyu.law.dates import legal_day
from zairyu.people.keys import new_key
from zairyu.words import codes

if TYPE_CHECKING:
    from zairyu.people.models import Person

STANDARD_DAYS = 90  # where the tables name no standard period


def lodge(
    draft_key: str,
    once: str,
    *,
    by: "Person",
    at: datetime,
    place: Mapping[str, str] | None = None,
) -> Case:
    """Seal a draft, submit and accept it, give it its number, its proof and its two letters.

    All of it or nothing; what can be checked beforehand is checked before anything is locked. A
    second press on the button returns the case of the first. `place` is what the filer said of
    where they are, with the country of the network: ids for the record of the case.

    Law: Digital Procedures Act art. 6 (filed when recorded in the office's computer).
    """
    ready = filing.prepare(draft_key, once, by, at)
    with transaction.atomic():
        case = receive(filing.seal(draft_key, once, by, at, ready), by=by, at=at)
        if place and ready is not None:
            record(f"case:{case.key}", "state-place", at=at, by=by.key, **place)
    return case


def receive(submission: Any, *, by: "Person", at: datetime) -> Case:
    """Take a sealed submission in; one that was taken in before gives the same case."""
    found = Case.objects.filter(submission_id=submission.pk).first()
    if found is not None:
        return found
    case = _open(submission, by, at)
    _permits(case, submission)
    move(case, "submit", by=parties.filer(case, by, "read"), at=at, digest=submission.digest)
    letters.tell(case, "submission-completed", letters.BOTH, at)
    accept(case, at)
    ask_applicant(case, at)
    return case


def _open(submission: Any, by: "Person", at: datetime) -> Case:
    facts = facts_module.gather(submission)
    on = legal_day(at)
    office = offices.office_for(submission.procedure, facts.prefecture).id
    key = new_key()
    basis = basis_of(submission, facts, by, at)
    case = Case(
        key=key,
        number=numbers.new_number(office),
        submission_id=submission.pk,
        filer=by,
        applicant=basis.applicant,
        mandate=basis.mandate,
        organisation=organisation_of(submission, by, on),
        procedure=submission.procedure,
        status=submission.status,
        category=submission.category,
        state="ready",
        facts=facts_module.keep(facts, key),
        current_period=facts.current_period,
        expires_on=facts.expires,
        office=office,
        delivery=facts.delivery,
        pickup=facts.pickup if facts.delivery == "counter" else "",
        received_at=at,
        filed_on=on,
        lane="to-assign",
        clock_on=on,
    )
    special = proofs.special_period(case, facts)
    case.special_until = special.lawful_until if special and special.eligible else None
    days = procedures.procedure(case.procedure, on).standard_days or STANDARD_DAYS
    born = facts.born
    without_status = going.acquisition(born).stay_until if born else None
    case.clock_on = case.special_until or without_status or on + timedelta(days=days)
    rows.add(case)
    if parties.by_agent(case):
        note_question(case, basis, at)
    return case


def _permits(case: Case, submission: Any) -> None:
    variant = facts_module.facts_of(case).reentry
    Permit.objects.bulk_create(
        Permit(case=case, kind=kind, variant=variant if kind == "reentry-permit" else "")
        for kind in submission.permits
    )


def accept(case: Case, at: datetime) -> None:
    """Accept what was submitted: from here on it has its number, its proof and its letter."""
    move(case, "accept", by=parties.SYSTEM, at=at)
    case.receipt = proofs.certify_pending(case, at, parties.SYSTEM.key)
    rows.change(case, "receipt")
    facts = facts_module.facts_of(case)
    code = codes.grouped(case.receipt.code)
    letters.tell(
        case,
        "acceptance-number",
        letters.BOTH,
        at,
        name=facts.name,
        code=code,
        check=letters.link("/v/"),
        stay=_stay(case, facts.born),
    )


def _stay(case: Case, born: date | None) -> letters.Param:
    """Return the sentence about the stay: only a change or an extension lets it go on.

    A newborn may stay for sixty days without a status; the application does not lengthen them.

    Law: ICRRA art. 20(6), 21(4), 22-2(1).
    """
    if born is not None:
        until = letters.day(going.acquisition(born).stay_until)
        return {"say": ["notices.acceptance-number.newborn", {"until": until}]}
    if case.special_until is None:
        return {"say": "notices.acceptance-number.no-stay"}
    return {
        "say": [
            "notices.acceptance-number.stay",
            {
                "expires_on": letters.day(case.expires_on or case.filed_on),
                "until": letters.day(case.special_until),
            },
        ]
    }

"""What is certified about a case: its pendency, and what came of it."""

from datetime import date, datetime
from typing import Any

from zairyu.casework import letters, numbers, readers
from zairyu.casework.facts import Facts, facts_of, read_note
from zairyu.casework.models import Case, Decision
from zairyu.certificates import actions as certificates
from zairyu.filing import queries as filing
from zairyu.law import going, procedures, stay
from zairyu.law.dates import legal_day
from zairyu.law.stay import SpecialPeriod


def about(case: Case) -> str:
    """Return the chain that everything about a case hangs on."""
    return f"case:{case.key}"


def _case(case: Case, facts: Facts) -> dict[str, Any]:
    return {
        "name": facts.name,
        "number": numbers.shown(case.number),
        "procedure": case.procedure,
        "office": case.office,
        "filed_on": case.filed_on.isoformat(),
    }


def _known(**claims: Any) -> dict[str, Any]:
    return {name: value for name, value in claims.items() if value not in ("", None, {})}


def special_period(case: Case, facts: Facts) -> SpecialPeriod | None:
    """Return the special period that a pending case gives, where there is a stay to go on."""
    if case.expires_on is None:
        return None
    return stay.special_period(
        case.procedure, facts.current_period or None, case.expires_on, case.filed_on
    )


def certify_pending(case: Case, at: datetime, by: str) -> Any:
    """Issue the proof that the application is pending: of a stay, or of the receipt alone."""
    facts = facts_of(case)
    special = special_period(case, facts)
    if case.procedure in ("change", "extension") and special is not None:
        claims = pending_claims(case, facts, special)
        return _issue(case, "pending", claims, special.lawful_until, at, by)
    claims = _case(case, facts) | _known(birth=facts.birth, name_own=facts.name_own)
    return _issue(case, "receipt", claims, None, at, by)


def pending_claims(case: Case, facts: Facts, special: SpecialPeriod) -> dict[str, Any]:
    """Return what the proof of a pending change or extension says."""
    claims = _case(case, facts) | {
        "birth": facts.birth,
        "status": facts.current_status,
        "card_last4": facts.card_last4,
        "card_expires_on": facts.expires_on,
        "special_period": special.eligible,
    }
    return claims | _known(
        period_granted=facts.current_period,
        nationality=facts.nationality,
        name_own=facts.name_own,
    )


def _issue(
    case: Case,
    kind: str,
    claims: dict[str, Any],
    until: date | None,
    at: datetime,
    by: str,
    photo: bytes | None = None,
) -> Any:
    return certificates.issue(
        kind, about(case), claims, until, at, language=readers.language(case), photo=photo, by=by
    )


def _photo(case: Case) -> bytes | None:
    found = filing.photo_of_submission(case.submission_id)
    return filing.bytes_of(found) if found else None


def certify_result(case: Case, decision: Decision, at: datetime, by: str) -> None:
    """Issue what a grant gives: a certificate, or the permission and the permits beside it."""
    if case.procedure == "work-qualification-certificate":
        certify_work(case, decision, at, by)
    elif case.procedure == "coe":
        certify_coe(case, decision, at, by, until=_coe_until(decision))
    else:
        certify_grant(case, decision, at, by)


def _coe_until(decision: Decision) -> date | None:
    """Return until when a certificate serves that was given out before, if it was."""
    return stay.coe_valid_until(legal_day(decision.effective_at)) if decision.effective_at else None


def certify_grant(case: Case, decision: Decision, at: datetime, by: str) -> None:
    """Issue what takes effect with a card: the permission, and the permits beside it."""
    facts = facts_of(case)
    own = _known(card_last4=facts.card_last4, nationality=facts.nationality)
    shared = (
        _case(case, facts)
        | {"birth": facts.birth, "effective_on": _day(decision.effective_at or at)}
        | own
    )
    shared.pop("filed_on")
    if case.procedure in ("change", "extension", "acquisition"):
        claims = shared | {
            "status": decision.status,
            "period": decision.period,
            "expires_on": decision.expires_on.isoformat() if decision.expires_on else "indefinite",
        }
        _issue(case, "permission", claims, decision.expires_on, at, by)
    for permit in case.permits.filter(state="granted"):
        _certify_permit(case, decision, permit.kind, shared, at, by)


def _certify_permit(
    case: Case, decision: Decision, kind: str, shared: dict[str, Any], at: datetime, by: str
) -> None:
    until = _permit_until(kind, decision)
    claims = (
        shared
        | {"procedure": kind, "status": decision.status}
        | _known(
            expires_on=until.isoformat() if until else "",
            conditions=_conditions(case, kind),
        )
    )
    _issue(case, "permit", claims, until, at, by)


def _permit_until(kind: str, decision: Decision) -> date | None:
    """Return the last day of a permit: never after the stay, of a re-entry permit at most 5 years.

    Law: ICRRA art. 19(2), 26(3).
    """
    if kind != "reentry-permit" or decision.effective_at is None:
        return decision.expires_on
    return going.reentry_permit_until(legal_day(decision.effective_at), decision.expires_on)


def _conditions(case: Case, kind: str) -> dict[str, str]:
    """Return what a permit is for: one journey or several, 28 hours a week or a named job."""
    facts = facts_of(case)
    variant = facts.reentry if kind == "reentry-permit" else facts.other_activity
    return dict(procedures.procedure(kind, case.filed_on).variants.get(variant, {}))


def tell_refused_permits(case: Case, at: datetime, by: str) -> None:
    """Write the notice (不許可通知書) of each permit that was refused beside a grant."""
    for permit in case.permits.filter(state="refused").order_by("kind"):
        data = letters.of_case(case) | {
            "procedure": permit.kind,
            "decided_on": _day(permit.decided_at or at),
            "notified_on": _day(at),
            "grounds": letters.grounds(read_note(permit.reasons or b"", case.key)),
        }
        certificates.letter(
            "refusal", about(case), data, at, language=readers.language(case), by=by
        )


def certify_work(case: Case, decision: Decision, at: datetime, by: str) -> None:
    """Issue the certificate of authorized employment (就労資格証明書)."""
    facts = facts_of(case)
    claims = _case(case, facts) | {
        "birth": facts.birth,
        "nationality": facts.nationality,
        "status": decision.status or facts.current_status,
        "activity": facts.activity or facts.occupation or "-",
    }
    claims |= _known(
        card_last4=facts.card_last4,
        organisation=facts.organisation,
        expires_on=facts.expires_on,
    )
    claims.pop("filed_on")
    claims.pop("procedure")
    _issue(case, "work-qualification", claims, case.expires_on, at, by)


def certify_coe(
    case: Case, decision: Decision, at: datetime, by: str, until: date | None = None
) -> Any:
    """Issue the certificate of eligibility (在留資格認定証明書), signed; it serves three months."""
    facts = facts_of(case)
    claims = _case(case, facts) | {
        "birth": facts.birth,
        "sex": facts.sex,
        "nationality": facts.nationality,
        "status": decision.status,
        "period": decision.period,
    }
    claims |= _known(name_own=facts.name_own)
    claims.pop("filed_on")
    claims.pop("procedure")
    until = until or stay.coe_valid_until(legal_day(at))
    return _issue(case, "coe", claims, until, at, by, photo=_photo(case))


def _day(at: datetime) -> str:
    return legal_day(at).isoformat()


def new_expiry(case: Case, decision: Decision, on: date) -> date | None:
    """Return the last day of the stay if the permission takes effect on a day."""
    if case.procedure not in ("change", "extension", "acquisition"):
        return None
    return stay.new_expiry(case.procedure, on, decision.period, case.expires_on)

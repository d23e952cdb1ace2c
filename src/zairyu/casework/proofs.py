"""What is certified about a case: its pendency, and what came of it."""

from datetime import date, datetime
from typing import Any

from zairyu.casework import numbers
from zairyu.casework.facts import Facts, facts_of
from zairyu.casework.models import Case, Decision
from zairyu.certificates import actions as certificates
from zairyu.filing import queries as filing
from zairyu.law import stay
from zairyu.law.dates import legal_day


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
    return {name: value for name, value in claims.items() if value not in ("", None)}


def special_period(case: Case, facts: Facts) -> stay.SpecialPeriod | None:
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
        claims = _case(case, facts) | {
            "birth": facts.birth,
            "status": facts.current_status,
            "card_last4": facts.card_last4,
            "card_expires_on": facts.expires_on,
            "special_period": special.eligible,
        }
        claims |= _known(
            period_granted=facts.current_period,
            nationality=facts.nationality,
            name_own=facts.name_own,
        )
        return _issue(case, "pending", claims, special.lawful_until, at, by)
    claims = _case(case, facts) | _known(birth=facts.birth, name_own=facts.name_own)
    return _issue(case, "receipt", claims, None, at, by)


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
        kind, about(case), claims, until, at, language=case.filer.language, photo=photo, by=by
    )


def _photo(case: Case) -> bytes | None:
    found = filing.photo_of_submission(case.submission_id)
    return filing.bytes_of(found) if found else None


def certify_grant(case: Case, decision: Decision, at: datetime, by: str) -> None:
    """Issue what takes effect with a card: the permission, and the permits beside it."""
    facts = facts_of(case)
    own = _known(card_last4=facts.card_last4, nationality=facts.nationality)
    shared = _case(case, facts) | {"birth": facts.birth, "effective_on": _day(at)} | own
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
    claims = (
        shared
        | {"procedure": kind, "status": decision.status}
        | _known(expires_on=decision.expires_on.isoformat() if decision.expires_on else "")
    )
    _issue(case, "permit", claims, decision.expires_on, at, by)


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


def certify_coe(case: Case, decision: Decision, at: datetime, by: str) -> Any:
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
    until = stay.coe_valid_until(legal_day(at))
    return _issue(case, "coe", claims, until, at, by, photo=_photo(case))


def _day(at: datetime) -> str:
    return legal_day(at).isoformat()


def new_expiry(case: Case, decision: Decision, on: date) -> date | None:
    """Return the last day of the stay if the permission takes effect on a day."""
    if case.procedure not in ("change", "extension", "acquisition"):
        return None
    return stay.new_expiry(case.procedure, on, decision.period, case.expires_on)

"""The only function that changes the state of a case."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from zairyu.audit import actions as audit
from zairyu.audit import rows
from zairyu.casework import lanes
from zairyu.casework.facts import note as sealed_note
from zairyu.casework.guards import Asked, pass_guards
from zairyu.casework.models import Case, CaseEvent
from zairyu.casework.parties import Party
from zairyu.casework.refusals import CaseUnknown, refuse
from zairyu.certificates import actions as certificates
from zairyu.law import lifecycle

# Why a pending certificate ends when the law no longer calls the application pending.
_ENDINGS = {
    "withdraw": "withdrawn",
    "withdraw-at-office": "withdrawn",
    "confirm-refusal-notified": "refused",
    "turn-away": "revoked",
}


def held(key: str, seen: int | None = None) -> Case:
    """Return a case, held for this transaction; `seen` is the version that the person looked at."""
    case = Case.objects.select_for_update().filter(key=key).first()
    if case is None:
        raise CaseUnknown(key)
    if seen is not None and seen != case.version:
        raise refuse("overtaken")
    return case


def move(
    case: Case,
    event: str,
    *,
    by: Party,
    at: datetime,
    note: str = "",
    digest: str = "",
    detail: Mapping[str, Any] | None = None,
) -> CaseEvent:
    """Let an event happen: guards, table of moves, compare-and-set, timeline, record.

    Raises:
        CaseRefused: a guard says no, or another act was faster.
        MoveRefused: the table has no such move from this state by this party.
    """
    before = case.state
    after = lifecycle.after(before, event, by.kind)
    pass_guards(event, Asked(case, by, at))
    _set_state(case, after, at)
    _end_proof(event, case, before, at, by)
    return happened(
        case, event, by=by, at=at, note=note, digest=digest, detail=detail, before=before
    )


def _set_state(case: Case, after: str, at: datetime) -> None:
    """Write the state where the row is still as it was read; the row count says who was faster."""
    still_open = lanes.is_open(after)
    values: dict[str, Any] = {
        "state": after,
        "lane": lanes.lane(after, assigned=case.officer_id is not None),
        "open": still_open,
        "ended_at": None if still_open else case.ended_at or at,
    }
    was = {"state": case.state, "version": case.version}
    for name, value in values.items():
        setattr(case, name, value)
    case.version += 1
    if not rows.change(case, "version", *values, **was):
        raise refuse("overtaken")


# What is handed out of these is a certificate: nothing takes effect with it.
_CERTIFICATES = ("coe", "work-qualification-certificate")


def _end_proof(event: str, case: Case, before: str, at: datetime, by: Party) -> None:
    """End the proof that the application is pending, once the law no longer calls it so."""
    was, now = lifecycle.state(before), lifecycle.state(case.state)
    if was.pending_in_law and not now.pending_in_law:
        usual = "issued" if case.procedure in _CERTIFICATES else "effect"
        why = _ENDINGS.get(event, usual)
        for kind in ("pending", "receipt"):
            certificates.end(f"case:{case.key}", why, at, kind=kind, by=by.key)


def happened(
    case: Case,
    event: str,
    *,
    by: Party,
    at: datetime,
    note: str = "",
    digest: str = "",
    detail: Mapping[str, Any] | None = None,
    before: str = "",
) -> CaseEvent:
    """Write a happening into the timeline and the record; the state stays as it is."""
    said = dict(detail or {})
    row = CaseEvent(
        case=case,
        event=event,
        before=before or case.state,
        after=case.state,
        actor=by.kind,
        person=by.person,
        at=at,
        detail=said,
        note=sealed_note(note, case.key),
    )
    rows.add(row)
    plain = {name: value for name, value in said.items() if isinstance(value, int)}
    audit.record(
        f"case:{case.key}",
        event,
        at=at,
        by=by.key,
        digest=digest,
        before=row.before,
        after=row.after,
        role=by.kind,
        **plain,
    )
    return row

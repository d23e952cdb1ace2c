"""Statuses of residence: names, periods, and what may be filed online for which."""

from dataclasses import dataclass
from datetime import date

from zairyu.law.problem import Problem
from zairyu.law.procedures import PERMITS, permit_alone, procedure
from zairyu.law.tables import NotInForce, Row, Text, UnknownKey, data, on_day

NO_FORM_YET = "form-not-published"
_WANTED = ("coe", "change", "acquisition")


@dataclass(frozen=True)
class Status:
    """A status of residence, or a designated activity by its notice; `what` says whom it is for."""

    id: str
    name: Text
    what: Text
    periods: tuple[str, ...]
    periods_kind: str
    longest_designated: str | None
    work: str
    residence_card: bool
    form_family: str | None
    relative_may_file_coe: bool
    confidence: str


@dataclass(frozen=True)
class Scope:
    """Whether an application may be filed online; None where the tables do not know."""

    allowed: bool | None
    reason: str
    text: Text


def _row(key: str) -> Row:
    tables = data("statuses")
    for name in ("statuses", "designated_activities"):
        if key in tables[name]:
            found: Row = tables[name][key]
            return found
    raise UnknownKey("status", key, tables["statuses"])


def _exists(row: Row, on: date) -> bool:
    return row["since"] <= on and ("ends_on" not in row or on < row["ends_on"])


def _name(key: str, row: Row) -> Text:
    tables = data("statuses")
    if key not in tables["designated_activities"]:
        name: Text = row["name"]
        return name
    # What stands on the card comes first: an activity is no status of its own.
    held, done = tables["statuses"]["designated-activities"]["name"], row["name"]
    return {
        language: f"{held[language]}（{text}）" if language != "en" else f"{held[language]}: {text}"
        for language, text in done.items()
    }


def _status(key: str, row: Row, on: date) -> Status:
    periods = on_day(row["periods"], on, f"periods of {key}") if "periods" in row else {}
    return Status(
        id=key,
        name=_name(key, row),
        what=row["what"],
        periods=tuple(periods.get("fixed", ())),
        periods_kind=periods.get("kind", "designated"),
        longest_designated=periods.get("designated_max"),
        work=row.get("work", "designated"),
        residence_card=row.get("card", True),
        form_family=row.get("form_family"),
        relative_may_file_coe=row.get("relative_may_file_coe", False),
        confidence=row["confidence"],
    )


def status(key: str, on: date) -> Status:
    """Return a status as it stands on a day.

    Law: ICRRA Appended Tables 1 and 2; Enforcement Regulations Appended Table 2 (periods).

    Raises:
        UnknownKey: no such status. NotInForce: not yet, or no longer.

    >>> status("da-notice-9", date(2026, 11, 23)).name["ja"]
    '特定活動（インターンシップ）'
    >>> status("engineer-humanities-international", date(2026, 11, 23)).periods
    ('P5Y', 'P3Y', 'P1Y', 'P3M')
    >>> status("employment-for-skill-development", date(2027, 3, 31))
    Traceback (most recent call last):
    ...
    zairyu.law.tables.NotInForce: not-in-force
    """
    row = _row(key)
    if not _exists(row, on):
        raise NotInForce(key, on)
    return _status(key, row, on)


def held(key: str, on: date) -> Status:
    """Return a status that somebody holds on a day: an abolished one is held until its end.

    Law: the transitional measures of the amending Acts.

    Raises:
        UnknownKey: no such status. NotInForce: not yet.

    >>> held("intra-company-transferee", date(2027, 6, 1)).id
    'intra-company-transferee'
    """
    row = _row(key)
    if on < row["since"]:
        raise NotInForce(key, on)
    return _status(key, row, on)


def all_statuses(on: date) -> list[Status]:
    """Return the statuses of a day in the order of the Act."""
    rows = data("statuses")["statuses"]
    return [_status(key, row, on) for key, row in rows.items() if _exists(row, on)]


def all_held(on: date) -> list[Status]:
    """Return the statuses that somebody can hold on a day: those that have ended as well.

    >>> "technical-intern-training-2ro" in {found.id for found in all_held(date(2027, 6, 1))}
    True
    """
    rows = data("statuses")["statuses"]
    return [_status(key, row, on) for key, row in rows.items() if row["since"] <= on]


def statuses_for(procedure_id: str, on: date) -> list[Status]:
    """Return the statuses for which a procedure may be started online.

    For a certificate, a change and an acquisition the status that is wanted is meant; for the
    others the one that is held. A status that has ended can still be held.

    >>> "temporary-visitor" in {found.id for found in statuses_for("change", date(2026, 11, 23))}
    False
    """
    procedure(procedure_id, on)
    return [
        _status(key, row, on)
        for key, row in data("statuses")["statuses"].items()
        if row["since"] <= on and not _closed(status_scope(procedure_id, key, on))
    ]


def _closed(scope: Scope) -> bool:
    # What is not known may be filed, and an officer decides; without a form nothing can.
    return scope.allowed is False or scope.reason == NO_FORM_YET


def _scope(reason: str, allowed: bool | None) -> Scope:
    return Scope(allowed, reason, data("statuses")["reasons"][reason])


def _read(rule: Row, confidence: str) -> Scope:
    # Where the tables are of low confidence they know neither yes nor no: an officer decides.
    unsure = rule.get("confidence", confidence) == "low"
    return _scope(rule["reason"], None if unsure else bool(rule["allowed"]))


def _designated(row: Row, procedure_id: str) -> Scope:
    online = row["online"]
    if procedure_id in online.get("exceptions", ()):
        return _scope("not-in-scope-list", False)
    return _read(online, row["confidence"])


def _out_of_time(row: Row, procedure_id: str, on: date) -> Scope | None:
    if on < row["since"]:
        return _scope("not-yet-in-force", False)
    if _exists(row, on):
        return None
    # Whoever holds an abolished status goes on under its transitional measures.
    if procedure_id in _WANTED:
        return _scope("no-longer-in-force", False)
    return _scope("transition", None)


def _unsure(row: Row, procedure_id: str, key: str) -> Scope | None:
    forms = data("forms")
    has_sheet = forms["statuses"].get(key, {}).get("published", True)
    if forms["procedures"][procedure_id]["family"] and not has_sheet:
        return _scope(NO_FORM_YET, None)
    return _scope("not-confirmed", None) if row["confidence"] == "low" else None


def status_scope(procedure_id: str, key: str, on: date) -> Scope:
    """Return whether a procedure may be filed online for a status, with the reason in words.

    Law: ISA questions and answers on the online system; scope table of 2024-08-07.

    >>> status_scope("extension", "permanent-resident", date(2026, 11, 23)).reason
    'indefinite-period'
    >>> status_scope("coe", "employment-for-skill-development", date(2027, 4, 1)).reason
    'form-not-published'
    """
    row = _row(key)
    found = _out_of_time(row, procedure_id, on)
    if found:
        return found
    if "online" in row:
        return _designated(row, procedure_id)
    exceptions = row.get("online_except", {})
    if procedure_id in exceptions:
        return _read(exceptions[procedure_id], "medium")
    found = _unsure(row, procedure_id, key)
    return found or _scope("concurrent-only" if procedure_id in PERMITS else "in-scope", True)


def relative_may_ask(key: str) -> bool:
    """Say whether a relative may ask for a certificate of eligibility for a status.

    >>> relative_may_ask("dependent"), relative_may_ask("engineer-humanities-international")
    (True, False)
    """
    return bool(_row(key).get("relative_may_file_coe", False))


def _refused(procedure_id: str, key: str, role: str, scope: Scope) -> Problem:
    row = _row(key)
    not_yet = scope.reason == "not-yet-in-force" and not data("forms")["statuses"].get(key, {}).get(
        "published", True
    )
    params = {
        "procedure": procedure_id,
        "status": row["name"],
        "role": role,
        "first_day": row["since"],
    }
    code = f"scope.{NO_FORM_YET if not_yet else scope.reason}"
    return Problem(code, source=data("statuses")["online_source"], params=params)


def online_scope(
    procedure_id: str,
    current: str | None,
    wanted: str | None,
    on: date,
    concurrent_with: str | None = None,
) -> Problem | None:
    """Say so when an application cannot be filed online, before anyone types.

    Diplomat, Temporary Visitor and the departure preparation are outside, as current and as
    wanted status. A re-entry or other-activity permit goes online only beside another application.

    Law: ISA questions and answers on the online system.

    >>> online_scope("change", "temporary-visitor", "student", date(2026, 11, 23)).code
    'scope.excluded-status'
    >>> online_scope("reentry-permit", "student", None, date(2026, 11, 23)).code
    'scope.permit-alone'
    >>> online_scope("extension", "business-manager", None, date(2026, 11, 23)) is None
    True
    """
    procedure(procedure_id, on)
    alone = permit_alone(procedure_id, concurrent_with)
    if alone:
        return alone
    if (
        procedure_id != "coe"
        and current is not None
        and current in data("statuses")["excluded_as_current"]
    ):
        departing = current == "da-departure-preparation"
        reason = "departure-preparation" if departing else "excluded-status"
        return _refused(procedure_id, current, "current", _scope(reason, False))
    key, role = (wanted, "wanted") if procedure_id in _WANTED else (current, "current")
    if key is None:
        return None
    scope = status_scope(procedure_id, key, on)
    return _refused(procedure_id, key, role, scope) if _closed(scope) else None

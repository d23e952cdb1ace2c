"""Which parts make up a form."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zairyu.law.problem import Problem, Refusal
from zairyu.law.tables import READ_ON, NotInForce, Row, UnknownKey, data, entry


@dataclass(frozen=True)
class FormParts:
    """The family letter of a form, or None, its parts in order, and sheets beside them."""

    family: str | None
    parts: tuple[str, ...]
    sheets: tuple[str, ...] = ()


class NoForm(Refusal):
    """There is no sheet for this status and this procedure."""

    def __init__(self, procedure: str, status: str, why: str) -> None:
        """Keep what was asked for."""
        params = {"procedure": procedure, "status": status, "why": why}
        super().__init__(Problem("no-form", params=params))


class FormNotPublished(Refusal):
    """The status comes, or is there, and nobody has published its sheet yet."""

    def __init__(self, status: str, first_day: date) -> None:
        """Keep the status and its first day."""
        params = {"status": status, "first_day": first_day}
        super().__init__(Problem("scope.form-not-published", params=params))


def _status_row(status: str, on: date) -> tuple[Row, str | None]:
    forms, statuses = data("forms")["statuses"], data("statuses")
    designated = statuses["designated_activities"].get(status)
    if designated is not None:
        return forms["designated-activities"], _code_of(designated)
    begins = entry(statuses["statuses"], status, "status")["since"]
    if on < begins:
        raise NotInForce(status, on)
    row = entry(forms, status, "status")
    if not row.get("published", True):
        raise FormNotPublished(status, begins)
    return row, None


def _code_of(designated: Row) -> str:
    number = designated.get("notice_no")
    for row in data("forms")["designated_activities"]:
        if number in row["notices"] or row["code"] == designated.get("group"):
            return str(row["code"])
    return "others"


def _family(procedure: str, status: str, activity: str | None, on: date) -> str:
    row, code = _status_row(status, on)
    if procedure not in row["procedures"]:
        raise NoForm(procedure, status, row.get("note", ""))
    by_activity = row.get("by_activity", {})
    activity = activity or code or row.get("default_activity")
    if by_activity and activity not in by_activity:
        raise UnknownKey("activity", activity, by_activity)
    return str(by_activity.get(activity, row["family"]))


def _family_parts(letter: str) -> list[str]:
    family = data("forms")["families"][letter]
    return [family[part] for part in ("applicant", "organisation") if part in family]


def _sheets(procedure: str, status: str, on: date) -> tuple[str, ...]:
    """Return the sheets that a status asks beside its form, filled in as questions here."""
    return tuple(
        part
        for part, row in data("forms")["sheets"].items()
        if status in row["statuses"] and procedure in row["procedures"] and row["since"] <= on
    )


def lists_of(status: str, on: date) -> str:
    """Return the status whose sheets and lists of papers are used.

    Raises:
        FormNotPublished: nobody has published them.

    >>> lists_of("intra-company-transferee-1", date(2027, 4, 1))
    'intra-company-transferee'
    """
    if status in data("statuses")["designated_activities"]:
        return "designated-activities"
    row, _ = _status_row(status, on)
    return str(row.get("sheets_of", status))


def form_parts(
    procedure: str,
    status: str,
    channel: str = "online",
    with_: Iterable[str] = (),
    activity: str | None = None,
    on: date = READ_ON,
) -> FormParts:
    """Return the parts of a form: first page, family, re-entry, other activity, online submission.

    Law: ICRRA Enforcement Regulations, forms 6-3, 30, 30-2, 36, 29-5, 40 and 28.

    >>> form_parts("coe", "spouse-child-japanese").parts
    ('common-coe', 't-applicant', 'online-submission')
    >>> form_parts("change", "engineer-humanities-international",
    ...            with_=["extra-status-activity-permit"]).parts
    ('common-change', 'n-applicant', 'n-organization', 'extra-status-activity', 'online-submission')
    >>> form_parts("work-qualification-certificate", "engineer-humanities-international")
    FormParts(family=None, parts=('work-qualification', 'online-submission'), sheets=())
    >>> form_parts("change", "highly-skilled-professional-1b").sheets
    ('points-hsp',)
    """
    table = data("forms")
    row = entry(table["procedures"], procedure, "procedure")
    letter = _family(procedure, status, activity, on) if row["family"] else None
    parts = [row["first"], *(_family_parts(letter) if letter else [])]
    beside = set(with_)
    for permit in beside:
        entry(table["beside"], permit, "permit")
    parts += [part for permit, part in table["beside"].items() if permit in beside]
    if channel == "online" and row["online_part"]:
        parts.append(table["online_part"])
    return FormParts(letter, tuple(parts), _sheets(procedure, status, on))

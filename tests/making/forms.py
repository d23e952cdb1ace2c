"""Every form there is on a day: one of each procedure, family of sheets and permits beside."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zairyu.law.forms import NoForm, form_parts
from zairyu.law.statuses import status as held
from zairyu.law.tables import NotInForce, data
from zairyu.questionnaire.form import Form, form
from zairyu.questionnaire.parts import part_ids

ON = date(2026, 11, 24)
MAIN = ("coe", "change", "extension", "acquisition", "work-qualification-certificate")
PERMITS = ("reentry-permit", "extra-status-activity-permit")


@dataclass(frozen=True)
class Kind:
    """What is filed: the procedure, a status that has the sheets of a family, permits beside."""

    procedure: str
    status: str
    family: str  # empty where the procedure has one sheet for all
    permits: tuple[str, ...] = ()

    @property
    def form(self) -> Form:
        return form(self.procedure, self.status, self.permits, ON)

    def __str__(self) -> str:
        beside = "".join(f"+{permit.split('-')[0]}" for permit in self.permits)
        return f"{self.procedure}-{self.family or 'one'}-{self.status}{beside}"


def statuses() -> list[str]:
    """Return all statuses of residence and designated activities that have a row in the law."""
    return [*data("forms")["statuses"], *data("statuses")["designated_activities"]]


def _kind(procedure: str, status: str, on: date) -> Kind | None:
    try:
        held(status, on)
        found = form_parts(procedure, status, on=on)
    except (NoForm, NotInForce):
        return None
    if not set(found.parts) <= set(part_ids()):
        return None  # its sheets are not described here
    return Kind(procedure, status, found.family or "")


def kinds(on: date = ON) -> list[Kind]:
    """Return every procedure with every status that has sheets for it."""
    found = (_kind(procedure, status, on) for procedure in MAIN for status in statuses())
    return [kind for kind in found if kind is not None]


def families(on: date = ON) -> list[Kind]:
    """Return one of each procedure and family: those whose status comes first."""
    first: dict[tuple[str, str], Kind] = {}
    for kind in kinds(on):
        first.setdefault((kind.procedure, kind.family), kind)
    return list(first.values())


def with_permits(kind: Kind) -> Iterator[Kind]:
    """Yield a kind alone and with the permits that can be filed beside it."""
    yield kind
    if kind.procedure in ("change", "extension", "acquisition"):
        for permits in ((PERMITS[0],), (PERMITS[1],), PERMITS):
            yield Kind(kind.procedure, kind.status, kind.family, permits)

"""The officer's queue: read from one index, by keyset; its cost does not grow with the office.

No COUNT, OFFSET or DISTINCT: a page is found from the last row of the one before, and a lane's
size is counted up to a hundred only.
"""

import base64
import binascii
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from zairyu.casework import numbers
from zairyu.casework.facts import Facts, facts_of
from zairyu.casework.lanes import LANES
from zairyu.casework.models import Case
from zairyu.law import lifecycle
from zairyu.law.dates import legal_day

if TYPE_CHECKING:
    from zairyu.people.models import OfficerPost

COUNTED = 100
_LISTS = ("mine", "all", *LANES)


@dataclass(frozen=True)
class Row:
    """One line of the queue."""

    key: str
    number: str
    facts: Facts
    procedure: str
    status: str
    state: lifecycle.State
    lane: str
    clock_on: date
    clock: str  # special, standard
    days_left: int
    age_days: int
    unread: int
    due_on: date | None
    officer: str


@dataclass(frozen=True)
class Page:
    """A page of the queue, and the cursor of the next one (empty at the end)."""

    rows: list[Row]
    next: str


def _source(post: "OfficerPost", lane: str) -> QuerySet[Case]:
    """Return the rows of a list; each is the range of one index."""
    if lane == "mine":
        return Case.objects.filter(officer_id=post.person_id, open=True)
    if lane in LANES:
        return Case.objects.filter(office=post.office, lane=lane)
    return Case.objects.filter(office=post.office, open=True)


def _cursor(case: Case) -> str:
    said = f"{case.clock_on.isoformat()} {case.pk}"
    return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")


def _after(cursor: str) -> Q:
    """Return the condition of the rows behind a cursor; a broken one begins at the front."""
    try:
        said = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        day, row = said.split(" ")
        clock_on, pk = date.fromisoformat(day), int(row)
    except (ValueError, binascii.Error, UnicodeDecodeError):
        return Q()
    # The first half lets the database jump into the index; the second passes ties of one day.
    return Q(clock_on__gte=clock_on) & (Q(clock_on__gt=clock_on) | Q(pk__gt=pk))


def queue(
    post: "OfficerPost", at: datetime, *, lane: str = "all", after: str = "", limit: int = 50
) -> Page:
    """Return a page of a list of the desk, what ends soonest first."""
    found = _source(post, lane if lane in _LISTS else "all").exclude(filer_id=post.person_id)
    if after:
        found = found.filter(_after(after))
    cases = list(found.select_related("officer").order_by("clock_on", "id")[: limit + 1])
    more = _cursor(cases[limit - 1]) if len(cases) > limit else ""
    return Page([_row(case, legal_day(at)) for case in cases[:limit]], more)


def _row(case: Case, today: date) -> Row:
    return Row(
        key=case.key,
        number=numbers.shown(case.number),
        facts=facts_of(case),
        procedure=case.procedure,
        status=case.status,
        state=lifecycle.state(case.state),
        lane=case.lane,
        clock_on=case.clock_on,
        clock="special" if case.special_until else "standard",
        days_left=(case.clock_on - today).days,
        age_days=(today - case.filed_on).days,
        unread=case.unread_office,
        due_on=case.due_on,
        officer=case.officer.name if case.officer else "",
    )


def lane_sizes(post: "OfficerPost") -> dict[str, int]:
    """Return how many cases stand in each list, counted up to a hundred and no further."""
    sizes = {}
    for lane in ("mine", *LANES[:-1]):
        rows = _source(post, lane).order_by("clock_on", "id").values_list("pk")[:COUNTED]
        sizes[lane] = len(rows)
    return sizes


def find(post: "OfficerPost", typed: str) -> Case | None:
    """Return the case of the office with a receipt number, as somebody typed it."""
    number = numbers.as_typed(typed)
    if number is None:
        return None
    found = Case.objects.filter(office=post.office, number=number)
    return found.exclude(filer_id=post.person_id).first()

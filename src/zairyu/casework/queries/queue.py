"""The officer's queue: read from one index, by keyset; its cost does not grow with the office.

No COUNT, OFFSET or DISTINCT: a page is found from the last row of the one before, and a lane's
size is counted up to a hundred only.
"""

import base64
import binascii
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import BigIntegerField, BooleanField, DateField, F, Func, Q, QuerySet, Value
from django.db.models.lookups import GreaterThan

from zairyu.casework import lanes, numbers
from zairyu.casework.facts import Facts, facts_of
from zairyu.casework.lanes import LANES
from zairyu.casework.models import Case
from zairyu.casework.queries.cases import without_own
from zairyu.law import lifecycle
from zairyu.law.dates import legal_day

if TYPE_CHECKING:
    from zairyu.people.models import OfficerPost

COUNTED = 100
_SHOWN = (
    "key", "number", "facts", "procedure", "status", "state", "lane", "clock_on",
    "special_until", "filed_on", "unread_office", "due_on", "officer__name",
)  # fmt: skip
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
    clock: str  # special, sixty-days, standard
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


class _Pair(Func):
    """A row value `(a, b)`: both databases compare it as one, straight from the index."""

    template = "(%(expressions)s)"
    output_field = BooleanField()


def _after(cursor: str) -> GreaterThan | Q:
    """Return the condition of the rows behind a cursor; a broken one begins at the front."""
    try:
        said = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        day, row = said.split(" ")
        clock_on, pk = date.fromisoformat(day), int(row)
    except (ValueError, binascii.Error, UnicodeDecodeError):
        return Q()
    last = _Pair(Value(clock_on, DateField()), Value(pk, BigIntegerField()))
    return GreaterThan(_Pair(F("clock_on"), F("id")), last)


def queue(
    post: "OfficerPost", at: datetime, *, lane: str = "all", after: str = "", limit: int = 50
) -> Page:
    """Return a page of a list of the desk, what ends soonest first."""
    found = without_own(_source(post, lane if lane in _LISTS else "all"), post)
    if after:
        found = found.filter(_after(after))
    found = found.select_related("officer").only(*_SHOWN).order_by("clock_on", "id")
    cases = list(found[: limit + 1])
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
        clock=lanes.clock(case.procedure, special=case.special_until is not None),
        days_left=(case.clock_on - today).days,
        age_days=(today - case.filed_on).days,
        unread=case.unread_office,
        due_on=case.due_on,
        officer=case.officer.name if case.officer else "",
    )


def _few(condition: str) -> str:
    rows = f"SELECT 1 FROM {Case._meta.db_table} WHERE {condition} LIMIT {COUNTED}"  # noqa: S608
    return f"(SELECT COUNT(*) FROM ({rows}) AS few)"  # noqa: S608


def lane_sizes(post: "OfficerPost") -> dict[str, int]:
    """Return how many cases stand in each list, counted up to a hundred and no further."""
    lanes = LANES[:-1]
    mine = _few("officer_id = %s AND open")
    lane = _few("office = %s AND lane = %s")
    said: list[str | int] = [post.person_id]
    for name in lanes:
        said += [post.office, name]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {mine}, {', '.join([lane] * len(lanes))}", said)
        counted = cursor.fetchone() or ()
    return dict(zip(("mine", *lanes), counted, strict=True))


def find(post: "OfficerPost", typed: str) -> Case | None:
    """Return the case of the office with a receipt number, as somebody typed it."""
    number = numbers.as_typed(typed)
    if number is None:
        return None
    found = Case.objects.filter(office=post.office, number=number)
    return without_own(found, post).first()

"""As what somebody may file on a day: the one place that knows, for persons and organisations.

What counts is written to the person's row (`Person.files_as`) by `rewrite`, with its first and
last day, so that a page asks nothing more; whether it counts on a day is reckoned when it is
asked. So a licence that ended yesterday stops counting at midnight, without anybody's act.
"""

from dataclasses import dataclass
from datetime import date

from zairyu.law.dates import legal_day
from zairyu.law.organisations import kind
from zairyu.people import levels
from zairyu.people.models import Membership, Person, Registration

# A registration that gives an ID and no right to file: the eighth, for a paper application.
WITHOUT_FILING = ("coe-electronic-delivery-only",)


@dataclass(frozen=True)
class Capacity:
    """As what somebody may file: a category, for staff with the organisation, and its last day."""

    category: str
    organisation_key: str = ""
    until: date | None = None


def capacities(person: Person, on: date) -> list[Capacity]:
    """Return as what a person may file on a day, in the order of the categories."""
    return [capacity for capacity, since in _written(person) if _counts(capacity, since, on)]


def lapsed(person: Person, on: date) -> list[Capacity]:
    """Return as what a person could file before a day and can no longer."""
    return [
        capacity
        for capacity, _ in _written(person)
        if capacity.until is not None and capacity.until < on
    ]


def may_file(person: Person, on: date) -> bool:
    """Say whether a person may file at all: in some capacity, and with proofs enough for it."""
    return any(levels.may(person, "file", one.category) for one in capacities(person, on))


def may_file_as(person: Person, category: str, on: date) -> bool:
    """Say whether a person may file in a category on a day, with proofs enough for it."""
    return holds(person, category, on) and levels.may(person, "file", category)


def holds(person: Person, category: str, on: date) -> bool:
    """Say whether a category is a person's own on a day, however they have signed in."""
    return any(one.category == category for one in capacities(person, on))


def _counts(capacity: Capacity, since: date, on: date) -> bool:
    return since <= on and (capacity.until is None or on <= capacity.until)


def _written(person: Person) -> list[tuple[Capacity, date]]:
    return [
        (
            Capacity(category, organisation, date.fromisoformat(until) if until else None),
            date.fromisoformat(since),
        )
        for category, organisation, since, until in person.files_as
    ]


def rewrite(person: Person) -> None:
    """Write to a person's row as what they file; to be called by every verb that changes it."""
    rows = [*_of_registrations(person), *_of_organisations(person)]
    files_as = [
        [one.category, one.organisation_key, since.isoformat(), one.until.isoformat()]
        if one.until
        else [one.category, one.organisation_key, since.isoformat(), ""]
        for one, since in rows
    ]
    Person.objects.filter(pk=person.pk).update(files_as=files_as)
    person.files_as = files_as


def _of_registrations(person: Person) -> list[tuple[Capacity, date]]:
    """Return what a person's own registrations give, each from the day of the answer on."""
    admitted = Registration.objects.filter(
        person=person, state="admitted", decided_at__isnull=False
    ).exclude(category__in=WITHOUT_FILING)
    return [
        (Capacity(row.category, "", row.until), legal_day(row.decided_at))
        for row in admitted.order_by("pk")
        if row.decided_at
    ]


def _of_organisations(person: Person) -> list[tuple[Capacity, date]]:
    """Return what a person's places in approved organisations give, while the IDs hold.

    Where the kind of organisation asks for a certificate of approved intermediary
    (申請等取次者証明書), it has to hold as well.
    """
    held = Membership.objects.filter(person=person, id_from__isnull=False)
    found = held.exclude(role="preparer").select_related("organisation")
    return [
        (Capacity(row.organisation.kind, row.organisation.key, _last_day(row)), row.id_from)
        for row in found.order_by("since", "pk")
        if row.id_from
    ]


def _last_day(row: Membership) -> date | None:
    ends = [row.until, row.id_until, row.organisation.until]
    if kind(row.organisation.kind).certificate:
        ends.append(row.certificate_until)
    return min((end for end in ends if end is not None), default=None)

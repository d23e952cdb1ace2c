"""Registered persons for tests: through the table of registrations, as the verbs leave it."""

from datetime import UTC, date, datetime

from zairyu.people import standing
from zairyu.people.models import Person, Registration

LONG_AGO = datetime(2022, 3, 16, tzinfo=UTC)


def files_as(person: Person, *categories: str, until: date | None = None) -> Person:
    """Let a person file in these categories and no others, each until a last day or without end."""
    Registration.objects.filter(person=person, state="admitted").update(state="ended")
    for category in categories:
        Registration.objects.create(
            person=person,
            category=category,
            state="admitted",
            details=b"",
            stated_at=LONG_AGO,
            decided_at=LONG_AGO,
            until=until,
        )
    standing.rewrite(person)
    return person

"""What stands of the demo: who of the cast is there, and whether the seed was planted."""

from typing import TYPE_CHECKING

from zairyu.casework import queries as cases
from zairyu.demo.cast import cast
from zairyu.people import queries

if TYPE_CHECKING:
    from zairyu.people.models import Person

LAST = "tanaka"  # whose case the seed plants last


def gathered() -> "dict[str, Person]":
    """Return the cast that is there, by id."""
    found = ((one.id, queries.person_with(one.email)) for one in cast())
    return {name: person for name, person in found if person is not None}


def planted() -> bool:
    """Say whether the seed stands: the cast is complete and the last of its cases is there."""
    people = gathered()
    return len(people) == len(cast()) and cases.visible_to(people[LAST]).exists()

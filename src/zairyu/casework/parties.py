"""Who acts in a case: the filer, an officer, a supervisor, the system, a receiver."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from zairyu.casework.models import Case
from zairyu.casework.refusals import CaseUnknown, refuse
from zairyu.law.dates import legal_day
from zairyu.people import queries as people

if TYPE_CHECKING:
    from zairyu.people.models import Person


@dataclass(frozen=True)
class Party:
    """A side of the counter, and the person who acts on it."""

    kind: str
    person: "Person | None" = None

    @property
    def key(self) -> str:
        """Return how the record calls this party."""
        return self.person.key if self.person else self.kind


SYSTEM = Party("system")
RECEIVER = Party("receiver")  # who holds the link of an electronic certificate


def filer(case: Case, person: "Person") -> Party:
    """Return the filer as a party; for anybody else the case does not exist."""
    if case.filer_id != person.pk:
        raise CaseUnknown(case.key)
    return Party("applicant", person)


def _rank(case: Case, person: "Person", at: datetime) -> str:
    post = people.post_of(person, legal_day(at))
    if post is None or post.office != case.office:
        raise CaseUnknown(case.key)
    if case.filer_id == person.pk:  # nobody examines what they filed themselves
        raise refuse("own-application")
    return post.rank


def officer(case: Case, person: "Person", at: datetime) -> Party:
    """Return an officer of the case's office as a party; a supervisor may act as one."""
    _rank(case, person, at)
    return Party("officer", person)


def supervisor(case: Case, person: "Person", at: datetime) -> Party:
    """Return a supervisor (決裁者) of the case's office as a party."""
    if _rank(case, person, at) != "supervisor":
        raise refuse("supervisor-only")
    return Party("supervisor", person)


def by_system(person: "Person") -> Party:
    """Return the system as a party that acts on what an officer has recorded."""
    return Party("system", person)

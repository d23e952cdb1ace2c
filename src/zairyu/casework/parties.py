"""Who acts in a case and what each side may do: the one table of it.

On the near side of the counter stand the person who filed for themselves, or the applicant with
the agent who filed for them, and the agent's colleagues; on the far side officers. Nobody stands
on both.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from zairyu.casework.models import Case
from zairyu.casework.refusals import CaseUnknown, refuse
from zairyu.law.dates import legal_day
from zairyu.people import mandates
from zairyu.people import queries as people
from zairyu.people.organisations.queries import organisations_of

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


# What each side may do with a case. The applicant may do all of it: it is their application.
# `read` is looking; `tell` is writing to the office; `end` is ending the mandate of the agent;
# `share` is showing a proof to a reader by a code of its own: nobody's mandate goes that far.
_ALL = frozenset({"read", "answer", "tell", "pay", "receive", "withdraw"})
SIDES: dict[str, frozenset[str]] = {
    "own": _ALL | {"share"},
    "applicant": _ALL | {"confirm", "end", "share"},
    "agent": _ALL,
    "stopped": frozenset({"read", "tell"}),  # the applicant said: I did not ask for this
    "colleague": frozenset({"read", "answer", "tell", "pay", "receive"}),
}


def side_of(case: Case, person: "Person") -> str:
    """Return on which side of a case a person stands, or nothing: then it does not exist for them.

    An agent stays on it until the mandate ends; then the case goes on with the applicant.
    """
    mine = case.applicant_id == person.pk
    if case.organisation_id is not None and not mine:
        return _of_organisation(case, person)
    if case.filer_id == person.pk and case.let_go_at is None:
        if mine or case.mandate_id is None:
            return "own" if mine or not by_agent(case) else "agent"
        stopped = case.mandate is not None and case.mandate.suspended_at is not None
        return "stopped" if stopped else "agent"
    return "applicant" if mine else ""


def _of_organisation(case: Case, person: "Person") -> str:
    """Return the side of a member of the organisation that filed; who left it has none."""
    if case.let_go_at is not None or case.organisation_id not in organisations_of(person):
        return ""
    if case.mandate is not None and case.mandate.suspended_at is not None:
        return "stopped"
    return "agent" if case.filer_id == person.pk else "colleague"


def by_agent(case: Case) -> bool:
    """Say whether a case was filed for somebody else, who is asked whether it is right."""
    if case.category in AGENTS or (case.procedure == "coe" and case.category == "relative"):
        return case.applicant_id != case.filer_id
    return False


AGENTS = (
    "lawyer-scrivener",
    "organisation-staff",
    "public-interest-corporation-staff",
    "registered-support-organisation-staff",
)


def may(case: Case, person: "Person", act: str) -> bool:
    """Say whether a person may do an act of the table with a case."""
    return act in SIDES.get(side_of(case, person), ())


def filer(case: Case, person: "Person", act: str) -> Party:
    """Return who stands on the near side as a party; for anybody else the case does not exist.

    Raises:
        CaseUnknown: not their case. CaseRefused: theirs, but their side may not do this.
    """
    side = side_of(case, person)
    if not side:
        raise CaseUnknown(case.key)
    if act not in SIDES[side]:
        raise refuse(f"side-{side}")
    return Party("applicant", person)


def concerned(case: Case, person: "Person") -> bool:
    """Say whether a person has a part in a case: filed it, is its applicant, gave or holds it."""
    if person.pk in (case.filer_id, case.applicant_id):
        return True
    if case.mandate is None:
        return False
    return mandates.is_giver(case.mandate, person) or mandates.is_agent(case.mandate, person)


def _rank(case: Case, person: "Person", at: datetime) -> str:
    post = people.post_of(person, legal_day(at))
    if post is None or post.office != case.office:
        raise CaseUnknown(case.key)
    if concerned(case, person):  # nobody examines what is their own, or what they filed
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

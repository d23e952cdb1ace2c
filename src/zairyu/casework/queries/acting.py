"""What may be said of a case that somebody filed for another: the applicant's word, the mandate."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from zairyu.casework import numbers, parties, readers
from zairyu.casework.facts import facts_of, read_note
from zairyu.casework.models import Case, Confirmation
from zairyu.casework.queries.cases import visible_to

if TYPE_CHECKING:
    from zairyu.people.models import Mandate, Person


@dataclass(frozen=True)
class Word:
    """What the applicant says of an application that an agent filed."""

    state: str  # asked, right, wrong, denied
    text: str
    asked_at: datetime
    answered_at: datetime | None
    way: str  # account, link
    language: str
    reachable: bool  # whether there is anybody who could be asked


def word_of(case: Case) -> Word | None:
    """Return the applicant's word, or None: nobody files for them, so nobody asks."""
    if not parties.by_agent(case):
        return None
    asked = Confirmation.objects.filter(case=case).first()
    if asked is None:
        return None
    return Word(
        asked.state,
        read_note(asked.note, case.key),
        asked.asked_at,
        asked.answered_at,
        asked.way,
        asked.language,
        case.applicant_id is not None or bool(asked.address),
    )


def side_of(case: Case, person: "Person") -> str:
    """Return on which side of a case a person stands: own, applicant, agent, stopped, colleague."""
    return parties.side_of(case, person)


def cases_of_mandate(mandate: "Mandate", person: "Person") -> list[Case]:
    """Return the cases filed on a mandate that a person may see, the newest first."""
    return list(visible_to(person).filter(mandate=mandate)[:50])


def to_confirm(person: "Person") -> list[Case]:
    """Return the cases about a person that wait for their word, the newest first."""
    found = Case.objects.filter(applicant=person, confirmation__state="asked")
    return [case for case in found.order_by("-id")[:20] if parties.by_agent(case)]


def case_by_link(key: str) -> Case | None:
    """Return the case that a link opens; the door has checked the link."""
    found = Case.objects.select_related("receipt", "mandate", "filer", "submission")
    return found.filter(key=key).first()


def case_with(number: str, birth: str) -> Case | None:
    """Return the case of an agent with a receipt number, if it is about somebody born that day."""
    plain = numbers.as_typed(number)
    case = Case.objects.filter(number=plain).first() if plain else None
    if case is None or not parties.by_agent(case) or not born_on(case, birth):
        return None
    return case if readers.applicant(case) is not None else None


def born_on(case: Case, birth: str) -> bool:
    """Say whether a case is about somebody born on a day, as far as the form says it."""
    known = facts_of(case).birth
    return bool(known) and birth.startswith(known)

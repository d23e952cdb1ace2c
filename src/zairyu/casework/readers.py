"""Who reads the letters of a case, in which language, and by which link they come to it.

Whoever filed for themselves reads with their account. Where an agent filed, the applicant gets
every letter too: with an own account, or else with a link that opens once. After the mandate has
ended the letters go to the applicant alone.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from zairyu import vault
from zairyu.casework import parties
from zairyu.casework.facts import Facts
from zairyu.casework.models import Case, Confirmation
from zairyu.notices.actions import Receiver
from zairyu.people import links

PURPOSE = "case"


@dataclass(frozen=True)
class Reader:
    """Somebody who gets a letter, and the address of the page that it leads to."""

    to: Receiver
    link: str


def link(path: str) -> str:
    """Return an address of this service."""
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}{path}"


def readers(case: Case, facts: Facts, audiences: tuple[str, ...], at: datetime) -> list[Reader]:
    """Return who gets a letter; an address that is both the filer's and the applicant's, once."""
    if parties.by_agent(case):
        return _with_agent(case, at)
    page = link(f"/cases/{case.key}/")
    user = Receiver(case.filer.email, case.filer.language, "user")
    found = [Reader(user, page)] if "user" in audiences else []
    own = facts.applicant_email
    taken = {one.to.address.lower() for one in found}
    if "applicant" in audiences and own and own.lower() not in taken:
        found.append(Reader(Receiver(own, case.filer.language, "applicant"), page))
    return found


def _with_agent(case: Case, at: datetime) -> list[Reader]:
    page, found = link(f"/cases/{case.key}/"), []
    if case.let_go_at is None:
        found.append(Reader(Receiver(case.filer.email, case.filer.language, "user"), page))
    to = applicant(case)
    if to is not None and all(to.address.lower() != one.to.address.lower() for one in found):
        known = case.applicant_id is not None
        found.append(Reader(to, page if known else once(case, at)))
    return found


def applicant(case: Case) -> Receiver | None:
    """Return the applicant of a case that an agent filed: by account, or by the address given."""
    if case.applicant is not None:
        return Receiver(case.applicant.email, case.applicant.language, "applicant")
    asked = Confirmation.objects.filter(case=case).first()
    address = address_of(asked) if asked is not None else ""
    return Receiver(address, asked.language, "applicant") if asked and address else None


def address_of(asked: Confirmation) -> str:
    """Return to which address the question went, or nothing: none was given."""
    if not asked.address:
        return ""
    return vault.open(asked.address, f"confirmation:{asked.case_id}:address").decode()


def once(case: Case, at: datetime) -> str:
    """Return a new link to a case that opens once."""
    return link(f"/a/{links.make(PURPOSE, f'case:{case.key}', at=at)}/")


def language(case: Case) -> str:
    """Return the language of the papers of a case: of whoever stands on its near side now."""
    if case.let_go_at is None:
        return case.filer.language
    to = applicant(case)
    return to.language if to is not None else case.filer.language


def main_address(case: Case) -> str:
    """Return where what is for one reader only is sent."""
    to = applicant(case) if case.let_go_at is not None else None
    return to.address if to is not None else case.filer.email

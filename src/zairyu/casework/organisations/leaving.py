"""Who leaves passes on drafts, cases and mandates; whoever is concerned is told."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from zairyu.audit import actions as audit
from zairyu.casework.letters import common
from zairyu.casework.models import Case
from zairyu.casework.organisations import letters
from zairyu.casework.readers import applicant
from zairyu.filing import actions as filing
from zairyu.law.dates import legal_day
from zairyu.notices.actions import owe
from zairyu.notices.letters import Param
from zairyu.people.organisations import handing, members

if TYPE_CHECKING:
    from zairyu.people.models import Membership, Person


@transaction.atomic
def leave(
    member: "Membership",
    *,
    last_day: date,
    at: datetime,
    by: "Person",
    successor: "Membership | None" = None,
) -> "Membership":
    """Let a member leave; what they held passes on at once if the last day is over.

    Raises:
        Refusal: nobody would be left to administer, or the successor is no colleague.
    """
    heir = members.leave(member, last_day=last_day, at=at, by=by, successor=successor)
    if last_day < legal_day(at):
        hand_over(member, at=at)
    return heir


@transaction.atomic
def hand_over(member: "Membership", *, at: datetime) -> int:
    """Pass everything of a former member on, and tell it; return 1, or 0 if it was done."""
    if member.handed_over:
        return 0
    heir = handing.heir_now(member, at)
    drafts = filing.pass_on_drafts(member, heir, at=at)
    cases = _cases(member, heir, at)
    work = {*filter(None, drafts), *(case.mandate_id for case in cases if case.mandate_id)}
    handing.pass_on_mandates(member, heir, work, at=at)
    members.hand_over_done(member)
    _told(member, heir, len(drafts), len(cases), at)
    for case in cases:
        if case.open:
            _tell_applicant(case, heir, at)
    return 1


def _cases(member: "Membership", heir: "Membership", at: datetime) -> list[Case]:
    held = Case.objects.filter(filer=member.person, organisation=member.organisation)
    found = list(held.select_related("mandate", "applicant"))
    held.update(filer=heir.person)
    for case in found:
        case.filer = heir.person
        audit.record(
            f"case:{case.key}", "pass-on-case", at=at, by="system", to=heir.person.key,
            organisation=member.organisation.key,
        )  # fmt: skip
    return found


def _told(member: "Membership", heir: "Membership", drafts: int, cases: int, at: datetime) -> None:
    last = member.until or legal_day(at)
    me: dict[str, Param] = {
        "link": letters.link("/me"),
        "heir": heir.person.name,
        "last": {"day": last.isoformat()},
    }
    letters.tell_member(member, "member-left", me, at=at, occasion="left")
    if drafts or cases:
        page = letters.link(f"/organisations/{member.organisation.key}/")
        said: dict[str, Param] = {
            "name": member.person.name,
            "drafts": drafts,
            "cases": cases,
            "link": page,
        }
        letters.tell_member(heir, "member-took-over", said, at=at, occasion=member.key)


def _tell_applicant(case: Case, heir: "Membership", at: datetime) -> None:
    """Tell the applicant who looks after the application now."""
    to = applicant(case)
    if to is None:
        return
    said = common(case)
    params = {
        "procedure": said["procedure"],
        "number": said["number"],
        "organisation": heir.organisation.name,
        "heir": heir.person.name,
    }
    chain = f"case:{case.key}"
    owe("filer-changed", to, params, at=at, about=chain, occasion=heir.key)

"""What a day brings organisations: reminders of the report, IDs that end, leavers, first IDs."""

from datetime import datetime, timedelta

from django.db import transaction

from zairyu.casework.actions.each import each
from zairyu.casework.organisations import leaving, letters
from zairyu.law import users
from zairyu.law.dates import legal_day
from zairyu.notices.letters import Param
from zairyu.people.organisations import members, notifying, queries

_SOON = timedelta(days=70)  # more than the two months of the reminder
_AGAIN = timedelta(days=7)  # before the last day of the report


def run(at: datetime) -> int:
    """Do everything that is due for organisations; return how many things were done."""
    return sum(step(at) for step in (leavers, ids_begin, ids_end, notifying.sweep))


def leavers(at: datetime) -> int:
    """Pass on what members held whose last day is over."""
    by_key = {member.key: member for member in members.gone(at)}
    return each(by_key, lambda key: leaving.hand_over(by_key[key], at=at))


@transaction.atomic
def ids_begin(at: datetime) -> int:
    """Begin IDs of members who set their password by another way than the link."""
    waiting = [one for one in members.without_id(at) if one.person.has_usable_password()]
    for member in waiting:
        members.activate(member, at=at)
    return len(waiting)


def ids_end(at: datetime) -> int:
    """Remind of the periodic report two months before, and again; tell whose ID has ended."""
    today = legal_day(at)
    by_key = {member.key: member for member in members.ending(today, today + _SOON)}
    return each(by_key, lambda key: _ending(key, at))


@transaction.atomic
def _ending(key: str, at: datetime) -> int:
    member = queries.member(key)
    if member is None or member.id_until is None:
        return 0
    today, ends = legal_day(at), member.id_until
    page = letters.link(f"/organisations/{member.organisation.key}/report")
    if today > ends:
        ended: dict[str, Param] = {"ends": {"day": ends.isoformat()}, "link": page}
        occasion = f"ended-{ends}"
        return letters.tell_member(member, "organisation-id-ended", ended, at=at, occasion=occasion)
    remind_on, due = users.periodic_report(ends)
    steps = [day for day in (remind_on, due - _AGAIN) if today >= day]
    if not steps or queries.report_waits(member.organisation):
        return 0
    said: dict[str, Param] = {
        "ends": {"day": ends.isoformat()},
        "due": {"day": due.isoformat()},
        "link": page,
    }
    occasion = f"report-{ends}-{len(steps)}"
    return letters.tell_member(member, "organisation-id-expiry", said, at=at, occasion=occasion)

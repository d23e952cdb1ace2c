"""Why an officer may open a case: it is theirs, it is their turn, or they say why.

Who opens a case that is in a colleague's hands says why, once a day; the applicant reads it.
"""

from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpRequest

from zairyu.law.dates import legal_day
from zairyu.people.queries import person_at, post_today
from zairyu.ui.clock import now

if TYPE_CHECKING:
    from zairyu.casework.models import Case
    from zairyu.people.models import OfficerPost

# What an officer chooses from; the words are those of privacy.why, which the applicant reads.
CHOICES = ("cover", "counter", "enquiry", "supervision", "correction", "inspection")
TURN = "decision"  # a supervisor's turn, by the state of the case
_GIVEN = "look_reasons"  # in the session: key of the case → [code, day]
_MOST = 200


def by_right(case: "Case", post: "OfficerPost") -> str:
    """Return why an officer opens a case without being asked, or nothing."""
    if case.officer_id == post.person_id:
        return "examination"
    if case.lane == "to-decide" and post.rank == "supervisor":
        return TURN
    if case.lane == "to-issue":
        return "handing-over"
    return "assignment" if case.officer_id is None and case.open else ""


def given(request: HttpRequest, case_key: str, today: date) -> str:
    """Return the reason that was given for a case today, or nothing."""
    code, day = request.session.get(_GIVEN, {}).get(case_key, ("", ""))
    return str(code) if day == today.isoformat() and code in (*CHOICES, TURN) else ""


def give(request: HttpRequest, case_key: str, code: str, today: date) -> None:
    """Remember the reason for a case until the end of the day."""
    kept = request.session.get(_GIVEN, {})
    current = {key: one for key, one in kept.items() if one[1] == today.isoformat()}
    newest = dict(list(current.items())[-_MOST:])
    request.session[_GIVEN] = {**newest, case_key: [code, today.isoformat()]}


def reason(request: HttpRequest, case: "Case") -> str:
    """Return why whoever is signed in opens a case, or nothing: then they have to say it."""
    today = legal_day(now())
    post = post_today(person_at(request), today)
    if post is None:
        return ""
    found = by_right(case, post)
    if found == TURN and not given(request, case.key, today):
        give(request, case.key, found, today)  # it stays a reason when the turn has passed
    return found or given(request, case.key, today)

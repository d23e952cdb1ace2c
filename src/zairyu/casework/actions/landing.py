"""At the port of entry: the certificate is looked at, and used once.

An officer whose post is at a port may look at any certificate of eligibility by its code, and at
nothing else of the case; each look stands in the record.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from zairyu.audit import actions as audit
from zairyu.casework import letters, parties
from zairyu.casework.actions import ecoes
from zairyu.casework.actions.move import happened, held, move
from zairyu.casework.models import Case, ECoe
from zairyu.casework.refusals import CaseUnknown, refuse
from zairyu.certificates import actions as certificates
from zairyu.certificates import prints
from zairyu.law.dates import legal_day
from zairyu.law.offices import is_port
from zairyu.people import queries as people

if TYPE_CHECKING:
    from zairyu.people.models import Person

_CASE = "case:"


def post_at_port(person: "Person", at: datetime) -> Any:
    """Return the post of an officer at a port of entry, or nothing: others have no business here.

    Law: ICRRA art. 7(1), 9(1).
    """
    post = people.post_of(person, legal_day(at))
    return post if post is not None and is_port(post.office) else None


def _post(person: "Person", at: datetime) -> Any:
    post = post_at_port(person, at)
    if post is None:
        raise CaseUnknown("no port")
    return post


@transaction.atomic
def look_at_landing(code: str, *, by: "Person", at: datetime) -> prints.Held:
    """Return what a certificate says, for whoever examines the person before them."""
    post, found = _post(by, at), _found(code)
    ids = {"certificate": found.key, "office": post.office, "rank": post.rank}
    audit.record(found.about, "read-at-landing", at=at, by=by.key, **ids)
    return found


def _found(code: str) -> prints.Held:
    found = prints.held_with("coe", code)
    if found is None or not found.about.startswith(_CASE):
        raise refuse("landing-unknown", at="code")
    return found


@transaction.atomic
def use_at_landing(code: str, *, compared: bool, by: "Person", at: datetime) -> prints.Held:
    """Use a certificate at landing: once, while it serves, by an officer at a port of entry.

    Law: ICRRA art. 7(1)(ii), 7-2.
    """
    post = _post(by, at)
    found = _found(code)
    case = held(found.about.removeprefix(_CASE))
    if parties.concerned(case, by):
        raise refuse("own-application")
    if not compared:
        raise refuse("passport-not-compared", at="compared")
    _serves(found, legal_day(at))
    party = parties.Party("border", by)
    sent = ECoe.objects.filter(case=case, certificate__key=found.key).first()
    if sent is None:
        happened(case, "use-for-landing", by=party, at=at)  # a paper certificate
    else:
        _used(sent, case, party, post.office, at)
    if not certificates.end(found.about, "used", at, kind="coe", by=by.key):
        raise refuse("overtaken")
    if case.state == "issued":
        move(case, "confirm-delivery", by=parties.SYSTEM, at=at)
    letters.tell(case, "ecoe-used", ("user",), at, used_on=letters.day(legal_day(at)))
    return found


def _serves(found: prints.Held, on: date) -> None:
    if found.ended_why == "used" and found.ended_at is not None:
        raise refuse("landing-used", used_on=legal_day(found.ended_at))
    if found.ended_at is not None:
        raise refuse("landing-ended")
    if found.until is not None and on > found.until:
        raise refuse("ecoe-over", valid_until=found.until)


def _used(sent: ECoe, case: Case, party: parties.Party, office: str, at: datetime) -> None:
    sent.case = case
    ecoes.change(sent, "use-for-landing", party, at)
    sent.used_at, sent.used_office, sent.used_by = at, office, party.person
    sent.ended_at = at
    sent.save(update_fields=["used_at", "used_office", "used_by", "ended_at"])
    ecoes.end_links(sent, "used", at)

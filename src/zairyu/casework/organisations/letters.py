"""Letters to organisations and their members."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from zairyu.law import offices
from zairyu.law.dates import legal_day
from zairyu.notices.actions import Receiver, owe
from zairyu.notices.letters import Param
from zairyu.people.organisations import content, members, numbers

if TYPE_CHECKING:
    from zairyu.people.models import Membership, UseNotification


def link(path: str) -> str:
    """Return an address of this service."""
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}{path}"


def about(notification: "UseNotification") -> str:
    """Return the chain that letters about a notification belong to."""
    organisation = notification.organisation
    return f"organisation:{organisation.key if organisation else notification.key}"


def office_name(office: str) -> Param:
    """Return an office as a letter's parameter."""
    return {"text": dict(offices.office(office).name)}


def page_of(notification: "UseNotification") -> str:
    """Return the address on which a notification is read by whoever sent it."""
    return link(f"/organisations/notifications/{notification.key}/")


def tell(
    notification: "UseNotification",
    kind: str,
    names: tuple[str, ...],
    *,
    at: datetime,
    occasion: str = "",
) -> None:
    """Owe a letter about a notification to its contact; `names` are the facts that it says."""
    said = content.opened(notification)
    every: dict[str, Param] = {
        "organisation": said.name,
        "what": {"say": f"notices.what-{notification.kind}"},
        "link": page_of(notification),
        "number": numbers.shown(notification.number),
        "sent_on": {"day": legal_day(at).isoformat()},
    }
    if notification.office:
        every["office"] = office_name(notification.office)
    params = {name: every[name] for name in names}
    to = Receiver(said.contact, notification.language, "organisation")
    owe(kind, to, params, at=at, about=about(notification), occasion=occasion)


def tell_member(
    member: "Membership", kind: str, params: Mapping[str, Param], *, at: datetime, occasion: str
) -> int:
    """Owe a letter to a member; return how many were owed."""
    to = Receiver(member.person.email, member.person.language)
    said = {"organisation": member.organisation.name, **params}
    chain = f"organisation:{member.organisation.key}"
    return int(bool(owe(kind, to, said, at=at, about=chain, occasion=f"{member.key}:{occasion}")))


def welcome(found: "members.Welcome", *, at: datetime) -> None:
    """Owe the letter to a new member: to set a password, or that they came in."""
    member = found.member
    if not found.token:
        page = link(f"/organisations/{member.organisation.key}/")
        office = office_name(member.organisation.office)
        params: dict[str, Param] = {"office": office, "link": page}
        tell_member(member, "member-joined", params, at=at, occasion=f"joined-{legal_day(at)}")
        return
    until = legal_day(at) + timedelta(days=members.LINK_DAYS)
    page = link(f"/organisations/join/{found.token}/")
    params = {"until": {"day": until.isoformat()}, "link": page}
    tell_member(member, "member-invited", params, at=at, occasion=found.token[:8])

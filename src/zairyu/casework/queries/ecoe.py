"""The electronic certificate as its sender and the desk see it: links, who opened them, mails."""

from dataclasses import dataclass
from datetime import date, datetime

from zairyu.casework import letters, links
from zairyu.casework.models import Case, ECoe, HandOn, HandOnLook
from zairyu.notices import queries as notices
from zairyu.notices.queries import Sent

# Letters that carry the certificate or lead to it, and those that say that an earlier one is void.
MAILS = ("electronic-coe-issued", "ecoe-handed-on", "ecoe-link-expiring", "ecoe-mail-void")


@dataclass(frozen=True)
class LinkShown:
    """A link as its sender sees it: for whom, where it leads, who opened it and when."""

    key: str
    receiver: str
    name: str
    address: str
    language: str
    url: str
    made_at: datetime
    ended_at: datetime | None
    ended_why: str
    looks: list[HandOnLook]


def link_with(token: str, on: date) -> HandOn | None:
    """Return the link that a token opens on a day; of one that has ended nothing is told."""
    return links.find(token, on)


def ecoe_is_live(sent: ECoe, on: date) -> bool:
    """Say whether a certificate serves on a day."""
    return links.is_live(sent, on)


def links_of(sent: ECoe) -> list[LinkShown]:
    """Return the links of a certificate, the newest first; the address only of those that live."""
    rows = HandOn.objects.filter(ecoe=sent).order_by("-id").prefetch_related("looks")
    return [
        LinkShown(
            row.key,
            row.receiver,
            links.opened(row, "name"),
            links.opened(row, "address"),
            row.language,
            "" if row.ended_at else links.url(row),
            row.made_at,
            row.ended_at,
            row.ended_why,
            sorted(row.looks.all(), key=lambda look: look.pk),
        )
        for row in rows
    ]


def receiver_of(sent: ECoe) -> str:
    """Return the address that the mail of a certificate went to last."""
    return letters.address_of(sent.case, sent.receiver)


def mails_of(case: Case) -> list[Sent]:
    """Return what was sent where: every mail of a certificate, the newest first."""
    found = [one for one in notices.about(f"case:{case.key}") if one.kind in MAILS]
    return found[::-1]

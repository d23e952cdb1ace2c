"""Organisations of the demo: notified, examined by two officers, approved, through the verbs."""

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from zairyu.casework.organisations import notify
from zairyu.demo.specimens import paper
from zairyu.law import users
from zairyu.law.dates import legal_day
from zairyu.law.read import table
from zairyu.people.organisations import content, notifying, papers, queries, sheets
from zairyu.people.organisations.content import Host, Staff
from zairyu.people.registering import Paper

if TYPE_CHECKING:
    from zairyu.people.models import Person, UseNotification

_ZONE = ZoneInfo("Asia/Tokyo")
_YEARS = (1, 3)  # how long an ID holds, before and after the new system


def found(people: "dict[str, Person]", at: datetime, joined: datetime) -> None:
    """Let every organisation of the table be there; what waits was sent yesterday."""
    for row in table("zairyu.demo", "data/organisations.yaml")["organisations"]:
        administrator = people.get(row.get("administrator", ""))
        if row.get("waits"):
            if not _waits(row, people["sato"]):
                _written(row, None, at - timedelta(days=1))
            continue
        if administrator is None or administrator.memberships.exists():
            continue
        when = _report_due(at) if row.get("report_due") else joined
        notification = _written(row, administrator, when)
        notify.decide(notification, "approve", "", by=people["sato"], at=when)
        notify.confirm(notification, by=people["mori"], at=when)


def _waits(row: dict[str, Any], officer: "Person") -> bool:
    """Say whether this notification has been sent before."""
    post = officer.posts.first()
    return post is not None and any(
        content.opened(one).name == row["name"] for one in queries.ever_at(post.office)
    )


def _written(
    row: dict[str, Any], administrator: "Person | None", at: datetime
) -> "UseNotification":
    contact = administrator.email if administrator else row["contact"]
    notification = notify.begin(row["kind"], contact, language="ja", at=at, by=administrator)
    said = content.opened(notification)
    for name in ("name", "part", "corporate_number", "prefecture", "address", "company_class"):
        setattr(said, name, str(row.get(name, "")))
    said.phone, said.lawful = "0312345678", "yes"
    said.hosts = [Host(**one) for one in row.get("hosts", ())]
    said.staff = [_staff(row, administrator, at, said.hosts)]
    notifying.keep(notification, said, at=at)
    for asked in sheets.papers_asked(notifying.sheet_of(notification, legal_day(at))):
        if asked.required:
            made = paper(asked.name["ja"], said.name)
            papers.add(notification, asked.id, Paper("見本.pdf", "application/pdf", made))
    notify.send(notification, at=at)
    return notification


def _staff(
    row: dict[str, Any], administrator: "Person | None", at: datetime, hosts: list[Host]
) -> Staff:
    return Staff(
        name=administrator.name if administrator else row["user"],
        email=administrator.email if administrator else row["contact"],
        administrator=True,
        certificate="東取第1234号",
        certificate_until=(legal_day(at) + timedelta(days=1200)).isoformat(),
        pledged=True,
        hosts=[one.key for one in hosts],
    )


def _report_due(at: datetime) -> datetime:
    """Return when to approve so that the periodic report is due now: its ID ends in weeks.

    Around the change to three years there is no such day; then it was approved a year ago.
    """
    today = legal_day(at)
    for days in range(58, 33, -1):
        for years in _YEARS:
            day = today + timedelta(days=days) - timedelta(days=365 * years + years // 3)
            ends = users.organisation_id_until(approved=day, password_set=day)
            if timedelta(days=33) <= ends - today <= timedelta(days=58):
                return datetime.combine(day, time(10), _ZONE)
    return at - timedelta(days=365)

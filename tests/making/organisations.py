"""Organisations for tests: notified, examined by two officers, approved, through the verbs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zairyu.people.models import Membership, Organisation, Person, UseNotification
from zairyu.people.organisations import examining, members, notifying, papers, queries, sheets
from zairyu.people.organisations.content import Host, Staff, opened
from zairyu.people.registering import Paper

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF"
PASSWORD = "correct horse battery staple"
STAFF, CORPORATION, SUPPORT = (
    "organisation-staff",
    "public-interest-corporation-staff",
    "registered-support-organisation-staff",
)
NUMBER, OTHER_NUMBER = "7000012050002", "4000012090001"


def host(name: str = "青海食品株式会社", **more: Any) -> Host:
    """Return a host organisation that entrusts the whole support plan."""
    return Host(**{"name": name, "address": "東京都江東区青海1", "whole_plan": True, **more})


def staff(name: str, *, administrator: bool = False, hosts: tuple[Host, ...] = ()) -> Staff:
    """Return a user to be who has pledged."""
    return Staff(
        name=name,
        email=f"{name}@example.jp",
        administrator=administrator,
        certificate="A-123",
        certificate_until="2029-12-31",
        pledged=True,
        hosts=[one.key for one in hosts],
    )


def written(
    category: str, users: list[Staff], at: datetime, *, hosts: tuple[Host, ...] = (), **said: Any
) -> UseNotification:
    """Return a notification of use with everything in it, not sent."""
    found, _ = notifying.begin_new(category, "contact@example.jp", language="ja", at=at)
    fill(found, at, **{"staff": users, "hosts": list(hosts), **said})
    return found


def fill(found: UseNotification, at: datetime, **said: Any) -> None:
    """Fill in what is not said, and send the papers that are asked for."""
    content = opened(found)
    usual = {
        "name": "小林製作所", "part": "employer", "corporate_number": NUMBER, "prefecture": "JP-13",
        "address": "千代田区霞が関1-1-1", "phone": "0312345678", "company_class": "3",
        "lawful": "yes",
    }  # fmt: skip
    for name, value in {**usual, **said}.items():
        setattr(content, name, value)
    notifying.keep(found, content, at=at)
    sheet = notifying.sheet_of(found, at.date())
    for paper in sheets.papers_asked(sheet):
        if paper.required and "papers" in sheets.steps(found):
            papers.add(found, paper.id, Paper("a.pdf", "application/pdf", PDF))


@dataclass
class Office:
    """The two officers who answer."""

    officer: Person
    second: Person

    def approve(self, found: UseNotification, at: datetime) -> list[members.Welcome]:
        """Approve a notification that was sent."""
        welcomes = examining.decide(found, "approve", "", by=self.officer, at=at)
        if found.state == "proposed":
            welcomes = examining.confirm(found, by=self.second, at=at)
        return welcomes


def founded(
    office: Office,
    at: datetime,
    *names: str,
    category: str = STAFF,
    hosts: tuple[Host, ...] = (),
    **said: Any,
) -> tuple[Organisation, list[Membership]]:
    """Return an approved organisation; the first name administers; all have set their password."""
    users = [staff(name, administrator=n == 0, hosts=hosts) for n, name in enumerate(names)]
    found = written(category, users, at, hosts=hosts, **said)
    notifying.send(found, at=at)
    for welcome in office.approve(found, at):
        if welcome.token:
            members.set_first_password(welcome.token, PASSWORD, at=at)
    found.refresh_from_db()
    organisation = found.organisation
    assert organisation is not None
    by_name = {one.person.name: one for one in queries.current(organisation, at.date())}
    return organisation, [by_name[name] for name in names]

"""What each kind of notification asks: its pages, its papers, and what is wrong with it so far."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from zairyu.law import organisations as law
from zairyu.law.problem import Problem
from zairyu.people.models import UseNotification
from zairyu.people.organisations.content import Content, Host, Staff
from zairyu.questionnaire.numbers import corporate_number_holds

NEW, USERS, PLEDGES, REPORT = "new", "users", "pledges", "report"
_DIGITS = 13
STEPS = ("organisation", "users", "hosts", "pledge", "papers")
_STEPS = {
    NEW: STEPS,
    USERS: ("users", "hosts", "pledge", "papers"),
    PLEDGES: ("hosts", "pledge"),
    REPORT: STEPS,
}


@dataclass(frozen=True)
class Sheet:
    """A notification as it stands: what it says and the papers that lie with it."""

    notification: UseNotification
    content: Content
    slots: tuple[str, ...]  # of the papers sent
    on: date

    @property
    def kind(self) -> law.Kind:
        """The kind of organisation, as the law's tables have it."""
        return law.kind(self.notification.category)


def number_holds(number: str) -> bool:
    """Say whether a corporate number has thirteen digits and the right check digit."""
    return len(number) == _DIGITS and number.isdecimal() and corporate_number_holds(number)


def steps(notification: UseNotification) -> tuple[str, ...]:
    """Return the pages of a notification; host organisations only where they are pledged for."""
    hosted = law.kind(notification.category).hosts
    found = _STEPS[notification.kind]
    return found if hosted else tuple(one for one in found if one != "hosts")


def _organisation(sheet: Sheet) -> Iterator[Problem]:
    said = sheet.content
    for name in ("name", "prefecture", "address", "phone"):
        if not getattr(said, name):
            yield Problem(f"organisations.{name}-missing", at=name)
    if sheet.kind.parts and said.part not in sheet.kind.parts:
        yield Problem("organisations.part-missing", at="part")
    if said.corporate_number and not number_holds(said.corporate_number):
        yield Problem("organisations.number-wrong", at="corporate_number")
    if sheet.kind.classes and not said.company_class:
        yield Problem("organisations.class-missing", at="company_class")
    if not said.lawful:
        yield Problem("organisations.lawful-missing", at="lawful")


def staff_problems(one: Staff, content: Content, kind: law.Kind, on: date) -> Iterator[Problem]:
    """Return what is wrong with one user to be."""
    if not one.name:
        yield Problem("organisations.user-name-missing", at="name")
    if "@" not in one.email:
        yield Problem("organisations.user-email-missing", at="email")
    elif any(each.email == one.email and each.key != one.key for each in content.staff):
        yield Problem("organisations.user-twice", at="email")
    if kind.certificate and not one.certificate:
        yield Problem("organisations.certificate-missing", at="certificate")
    if one.certificate and one.until is None:
        yield Problem("organisations.certificate-until-missing", at="certificate_until")
    elif one.until is not None and one.until < on:
        yield Problem("organisations.certificate-over", at="certificate_until")


def host_problems(one: Host, content: Content, kind: law.Kind) -> Iterator[Problem]:
    """Return what is wrong with one host organisation."""
    if not one.name:
        yield Problem("organisations.host-name-missing", at="name")
    if not one.address:
        yield Problem("organisations.host-address-missing", at="address")
    if one.number and not number_holds(one.number):
        yield Problem("organisations.number-wrong", at="number")
    elif one.number and one.number == content.corporate_number:
        yield Problem("organisations.host-is-self", at="number")
    if kind.whole_plan and not one.whole_plan:
        yield Problem("organisations.plan-not-whole", at="whole_plan")
    if not any(one.key in each.hosts for each in content.staff):
        yield Problem("organisations.nobody-pledges", at="users")


def _users(sheet: Sheet) -> Iterator[Problem]:
    staff = sheet.content.staff
    if not staff:
        yield Problem("organisations.nobody", at="users")
        return
    if not any(one.administrator for one in staff) and sheet.notification.kind in (NEW, REPORT):
        yield Problem("organisations.no-administrator", at="users")
    if sheet.notification.kind == USERS and all(one.member for one in staff):
        yield Problem("organisations.nobody-new", at="users")
    for one in staff:
        for problem in staff_problems(one, sheet.content, sheet.kind, sheet.on):
            params = {**problem.params, "name": one.name or one.email}
            yield Problem("organisations.user-unfinished", at="users", params=params)
            break


def _hosts(sheet: Sheet) -> Iterator[Problem]:
    if not sheet.content.hosts:
        yield Problem("organisations.no-hosts", at="hosts")
    for one in sheet.content.hosts:
        if any(host_problems(one, sheet.content, sheet.kind)):
            params = {"name": one.name or "?"}
            yield Problem("organisations.host-unfinished", at="hosts", params=params)


def _pledge(sheet: Sheet) -> Iterator[Problem]:
    for one in sheet.content.staff:
        if not one.pledged:
            at = f"pledge-{one.key}"
            yield Problem("organisations.not-pledged", at=at, params={"name": one.name})


def papers_asked(sheet: Sheet) -> list[law.Paper]:
    """Return the papers of the check sheet that this notification asks for."""
    company = sheet.content.company_class
    return law.papers(sheet.notification.category, sheet.notification.kind, company)


def _papers(sheet: Sheet) -> Iterator[Problem]:
    for paper in papers_asked(sheet):
        if paper.required and paper.id not in sheet.slots:
            params = {"paper": paper.name}
            yield Problem("organisations.paper-missing", at=f"paper-{paper.id}", params=params)


_OF: dict[str, Callable[[Sheet], Iterator[Problem]]] = {
    "organisation": _organisation,
    "users": _users,
    "hosts": _hosts,
    "pledge": _pledge,
    "papers": _papers,
}


def problems_of(sheet: Sheet, step: str) -> list[Problem]:
    """Return what is missing or wrong on one page."""
    return list(_OF[step](sheet))


def open_steps(sheet: Sheet) -> list[str]:
    """Return the pages that are not finished."""
    return [one for one in steps(sheet.notification) if problems_of(sheet, one)]

"""A dozen made-up people go from the guide to the result in the hands, each another family."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser
from tests.browser import filing, office
from tests.browser.hand import Hand
from tests.making.forms import Kind
from tests.making.persons import person
from tests.making.visitors import Visitor, visit

from zairyu.filing.forms import who_files
from zairyu.law.periods import grantable
from zairyu.questionnaire.form import form

SEED = 20261124
ACCOUNTS = {
    "foreign-national": "adaeze",
    "legal-representative": "beatriz",
    "relative": "kenichi",
    "organisation-staff": "kobayashi",
    "lawyer-scrivener": "tanaka",
    "registered-support-organisation-staff": "matsui",
}
METHODS = {"post": "mailing", "email": "email", "counter": "counter"}


@dataclass(frozen=True)
class Case:
    """Who files what, how the result comes, and in which window."""

    kind: Kind
    category: str
    delivery: str
    language: str = "ja"
    width: int = 1280

    def __str__(self) -> str:
        return f"{self.kind}-{self.delivery}"


def _kind(procedure: str, family: str, status: str, *permits: str) -> Kind:
    return Kind(procedure, status, family, permits)


DOZEN = [
    Case(_kind("coe", "N", "engineer-humanities-international"), "organisation-staff", "email"),
    Case(_kind("coe", "K", "religious-activities"), "organisation-staff", "post", "en", 360),
    Case(_kind("coe", "O", "entertainer"), "lawyer-scrivener", "email"),
    Case(_kind("coe", "T", "spouse-child-japanese"), "relative", "post", "en", 360),
    Case(_kind("change", "I", "professor"), "foreign-national", "post"),
    Case(_kind("change", "P", "student"), "foreign-national", "counter", "en", 360),
    Case(_kind("change", "J", "artist"), "lawyer-scrivener", "counter"),
    Case(_kind("change", "Q", "trainee"), "lawyer-scrivener", "post", "en", 360),
    Case(_kind("extension", "L", "journalist"), "foreign-national", "counter"),
    Case(_kind("extension", "V", "specified-skilled-worker-1"),
         "registered-support-organisation-staff", "post", "en", 360),
    Case(_kind("extension", "R", "dependent", "reentry-permit"), "foreign-national", "post"),
    Case(_kind("acquisition", "", "dependent"), "legal-representative", "counter", "en", 360),
]  # fmt: skip


def told(case: Case, visitor: Visitor) -> dict[str, list[str]]:
    """Return what the visitor answers in the guide, by the names of the boxes."""
    found: dict[str, list[str]] = {}
    for name, said in visit(visitor).said.items():
        if name in ("expires", "event", "birth", "day"):
            boxes = zip("ymd", str(said).split("-"), strict=True)
            found |= {f"{name}.{box}": [number] for box, number in boxes}
        elif name == "facts":
            found |= {f"fact.{key}": [as_said(value)] for key, value in said.items()}
        elif name == "permits":
            found[name] = list(case.kind.permits)
        elif name != "papers":
            found[name] = [str(said)]
    return found


def as_said(value: object) -> str:
    """Return a fact as its box says it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def context(case: Case, today: date) -> dict[str, Any]:
    """Return the circumstances that decide which questions a sheet asks."""
    return {
        "channel": "online",
        "on": today,
        "permits": case.kind.permits,
        **who_files(case.category),
    }


def filled_in(case: Case, visitor: Visitor, today: date) -> Mapping[str, dict[str, list[str]]]:
    """Return what the person types, section by section."""
    one, said = case.kind, visit(visitor).said
    whole = form(one.procedure, one.status, one.permits, today)
    method = METHODS[case.delivery]
    fixed: dict[str, Any] = {
        "coe_receipt_method": method,
        "residence_card_receipt_method": method,
        "cause_of_acquisition": "birth",
    }
    names = {"expires": "current_expiry", "held": "current_status", "period": "current_period"}
    fixed |= {name: said[key] for key, name in names.items() if key in said}
    if "event" in said:
        fixed["date_of_birth"] = said["event"]
    made = person(whole, SEED, today, context(case, today), fixed)
    assert made.problems() == []
    return {section.key: made.boxes(section.key) for section in whole.sections}


def write(hand: Hand, draft: str, case: Case, visitor: Visitor, today: date) -> None:
    """Type every section that the list of tasks shows."""
    typed, one = filled_in(case, visitor, today), case.kind
    links = hand.page.locator('main .tasks a[href*="/sections/"]').all()
    shown = {(link.get_attribute("href") or "").split("/")[-2] for link in links}
    for section in form(one.procedure, one.status, one.permits, today).sections:
        if section.key in shown:
            filing.write_section(hand, draft, section, typed[section.key])


def brought_home(hand: Hand, browser: Browser, case: Case, key: str, today: date) -> None:
    """The office collects what is due and hands the result over, as it was chosen."""
    if case.delivery == "email":
        hand.go(f"/cases/{key}/certificate")
        hand.press(hand.page.locator('main a[href^="/ecoe/"]').first)
        hand.press(hand.page.locator("#register button"))
        return
    with office.at_the_desk(browser, hand, "sato") as sato:
        sato.go(f"/desk/cases/{key}/")
        if sato.page.locator('main a[href$="/do/fee"]').count():
            office.collect_fee(sato, key, today)
        if case.delivery == "post":
            office.receive_by_post(sato, key)
        else:
            office.print_and_compare(sato, key)
            who = {"identity": ["passport"], "receiver": ["applicant"]}
            office.do(sato, key, "hand-over", who)


@pytest.mark.parametrize(
    "case",
    [*DOZEN[:2], *(pytest.param(one, marks=pytest.mark.long) for one in DOZEN[2:])],
    ids=str,
)
def test_anybody_goes_from_the_guide_to_the_result(
    chromium: Browser, address: str, case: Case
) -> None:
    hand = Hand(
        chromium, address, language=case.language, width=case.width, script=case.width > 360
    )
    today = hand.today()
    visitor = Visitor(case.kind, case.category, case.delivery, SEED, today)
    hand.sign_in(ACCOUNTS[case.category])
    answers = told(case, visitor)
    draft = filing.walk(hand, case.kind.procedure, answers)
    write(hand, draft, case, visitor, today)
    filed = filing.finish(hand, draft, visit(visitor).said.get("facts", {}))
    office.grant(
        chromium, hand, filed.key, grantable(case.kind.status, today)[0], case.kind.permits
    )
    brought_home(hand, chromium, case, filed.key, today)
    hand.go(f"/cases/{filed.key}/")
    assert {"ja": "完了", "en": "Completed"}[hand.language] in hand.text
    hand.close()

"""Categories 5 to 7 from nothing: notification of use, two officers, password, guide, filed.

The measure is printed: clicks and fields from the first page to the first draft, of whoever writes
the notification and of its first user together; what the officers do is not counted.
"""

import secrets

import pytest
from playwright.sync_api import Browser
from tests.browser import filing, office
from tests.browser.hand import Hand, pdf
from tests.browser.registering import Effort, link_in_mail, second_factor
from tests.browser.test_any_person import Case, _kind, told, write
from tests.making.visitors import Visitor, visit

PASSWORD = "kawa-no-hotori-4711"
SEED = 20261124
WHO = [
    Case(_kind("coe", "N", "engineer-humanities-international"), "organisation-staff", "email"),
    Case(_kind("extension", "R", "dependent"),
         "public-interest-corporation-staff", "post", "en", 360),
    Case(_kind("extension", "V", "specified-skilled-worker-1"),
         "registered-support-organisation-staff", "post", "en", 360),
]  # fmt: skip
HOST = {"name": ["青海食品株式会社"], "address": ["東京都江東区青海1-1"], "whole_plan": ["yes"]}


def notify(
    hand: Hand, done: Effort, category: str, name: str, contact: str, user: str
) -> str:  # fmt: skip
    """Write a notification of use page by page and send it; return its address."""
    hand.go("/organisations/begin")
    done.fill(hand, {"kind": [category], "email": [contact]})
    done.press(hand)
    hand.go(link_in_mail(hand, contact, "/organisations/open/"))
    done.clicks += 1
    address = hand.path
    done.press(hand)
    done.fill(
        hand,
        {
            "name": [name], "part": ["employer"], "corporate_number": ["7000012050002"],
            "prefecture": ["JP-13"], "address": ["千代田区霞が関1-1-1"], "phone": ["0312345678"],
            "company_class": ["4"], "lawful": ["yes"],
        },
    )  # fmt: skip
    done.press(hand)
    _user(hand, done, user)
    if "hosts" in hand.path:
        done.press(hand, hand.page.locator('main a[href$="/hosts/new"]'))
        done.fill(hand, HOST)
        done.press(hand)
        done.press(hand)
    for box in hand.page.locator("main [name=pledged]").all():
        box.check()
        done.fields += 1
    done.press(hand)
    for box in hand.page.locator("main section:has(.need:not(.need--free)) [type=file]").all():
        hand.attach(box, "paper.pdf", pdf("paper"))
        done.fields += 1
    done.press(hand)
    assert hand.path == f"{address}review", hand.text
    done.press(hand)
    assert hand.path == address
    return address


def _user(hand: Hand, done: Effort, email: str) -> None:
    done.press(hand, hand.page.locator('main a[href$="/users/new"]'))
    done.fill(
        hand,
        {
            "name": ["山田 花子"], "email": [email], "administrator": ["yes"],
            "certificate": ["東取第1号"], "certificate_until.y": ["2029"],
            "certificate_until.m": ["3"], "certificate_until.d": ["31"],
        },
    )  # fmt: skip
    done.press(hand)
    done.press(hand)


def approve(browser: Browser, hand: Hand, name: str) -> None:
    """One officer proposes to approve, another confirms."""
    for who, answer in (("sato", "approve"), ("mori", "confirm")):
        with office.at_the_desk(browser, hand, who) as officer:
            officer.go("/desk/organisations/")
            officer.press(officer.page.locator(f'main a:has-text("{name}")'))
            officer.fill({"answer": [answer]})
            officer.press(officer.main_button())
            assert officer.path == "/desk/organisations/", officer.text


def join(hand: Hand, done: Effort, email: str) -> None:
    """Set the password from the mail, sign in, and set up a second factor."""
    hand.go(link_in_mail(hand, email, "/organisations/join/"))
    done.clicks += 1
    done.fill(hand, {"password": [PASSWORD], "again": [PASSWORD]})
    done.press(hand)
    assert hand.page.locator("main .number").inner_text().strip()
    done.press(hand)
    done.fill(hand, {"login": [email], "password": [PASSWORD]})
    done.press(hand)
    second_factor(hand, done)


@pytest.mark.parametrize("case", WHO, ids=lambda case: case.category)
def test_an_organisation_comes_from_nothing_to_a_filed_case(
    chromium: Browser, address: str, case: Case
) -> None:
    hand = Hand(
        chromium, address, language=case.language, width=case.width, script=case.width > 360
    )
    mark = secrets.token_hex(4)
    name, user = f"試験法人{mark}", f"user-{mark}@house.example"
    done = Effort()
    notify(hand, done, case.category, name, f"contact-{mark}@house.example", user)
    approve(chromium, hand, name)
    join(hand, done, user)
    print(f"\nregistration to first draft: {case.category} (two officers): "
          f"{done.clicks} clicks, {done.fields} fields")  # fmt: skip
    today = hand.today()
    visitor = Visitor(case.kind, case.category, case.delivery, SEED, today)
    draft = filing.walk(hand, case.kind.procedure, told(case, visitor))
    write(hand, draft, case, visitor, today)
    filed = filing.finish(hand, draft, visit(visitor).said.get("facts", {}))
    hand.go("/organisations/")
    hand.press(hand.page.locator("main article a").first)
    hand.press(hand.page.locator('main a[href$="/cases"]'))
    assert filed.number in hand.text
    hand.close()

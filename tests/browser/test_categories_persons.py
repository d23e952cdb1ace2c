"""Each category of persons, and the eighth, from nothing to a filed case, with what it costs.

The measure is printed: clicks and fields from the first page of registering to the first draft.
"""

import re
import secrets

import pytest
from tests.browser import filing, office, registering
from tests.browser.hand import Hand
from tests.browser.test_any_person import SEED, Case, write
from tests.browser.test_any_person import told as answers
from tests.browser.test_registration import admit
from tests.making.forms import Kind
from tests.making.visitors import Visitor, visit

# category; whose new card is read (or papers); what is filed
BY_CARD = {
    "foreign-national": ("adaeze", "engineer"),
    "legal-representative": ("beatriz", "newborn"),
    "relative": ("kenichi", "wife"),
}


def told(category: str, way: str, done: registering.Effort) -> None:
    """Print the measure."""
    print(f"\nregistration to first draft: {category} ({way}): "
          f"{done.clicks} clicks, {done.fields} fields")  # fmt: skip


@pytest.mark.parametrize("category", BY_CARD)
def test_by_card_from_nothing_to_a_filed_case(chromium, address, category):
    hand = Hand(chromium, address, language="ja", width=1280, script=True)
    email = f"{category[:8]}-{secrets.token_hex(4)}@stranger.example"
    who, name = BY_CARD[category]
    done = registering.choose(hand, category, "card")
    registering.read_card(hand, done, who)
    registering.details(hand, done, email, registering.STATED)
    registering.finish(hand, done, email)
    told(category, "card", done)
    filed = filing.file(hand, name, hand.today())
    hand.go("/me")
    assert filed.number in hand.text
    hand.close()


def test_a_scrivener_from_nothing_to_a_filed_case(chromium, address):
    hand = Hand(chromium, address, language="ja", width=1280, script=True)
    email = f"gyosei-{secrets.token_hex(4)}@stranger.example"
    done = registering.choose(hand, "lawyer-scrivener")
    boxes = {**registering.STATED, **registering.CERTIFICATE, "name": ["YAMADA JIRO"]}
    registering.details(hand, done, email, boxes)
    registering.finish(hand, done, email)
    registering.second_factor(hand, done)
    admit(chromium, hand, "YAMADA JIRO")
    told("lawyer-scrivener", "certificate", done)
    today = hand.today()
    case = Case(Kind("change", "artist", "J"), "lawyer-scrivener", "counter")
    visitor = Visitor(case.kind, case.category, case.delivery, SEED, today)
    draft = filing.walk(hand, case.kind.procedure, answers(case, visitor))
    write(hand, draft, case, visitor, today)
    filed = filing.finish(hand, draft, visit(visitor).said.get("facts", {}))
    hand.go("/me")
    assert filed.number in hand.text
    hand.close()


def test_the_eighth_from_nothing_to_a_case_linked_at_the_counter(chromium, address):
    hand = Hand(chromium, address, language="ja", width=1280, script=True)
    email = f"eighth-{secrets.token_hex(4)}@stranger.example"
    done = registering.choose(hand, "coe-electronic-delivery-only", "papers")
    registering.details(hand, done, email, {**registering.STATED, "name": ["MORI KENJI"]})
    registering.finish(hand, done, email)
    admit(chromium, hand, "MORI KENJI")
    hand.go("/counter/")
    auth_id = hand.page.locator("main .number").first.inner_text()
    sheet = hand.context.request.get(f"{address}/counter/sheet.pdf")
    assert sheet.headers["content-type"] == "application/pdf"
    told("coe-electronic-delivery-only", "papers, to the sheet", done)
    with office.at_the_desk(chromium, hand, "sato") as sato:
        sato.go("/desk/counter/paper")
        sato.fill({
            "auth_id": [auth_id], "number": [f"東窓{secrets.token_hex(4)}"],
            "status": ["spouse-child-japanese"], "name": ["SANTOS MARIA"],
            "birth": ["1994-03-09"], "nationality": ["BRA"],
            "address": ["東京都江東区青海２丁目７番１１号"],
        })  # fmt: skip
        sato.press(sato.main_button())
        assert re.fullmatch(r"/desk/cases/[^/]+/", sato.path), sato.text
    hand.go("/counter/")
    hand.press(hand.page.locator('main a[href^="/cases/"]').first)
    assert hand.path.startswith("/cases/")
    hand.close()

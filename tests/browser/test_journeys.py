"""The four journeys in a real browser, from the first page to the result in the hands."""

import pytest
from tests.browser import filing, office
from tests.browser.hand import Hand, pdf
from tests.browser.proofs import verdict


@pytest.mark.long
def test_a_husband_calls_his_wife_and_she_receives_the_certificate(hand, chromium):
    hand.sign_in("kenichi")
    filed = filing.file(hand, "wife", hand.today())
    office.grant(chromium, hand, filed.key, "P1Y")
    hand.go(f"/cases/{filed.key}/certificate")
    hand.press(hand.page.locator('main a[href^="/ecoe/"]').first)
    link = hand.path
    hand.press(hand.page.locator("#register button"))
    hand.go(f"/cases/{filed.key}/certificate")
    hand.page.locator("main [name=address]").fill("maria@demo.example")
    hand.press(hand.page.locator("#hand-on button"))
    abroad = Hand(chromium, hand.address, language="en", width=360, script=hand.script)
    abroad.go(link)
    assert abroad.page.locator("main .proof .number").count()
    assert verdict(abroad, abroad_code(abroad, link)) == "valid"
    abroad.close()


def abroad_code(hand: Hand, link: str) -> str:
    hand.go(link)
    return hand.page.locator("main .proof .number").first.inner_text()


@pytest.mark.long
def test_the_same_certificate_by_post(hand, chromium):
    hand.sign_in("kenichi")
    changes = {"online-submission.coe_receipt_method": "mailing"}
    filed = filing.file(hand, "wife", hand.today(), changes)
    office.grant(chromium, hand, filed.key, "P1Y")
    with office.at_the_desk(chromium, hand, "sato") as sato:
        office.receive_by_post(sato, filed.key)
    hand.go(f"/cases/{filed.key}/receive")
    assert "1234-5678-9012" in hand.text


def test_a_student_changes_to_work_with_a_message_and_a_request_on_the_way(hand, chromium):
    hand.sign_in("adaeze")
    filed = filing.file(hand, "student", hand.today())
    key = filed.key
    with office.at_the_desk(chromium, hand, "sato") as sato:
        office.do(sato, key, "take")
        office.do(sato, key, "message", {"text": ["卒業証明書は届いています。"]})
        asked = {"name1": ["内定通知書"], "why1": ["採用の条件を確かめるため"]}
        office.do(sato, key, "request", asked)
    answer_request(hand, key)
    with office.at_the_desk(chromium, hand, "sato") as sato:
        office.do(sato, key, "resume")
        boxes = {"outcome": ["grant"], "period": ["P3Y"], "ground1": ["該当"], "fact1": ["在職"]}
        permit = {"permit-extra-status-activity-permit": ["grant"]}
        office.recommend(sato, key, boxes | permit)
    with office.at_the_desk(chromium, hand, "mori") as mori:
        office.decide(mori, key, "mori")
    with office.at_the_desk(chromium, hand, "sato") as sato:
        assert office.collect_fee(sato, key, hand.today()) == 56_000 + 550
        office.receive_by_post(sato, key)
    hand.go(f"/cases/{key}/")
    assert {"ja": "完了", "en": "Completed"}[hand.language] in hand.text


def answer_request(hand: Hand, key: str) -> None:
    """Send the one paper that was asked for, and hand it in."""
    hand.go(f"/cases/{key}/messages")
    hand.go(f"/cases/{key}/requests")
    hand.attach(hand.page.locator("main input[type=file]").first, "offer.pdf", pdf("offer"))
    hand.press(hand.page.locator("main button[name=do][value=send]").first)
    hand.press(hand.page.locator("main button[name=do][value=hand-in]"))


@pytest.mark.long
def test_an_engineer_gets_her_certificate_of_authorized_employment(hand, chromium):
    hand.sign_in("linh")
    filed = filing.file(hand, "engineer", hand.today())
    office.grant(chromium, hand, filed.key)
    with office.at_the_desk(chromium, hand, "sato") as sato:
        assert office.collect_fee(sato, filed.key, hand.today()) == 1_600 + 220
        office.receive_by_post(sato, filed.key)
    hand.go(f"/cases/{filed.key}/")
    assert {"ja": "完了", "en": "Completed"}[hand.language] in hand.text

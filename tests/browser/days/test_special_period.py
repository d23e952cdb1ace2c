"""The trap of the special period: the card ends with the stay, and the open case goes on."""

import time
from datetime import date, timedelta

from playwright.sync_api import Browser
from tests.browser import office
from tests.browser.hand import CAST, Hand, fresh_code, pdf, persona
from tests.browser.picture import picture
from tests.browser.test_card import read, to_the_card

ENDED = "カードの電子証明書の有効期間が終わっています"
INSTEAD = "パスワードと確認コード、またはパスキーでサインインできます"
ASKED = "住民税の納税証明書"
NOTED = "カードの有効期間が終わっていたため、パスワードと2つ目の確認でサインインして行いました"
CARD_DAYS = int(persona("rahman")["card"]["days_left"])
PATIENCE = 30  # seconds until the worker has taken its turn of the new day


def phone(chromium: Browser, address: str) -> Hand:
    """Open a new window of a phone in Japanese."""
    return Hand(chromium, address, language="ja", width=360, script=True)


def case_before_the_card_ends(chromium: Browser, address: str) -> tuple[str, date]:
    """Sign in by the card, which still works; return the key of the open extension, and today."""
    hand = phone(chromium, address)
    today = hand.today()
    to_the_card(hand, "/me")
    read(hand, "1234", who="rahman")
    hand.page.locator("main .button--main").click()
    hand.page.wait_for_url("**/me/passkey/**")
    hand.go("/me")
    case = hand.page.locator('main article a[href^="/cases/"]').first.get_attribute("href") or ""
    hand.close()
    return case.split("/")[2], today


def ask_for_a_paper(chromium: Browser, like: Hand, key: str, due: date) -> None:
    """Have the officer ask for a paper by a day."""
    asked = {"name1": [ASKED], "why1": ["納税の状況を確かめるため"], "due": [due.isoformat()]}
    with office.at_the_desk(chromium, like, "sato") as sato:
        office.do(sato, key, "request", asked)
        assert NOTED not in sato.text


def be_refused(hand: Hand, key: str) -> None:
    """Try the card on the way to the request: the page says why not, and what to do."""
    to_the_card(hand, f"/cases/{key}/requests")
    read(hand, "1234", who="rahman")
    told = hand.page.locator("[role=alert]").inner_text()
    assert ENDED in told
    assert INSTEAD in told
    picture(hand, "special-period-1-card-refused")


def sign_in_otherwise(hand: Hand) -> None:
    """Go on from the refusal as it says: with the password, then with the code generator."""
    rahman = persona("rahman")
    hand.press(hand.main_button())
    assert hand.path == "/account/login/"
    hand.page.locator("[name=login]").fill(rahman["email"])
    hand.page.locator("[name=password]").fill(CAST["password"])
    hand.press(hand.main_button())
    hand.page.locator("[name=code]").fill(fresh_code(rahman["secret"]))
    hand.press(hand.main_button())


def wait_for_the_new_day(hand: Hand) -> None:
    """Wait until the worker has ended the card, as it does within a minute of its last second."""
    until = time.monotonic() + PATIENCE
    hand.go("/me/cards/")
    while "期限が終わりました" not in hand.text:
        assert time.monotonic() < until, hand.text
        time.sleep(0.5)
        hand.go("/me/cards/")


def answer_in_time(hand: Hand, key: str, days_left: int) -> None:
    """Read what is asked, send the paper, and hand it in."""
    hand.go(f"/cases/{key}/requests")
    assert ASKED in hand.text
    assert f"あと{days_left}日" in hand.text
    picture(hand, "special-period-2-paper-asked")
    hand.attach(hand.page.locator("main input[type=file]").first, "tax.pdf", pdf("tax"))
    hand.press(hand.page.locator("main button[name=do][value=send]").first)
    hand.press(hand.page.locator("main button[name=do][value=hand-in]"))
    assert "資料を提出しました。" in hand.page.locator("body").inner_text()


def test_the_card_ends_with_the_stay_and_the_person_answers_in_time(
    chromium: Browser, address: str
) -> None:
    key, began = case_before_the_card_ends(chromium, address)
    after = began + timedelta(days=CARD_DAYS + 1)
    hand = phone(chromium, address)
    ask_for_a_paper(chromium, hand, key, after + timedelta(days=7))
    hand.move_to(after)
    be_refused(hand, key)
    sign_in_otherwise(hand)
    assert hand.path == f"/cases/{key}/requests"
    wait_for_the_new_day(hand)
    answer_in_time(hand, key, 7)
    hand.go(f"/cases/{key}/")
    assert "特例期間" in hand.text
    hand.go("/apply")  # only a new application waits for a card that counts
    assert hand.path == "/account/card-ended/"
    with office.at_the_desk(chromium, hand, "sato") as sato:
        sato.go(f"/desk/cases/{key}/")
        assert NOTED in sato.text
    hand.close()

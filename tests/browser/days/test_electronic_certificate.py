"""The electronic certificate from grant to landing; and how it ends otherwise."""

import re
import time
from datetime import timedelta

import pytest
from playwright.sync_api import Browser
from tests.browser import filing, office
from tests.browser.hand import Hand
from tests.browser.picture import picture
from tests.browser.proofs import verdict

PATIENCE = 60  # seconds until the worker has set the PDF and sent the mail
NEW = "kenichi.new@demo.example"
MARIA = "maria@demo.example"


def window(chromium: Browser, address: str, width: int = 1280, language: str = "ja") -> Hand:
    return Hand(chromium, address, language=language, width=width, script=True)


def sender_page(hand: Hand, key: str) -> None:
    """Open the sender's page, with the proof that it asks for."""
    hand.go(f"/cases/{key}/certificate")
    hand.prove_again("kenichi")
    assert hand.path == f"/cases/{key}/certificate"


def mail_to(hand: Hand, to: str, subject: str, *, with_file: bool = False) -> str:
    """Wait until a mail has left; return its text, in the demo's mailbox."""
    until = time.monotonic() + PATIENCE
    while True:
        hand.go("/demo/mail")
        found = hand.page.locator("li.demo-mail", has_text=subject).filter(
            has=hand.page.locator("summary .meta", has_text=re.compile(f"^{re.escape(to)}$"))
        )
        ready = found.locator('a[href*="/mail/files/"]') if with_file else found
        if found.count() and ready.count():
            return found.first.locator("pre").text_content() or ""
        assert time.monotonic() < until, f"no mail '{subject}' to {to}"
        time.sleep(0.5)


def attached(hand: Hand, to: str) -> bytes:
    """Return the PDF of the newest mail to an address, as a mail program saves it."""
    mail = hand.page.locator("li.demo-mail", has_text=to).filter(
        has=hand.page.locator('a[href*="/mail/files/"]')
    )
    link = mail.first.locator('a[href*="/mail/files/"]').first.get_attribute("href")
    return hand.context.request.get(f"{hand.address}{link}").body()


def link_in(text: str, path: str) -> str:
    """Return the path of a link in a mail."""
    found = re.search(rf"https?://[^/\s]+(/{path}/[^\s]+)", text)
    assert found, text
    return found[1]


def granted(hand: Hand, chromium: Browser) -> str:
    """File for the wife and have it granted; return the key of the case."""
    filed = filing.file(hand, "wife", hand.today())
    office.grant(chromium, hand, filed.key, "P1Y")
    return filed.key


def register(hand: Hand, path: str) -> None:
    """Register receipt by the link of the mail, in a window where nobody is signed in."""
    hand.go(path)
    hand.press(hand.page.locator("#register button"))
    assert "受領を登録しました" in hand.text or "Receipt" in hand.text


def hand_on(hand: Hand, key: str) -> None:
    """Hand the certificate on to Maria, who reads Portuguese."""
    sender_page(hand, key)
    hand.page.locator("#hand-on [name=name]").fill("Maria")
    hand.page.locator("#hand-on [name=address]").fill(MARIA)
    hand.page.locator("#hand-on [name=tongue]").select_option("pt")
    hand.press(hand.page.locator("#hand-on button"))
    assert "まだ開かれていません" in hand.text


def open_abroad(chromium: Browser, hand: Hand, path: str) -> str:
    """Open the link on a phone abroad, in Portuguese; return the code on the certificate."""
    maria = window(chromium, hand.address, 360, "en")
    maria.language = "pt"
    maria.go(path)
    assert "SANTOS" not in maria.text
    picture(maria, "ecoe-1-choose-a-language")
    maria.press(maria.main_button())
    assert "SANTOS MARIA LUISA" in maria.text
    assert "Certificado de Elegibilidade" in maria.text
    picture(maria, "ecoe-2-certificate")
    code = maria.page.locator("main .proof .number").first.inner_text()
    maria.language = "vi"
    maria.press(maria.page.locator(".tongues a[lang=vi]"))
    assert "Giấy chứng nhận" in maria.text
    with maria.page.expect_download() as saved:
        maria.main_button().click()
    assert saved.value.path().read_bytes().startswith(b"%PDF")
    maria.close()
    return code


def opened_is_told(hand: Hand, key: str) -> None:
    """See on the sender's page who opened it, in which language, and that it was saved."""
    sender_page(hand, key)
    for said in ("証明書を開きました", "ファイルを保存しました", "Português", "Tiếng Việt"):
        assert said in hand.text, said
    picture(hand, "ecoe-3-sender")


def corrected(hand: Hand, key: str) -> None:
    """Send it again, then to another address: the old link is dead, the old mail void."""
    hand.press(hand.page.locator("button[value=again]"))
    assert "もう一度送りました" in hand.page.locator("body").inner_text()
    hand.page.locator("details.more summary").click()
    hand.page.locator("[name=new]").fill(NEW)
    hand.page.locator("[name=sure]").check()
    hand.press(hand.page.locator("#address-form button"))
    assert NEW in hand.text


def landed(chromium: Browser, hand: Hand, code: str) -> None:
    """Use the certificate at Narita, once; a second try is told when it was used."""
    with office.at_the_desk(chromium, hand, "hayashi") as port:
        port.press(port.page.locator('a[href="/desk/landing"]'))
        port.page.locator("#look [name=code]").fill(code)
        port.press(port.main_button())
        assert "SANTOS MARIA LUISA" in port.text
        picture(port, "ecoe-4-landing")
        port.press(port.page.locator("#use button"))
        assert "旅券と本人を照合し" in port.text
        port.page.locator("#use [name=compared]").check()
        port.press(port.page.locator("#use button"))
        assert "使用済みにしました" in port.page.locator("body").inner_text()
        port.page.locator("#look [name=code]").fill(code)
        port.press(port.main_button())
        assert "に使われています" in port.text
        assert not port.page.locator("#use").count()


def not_found(hand: Hand, path: str) -> None:
    """See that a link opens nothing any more."""
    answer = hand.page.goto(f"{hand.address}{path}")
    assert answer is not None
    assert answer.status == 404


def test_from_grant_to_landing(chromium: Browser, address: str) -> None:
    hand, somebody = window(chromium, address), window(chromium, address, 360)
    hand.sign_in("kenichi")
    key = granted(hand, chromium)
    mail = mail_to(hand, "kenichi@demo.example", "電子在留資格認定証明書の交付", with_file=True)
    assert "自動で翻訳されたり" in mail
    first = attached(hand, "kenichi@demo.example")
    assert first.startswith(b"%PDF")
    receipt = link_in(mail, "ecoe")
    register(somebody, receipt)
    hand_on(hand, key)
    link = link_in(mail_to(hand, MARIA, "証明書を開くリンク"), "coe")
    old_code = open_abroad(chromium, hand, link)
    assert verdict(somebody, old_code) == "valid"
    opened_is_told(hand, key)
    corrected(hand, key)
    mail = mail_to(hand, NEW, "電子在留資格認定証明書の交付", with_file=True)
    assert attached(hand, NEW) != first
    not_found(somebody, receipt)
    assert verdict(somebody, old_code) == "ended"
    register(somebody, link_in(mail, "ecoe"))
    code = open_abroad(chromium, hand, link)  # Maria's link shows the new one
    assert verdict(somebody, code) == "valid"
    landed(chromium, hand, code)
    assert verdict(somebody, code) == "ended"
    not_found(somebody, link)
    sender_page(hand, key)
    assert "上陸に使われました" in hand.text
    hand.close()
    somebody.close()


def seeded(hand: Hand) -> str:
    """Return the key of the certificate that the demo begins with: it waits for its receipt."""
    hand.go("/me/cases")
    links = hand.page.locator('main a[href^="/cases/"]')
    keys = {(one.get_attribute("href") or "").split("/")[2] for one in links.all()}
    for key in keys:
        hand.go(f"/cases/{key}/")
        if hand.page.locator('a[href$="/certificate"]').count() and "受領を登録" in hand.text:
            return key
    raise AssertionError("the demo has no electronic certificate")


@pytest.mark.long
def test_cancelled_by_a_supervisor_it_is_revoked_everywhere(
    chromium: Browser, address: str
) -> None:
    hand = window(chromium, address)
    hand.sign_in("kenichi")
    key = seeded(hand)
    hand_on(hand, key)
    link = link_in(mail_to(hand, MARIA, "証明書を開くリンク"), "coe")
    code = open_abroad(chromium, hand, link)
    with office.at_the_desk(chromium, hand, "mori") as mori:
        mori.go(f"/desk/cases/{key}/")
        office.do(mori, key, "ecoe-cancel", {"reason": ["来日の予定がなくなったとの申出"]})
    assert verdict(hand, code) == "revoked"
    not_found(hand, link)
    mail_to(hand, MARIA, "先にお送りしたメールは無効")
    hand.close()


@pytest.mark.long
def test_after_three_months_it_is_over_and_was_told_before(chromium: Browser, address: str) -> None:
    hand = window(chromium, address)
    hand.sign_in("kenichi")
    began, key = hand.today(), granted(hand, chromium)
    hand_on(hand, key)
    link = link_in(mail_to(hand, MARIA, "証明書を開くリンク"), "coe")
    hand.move_to(began + timedelta(days=65))
    mail_to(hand, MARIA, "有効期間が間もなく終わります")
    mail_to(hand, "kenichi@demo.example", "在留資格認定証明書の有効期間のお知らせ")
    hand.move_to(began + timedelta(days=95))
    not_found(hand, link)
    hand.go("/me")
    if hand.path == "/account/login/":
        hand.sign_in("kenichi")
    sender_page(hand, key)
    assert "有効期間経過" in hand.text or "過ぎました" in hand.text
    hand.close()

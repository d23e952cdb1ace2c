"""A certificate goes into a wallet by the code on the holder's page, and a bank checks it there.

The wallet is the tests' own, over the network; the codes are read from pictures of the pages.
"""

import base64
import io
import time
from collections.abc import Callable

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Locator
from tests.browser.hand import Hand
from tests.browser.picture import picture
from tests.certificates.a_wallet import Wallet, by_address

PATIENCE = 10_000  # ms until the checker's page shows the answer by itself


def clock_of(address: str) -> Callable[[], float]:
    """Return the clock of the demo, as a phone shows it: a nonce bears its instant."""
    nonce = by_address(address)("POST", "/api/wallet/nonce").json["c_nonce"]
    told = base64.urlsafe_b64decode(nonce + "=" * (-len(nonce) % 4))[16:24]
    ahead = int.from_bytes(told, "big") - time.time()
    return lambda: time.time() + ahead


def scanned(code: Locator) -> str:
    """Return what a 2D code on a page says, read from a picture of it."""
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(code.screenshot())))
    return found.text


def window(chromium: Browser, address: str, language: str, width: int) -> Hand:
    """Open a window."""
    return Hand(chromium, address, language=language, width=width, script=True)


@pytest.fixture
def wallet(address: str) -> Wallet:
    """A wallet that holds nothing yet."""
    return Wallet(by_address(address), clock_of(address))


def test_a_bank_checks_what_the_holder_put_into_a_wallet(
    chromium: Browser, address: str, wallet: Wallet
) -> None:
    holder = window(chromium, address, "ja", 360)
    holder.sign_in("rahman")
    holder.go("/me")
    holder.press(holder.page.locator('main article a[href^="/cases/"]').first)
    holder.press(holder.page.locator('main a[href$="/wallet"]').first)
    holder.press(holder.main_button())
    picture(holder, "wallet-1-offer")
    number = holder.page.locator("article .number").inner_text()
    wallet.take(scanned(holder.page.locator("article .qr")), number, many=2)
    holder.page.reload()
    assert "保存したと連絡がありました" in holder.text

    bank = window(chromium, address, "en", 1280)
    bank.go("/v/")
    bank.press(bank.page.locator('main a[href="/v/wallet/"]'))
    bank.page.select_option("[name=for]", "bank")
    bank.press(bank.main_button())
    picture(bank, "wallet-2-question")
    assert wallet.show(scanned(bank.page.locator(".wallet .qr"))).status == 200
    bank.page.wait_for_selector(".result--pending", timeout=PATIENCE)
    assert "RAHMAN KARIM" in bank.text
    assert "Business Manager" not in bank.text  # a bank need not know
    picture(bank, "wallet-3-answer")

    holder.press(holder.page.locator("main article form button"))
    assert "使えなくなりました" in holder.text
    picture(holder, "wallet-4-ended")
    bank.go("/v/wallet/")
    bank.press(bank.main_button())
    assert wallet.show(scanned(bank.page.locator(".wallet .qr"))).status == 200
    bank.page.wait_for_selector(".result--ended", timeout=PATIENCE)
    picture(bank, "wallet-5-ended")
    holder.close()
    bank.close()

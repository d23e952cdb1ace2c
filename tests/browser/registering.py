"""Registering by hand: as what, by card or papers, the mail, the password; presses are counted."""

import time
from dataclasses import dataclass

from tests.browser.hand import Hand, fresh_code, pdf

PASSWORD = "kawa-no-hotori-4711"
STATED = {
    "name": ["TRAN VAN MINH"], "birth.y": ["1994"], "birth.m": ["3"], "birth.d": ["9"],
    "sex": ["male"], "card_number": ["AB12345678CD"],
    "address": ["東京都江東区青海２丁目７番１１号"], "telephone": ["090-1234-5678"],
}  # fmt: skip
CERTIFICATE = {
    "certificate": ["(行)13第2300123号"], "until.y": ["2028"], "until.m": ["3"], "until.d": ["31"],
    "address": ["東京都千代田区内神田１丁目２番３号"],
}  # fmt: skip


@dataclass
class Effort:
    """What a person did from the first page of registering on."""

    clicks: int = 0
    fields: int = 0

    def press(self, hand: Hand, what: object = None) -> None:
        """Press the filled button, or another one."""
        self.clicks += 1
        hand.press(what or hand.main_button())

    def fill(self, hand: Hand, boxes: dict[str, list[str]]) -> None:
        """Fill in what the page asks for, of what is given."""
        self.fields += hand.fill(boxes)


def link_in_mail(hand: Hand, to: str, part: str) -> str:
    """Wait for a mail at the demo's mailbox and return its link."""
    for _ in range(60):
        hand.go("/demo/mail")
        found = hand.page.locator(f'.demo-mail:has-text("{to}") a[href*="{part}"]')
        if found.count():
            return (found.first.get_attribute("href") or "").removeprefix(hand.address)
        time.sleep(0.5)
    raise AssertionError(f"no mail with {part} came to {to}")


def choose(hand: Hand, category: str, way: str = "") -> Effort:
    """Choose as what one registers, and how one proves it."""
    done = Effort()
    hand.go("/register/")
    done.fill(hand, {"category": [category]})
    done.press(hand)
    if way:
        done.fill(hand, {"way": [way]})
        done.press(hand)
    return done


def read_card(hand: Hand, done: Effort, who: str) -> None:
    """Have the demo's box read the new card of one of the cast: no account has it yet."""
    done.press(hand)  # begin
    box = hand.page.locator(".demo-card")
    box.locator("[name=who]").select_option(who)
    box.locator("[name=state]").select_option("renewed")
    box.locator("[name=pin]").fill("1234")
    box.locator("[name=password]").fill("ABC123")
    done.fields += 2
    done.press(hand, box.locator("button"))
    code = hand.page.locator(".demo-card__code").inner_text()
    hand.main_button().click()
    if hand.script:
        hand.page.wait_for_url("**/register/details")
    else:
        hand.page.locator("[name=fc]").fill(code)
        hand.press(hand.main_button())
    hand.look()


def details(hand: Hand, done: Effort, email: str, boxes: dict[str, list[str]]) -> None:
    """State who it is, look once more, and have the mail sent."""
    done.fill(hand, {**boxes, "email": [email]})
    proof = hand.page.locator("[name=proof]")
    if proof.count():
        hand.attach(proof, "card.pdf", pdf("proof"))
        done.fields += 1
    done.press(hand)
    assert hand.path == "/register/review", hand.text
    done.press(hand)
    assert hand.path == "/register/sent", hand.text


def finish(hand: Hand, done: Effort, email: str) -> None:
    """Open the link of the mail and choose the password."""
    hand.go(link_in_mail(hand, email, "register/link"))
    done.clicks += 1
    done.fill(hand, {"password1": [PASSWORD], "password2": [PASSWORD]})
    done.press(hand)
    if hand.path == "/me/passkey/":  # offered once in each browser; not now
        done.press(hand, hand.page.locator("main .button:not(.button--main)"))
    assert hand.path == "/register/", hand.text


def second_factor(hand: Hand, done: Effort) -> None:
    """Set up an authenticator app."""
    hand.go("/account/2fa/totp/activate/")
    done.clicks += 1
    secret = hand.page.locator("main .number").first.inner_text().replace(" ", "").replace("-", "")
    done.fill(hand, {"code": [fresh_code(secret)]})
    done.press(hand)

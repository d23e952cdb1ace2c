"""A bank is shown a proof and is told within seconds when it changes; its holder sees all of it."""

from datetime import timedelta

from playwright.sync_api import Browser
from tests.browser.bank import PATIENCE, Machine, told
from tests.browser.hand import Hand
from tests.browser.picture import picture

BANK = "あおば銀行 江東支店"


def share_with_the_bank(hand: Hand) -> str:
    """Go the four steps; return the code that is handed to the bank."""
    hand.go("/me")
    case = hand.page.locator('main article a[href^="/cases/"]').first.get_attribute("href") or ""
    hand.go(f"{case}show")
    picture(hand, "sharing-01-show")
    hand.press(hand.page.locator('main a[href*="/share/"]'))
    hand.page.locator('[name=for][value="bank"]').check()
    picture(hand, "sharing-02-for-whom")
    hand.press(hand.main_button())
    hand.page.locator("[name=label]").fill(BANK)
    hand.page.locator('[name=show][value="birth"]').check()
    hand.page.locator('[name=show][value="photo"]').check()
    hand.page.locator("[name=watch]").check()
    picture(hand, "sharing-03-what")
    hand.press(hand.main_button())
    hand.prove_again("rahman")
    picture(hand, "sharing-04-preview")
    seen = hand.page.locator(".seen .facts").first.inner_text()
    hand.press(hand.main_button())
    picture(hand, "sharing-05-shared")
    assert "1982年4月21日" in seen
    return hand.page.locator("main article .number").first.inner_text()


def look_as_the_bank(chromium: Browser, address: str, code: str) -> Hand:
    """Type the code at the counter; return the bank's window."""
    bank = Hand(chromium, address, language="ja", width=1280, script=True)
    bank.go("/v/")
    bank.page.locator("[name=code]").fill(code.lower())
    bank.press(bank.main_button())
    assert "適法に在留しています" in bank.text
    assert bank.page.locator(".answer__photo").count() == 1
    picture(bank, "sharing-06-counter")
    return bank


def begin_to_watch(bank: Hand, machine: Machine) -> None:
    """Ask to be told by a machine; it begins when the machine takes the first message."""
    bank.press(bank.page.locator('main a[href$="/watch"]'))
    bank.page.locator("[name=name]").fill(BANK)
    bank.page.locator('[name=way][value="push"]').check()
    bank.page.locator("[name=push]").fill(machine.address)
    picture(bank, "sharing-07-watch")
    bank.press(bank.main_button())
    assert machine.wait_for(1) < PATIENCE
    first = told(machine.kept[0], bank.address)
    assert "verification" in next(iter(first["events"]))
    bank.page.wait_for_timeout(1_500)
    bank.page.reload()
    assert "通知します" in bank.text
    picture(bank, "sharing-08-watched")


def two_changes(rahman: Hand, machine: Machine) -> None:
    """Let the card's day pass, then take the application back: the bank is told of both."""
    rahman.move_to(rahman.today() + timedelta(days=10))
    machine.wait_for(2)
    began = told(machine.kept[1], rahman.address)
    assert next(iter(began["events"])).endswith("/events/pending-started")
    case = rahman_withdraws(rahman)
    assert machine.wait_for(3) < PATIENCE
    last = told(machine.kept[2], rahman.address)
    assert list(last["events"].values()) == [{"state": "ended"}]
    assert len({told(one, rahman.address)["jti"] for one in machine.kept}) == 3
    assert case.split("/")[2] not in machine.kept[2]


def test_a_bank_is_told_within_seconds_and_the_holder_sees_all_of_it(
    chromium: Browser, address: str, machine: Machine
) -> None:
    rahman = Hand(chromium, address, language="ja", width=360, script=True)
    rahman.sign_in("rahman")
    code = share_with_the_bank(rahman)
    bank = look_as_the_bank(chromium, address, code)
    begin_to_watch(bank, machine)
    rahman.go("/me/shares/")
    picture(rahman, "sharing-09-list")
    rahman.press(rahman.page.locator('main a[href^="/me/shares/"]').first)
    mine = rahman.path
    assert "RAHMAN" in (rahman.page.locator(".seen").text_content() or "")
    two_changes(rahman, machine)
    bank.go(f"/v/{code}")
    assert "期間が終わりました" in bank.text
    rahman.go(mine)
    assert rahman.text.count("に送りました") == 3
    picture(rahman, "sharing-10-told")
    rahman.press(rahman.page.locator("main .button--bad"))
    assert "共有を終わらせました" in rahman.text
    picture(rahman, "sharing-11-ended")
    bank.go(f"/v/{code}")
    assert "この共有は終わりました" in bank.text
    picture(bank, "sharing-12-over")
    rahman.close()
    bank.close()


def rahman_withdraws(hand: Hand) -> str:
    """Take the application back; return the address of the case."""
    hand.go("/me")
    case = hand.page.locator('main article a[href^="/cases/"]').first.get_attribute("href") or ""
    hand.go(f"{case}withdraw")
    hand.page.locator("[name=confirmed]").check()
    hand.press(hand.page.locator("main .button--bad"))
    hand.prove_again("rahman")
    if "/withdraw" in hand.path:  # asked who it is in between: what was ticked is there again
        hand.press(hand.page.locator("main .button--bad"))
    return case

"""The story that this service was made for: the card expires, and the bank knows what is so.

Three people file online and show the bank a proof. One is granted and gets the new card, one is
refused, one waits for longer than the law lets her. The bank has a phone at the counter and a
machine in the back office.
"""

import time
from datetime import timedelta

from playwright.sync_api import Browser
from tests.browser import filing, office
from tests.browser.bank import PATIENCE, Machine, told
from tests.browser.hand import Hand
from tests.browser.picture import picture

BANK = "あおば銀行 江東支店"
LAWFUL, OVER = "適法に在留しています", "期間が終わりました"
A_DAY = 60.0  # seconds until the worker has taken its turn of a new day


def phone(chromium: Browser, address: str) -> Hand:
    return Hand(chromium, address, language="ja", width=360, script=True)


def shown(hand: Hand, name: str, case: str) -> str:
    """Make a code for the bank, which may be told of changes; return the code."""
    hand.go(f"{case}show")
    hand.press(hand.page.locator('main a[href*="/share/"]').first)
    hand.page.locator('[name=for][value="bank"]').check()
    hand.press(hand.main_button())
    hand.page.locator("[name=label]").fill(BANK)
    hand.page.locator("[name=span]").last.check()
    hand.page.locator("[name=watch]").check()
    hand.press(hand.main_button())
    hand.prove_again(name)
    hand.press(hand.main_button())
    return hand.page.locator("main article .number").first.inner_text()


def watched(bank: Hand, code: str, machine: Machine) -> None:
    """The bank asks to be told by a message to its machine."""
    came = len(machine.kept)
    bank.go(f"/v/{code}/watch")
    bank.page.locator("[name=name]").fill(BANK)
    bank.page.locator('[name=way][value="push"]').check()
    bank.page.locator("[name=push]").fill(machine.address)
    bank.press(bank.main_button())
    machine.wait_for(came + 1)


def typed(bank: Hand, code: str) -> str:
    """Type a code at the counter, as the poster in the bank says; return what the page says."""
    bank.go("/v/")
    bank.page.locator("main [name=code]").first.fill(code)
    bank.press(bank.main_button())
    return bank.text


def last_event(machine: Machine, address: str) -> dict[str, object]:
    """Return what the newest message tells."""
    events = told(machine.kept[-1], address)["events"]
    return {name.rsplit("/", 1)[-1]: said for name, said in events.items()}


def quiet(machine: Machine, came: int) -> None:
    """See that no message comes while the worker takes its turns."""
    time.sleep(PATIENCE)
    assert len(machine.kept) == came


def test_the_bank_knows_what_is_so(chromium: Browser, address: str, machine: Machine) -> None:
    bank = phone(chromium, address)
    rahman, adaeze = phone(chromium, address), phone(chromium, address)

    # Filed online: no stamp on the card, and a proof at once.
    rahman.sign_in("rahman")
    began = rahman.today()
    rahman.go("/me")
    waiting = rahman.page.locator('main article a[href^="/cases/"]').first.get_attribute("href")
    filed = filing.file(rahman, "president", began)
    rahman.go(f"/cases/{filed.key}/show")
    picture(rahman, "story-1-filed-proof")
    his = shown(rahman, "rahman", f"/cases/{filed.key}/")
    long = shown(rahman, "rahman", waiting or "")
    adaeze.sign_in("adaeze")
    change = filing.file(adaeze, "student", began)
    hers = shown(adaeze, "adaeze", f"/cases/{change.key}/")
    for code in (his, hers, long):
        watched(bank, code, machine)

    rahman.move_to(began + timedelta(days=21))
    the_card_has_expired(bank, his, machine, address)
    granted_and_handed_over(chromium, bank, rahman, filed.key, his, machine)
    refused_and_nobody_hears_before_her(chromium, bank, adaeze, change.key, hers, machine)

    # Two months over: ended, whatever the office does.
    assert LAWFUL in typed(bank, long)
    rahman.move_to(began + timedelta(days=130))
    assert OVER in typed(bank, long)
    picture(bank, "story-5-bank-two-months-over")
    assert machine.wait_for(8) < A_DAY
    assert last_event(machine, address) == {"ended": {"state": "ended"}}
    rahman.go(waiting or "")
    assert "特例期間が終わりました" in rahman.text
    picture(rahman, "story-6-his-page-two-months-over")
    for hand in (bank, rahman, adaeze):
        assert not hand.broken
        hand.close()


def the_card_has_expired(bank: Hand, code: str, machine: Machine, address: str) -> None:
    """The bank looks it up with a phone: lawful, pending; and was told so for both stays."""
    said = typed(bank, code)
    assert LAWFUL in said
    assert "カード" in said
    picture(bank, "story-2-bank-card-expired")
    machine.wait_for(5)
    assert set(last_event(machine, address)) == {"pending-started"}


def granted_and_handed_over(
    chromium: Browser, bank: Hand, rahman: Hand, key: str, code: str, machine: Machine
) -> None:
    """Nothing changes outside until the card is in his hands; then at once."""
    office.grant(chromium, rahman, key, "P1Y")
    assert LAWFUL in typed(bank, code)
    with office.at_the_desk(chromium, rahman, "sato") as sato:
        office.collect_fee(sato, key, rahman.today())
        office.print_and_compare(sato, key)
        quiet(machine, 5)
        who = {"identity": ["residence-card"], "receiver": ["applicant"]}
        office.do(sato, key, "hand-over", who)
        assert machine.wait_for(6) < PATIENCE
    assert last_event(machine, rahman.address) == {"ended": {"state": "ended"}}
    assert OVER in typed(bank, code)
    picture(bank, "story-3-bank-card-handed-over")


def refused_and_nobody_hears_before_her(
    chromium: Browser, bank: Hand, adaeze: Hand, key: str, code: str, machine: Machine
) -> None:
    """Two officers refuse; until she was told, neither she nor the bank can see it."""
    before, page = typed(bank, code), seen_by_her(adaeze, key)
    came = len(machine.kept)
    grounds = {"outcome": ["refuse"], "ground1": ["活動が当たらない"], "fact1": ["職務の内容"]}
    with office.at_the_desk(chromium, adaeze, "sato") as sato:
        office.do(sato, key, "take")
        office.recommend(sato, key, grounds)
    with office.at_the_desk(chromium, adaeze, "mori") as mori:
        office.decide(mori, key, "mori")
    assert LAWFUL in before
    assert same(typed(bank, code), before)
    assert "不許可" not in seen_by_her(adaeze, key)
    assert page
    quiet(machine, came)
    with office.at_the_desk(chromium, adaeze, "sato") as sato:
        office.do(sato, key, "refusal", {"how": ["handed-over"]})
    assert machine.wait_for(came + 1) < PATIENCE
    assert last_event(machine, adaeze.address) == {"ended": {"state": "ended"}}
    assert OVER in typed(bank, code)
    picture(bank, "story-4-bank-refusal-notified")  # the same page as after a grant
    assert "不許可" in seen_by_her(adaeze, key)


def seen_by_her(hand: Hand, key: str) -> str:
    hand.go(f"/cases/{key}/")
    return hand.text


def same(one: str, other: str) -> bool:
    """Say whether two answers differ in nothing but the time and number of the check."""
    return [line for line in one.splitlines() if not _own(line)] == [
        line for line in other.splitlines() if not _own(line)
    ]


def _own(line: str) -> bool:
    return "V-" in line or "確認した" in line or "時" in line

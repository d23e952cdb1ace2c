"""A scrivener asks Linh, his assistant prepares, he files; she confirms by link and ends it."""

import secrets

from playwright.sync_api import Browser
from tests.browser import filing
from tests.browser.hand import Hand
from tests.browser.registering import link_in_mail

from zairyu.demo.journeys import journey
from zairyu.questionnaire.form import form

AGENT = {
    "agent_name": "田中　一郎",
    "agent_postal_code": "1010047",
    "agent_address": "東京都千代田区内神田１丁目２番３号",
    "agent_organization": "田中行政書士事務所",
    "agent_telephone": "0312340000",
}


def window(chromium: Browser, address: str, who: str) -> Hand:
    hand = Hand(chromium, address, language="ja", width=1280, script=True)
    hand.sign_in(who)
    return hand


def test_a_mandate_from_the_request_to_its_end(chromium, address):
    mail = f"linh-{secrets.token_hex(4)}@stranger.example"
    tanaka = window(chromium, address, "tanaka")
    asked = ask(tanaka, mail)
    phone = Hand(chromium, address, language="ja-x-easy", width=360, script=True)
    confirm_by_link(phone, mail)
    tanaka.go(asked)
    assert "この委任は有効です。" in tanaka.text
    helper = window(chromium, address, "mallory")
    name_assistant(tanaka, helper)
    draft = begin(tanaka, asked)
    prepare(helper, draft)
    tanaka.go("/clients/")
    assert tanaka.page.locator(f'main a[href="{draft}review"]').count()
    key = file(tanaka, draft)
    say_right(phone, mail)
    tanaka.go(f"/cases/{key}/")
    assert "申請人は、正しいと確認しました。" in tanaka.text
    end_by_link(phone)
    assert tanaka.page.goto(f"{tanaka.address}/cases/{key}/").status == 404
    tanaka.broken.clear()
    tanaka.go(f"/clients/filed/{key}")
    for hand in (tanaka, phone, helper):
        hand.close()


def ask(tanaka: Hand, mail: str) -> str:
    """Ask for a mandate of somebody who has no account; return its page."""
    tanaka.go("/clients/ask")
    tanaka.page.locator("#whom").fill(mail)
    tanaka.page.locator("#name").fill("NGUYEN THI LINH")
    tanaka.page.locator("[name=language][value=ja-x-easy]").check()
    for act in tanaka.page.locator("[name=acts]").all():
        assert not act.is_checked()
        act.check()
    tanaka.page.locator("[name=which][value=all]").check()
    tanaka.press(tanaka.main_button())
    assert "返事を待っています" in tanaka.text
    return tanaka.path


def confirm_by_link(phone: Hand, mail: str) -> None:
    """Read the request in easy Japanese on a phone, and entrust it."""
    link = link_in_mail(phone, mail, "/m/")
    phone.go(link)
    assert "田中" in phone.text
    phone.press(phone.main_button())


def name_assistant(tanaka: Hand, helper: Hand) -> None:
    """Ask somebody to prepare drafts; they accept."""
    tanaka.go("/clients/assistants")
    tanaka.page.locator("#whom").fill("mallory@demo.example")
    tanaka.press(tanaka.main_button())
    helper.go("/clients/helping")
    helper.press(helper.main_button())


def begin(tanaka: Hand, asked: str) -> str:
    """Begin the draft by the guide, and name the mandate for it."""
    one = journey("engineer")
    draft = filing.begin(tanaka, one, tanaka.today())
    tanaka.go(f"{draft}for")
    key = asked.split("/")[2]
    tanaka.page.locator(f'[name=mandate][value="{key}"]').check()
    tanaka.page.locator("[name=language][value=ja-x-easy]").check()
    tanaka.press(tanaka.main_button())
    return draft


def prepare(helper: Hand, draft: str) -> None:
    """Write every section as the assistant; the button that files is not there."""
    one, today = journey("engineer"), helper.today()
    changes = {f"work-qualification.{name}": said for name, said in AGENT.items()}
    boxes = filing.boxes_of(one, today, changes)
    helper.go(draft)
    links = helper.page.locator('main .tasks a[href*="/sections/"]').all()
    shown = {(link.get_attribute("href") or "").split("/")[-2] for link in links}
    for section in form(one.procedure, one.status, one.permits, today).sections:
        if section.key in shown:
            filing.write_section(helper, draft, section, boxes)
    filing.answer_facts(helper, draft, one.facts)
    filing.send_papers(helper, draft)
    filing.send_photo(helper, draft)
    helper.go(f"{draft}review")
    assert not helper.page.locator("form:has([name=once])").count()
    helper.press(helper.page.locator(".file-it .button--main"))
    assert "申請するのを待っています" in helper.text


def file(tanaka: Hand, draft: str) -> str:
    """File what the assistant has prepared; return the key of the case."""
    tanaka.go(f"{draft}review")
    tanaka.page.locator("#true").check()
    tanaka.press(tanaka.page.locator(".file-it .button--main"))
    assert tanaka.path.endswith("/done"), tanaka.text
    return tanaka.path.split("/")[2]


def say_right(phone: Hand, mail: str) -> None:
    """Open what was filed with the date of birth, and say that it is right."""
    born = filing.boxes_of(journey("engineer"), phone.today())
    phone.go(link_in_mail(phone, mail, "/a/"))
    parts = ("y", "m", "d")
    said = [born[f"work-qualification.date_of_birth.{part}"][0] for part in parts]
    phone.page.locator("#birth").fill(f"{int(said[0]):04}{int(said[1]):02}{int(said[2]):02}")
    phone.press(phone.main_button())
    phone.page.locator("[name=word][value=right]").check()
    phone.press(phone.page.locator("#word button"))


def end_by_link(phone: Hand) -> None:
    """End the mandate with one button, after reading what it does."""
    phone.go("/applied/")
    phone.press(phone.page.locator('main a[href="/applied/end"]'))
    phone.press(phone.page.locator("main .button--bad"))

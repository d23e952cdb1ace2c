"""A draft filled in from a residence card: read, compared, and taken over only where chosen."""

import re

import pytest
from django.core.cache import cache
from tests.portal import carding
from zairyu_card.words import NumberMalformed, WrongNumber

from zairyu.demo import cards, reading
from zairyu.demo.cast import persona
from zairyu.filing import queries
from zairyu.identity.models import CardTransaction
from zairyu.law.dates import legal_day

NUMBER = cards.RESIDENCE_NUMBER


@pytest.fixture(autouse=True)
def trusted(at):
    cache.clear()
    cards.authority(at)
    cards.agency(at)


@pytest.fixture
def browser(client, linh):
    client.force_login(linh)
    return client


def page(draft):
    return f"/drafts/{draft.key}/card"


def text(answer):
    return re.sub(r"<rt>.*?</rt>|<rp>.*?</rp>|<[^>]+>", "", answer.content.decode())


def read(browser, draft, at, number=NUMBER):
    """Begin on the draft's page, read the virtual card, come back."""
    begun = browser.post(page(draft), {"read": "1"})
    rid = begun["Location"].split("/")[3]
    ticket = carding.kept(browser, rid).ticket
    typing = reading.Typing({}, card_number=number)
    code = reading.read(ticket, persona("linh"), "good", typing, at).code
    return carding.finish(browser, rid, code)


def answers(draft, linh, at):
    return queries.content_of(queries.draft_of(linh, draft.key, legal_day(at))).answers


def test_the_draft_offers_it_and_says_what_is_needed(browser, draft):
    assert f'href="{page(draft)}"' in browser.get(f"/drafts/{draft.key}/").content.decode()
    said = text(browser.get(page(draft)))
    assert "zairyu-card" in said
    assert "暗証番号は要りません" in said


def test_what_was_read_stands_beside_the_draft_and_only_what_is_empty_is_ticked(browser, draft, at):
    back = read(browser, draft, at)
    assert back["Location"] == page(draft)
    shown = browser.get(page(draft))
    assert "入管庁が発行したものと確かめられました" in text(shown)
    ticked = re.findall(r'value="common-extension\.(\w+)" checked', shown.content.decode())
    assert set(ticked) == {
        "residence_card_number", "date_of_birth", "sex", "nationality", "current_period",
    }  # fmt: skip
    # The last day was told in the guide, and differs: nobody's word is overwritten unasked.
    assert 'value="common-extension.current_expiry">' in shown.content.decode()


def test_what_is_chosen_is_in_the_form_and_what_is_not_stays(browser, draft, linh, at):
    before = answers(draft, linh, at)
    read(browser, draft, at)
    chosen = ["common-extension.residence_card_number", "common-extension.date_of_birth"]
    done = browser.post(page(draft), {"take": chosen, "use": "1"}, follow=True)
    assert "2項目を取り込みました" in text(done)
    after = answers(draft, linh, at)
    assert after["common-extension.residence_card_number"] == NUMBER
    assert after["common-extension.date_of_birth"] == "1990-01-15"
    assert {key: after[key] for key in before} == before
    assert "common-extension.nationality" not in after


def test_an_answer_that_differs_is_replaced_when_the_person_says_so(browser, draft, linh, at):
    read(browser, draft, at)
    key = "common-extension.current_expiry"
    assert answers(draft, linh, at)[key] == "2026-12-06"
    browser.post(page(draft), {"take": [key], "use": "1"})
    assert answers(draft, linh, at)[key] == "2028-03-09"


def test_what_was_read_is_let_go_when_it_has_been_used(browser, draft, at):
    read(browser, draft, at)
    row = CardTransaction.objects.get(purpose="residence")
    assert row.asserted
    browser.post(page(draft), {"take": [], "use": "1"})
    row.refresh_from_db()
    assert (row.asserted, row.card, row.shown) == (b"", {}, {})
    assert "カードを読み取る" in text(browser.get(page(draft)))


def test_only_what_the_card_said_is_written_whatever_the_form_sends(browser, draft, linh, at):
    read(browser, draft, at)
    sent = {"take": ["common-extension.telephone", "x"], "common-extension.sex": "male"}
    browser.post(page(draft), sent)
    assert "common-extension.sex" not in answers(draft, linh, at)


@pytest.mark.parametrize(
    ("number", "trouble"),
    [("AA00000000BB", WrongNumber), ("12", NumberMalformed), ("", NumberMalformed)],
)
def test_a_wrong_number_is_asked_for_again(browser, draft, at, number, trouble):
    with pytest.raises(reading.Waits) as waits:
        read(browser, draft, at, number)
    assert isinstance(waits.value.trouble, trouble)


def test_a_forged_card_fills_in_nothing(browser, draft, linh, at, monkeypatch):
    real = cards.agency(at)
    forger = cards.Agency(at)
    monkeypatch.setattr(cards, "agency", lambda _at: forger)
    with pytest.raises(reading.CardTrouble):
        read(browser, draft, at)
    assert real is not forger
    (row,) = CardTransaction.objects.filter(purpose="residence")
    assert (row.state, row.reason, row.asserted) == ("failed", "residence_not_genuine", b"")
    assert "確かめられませんでした" in text(browser.get(f"/card/errand/{row.rid}/"))


def test_another_person_s_reading_is_not_there(browser, draft, at, client, mallory):
    read(browser, draft, at)
    client.force_login(mallory)
    assert client.get(page(draft)).status_code == 404


def test_signatures_are_not_taken_for_a_reading_nor_a_reading_for_signatures(browser, draft, at):
    begun = browser.post(page(draft), {"read": "1"})
    ticket = carding.kept(browser, begun["Location"].split("/")[3]).ticket
    client = {"name": "zairyu-card", "version": "0.1.0", "proto": 1}
    status, said = reading.sent("/jpki/c/claim", {"ticket": ticket, "client": client}, "")
    assert (status, said["need"], said["wants"]) == (200, [], "residence-card")
    results = {"results": [], "token": "JPKIAPICCTOKEN"}
    assert reading.sent("/jpki/c/result", results, said["tx_token"])[0] == 400

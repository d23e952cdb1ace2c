"""Reading a My Number card on the pages: every way, every failure, and back to where one was."""

import pytest
from django.core.cache import cache
from django.test import Client
from tests.portal import carding
from tests.portal.carding import begin, finish, read
from zairyu_card.keys import Key
from zairyu_card.words import CardTrouble, PinLocked

from zairyu.demo import giving, reading
from zairyu.demo.cards import authority
from zairyu.demo.cast import persona
from zairyu.identity.jpki import transactions
from zairyu.identity.jpki.codes import CODES
from zairyu.people import actions
from zairyu.portal.card_failures import FAILURES, code_of
from zairyu.words import LANGUAGES
from zairyu.words.catalogue import catalogue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cards_are_trusted(at):
    cache.clear()
    authority(at)


@pytest.fixture
def linh(at):
    """Linh, whose card is linked as anybody's: by a registration with both signatures."""
    one = persona("linh")
    person = actions.join(one.email, name=one.name, password="mise-no-yoru-2026", at=at)
    giving.link("linh", person, at)
    return person


@pytest.fixture
def browser():
    """A browser that reads Japanese."""
    return Client(headers={"accept-language": "ja"})


def signed_in(client):
    return client.session.get("_auth_user_id")


# ---- the way


def test_a_card_signs_in_and_leads_to_where_the_person_was_going(browser, linh, at):
    rid = begin(browser, going="/me/cases")
    page = browser.get(f"/card/errand/{rid}/")
    own = carding.kept(browser, rid)
    assert page.status_code == 200
    assert f"zairyu-card:?t={own.ticket}" in page.content.decode()
    done = finish(browser, rid, read(browser, rid, at))
    assert done.status_code == 302
    assert signed_in(browser) == str(linh.pk)
    offer = browser.get(done["Location"])  # once, a passkey for the next time
    assert 'href="/me/cases"' in offer.content.decode()


def test_a_passkey_is_offered_once_in_a_browser(browser, linh, at):
    rid = begin(browser)
    browser.get(finish(browser, rid, read(browser, rid, at))["Location"])
    browser.post("/account/logout/")
    again = begin(browser, going="/me/cases")
    assert finish(browser, again, read(browser, again, at))["Location"] == "/me/cases"


def test_without_a_script_the_button_asks_for_the_code(browser, linh, at):
    rid = begin(browser)
    early = browser.get(f"/card/errand/{rid}/", {"read": "1"}).content.decode()
    assert "まだ終わっていません" in early
    code = read(browser, rid, at)
    late = browser.get(f"/card/errand/{rid}/", {"read": "1"}).content.decode()
    assert 'name="fc"' in late
    finish(browser, rid, f"{code[:4].lower()}-{code[4:]}")  # as a person types it
    assert signed_in(browser)


def test_the_page_of_return_has_the_field_for_the_code(browser, linh, at):
    rid = begin(browser)
    read(browser, rid, at)
    page = browser.get("/jpki/return", {"rid": rid})
    assert page.status_code == 200
    assert 'name="fc"' in page.content.decode()


def test_a_wrong_code_is_asked_for_again_at_its_field_and_the_third_ends_it(browser, linh, at):
    rid = begin(browser, going="/me/cases")
    read(browser, rid, at)
    for _ in range(2):
        page = finish(browser, rid, "22223333")
        assert page.status_code == 422
        assert "コードが違います" in page.content.decode()
    over = finish(browser, rid, "22223333")
    assert over.status_code == 403
    assert 'name="next" value="/me/cases"' in over.content.decode()
    assert not signed_in(browser)


def test_two_tabs_have_two_errands_and_each_finishes(browser, linh, at):
    first, second = begin(browser, going="/me/cases"), begin(browser, going="/me/records")
    done = finish(browser, second, read(browser, second, at))
    assert done.status_code == 302
    assert signed_in(browser)
    page = browser.get(f"/card/errand/{first}/")  # still there, and still its own
    assert page.status_code == 200


def test_a_second_press_and_the_back_button_lead_on(browser, linh, at):
    rid = begin(browser, going="/me/cases")
    code = read(browser, rid, at)
    finish(browser, rid, code)
    assert finish(browser, rid, code)["Location"] == "/me/cases"
    assert browser.get(f"/card/errand/{rid}/")["Location"] == "/me/cases"


def test_another_browser_is_sent_back_and_never_signed_in(browser, linh, at):
    rid = begin(browser)
    code = read(browser, rid, at)
    other = Client(headers={"accept-language": "ja"})
    page = other.get("/jpki/return", {"rid": rid})
    assert page.status_code == 403
    assert "始めたブラウザー" in page.content.decode()
    assert "教えないでください" in page.content.decode()
    assert finish(other, rid, code).status_code == 403
    assert not signed_in(other)
    assert finish(browser, rid, code).status_code == 302


def test_asking_how_far_it_is_never_signs_in(browser, linh, at):
    rid = begin(browser)
    read(browser, rid, at)
    assert browser.get(f"/jpki/tx/{rid}").json()["state"] == "card_done"
    assert not signed_in(browser)


@pytest.mark.parametrize("going", ["https://elsewhere.example/", "//elsewhere.example", "x" * 400])
def test_nobody_is_led_to_another_site(browser, linh, at, going):
    rid = begin(browser, going=going)
    assert "elsewhere" not in finish(browser, rid, read(browser, rid, at))["Location"]


def test_an_unknown_purpose_has_no_page(browser):
    assert browser.get("/card/vote/").status_code == 404


# ---- another device


def test_a_2d_code_is_not_offered_before_the_password(browser, linh):
    rid = begin(browser)
    assert "2次元コードを表示する" not in browser.get(f"/card/errand/{rid}/").content.decode()
    refused = browser.post("/card/login/", {"other": "1"})
    assert refused.status_code == 403


# ---- what fails


def test_every_code_of_the_check_has_a_failure_and_every_failure_three_languages():
    assert {code.replace("_", "-") for code in CODES} <= set(FAILURES)
    for code, failure in FAILURES.items():
        assert set(catalogue()[f"problem.card.{code}"]) == set(LANGUAGES)
        assert 400 <= failure.status < 600


WORDS = {
    "card.locked_auth": "市区町村の窓口で解除",
    "card.removed": "カードを動かさずに",
    "pin.wrong": "残りの回数",
    "companion.stopped": "中止しました",
    "what nobody foresaw": "カードを置き直して",
}


TOLD = [
    *((code, "ja") for code in sorted(CODES)),
    *((word, language) for word in WORDS for language in LANGUAGES),
]


@pytest.mark.parametrize(("reason", "language"), TOLD)
def test_every_failure_says_what_to_do_and_keeps_the_way(browser, monkeypatch, reason, language):
    rid = begin(browser, going="/me/cases")
    over = transactions.State("failed", reason, carding.kept(browser, rid).expires_at)
    monkeypatch.setattr(transactions, "state", lambda *_: over)
    page = browser.get(f"/card/errand/{rid}/", headers={"accept-language": language})
    html = page.content.decode()
    assert page.status_code == FAILURES[code_of(reason)].status
    assert WORDS.get(reason, "") in html or language != "ja"
    assert 'name="next" value="/me/cases"' in html
    assert html.count("button--main") == 1


FAILS = {
    "renewed": ("unknown-card", "/card/relink/"),
    "expired": ("cert-expired", "2か月"),
    "not-yet": ("cert-not-yet", "翌日"),
    "locked": ("locked-auth", "市区町村"),
    "revoked": ("cert-revoked", "失効"),
    "removed": ("removed", "離れました"),
    "rogue": ("cert-untrusted", "ご自分のマイナンバーカード"),
}


@pytest.mark.parametrize("state", list(FAILS))
def test_a_card_that_fails_is_told_as_what_it_is(browser, linh, at, state):
    code, words = FAILS[state]
    rid = begin(browser, going="/me/cases")
    with pytest.raises(CardTrouble):
        read(browser, rid, at, state=state)
    page = browser.get(f"/card/errand/{rid}/")
    assert page.status_code == FAILURES[code].status
    assert words in page.content.decode()
    assert not signed_in(browser)


def test_a_locked_card_works_again_after_the_city_office(browser, linh, at):
    rid = begin(browser)
    for _ in range(2):
        with pytest.raises(reading.Waits):
            read(browser, rid, at, pin="9999")
    typed = reading.Typing({Key.AUTH: "9999"}, last_try=True)
    with pytest.raises(PinLocked):
        reading.read(carding.kept(browser, rid).ticket, persona("linh"), "good", typed, at)
    assert "市区町村の窓口" in browser.get(f"/card/errand/{rid}/").content.decode()
    again = begin(browser)
    assert finish(browser, again, read(browser, again, at, state="unlocked")).status_code == 302


def test_an_errand_whose_time_is_over_starts_anew_with_one_press(browser, linh, clock, at):
    rid = begin(browser, going="/me/cases")
    clock.shift(181)
    page = browser.get(f"/card/errand/{rid}/")
    assert page.status_code == 410
    assert 'action="/card/login/"' in page.content.decode()
    assert begin(browser, going="/me/cases") != rid


def test_too_many_errands_are_told_and_another_way_is_offered(browser):
    for _ in range(5):
        begin(browser)
    page = browser.post("/card/login/", {"next": "/me/cases"})
    assert page.status_code == 429
    assert "/account/login/?next=/me/cases" in page.content.decode()


# ---- the demo's box


def test_the_box_asks_again_after_a_wrong_pin_and_warns_before_the_last_try(browser, linh, at):
    rid = begin(browser)
    own = carding.kept(browser, rid)
    box = {"rid": rid, "ticket": own.ticket, "who": "linh", "state": "good"}
    page = browser.get(f"/card/errand/{rid}/").content.decode()
    assert f'name="ticket" value="{own.ticket}"' in page
    for left in (2, 1):
        wrong = browser.post("/demo/card", {**box, "pin": "9999"})
        assert wrong.status_code == 422
        assert f"あと{left}回" in wrong.content.decode()
    warned = browser.post("/demo/card", {**box, "pin": "1234"})
    assert "あと1回です" in warned.content.decode()
    done = browser.post("/demo/card", {**box, "pin": "1234", "last": "1"})
    assert done.status_code == 200
    assert "/jpki/return?rid=" in done.content.decode()
    assert transactions.state(rid, own.secret, at).state == "card_done"
    assert browser.get(f"/card/errand/{rid}/").status_code == 200


def test_the_page_keeps_neither_ticket_nor_code_in_an_address(browser, linh):
    rid = begin(browser)
    own = carding.kept(browser, rid)
    assert len({rid, own.ticket, own.code, own.secret}) == 4
    assert own.ticket not in f"/card/errand/{rid}/"

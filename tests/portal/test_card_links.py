"""A renewed card is linked by who shows more than a password; another device only after it."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from tests.people.signing import SECRET, newest_letter, second, sign_in
from tests.portal import carding
from tests.portal.carding import begin, finish, read
from zairyu_card.words import CardTrouble

from zairyu.demo import giving
from zairyu.demo.cards import authority
from zairyu.demo.cast import persona
from zairyu.identity.jpki import credentials
from zairyu.people import actions

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def cards_are_trusted(at):
    cache.clear()
    authority(at)


def joined(name, at):
    one = persona(name)
    return actions.join(one.email, name=one.name, password=PASSWORD, at=at, totp_secret=SECRET)


@pytest.fixture
def linh(at):
    """Linh, whose card is linked, with a password and a code generator besides."""
    person = joined("linh", at)
    giving.link("linh", person, at)
    return person


@pytest.fixture
def browser():
    return Client(headers={"accept-language": "ja"})


def sign_in_whole(client, at, email="linh@demo.example"):
    sign_in(client, email)
    second(client, at)


# ---- linking


def test_a_renewed_card_replaces_the_old_one_and_its_owner_is_told(browser, linh, at):
    sign_in_whole(browser, at)
    rid = begin(browser, "relink", going="/me/cases")
    assert "署名用のパスワード" in browser.get(f"/card/errand/{rid}/").content.decode()
    done = finish(browser, rid, read(browser, rid, at, state="renewed"))
    assert done["Location"] == "/me/cases"
    new, old = credentials.cards_of(linh)
    assert (new.state, old.state) == ("active", "superseded")
    assert "マイナンバーカードを結び付けました" in newest_letter().text
    html = browser.get("/me/cards/").content.decode()
    assert "新しいカードに替わりました" in html


def test_the_old_card_signs_in_no_more_and_the_new_one_does(browser, linh, at):
    sign_in_whole(browser, at)
    rid = begin(browser, "relink")
    finish(browser, rid, read(browser, rid, at, state="renewed"))
    stranger = Client(headers={"accept-language": "ja"})
    rid = begin(stranger)
    with pytest.raises(CardTrouble):
        read(stranger, rid, at)
    page = stranger.get(f"/card/errand/{rid}/")
    assert page.status_code == 403
    assert "今のカードを使うか" in page.content.decode()
    rid = begin(stranger)
    finish(stranger, rid, read(stranger, rid, at, state="renewed"))
    assert stranger.session["_auth_user_id"] == str(linh.pk)


def test_another_person_s_card_is_never_linked(browser, linh, at):
    sign_in_whole(browser, at)
    rid = begin(browser, "relink", going="/me/cards/")
    with pytest.raises(CardTrouble):
        read(browser, rid, at, who="rahman")
    page = browser.get(f"/card/errand/{rid}/")
    assert page.status_code == 403
    assert "登録されている内容と一致しません" in page.content.decode()
    assert len(credentials.cards_of(linh)) == 1


def test_a_session_that_began_with_the_card_alone_must_show_more_to_link_another(browser, linh, at):
    rid = begin(browser)
    finish(browser, rid, read(browser, rid, at))
    asked = browser.get("/card/relink/")
    assert asked.status_code == 302
    assert asked["Location"].startswith("/account/2fa/reauthenticate/?next=")
    assert browser.post("/card/relink/").status_code == 302
    assert len(credentials.cards_of(linh)) == 1


def test_nobody_links_without_signing_in_and_comes_back_afterwards(browser, linh):
    asked = browser.get("/card/relink/?next=/me/cases")
    assert asked.status_code == 302
    assert asked["Location"] == "/account/login/?next=/card/relink/%3Fnext%3D/me/cases"


# ---- another device


def test_after_the_password_a_2d_code_lets_another_device_read_the_card(browser, linh, at):
    sign_in(browser, "linh@demo.example")
    rid = begin(browser, other="1")
    html = browser.get(f"/card/errand/{rid}/").content.decode()
    assert 'class="card-qr"' in html
    assert "メールや電話で送られてきた2次元コード" in html
    code = read(browser, rid, at)
    assert re.fullmatch(r"[0-9A-Z]{6}", code)
    assert finish(browser, rid, code).status_code == 302
    assert browser.session["_auth_user_id"] == str(linh.pk)
    assert "別の機器で読み取ったカード" in newest_letter().text


def test_on_another_device_only_the_card_of_the_password_s_owner_counts(browser, linh, at):
    giving.link("rahman", joined("rahman", at), at)
    sign_in(browser, "linh@demo.example")
    rid = begin(browser, other="1")
    with pytest.raises(CardTrouble):
        read(browser, rid, at, who="rahman")
    assert browser.get(f"/card/errand/{rid}/").status_code == 403
    assert "_auth_user_id" not in browser.session


def test_a_2d_code_is_over_after_120_seconds(browser, linh, clock):
    sign_in(browser, "linh@demo.example")
    rid = begin(browser, other="1", going="/me/cases")
    clock.shift(121)
    over = browser.get(f"/card/errand/{rid}/")
    assert over.status_code == 410
    assert 'name="next" value="/me/cases"' in over.content.decode()


def test_a_proof_of_an_hour_ago_is_asked_for_anew_before_a_card_is_linked(browser, linh, at, clock):
    sign_in_whole(browser, at)
    clock.shift(301)
    asked = browser.get("/card/relink/")
    assert asked.status_code == 302
    assert asked["Location"].startswith("/account/2fa/reauthenticate/?next=")


def test_a_page_that_asks_again_offers_the_card_to_who_has_one(browser, linh, at):
    sign_in_whole(browser, at)
    html = browser.get("/account/2fa/reauthenticate/?next=/me/cases").content.decode()
    assert "/card/stepup/?next=/me/cases" in html
    credentials.report_lost(linh, at)
    html = browser.get("/account/2fa/reauthenticate/?next=/me/cases").content.decode()
    assert "/card/stepup/" not in html


def test_a_card_shown_again_counts_as_a_fresh_proof(browser, linh, at):
    sign_in_whole(browser, at)
    rid = begin(browser, "stepup", going="/me/cases")
    assert finish(browser, rid, read(browser, rid, at))["Location"] == "/me/cases"
    methods = [one["method"] for one in browser.session["account_authentication_methods"]]
    assert "card" in methods


def test_a_program_is_shown_what_for_and_the_person_knows_whose_ticket_it_is(browser, linh):
    rid = begin(browser)
    assert carding.kept(browser, rid).purpose == "login"


def test_a_session_that_was_there_before_is_another_one_after_the_card(browser, linh, at):
    """Whoever planted a session in this browser does not share the one that the card opens."""
    session = browser.session
    session["planted"] = "yes"
    session.save()
    before = session.session_key
    rid = begin(browser)
    finish(browser, rid, read(browser, rid, at))
    assert browser.session["_auth_user_id"] == str(linh.pk)
    assert browser.session.session_key != before
    assert not browser.session.exists(before)


# ---- my cards


def test_my_cards_shows_until_when_and_what_to_do(browser, linh):
    browser.force_login(linh)
    html = browser.get("/me/cards/").content.decode()
    assert "2027年1月" in html  # forty days
    assert "更新・延長の方法を見る" in html


def test_a_lost_card_signs_in_no_more_and_its_owner_is_told(browser, linh, at):
    browser.force_login(linh)
    assert "元には戻せません" in browser.get("/me/cards/lost/").content.decode()
    assert credentials.active_card(linh, at.date()) is not None
    assert browser.post("/me/cards/lost/")["Location"] == "/me/cards/"
    assert credentials.active_card(linh, at.date()) is None
    stranger = Client()
    rid = begin(stranger)
    with pytest.raises(CardTrouble):
        read(stranger, rid, at)
    assert stranger.get(f"/card/errand/{rid}/").status_code == 403

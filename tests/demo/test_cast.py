"""The cast: everybody signs in through the same form, and the mailbox shows what was sent."""

import pytest

from zairyu.demo.cast import cast, code_now, password, persona
from zairyu.demo.people import gather
from zairyu.demo.standing import gathered
from zairyu.notices.actions import Receiver, owe, send_next
from zairyu.people import queries


@pytest.mark.parametrize("language", ["ja", "en", "ja-x-easy"])
def test_the_page_of_the_cast_tells_address_password_and_code(browser, language):
    page = browser.get("/demo/", headers={"accept-language": language}).content.decode()
    assert password() in page
    for one in cast():
        assert one.email in page
        assert code_now(one) in page


@pytest.mark.parametrize(
    ("name", "page"), [("linh", "/me"), ("sato", "/desk/"), ("mori", "/desk/")]
)
def test_a_persona_signs_in_with_password_and_code(browser, at, name, page):
    gather(at)
    one = persona(name)
    first = browser.post("/account/login/", {"login": one.email, "password": password()})
    assert first.status_code == 302
    second = browser.post(first["Location"], {"code": code_now(one)})
    assert second.status_code == 302
    assert browser.get(page).status_code == 200


def test_everybody_has_a_role_of_their_own(db, at):
    people = gather(at)
    today = at.date()
    posts = {name: queries.post_of(person, today) for name, person in people.items()}
    assert {name: (post.office, post.rank) for name, post in posts.items() if post} == {
        "sato": ("tokyo", "officer"),
        "mori": ("tokyo", "supervisor"),
        "okada": ("osaka", "officer"),
        "hayashi": ("narita-airport", "officer"),
    }
    admitted = {name for name, person in people.items() if person.files_as}
    assert admitted == {
        "kenichi", "adaeze", "rahman", "linh", "paulo", "beatriz", "matsui", "tanaka",
        "kobayashi", "nakamura",
    }  # fmt: skip
    assert queries.registration_of(people["chen"]).state == "stated"
    assert queries.registration_of(people["mallory"]) is None


def test_gathering_twice_changes_nothing(db, at):
    first = {name: person.pk for name, person in gather(at).items()}
    assert {name: person.pk for name, person in gather(at).items()} == first
    assert len(gathered()) == len(cast())


def test_the_mailbox_shows_every_mail_with_its_text(browser, at):
    assert "まだメールはありません" in browser.get("/demo/mail").content.decode()
    to = Receiver("linh@demo.example", "ja", "user")
    owe("card-dispatched", to, _PARAMS, at=at, about="case:x")
    page = browser.get("/demo/mail").content.decode()
    assert "これから送ります" in page
    assert send_next(at)
    page = browser.get("/demo/mail").content.decode()
    assert "linh@demo.example" in page
    assert "123-45" in page
    assert "これから送ります" not in page


_PARAMS = {
    "number": "東オン 7K4M-9Q2X-35",
    "procedure": {"text": {"ja": "更新", "en": "extension", "ja-x-easy": "更新（こうしん）"}},
    "office": {"text": {"ja": "東京局", "en": "Tokyo", "ja-x-easy": "東京（とうきょう）"}},
    "filed_on": {"day": "2026-11-20"},
    "link": "http://localhost/cases/x/",
    "tracking": "123-45",
}

"""The wire of the card: the companion's own program against the server's own addresses."""

import json
from contextlib import contextmanager
from typing import Any

import pytest
from django.test import Client
from tests.identity.cards import BROWSER
from tests.identity.conftest import authority, desk, linh, linked
from zairyu_card import words
from zairyu_card.client import Errand
from zairyu_card.keys import Key
from zairyu_card.transport import InProcess

from zairyu.identity.jpki import pace, transactions
from zairyu.identity.models import CardTransaction
from zairyu.portal import card_cookie

__all__ = ["authority", "desk", "linh", "linked"]
pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"


class Told:
    """A person who agrees and types what they know."""

    def __init__(self, pin: str = "1234", password: str = "ABC123", agrees: bool = True) -> None:
        self.said = {Key.AUTH: pin, Key.SIGN: password}
        self.consents, self.told_of = agrees, []

    def agrees(self, _task: Any) -> bool:
        return self.consents

    def pin(self, key: Key, left: int | None) -> tuple[bytearray, bool] | None:
        if self.told_of:
            return None
        return bytearray(self.said[key], "ascii"), False

    def told(self, trouble: Any) -> None:
        self.told_of.append(trouble)


def post(url: str, body: dict[str, Any], token: str) -> tuple[int, dict[str, Any]]:
    """Send as the companion does: JSON, a token, no cookie, no token against forgery."""
    path = url.removeprefix(SITE)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    sent = Client(enforce_csrf_checks=True).post(
        path, json.dumps(body), content_type="application/json", headers=headers
    )
    return sent.status_code, json.loads(sent.content or b"{}")


def errand(desk, site: str = SITE) -> Errand:
    return Errand(post, site, (site,), lambda: int(desk.at.timestamp()))


def reader(card):
    @contextmanager
    def opens():
        with InProcess(card) as here:
            yield here

    return opens


def state_of(opened) -> tuple[str, str]:
    row = CardTransaction.objects.get(rid=opened.rid)
    return row.state, row.reason


@pytest.mark.parametrize("by", ["ticket", "code"])
def test_the_companion_signs_in_with_a_card(by, desk, linked, linh):
    opened = desk.open("login")
    done = errand(desk).run(getattr(opened, by), Told(), reader(linked))
    assert done.address == f"{SITE}/jpki/return?rid={opened.rid}#fc={done.code}"
    finished = transactions.finish(opened.rid, done.code.lower(), opened.cookie, desk.at)
    assert finished.person_id == linh.pk


def test_the_companion_registers_with_both_keys(desk):
    opened = desk.open("register")
    done = errand(desk).run(opened.ticket, Told(), reader(desk.card()))
    assert transactions.finish(opened.rid, done.code, opened.cookie, desk.at).ref == opened.rid


TROUBLE = [
    ("a wrong PIN", {"pin": "9999"}, "", "cancelled"),
    ("a person who does not agree", {"agrees": False}, "", "cancelled"),
    ("a locked PIN", {}, "locked", "card.locked_auth"),
    ("a card taken away in the middle", {}, "removed", "card.removed"),
]


@pytest.mark.parametrize(
    ("_words", "said", "variant", "word"), TROUBLE, ids=[t[0] for t in TROUBLE]
)
def test_the_server_hears_of(_words, said, variant, word, desk):
    opened = desk.open("login")
    with pytest.raises(words.CardTrouble) as trouble:
        errand(desk).run(opened.ticket, Told(**said), reader(desk.card(variant=variant)))
    assert state_of(opened) == ("aborted", trouble.value.word)


def test_a_fake_site_gets_nothing_signed(desk):
    """The text names the real site: the program that fetched it from another one refuses."""

    def through(url, body, token):
        return post(url.replace("http://127.0.0.1:9000", SITE), body, token)

    opened = desk.open("login")
    here = Errand(through, "http://127.0.0.1:9000", ("http://127.0.0.1:9000",), lambda: 1)
    with pytest.raises(words.TextRefused):
        here.run(opened.ticket, Told(), reader(desk.card()))
    assert state_of(opened)[0] == "aborted"


def test_a_second_claim_of_a_ticket_is_told_to_both(desk, linked):
    opened = desk.open("login")
    first = errand(desk)
    first.claim(opened.ticket)
    with pytest.raises(words.ServerTrouble, match=r"tx\.used"):
        errand(desk).claim(opened.ticket)
    with pytest.raises(words.ServerTrouble):
        first.deliver({"results": [], "token": ""})


def test_an_old_program_is_told_to_be_renewed(desk):
    body = {"ticket": desk.open("login").ticket, "client": {"name": "x", "version": "0.0.1"}}
    assert post("/jpki/c/claim", body, "") == (426, {"ok": False, "code": "companion_old"})


ODD = {
    "no JSON": ("not json", "application/json"),
    "a list": ("[]", "application/json"),
    "a form": ("ticket=x", "application/x-www-form-urlencoded"),
    "very deep": ("[" * 100_000, "application/json"),
    "very long": (json.dumps({"ticket": "x" * 40_000}), "application/json"),
}


@pytest.mark.parametrize("door", ["claim", "result", "abort"])
@pytest.mark.parametrize("words", ODD)
def test_what_is_no_message_is_refused(words, door, client):
    body, kind = ODD[words]
    said = client.post(f"/jpki/c/{door}", body, content_type=kind)
    assert (said.status_code, said.json()["code"]) == (400, "message_malformed")
    assert said.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("body", [{}, {"ticket": 1, "client": {}}, {"ticket": "x", "client": 1}])
def test_a_claim_without_its_parts_is_refused(body):
    assert post("/jpki/c/claim", body, "") == (400, {"ok": False, "code": "message_malformed"})


def test_the_browser_that_began_sees_how_far_it_is_and_no_other(desk, rf):
    opened = desk.open("login")
    mine, other = Client(), Client()
    kept = card_cookie.Kept("a browser").with_one(
        card_cookie.Errand(
            opened.rid, "login", opened.ticket, opened.code, opened.cookie,
            int(opened.expires_at.timestamp()),
        )
    )  # fmt: skip
    answer = mine.get("/jpki/tx/" + "x" * 22)
    assert answer.status_code == 404
    card_cookie.keep(answer, kept)
    mine.cookies.update(answer.cookies)
    said = mine.get(f"/jpki/tx/{opened.rid}")
    assert (said.status_code, said.json()["state"]) == (200, "pending")
    assert other.get(f"/jpki/tx/{opened.rid}").json()["code"] == "other_browser"


def test_nothing_can_be_begun_by_a_link(client, desk):
    """What a page of somebody else could send along by itself opens nothing."""
    strict = Client(enforce_csrf_checks=True)
    assert client.get("/jpki/c/claim").status_code == 405
    assert strict.post("/card/login/").status_code in (403, 404)
    assert CardTransaction.objects.count() == 0


def test_who_tries_tickets_is_slowed_down_and_who_holds_one_elsewhere_is_not(desk, linked):
    for place in range(pace.FREE):
        body = {
            "ticket": f"AAAA{place:04}",
            "client": {"name": "x", "version": "0.1.0", "proto": 1},
        }
        assert post("/jpki/c/claim", body, "")[0] == 410
    assert post("/jpki/c/claim", body, "")[0] == 429
    elsewhere = Client(REMOTE_ADDR="198.51.100.9")
    body["ticket"] = desk.open("login", seen=BROWSER).ticket
    said = elsewhere.post("/jpki/c/claim", json.dumps(body), content_type="application/json")
    assert said.status_code == 200

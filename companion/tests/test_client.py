"""The errand of a ticket, against a server in memory that checks what it gets."""

import base64
from contextlib import contextmanager

import pytest
from conftest import AT
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.hashes import SHA256

from zairyu_card import words
from zairyu_card.client import Errand, Stage
from zairyu_card.keys import Key
from zairyu_card.text import SignedText, human_hash
from zairyu_card.transport import InProcess
from zairyu_card.virtual import PERSONAS

SITE, RID, NOW = "https://zairyu.example.go.jp", "r" * 22, 1000
SHOWN = ("Sign in", "To your own page.")


class Server:
    def __init__(self, purpose="login", keys=(Key.AUTH,), **other):
        self.calls, self.aborted, self.status = [], "", 200
        self.finish = f"{SITE}/jpki/return?rid={RID}#fc=ABCD2345"
        self.texts = {
            key: SignedText(
                purpose, key, SITE, RID, str(at) * 64, NOW, NOW + 180,
                human=human_hash("\n".join(SHOWN)),
            ).build()
            for at, key in enumerate(keys)
        }  # fmt: skip
        need = [
            {"key": key.value, "purpose": purpose,
             "tbs": base64.urlsafe_b64encode(text).decode().rstrip("=")}
            for key, text in self.texts.items()
        ]  # fmt: skip
        display = {"title": SHOWN[0], "lines": list(SHOWN[1:])}
        self.claimed = {"rid": RID, "tx_token": "t", "need": need, "display": display, **other}

    def post(self, url, body, token):
        what = url.removeprefix(f"{SITE}/jpki/c/")
        self.calls.append(what)
        if self.status != 200:
            return self.status, {"code": "cert_revoked"} if what == "result" else {}
        if what == "claim":
            return 200, self.claimed
        assert token == "t"
        if what == "abort":
            self.aborted = body["reason"]
            return 204, {}
        for one in body["results"]:
            found = x509.load_der_x509_certificate(base64.b64decode(one["certificate"]))
            signature, text = base64.b64decode(one["signature"]), self.texts[Key(one["key"])]
            found.public_key().verify(signature, text, padding.PKCS1v15(), SHA256())
        self.status = 409
        return 200, {"ok": True, "finish_url": self.finish, "finish_code": "ABCD2345"}


class Person:
    def __init__(self, *pins, agrees=True, consents=False):
        self.pins, self.yes, self.consents, self.heard = list(pins), agrees, consents, []

    def agrees(self, task):
        self.shown = (task.title, *task.lines)
        return self.yes

    def pin(self, key, left):
        self.heard.append((key.value, left))
        return (bytearray(self.pins.pop(0)), self.consents) if self.pins else None

    def told(self, trouble):
        self.heard.append(str(trouble))


@pytest.fixture
def opens(card):
    @contextmanager
    def opened():
        with InProcess(card) as way:
            yield way

    return opened


def errand(server, **other):
    return Errand(server.post, SITE, other.get("installed", (SITE,)), lambda: other.get("now", NOW))


def test_a_sign_in_from_ticket_to_finish_code(opens):
    server, person = Server(), Person(b"1234")
    done = errand(server).run("ticket", person, opens)
    assert (done.code, done.address) == ("ABCD2345", server.finish)
    assert person.shown == SHOWN
    assert person.heard == [("auth", 3)]
    assert server.calls == ["claim", "result"]


def test_a_registration_has_both_signatures_from_one_card(opens):
    server, person = Server("register", (Key.AUTH, Key.SIGN)), Person(b"1234", b"ABC123")
    assert errand(server).run("ticket", person, opens).code == "ABCD2345"
    assert person.heard == [("auth", 3), ("sign", 5)]


def test_a_wrong_pin_is_asked_for_again_and_counted(opens, card):
    person = Person(b"9999", b"12", b"1234")
    assert errand(Server()).run("ticket", person, opens)
    assert person.heard == [("auth", 3), "pin.wrong", ("auth", 2), "pin.format", ("auth", 2)]
    assert card.holdings[Key.AUTH].left == 3


def test_the_last_try_wants_consent(opens, card):
    card.holdings[Key.AUTH].left = 1
    server = Server()
    with pytest.raises(words.PinLastTry):
        errand(server).run("ticket", Person(b"1234"), opens)
    assert (server.aborted, card.holdings[Key.AUTH].left) == ("pin.last_try", 1)
    assert errand(Server()).run("ticket", Person(b"1234", consents=True), opens)


STOPPED = {
    "the person says no": (Person(agrees=False), "companion.cancelled"),
    "no PIN is given": (Person(), "companion.cancelled"),
}


@pytest.mark.parametrize("row", STOPPED)
def test_whoever_stops_has_signed_nothing(opens, card, row):
    person, reason = STOPPED[row]
    server = Server()
    with pytest.raises(words.Cancelled):
        errand(server).run("ticket", person, opens)
    assert (server.calls, server.aborted) == (["claim", "abort"], reason)
    assert not any(one.startswith("802a") for one, _ in card.trace)


def test_a_locked_card_ends_the_errand(opens, card):
    card.holdings[Key.AUTH].left = 0
    server = Server()
    with pytest.raises(words.PinLocked):
        errand(server).run("ticket", Person(b"1234"), opens)
    assert server.aborted == "card.locked_auth"


ODD = {
    "another rid": ({"rid": "x" * 22}, words.ServerTrouble),
    "no texts": ({"need": []}, words.ServerTrouble),
    "a text that is none": (
        {"need": [{"key": "auth", "purpose": "login", "tbs": "AAAA"}]}, words.TextRefused),
    "no base64": ({"need": [{"key": "auth", "purpose": "login", "tbs": "*"}]}, words.ServerTrouble),
    "a digest": (
        {"need": [{"key": "auth", "purpose": "login", "digest": "00"}]}, words.ServerTrouble),
    "other words": ({"display": {"title": "Pay", "lines": []}}, words.TextRefused),
    "nothing to show": ({"display": None}, words.ServerTrouble),
}  # fmt: skip


@pytest.mark.parametrize("row", ODD)
def test_what_the_server_may_not_ask_never_reaches_the_card(opens, card, row):
    other, trouble = ODD[row]
    server = Server(**other)
    with pytest.raises(trouble):
        errand(server).run("ticket", Person(b"1234"), opens)
    assert server.calls == ["claim", "abort"]
    assert card.trace == []


def test_one_text_for_both_keys_is_refused(opens):
    server = Server("register", (Key.AUTH, Key.SIGN))
    server.claimed["need"][1] = server.claimed["need"][0]
    with pytest.raises(words.ServerTrouble):
        errand(server).run("ticket", Person(b"1234", b"ABC123"), opens)


def test_a_text_that_is_over_and_a_site_that_is_not_installed(opens):
    with pytest.raises(words.TextRefused, match="exp"):
        errand(Server(), now=NOW + 180).run("ticket", Person(b"1234"), opens)
    with pytest.raises(words.ServerTrouble, match="other_site"):
        errand(Server(), installed=("https://else.example",))


@pytest.mark.parametrize(
    ("status", "word"),
    [(409, "tx.used"), (410, "tx.expired"), (426, "companion.update"), (500, "svc.unreachable")],
)
def test_a_ticket_the_server_refuses(opens, status, word):
    server = Server()
    server.status = status
    with pytest.raises(words.ServerTrouble) as told:
        errand(server).run("ticket", Person(b"1234"), opens)
    assert told.value.word == word


def test_the_server_s_own_code_is_passed_on(opens):
    server = Server()
    mine = errand(server)
    mine.claim("ticket")
    server.status = 403
    with pytest.raises(words.ServerTrouble) as told:
        mine.deliver({"results": [], "token": "JPKIAPICCTOKEN"})
    assert (told.value.word, told.value.code) == ("tx.refused", "cert_revoked")


def test_an_errand_is_done_once(opens):
    mine = errand(Server())
    mine.run("ticket", Person(b"1234"), opens)
    assert mine.stage is Stage.OVER
    for again in (lambda: mine.claim("ticket"), lambda: mine.deliver({})):
        with pytest.raises(words.ServerTrouble, match=r"tx\.used"):
            again()


def test_the_browser_is_never_sent_to_another_site(opens):
    server = Server()
    server.finish = f"{SITE}.evil.example/jpki/return"
    with pytest.raises(words.ServerTrouble, match="other_site"):
        errand(server).run("ticket", Person(b"1234"), opens)


def test_the_card_of_tomorrow_runs_the_same_errand(authority):
    made = authority.card(PERSONAS["linh"], AT, "p384")

    class Counting(Server):
        def post(self, url, body, token):
            if url.endswith("result"):
                assert body["results"][0]["key"] == "auth"
                return 200, {"ok": True, "finish_url": self.finish, "finish_code": "ABCD2345"}
            return super().post(url, body, token)

    assert errand(Counting()).run("ticket", Person(b"1234"), lambda: InProcess(made))

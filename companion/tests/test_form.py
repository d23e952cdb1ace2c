"""A residence card for a form: asked for, shown, sent only with consent; nothing is signed."""

import base64
import threading
from contextlib import contextmanager

import pytest
from conftest import AT
from test_client import Person, Server, errand

from zairyu_card import words
from zairyu_card.bridge import Bridge
from zairyu_card.transport import InProcess
from zairyu_card.virtual.residence import Agency

NUMBER = "AA12345678BB"


class Desk(Server):
    def __init__(self):
        super().__init__()
        self.claimed |= {"need": [], "wants": "residence-card"}
        self.body = None

    def post(self, url, body, token):
        if url.endswith("/result"):
            self.calls.append("result")
            self.body = body
            return 200, {"ok": True, "finish_url": self.finish, "finish_code": "ABCD2345"}
        return super().post(url, body, token)


class Holder(Person):
    def __init__(self, *numbers, sends=True):
        super().__init__()
        self.numbers, self.consent, self.seen = list(numbers), sends, None

    def number(self):
        return self.numbers.pop(0) if self.numbers else None

    def sends(self, found):
        self.seen = found
        return self.consent


@pytest.fixture(scope="module")
def agency():
    return Agency(AT)


def residence(agency, kind="05"):
    @contextmanager
    def opened():
        with InProcess(agency.card(kind)) as way:
            yield way

    return opened


@pytest.mark.parametrize(("kind", "known"), [("05", "born"), ("1", "address")])
def test_what_the_chip_holds_is_shown_and_then_sent(agency, kind, known):
    desk, holder = Desk(), Holder(NUMBER)
    done = errand(desk).run("ticket", holder, None, residence(agency, kind))
    assert done.code == "ABCD2345"
    assert known in holder.seen
    sent = desk.body["residence"]
    assert (sent["kind"], sent["number"]) == (kind, NUMBER)
    signature = sent["files"]["3.82"]["DA" if kind == "1" else "DC"]
    assert len(base64.b64decode(signature)) == (256 if kind == "1" else 96)


def test_a_wrong_number_is_asked_for_again(agency):
    desk, holder = Desk(), Holder("AA00000000BB", "12", NUMBER)
    errand(desk).run("ticket", holder, None, residence(agency))
    assert holder.heard == ["rc.wrong_number", "rc.number_format"]


@pytest.mark.parametrize("holder", [Holder(), Holder(NUMBER, sends=False)], ids=["stop", "no"])
def test_without_consent_nothing_is_sent(agency, holder):
    desk = Desk()
    with pytest.raises(words.Cancelled):
        errand(desk).run("ticket", holder, None, residence(agency))
    assert (desk.body, desk.aborted) == (None, "companion.cancelled")


def test_who_asks_for_signatures_cannot_say_that_it_is_a_form(opens):
    desk = Desk()
    desk.claimed["need"] = Server().claimed["need"]
    holder = Holder()
    with pytest.raises(words.Cancelled):
        errand(desk).run("ticket", holder, opens)
    assert holder.heard[0] == ("auth", 3)  # it is judged as a signature, and asks for the PIN


@pytest.fixture
def opens(card):
    @contextmanager
    def opened():
        with InProcess(card) as way:
            yield way

    return opened


def answered(bridge, answers):
    """Answer the questions of an errand, as a window would; return what was shown, in order."""
    seen = []
    while True:
        question = bridge.questions.get(timeout=5)
        seen.append(question.kind)
        if question.kind in ("done", "trouble"):
            return seen, question.about
        if question.kind != "told":
            question.reply.put(answers.pop(0))


def test_the_bridge_carries_a_sign_in(opens):
    bridge, server = Bridge(), Server()
    running = bridge.start(errand(server), "ticket", opens, opens)
    seen, finish = answered(bridge, [True, ("12", False), ("9999", False), ("1234", False)])
    running.join(5)
    assert seen == ["agree", "pin", "told", "pin", "told", "pin", "done"]
    assert finish.code == "ABCD2345"


def test_stopping_answers_everything_with_no(opens):
    bridge, server = Bridge(), Server()
    running = bridge.start(errand(server), "ticket", opens, opens)
    bridge.questions.get(timeout=5).reply.put(True)  # agreed; the PIN comes
    while bridge.questions.empty():
        threading.Event().wait(0.01)
    bridge.stop()
    running.join(5)
    assert not running.is_alive()
    assert server.aborted == "companion.cancelled"

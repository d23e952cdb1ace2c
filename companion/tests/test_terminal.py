"""The companion in a terminal, over a real line to a server of this process; every word is said."""

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import test_client

from zairyu_card import say, terminal, words
from zairyu_card.transport import InProcess

pytestmark = pytest.mark.enable_socket


def every(kind):
    for one in kind.__subclasses__():
        yield one
        yield from every(one)


def test_every_trouble_has_its_sentence_in_every_language():
    found = {
        one.word for one in every(words.CardTrouble) if isinstance(one.__dict__.get("word"), str)
    }
    found |= {"card.locked_auth", "card.locked_sign", "companion.other_site", "companion.answer"}
    found |= {*words_of_the_server(), "card.trouble"}
    found |= {"companion.link", "companion.code"}
    shown = ("ask.", "win.", "rc.entry.")
    assert found == {one for one in say.sentences() if not one.startswith(shown)}
    for sentence in say.sentences().values():
        assert set(sentence) == set(say.LANGUAGES)
        assert all(sentence.values())
    assert say.say(words.PinWrong(1), "en").endswith("1 try left.")
    assert "あと2回" in say.say(words.PinWrong(2), "ja")


def words_of_the_server():
    from zairyu_card.client import _CLAIM, _RESULT

    return {*_CLAIM.values(), *_RESULT.values(), "svc.unreachable"}


def test_easy_japanese_says_how_every_sign_is_read():
    for word, sentence in say.sentences().items():
        easy = sentence["ja-x-easy"]
        assert not re.search(r"[\u4e00-\u9fff](?![\u4e00-\u9fff]|（[ぁ-ん])", easy), word


class Line(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        status, said = self.server.behind.post(test_client.SITE + self.path, body, token)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/elsewhere")
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def site(monkeypatch):
    line = HTTPServer(("127.0.0.1", 0), Line)
    address = f"http://127.0.0.1:{line.server_port}"
    monkeypatch.setattr(test_client, "SITE", address)
    monkeypatch.setattr(test_client, "NOW", int(terminal.time.time()))
    line.behind = test_client.Server()
    run = threading.Thread(target=line.serve_forever, kwargs={"poll_interval": 0.01})
    run.start()
    yield line, address
    line.shutdown()
    run.join()
    line.server_close()


def typed(monkeypatch, answers, pins):
    answers, pins = iter(answers), iter(pins)
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    monkeypatch.setattr("getpass.getpass", lambda _: next(pins))


def test_an_errand_in_the_terminal(site, card, monkeypatch, capsys):
    typed(monkeypatch, ["y"], ["12", "１２３４"])
    told = ["--server", site[1], "--ticket", "ABCD", "--language", "en"]
    assert terminal.main(told, lambda: InProcess(card)) == 0
    out = capsys.readouterr().out
    assert site[1] in out
    assert "Sign in\nTo your own page." in out
    assert "no try was used" in out
    assert out.endswith("ABCD2345\n")
    assert "1234" not in out


def test_no_means_no(site, card, monkeypatch, capsys):
    typed(monkeypatch, ["n"], [])
    assert terminal.main(["--server", site[1], "--ticket", "A"], lambda: InProcess(card)) == 1
    assert capsys.readouterr().err == "中止しました。署名していません。\n"


@pytest.mark.parametrize(("status", "part"), [(409, "used already"), (302, "cannot be reached")])
def test_a_refusal_is_said_and_a_redirection_is_not_followed(site, card, status, part, capsys):
    site[0].behind.status = status
    told = ["--server", site[1], "--ticket", "A", "--language", "en"]
    assert terminal.main(told, lambda: InProcess(card)) == 1
    assert part in capsys.readouterr().err
    assert site[0].behind.calls == ["claim"]


def test_a_server_that_is_not_there(card, capsys):
    told = ["--server", "http://127.0.0.1:9", "--ticket", "A", "--language", "en"]
    assert terminal.main(told, lambda: InProcess(card)) == 1
    assert "cannot be reached" in capsys.readouterr().err

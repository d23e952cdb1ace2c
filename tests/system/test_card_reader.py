"""Signing in through the real card service: pcscd, its virtual reader, the companion's terminal.

Debian's packages and the companion's own environment are made by `companion/check --pcsc`. A
second program, OpenSC, looks at the very card that signed in.
"""

import http.cookiejar
import re
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import pytest
from tests.system.card_site import ROOT, site
from zairyu_card.virtual.personas import Persona as Holder

from zairyu.demo.cards import holder
from zairyu.demo.cast import persona

COMPANION = ROOT / "companion"
PYTHON = COMPANION / ".venv" / "bin" / "python"
sys.path.append(str(COMPANION / "tests"))

import stack  # noqa: E402 - the companion's own tests know how to run the card service

NEWCOMER = Holder(
    "newcomer", "TRAN　VAN　MINH", "419940309", "1", "東京都新宿区西新宿二丁目８番１号"
)


@pytest.fixture(autouse=True)
def clock():
    """The server, the card service and the program live in real time."""


@pytest.fixture(scope="module")
def served():
    assert PYTHON.exists(), "run companion/check --pcsc first"
    with site() as made:
        yield made


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    if why := stack.missing():
        pytest.fail(why)
    with stack.service(tmp_path_factory.mktemp("pcscd")) as port:
        yield port


class Browser:
    """A browser without a script: cookies, forms, redirects."""

    def __init__(self, address: str) -> None:
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener, self.address, self.page, self.url = (
            urllib.request.build_opener(jar), address, "", "",
        )  # fmt: skip
        self.opener.addheaders = [("Accept-Language", "en")]

    def _load(self, wanted, status=200):
        try:
            answer = self.opener.open(wanted, timeout=30)
        except urllib.error.HTTPError as refused:
            answer = refused
        self.page, self.url = answer.read().decode(), answer.geturl()
        assert answer.status == status, f"{answer.status} at {self.url}"

    def go(self, path, status=200):
        self._load(f"{self.address}{path}", status)

    def press(self, action, status=200, **typed):
        """Send the form of the page that goes to an address, with what was typed."""
        form = re.search(
            rf'<form[^>]*action="{re.escape(action)}"[^>]*>.*?</form>', self.page, re.S
        )
        hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[0])
        sent = {**{name: unescape(value) for name, value in hidden}, **typed}
        headers = {"Referer": self.url, "Origin": self.address}
        data = urllib.parse.urlencode(sent).encode()
        self._load(urllib.request.Request(f"{self.address}{action}", data, headers), status)

    @property
    def code(self):
        """The code of eight signs that is to be typed into the program."""
        return re.search(r'class="card-code">.*?([0-9A-Z]{4}-[0-9A-Z]{4})<', self.page, re.S)[1]


@contextmanager
def inserted(served, reader, who):
    """Lay a card on the reader, by the companion's own command."""
    file = served.persona_file(who)
    line = [PYTHON, "-m", "zairyu_card.virtual", "--persona", file, "--keep", served.cards]
    card = subprocess.Popen([*map(str, line), "--port", str(reader)], cwd=COMPANION)
    try:
        stack.wait(lambda: "Card state: Card inserted" in seen_by_service(), 20)
        yield
    finally:
        card.terminate()
        card.wait(10)
        time.sleep(0.6)  # the service looks every 0.4 s


SEEN = (
    "from zairyu_card import pcsc\n"
    "with pcsc.Readers() as found:\n"
    "    inside = any(map(found.holds, found.names()))\n"
    "print('Card state: Card inserted' if inside else 'empty')"
)


def seen_by_service():
    done = subprocess.run([PYTHON, "-c", SEEN], cwd=COMPANION, capture_output=True, text=True)
    return done.stdout


def terminal(served, code, *typed, good=True):
    """Run the program in a terminal of its own; return what it says."""
    line = [PYTHON, "-m", "zairyu_card.terminal", "--server", served.address]
    done = subprocess.run(
        [*map(str, line), "--ticket", code, "--language", "en"],
        cwd=COMPANION, input="\n".join(typed) + "\n", capture_output=True, text=True, timeout=60,
        start_new_session=True,
    )  # fmt: skip
    assert (done.returncode == 0) is good, done.stdout + done.stderr
    assert not [pin for pin in typed if len(pin) > 3 and pin in done.stdout + done.stderr]
    return done.stdout + done.stderr


def finish_code(said):
    return re.search(r"\n([0-9A-Z]{8})\n", said)[1]


def test_a_person_signs_in_with_the_card_on_the_reader(served, reader):
    browser = Browser(served.address)
    browser.go("/account/login/?next=/me/cards/")
    browser.press("/card/login/")
    with inserted(served, reader, holder(persona("linh"))):
        said = terminal(served, browser.code, "y", "9999", "1234")
    assert "Sign in" in said
    assert served.address in said  # the site, before any PIN was asked for
    browser.go(urllib.parse.urlsplit(browser.url).path + "?read=1")
    browser.press("/card/finish/", fc=finish_code(said))
    browser.go("/me/cards/")
    assert "Last used" in browser.page
    browser.go("/me")
    assert "NGUYEN THI LINH" in browser.page


def test_somebody_new_reads_both_certificates_to_register(served, reader):
    browser = Browser(served.address)
    browser.go("/card/register/?next=/register/")
    browser.press("/card/register/")
    with inserted(served, reader, NEWCOMER):
        said = terminal(served, browser.code, "y", "1234", "ABC123")
    browser.go(urllib.parse.urlsplit(browser.url).path + "?read=1")
    browser.press("/card/finish/", fc=finish_code(said))
    assert "/register/" in urllib.parse.unquote(browser.url)


def test_a_card_that_is_no_account_s_is_told_to_be_linked(served, reader):
    browser = Browser(served.address)
    browser.go("/account/login/")
    browser.press("/card/login/")
    with inserted(served, reader, NEWCOMER):
        said = terminal(served, browser.code, "y", "1234", good=False)
    assert "browser shows why" in said
    browser.go(urllib.parse.urlsplit(browser.url).path, status=403)
    assert "not linked to an account yet" in browser.page


def test_no_card_on_the_reader_is_told_in_the_program_and_in_the_browser(served, reader):
    browser = Browser(served.address)
    browser.go("/account/login/")
    browser.press("/card/login/")
    said = terminal(served, browser.code, "y", good=False)
    assert "Put your card on the reader" in said
    browser.go(urllib.parse.urlsplit(browser.url).path, status=422)
    assert "Put your card on the reader" in browser.page


def run(*command):
    done = subprocess.run(command, capture_output=True, timeout=30, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_opensc_sees_the_same_card_as_the_one_that_signed_in(served, reader, tmp_path):
    with inserted(served, reader, holder(persona("linh"))):
        assert run("opensc-tool", "-r", "0", "-n").decode().strip() == "jpki"
        dump = run("pkcs15-tool", "-r", "0", "--dump").decode()
        read = run("pkcs15-tool", "-r", "0", "--read-certificate", "1")
    assert (dump.count("PIN ["), dump.count("Private RSA Key [")) == (2, 2)
    kept = tmp_path / "kept.der"
    kept.write_bytes(Path(served.cards / "card-linh-auth.crt").read_bytes())
    ours = run("openssl", "x509", "-inform", "DER", "-in", str(kept), "-outform", "PEM")
    assert read.decode().split() == ours.decode().split()

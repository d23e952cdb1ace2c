"""The window itself, on a screen of its own: keys only, nothing pasted, three languages."""

import gc
import importlib
import weakref
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from conftest import AT
from test_client import SITE, Server, errand
from test_form import NUMBER, Desk, residence

from zairyu_card import program, sites
from zairyu_card.say import LANGUAGES
from zairyu_card.transport import InProcess
from zairyu_card.virtual.residence import Agency

pytestmark = pytest.mark.window
# Only when a test wants it: a Python without its windows still runs all the others.
toolkit = SimpleNamespace()


@pytest.fixture(autouse=True)
def _with_windows():
    toolkit.ttk = importlib.import_module("tkinter.ttk")
    toolkit.Window = importlib.import_module("zairyu_card.window").Window


@pytest.fixture(autouse=True, scope="module")
def _collected_here():
    """What windows leave goes in this thread, before others may collect again."""
    yield
    gc.collect()
    gc.enable()


@pytest.fixture
def opens(card):
    @contextmanager
    def opened():
        with InProcess(card) as way:
            yield way

    return opened


class Hands:
    """Presses and types as somebody without a mouse does."""

    def __init__(self, server, opens, ticket="ticket-of-the-browser", language="en", known=(SITE,)):
        self.opened = []
        self.window = toolkit.Window(
            known,
            lambda bridge, site, typed: bridge.start(errand(server), typed, opens, opens),
            ticket,
            language,
            self.opened.append,
        )

    def until(self, words):
        for _ in range(200):
            self.window.root.update()
            if any(words in one for one in self.shown()):
                return
            self.window.root.after(10)
        raise AssertionError(self.shown())

    def every(self, kind):
        def walk(one):
            yield one
            for child in one.winfo_children():
                yield from walk(child)

        return [one for one in walk(self.window.root) if isinstance(one, kind)]

    def shown(self):
        said = [
            *self.every(toolkit.ttk.Label),
            *self.every(toolkit.ttk.Button),
            *self.every(toolkit.ttk.Checkbutton),
        ]
        return [str(one.cget("text")) for one in said]

    def type(self, text):
        (entry,) = [
            one
            for one in self.every(toolkit.ttk.Entry)
            if not isinstance(one, toolkit.ttk.Combobox)
        ]
        entry.insert("end", text)
        return entry

    def enter(self):
        self.window.root.event_generate("<Return>")
        self.window.root.update()


@pytest.fixture
def hands(opens):
    made = []

    def new(server, *args, **kwargs):
        made.append(Hands(server, *args, **kwargs) if args else Hands(server, opens, **kwargs))
        made[-1].window.root.focus_force()
        return made[-1]

    yield new
    for one in made:
        one.window.close()


def test_a_sign_in_by_keys_alone(hands):
    one = hands(Server())
    one.until(f"Site: {SITE}")
    one.until("To your own page.")
    one.enter()
    one.until("tries left: 3")
    assert one.type("").cget("show") == "●"
    one.type("9999")
    one.enter()
    one.until("You have 2 tries left")
    one.type("1234")
    one.enter()
    one.until("ABCD2345")
    assert one.opened == [f"{SITE}/jpki/return?rid={'r' * 22}#fc=ABCD2345"]
    one.window._speak("ja")
    assert len(one.opened) == 1


def test_a_pin_cannot_be_pasted(hands):
    one = hands(Server())
    one.until("Go on")
    one.enter()
    one.until("4 digits")
    entry = one.type("")
    one.window.root.clipboard_clear()
    one.window.root.clipboard_append("1234")
    entry.focus_force()
    one.window.root.update()
    entry.event_generate("<<Paste>>")
    assert entry.get() == ""


def test_every_page_speaks_every_language(hands):
    one = hands(Server())
    one.until("Go on")
    seen = set()
    for language in LANGUAGES:
        one.window._speak(language)
        seen.add(tuple(one.shown()))
    assert len(seen) == len(LANGUAGES)


def test_a_code_is_typed_where_no_browser_started_the_program(hands):
    one = hands(Server(), ticket="")
    one.until("Type the code")
    one.type("ABCD2345")
    one.enter()
    one.until("Purpose: Sign in")


def test_with_two_sites_the_person_says_which(hands):
    one = hands(Server(), known=(SITE, "http://localhost:8000"))
    one.until("For which site?")
    assert [str(box.cget("text")) for box in one.every(toolkit.ttk.Radiobutton)] == [
        SITE, "http://localhost:8000",
    ]  # fmt: skip


def test_a_residence_card_is_shown_before_it_is_sent(hands):
    desk = Desk()
    one = hands(desk, residence(Agency(AT)))
    one.until("Go on")
    one.enter()
    one.until("Number of your residence card")
    one.type(NUMBER)
    one.enter()
    one.until("Date of birth: 20010309")
    assert desk.body is None
    one.enter()
    one.until("ABCD2345")
    assert desk.body["residence"]["number"] == NUMBER


def test_what_goes_wrong_is_said_in_the_window(hands):
    server = Server()
    server.status = 410
    one = hands(server)
    one.until("This code is over")


def test_without_a_screen_the_terminal_is_named(monkeypatch, capsys):
    monkeypatch.delenv("DISPLAY")
    monkeypatch.setattr(sites, "installed", lambda: (SITE,))
    assert program.main(["--language", "en"]) == 1
    assert "zairyu-card terminal" in capsys.readouterr().err


class Knot:
    """What only the collector can free."""

    def __init__(self):
        self.itself = self


def test_what_a_window_leaves_is_not_collected_by_the_errand_of_the_next(hands, opens):
    first = Hands(Server(), opens)
    first.until("Go on")
    first.window.close()
    left = weakref.ref(first.window)
    del first

    class Busy(Server):
        def post(self, *args):
            for _ in range(50_000):
                Knot()
            seen.append(left() is not None)
            return super().post(*args)

    seen = []
    one = hands(Busy())
    one.until("Go on")
    assert seen == [True]


def test_the_window_itself_collects_what_nobody_needs(hands):
    one = hands(Server())
    left = weakref.ref(Knot())
    assert left() is not None
    for _ in range(200):
        one.window.root.update()
        one.window.root.after(10)
        if left() is None:
            return
    raise AssertionError("nothing was collected")

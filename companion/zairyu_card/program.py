"""The program itself: opened by the browser's address, by hand, or to be installed.

`zairyu-card zairyu-card:?t=…` · `zairyu-card` (asks for the code) · `zairyu-card install
--site https://…` · `zairyu-card uninstall` · `zairyu-card terminal …`
"""

import argparse
import importlib
import locale
import sys
import time
from collections.abc import Sequence
from contextlib import suppress

from zairyu_card import install, launch, sites, terminal
from zairyu_card.bridge import Bridge, Question
from zairyu_card.client import Errand
from zairyu_card.say import LANGUAGES, ask, say
from zairyu_card.task import Opens
from zairyu_card.words import CardTrouble, NoScreen, NoSites, ServerTrouble


def language() -> str:
    """Return the language of the person's system, where it is one of ours."""
    tag = (locale.getlocale()[0] or "").lower()
    return "ja" if tag.startswith(("ja", "japanese")) else "en"


def in_window(
    known: tuple[str, ...], address: str, words: str, opens: Opens, residence: Opens
) -> int:
    """Do one errand in a window."""
    try:
        window = importlib.import_module("zairyu_card.window")
        ticket = launch.ticket_of(address) if address else ""
    except ImportError:
        raise NoScreen from None

    def begin(bridge: Bridge, site: str, typed: str) -> None:
        try:
            errand = Errand(terminal.post, site, known, lambda: int(time.time()))
            bridge.start(errand, typed if ticket else launch.typed(typed), opens, residence)
        except ServerTrouble as trouble:
            bridge.questions.put(Question("trouble", trouble))

    try:
        shown = window.Window(known, begin, ticket, words)
    except window.tk.TclError:
        raise NoScreen from None
    result: int = shown.run()
    return result


def _setup(said: argparse.Namespace) -> int:
    if said.what == "uninstall":
        install.unregister()
        return 0
    with suppress(NoSites):
        if said.site and sites.installed() == tuple(said.site):
            said.site = []
    if said.site:
        print(sites.write(tuple(one.rstrip("/") for one in said.site)))
    install.register()
    return 0


def main(
    arguments: Sequence[str] | None = None,
    opens: Opens = terminal.reader,
    residence: Opens = terminal.residence_reader,
) -> int:
    """Do what the command says; 0 when it was done."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["terminal"]:
        return terminal.main(given[1:], opens, residence)
    parser = argparse.ArgumentParser("zairyu-card", description=__doc__)
    parser.add_argument("what", nargs="?", default="", help="an address, install or uninstall")
    parser.add_argument("--site", action="append", default=[], help="install: a site, https://…")
    parser.add_argument("--language", choices=LANGUAGES, default=language())
    said = parser.parse_args(given)
    try:
        if said.what in ("install", "uninstall"):
            return _setup(said)
        return in_window(sites.installed(), said.what, said.language, opens, residence)
    except CardTrouble as trouble:
        print(say(trouble, said.language), file=sys.stderr)
        if isinstance(trouble, NoScreen):
            print(ask("ask.terminal", said.language), file=sys.stderr)
        return 1

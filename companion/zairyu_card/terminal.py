"""The companion in a terminal: `zairyu-card --server https://… --ticket CODE`.

It runs for one errand and ends; it opens no port, keeps nothing and writes no log.
"""

import argparse
import getpass
import json
import ssl
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from zairyu_card import pin as pins
from zairyu_card.client import Errand
from zairyu_card.keys import Key
from zairyu_card.pcsc import Readers
from zairyu_card.say import LANGUAGES, ask, lines, say
from zairyu_card.task import Opens, Task
from zairyu_card.transport import Transport
from zairyu_card.words import CardTrouble, PinMalformed, ServerTrouble

LARGEST = 65536


class AtTerminal:
    """A person at a terminal; what is typed as a PIN is not shown."""

    def __init__(self, server: str, language: str) -> None:
        self._server, self._language = server, language

    def _say(self, word: str, left: int | None = None) -> str:
        return ask(word, self._language, "-" if left is None else str(left))

    def agrees(self, task: Task) -> bool:
        """Show the site, the purpose and the words; ask whether to go on."""
        print(f"{self._say('ask.site')}: {self._server}")
        print(f"{self._say('ask.purpose')}: {task.title}", *task.lines, sep="\n")
        return self._yes()

    def pin(self, key: Key, left: int | None) -> tuple[bytearray, bool] | None:
        """Ask for a PIN until it can be one; an empty line stops."""
        last = left == 1
        if last:
            print(self._say("pin.last_try"))
            if input(self._say("ask.last")).strip().lower() != self._say("ask.yes"):
                return None
        while typed := getpass.getpass(self._say(f"ask.{key.value}", left)):
            try:
                return pins.clean(key, typed), last
            except PinMalformed as trouble:
                self.told(trouble)
        return None

    def told(self, trouble: CardTrouble) -> None:
        """Print what was not right."""
        print(say(trouble, self._language))

    def number(self) -> str | None:
        """Ask for the number printed on the residence card; an empty line stops."""
        return input(self._say("ask.number")).strip() or None

    def sends(self, found: dict[str, str]) -> bool:
        """Show what was read and where it would go; ask whether it may."""
        print(self._say("ask.read"), *lines(found, self._language), sep="\n")
        print(self._say("ask.pictures"))
        return self._yes()

    def _yes(self) -> bool:
        return input(self._say("ask.go")).strip().lower() in ("y", "yes", "はい")


def post(url: str, body: dict[str, Any], token: str) -> tuple[int, dict[str, Any]]:
    """Send JSON and return status and answer; certificates are judged by the system's store."""
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    wanted = urllib.request.Request(url, json.dumps(body).encode(), headers, method="POST")  # noqa: S310 - Errand allows installed servers only
    opener = urllib.request.build_opener(
        _Stay, urllib.request.HTTPSHandler(context=ssl.create_default_context())
    )
    try:
        with opener.open(wanted, timeout=20) as answer:
            return answer.status, _object(answer.read(LARGEST))
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, _object(refused.read(LARGEST))
    except OSError:
        raise ServerTrouble("svc.unreachable") from None


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirection: the server that was installed answers itself."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Return nothing, so that the redirection counts as a refusal."""
        return


def _object(raw: bytes) -> dict[str, Any]:
    try:
        said = json.loads(raw)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


@contextmanager
def reader() -> Iterator[Transport]:
    """Open the My Number card on whatever reader it lies."""
    with Readers() as found, found.my_number_card() as card:
        yield card


@contextmanager
def residence_reader() -> Iterator[Transport]:
    """Open the residence card on whatever reader it lies."""
    with Readers() as found, found.residence_card() as card:
        yield card


def main(
    arguments: Sequence[str] | None = None,
    opens: Opens = reader,
    residence: Opens = residence_reader,
) -> int:
    """Do one errand; 0 when the browser can go on."""
    parser = argparse.ArgumentParser("zairyu-card", description=__doc__)
    parser.add_argument("--server", required=True, help="the site, https://…")
    parser.add_argument("--ticket", required=True, help="the code that the browser shows")
    parser.add_argument("--language", choices=LANGUAGES, default="ja")
    said = parser.parse_args(arguments)
    server = said.server.rstrip("/")
    try:
        # A terminal has no installer: the site that was typed is the one that is allowed.
        errand = Errand(post, server, (server,), lambda: int(time.time()))
        done = errand.run(said.ticket, AtTerminal(server, said.language), opens, residence)
    except CardTrouble as trouble:
        print(say(trouble, said.language), file=sys.stderr)
        return 1
    print(ask("ask.finish", said.language), done.address, done.code, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

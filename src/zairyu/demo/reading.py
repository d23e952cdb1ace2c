"""The companion in the demo: the program's own client, a virtual card, and the service's own views.

The same messages as over the network, in the same process. What the program would ask for in its
window is typed into a page here; between two presses the conversation waits where it stands.
"""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIRequest
from django.urls import resolve
from zairyu_card.client import Errand
from zairyu_card.keys import Key
from zairyu_card.pin import clean
from zairyu_card.transport import InProcess
from zairyu_card.words import (
    CardTrouble,
    NumberMalformed,
    PinLastTry,
    PinMalformed,
    PinNeeded,
)

from zairyu.demo import cards
from zairyu.demo.cast import Persona

MINUTES = 3  # as long as the service waits for the program


class Waits(Exception):
    """The program waits for the person: why, for which PIN, and how many tries are left.

    `key` is None where it waits for the number of a residence card.
    """

    def __init__(self, trouble: CardTrouble, key: Key | None, left: int | None) -> None:
        super().__init__(trouble.word)
        self.trouble, self.key, self.left = trouble, key, left


@dataclass
class Typing:
    """The person in front of the program: what was typed, each PIN good for one use."""

    typed: dict[Key, str]
    last_try: bool = False
    card_number: str = ""  # of a residence card; good for one use as well
    trouble: CardTrouble = field(default_factory=PinNeeded)

    def agrees(self, _task: object) -> bool:
        """Say yes: purpose and site stood on the page whose button was pressed."""
        return True

    def pin(self, key: Key, left: int | None) -> tuple[bytearray, bool]:
        """Hand over the PIN that was typed; wait for the person when there is none."""
        typed = self.typed.pop(key, "")
        if not typed:
            raise Waits(self.trouble, key, left)
        if left == 1 and not self.last_try:
            raise Waits(PinLastTry(), key, left)
        try:
            return clean(key, typed), left == 1
        except PinMalformed as trouble:
            raise Waits(trouble, key, left) from None

    def told(self, trouble: CardTrouble) -> None:
        """Keep what was not right."""
        self.trouble = trouble

    def number(self) -> str | None:
        """Hand over the number that was typed; wait for the person when there is none."""
        typed, self.card_number = self.card_number, ""
        if not typed:
            trouble = self.trouble
            raise Waits(
                NumberMalformed() if isinstance(trouble, PinNeeded) else trouble, None, None
            )
        return typed

    def sends(self, _found: dict[str, str]) -> bool:
        """Say yes: that it is sent stood on the page whose button was pressed."""
        return True


@dataclass(frozen=True)
class Done:
    """Where the program sends the browser, and the code that it shows."""

    address: str
    code: str


def read(ticket: str, one: Persona, state: str, typing: Typing, at: datetime) -> Done:
    """Do the errand of a ticket with a virtual card; it may wait for the person in between.

    Raises:
        Waits: something has to be typed; call again with it.
        CardTrouble: it is over without a result, and the service was told.
    """
    card = cards.card(one, state, at)
    server = settings.PUBLIC_ADDRESS.rstrip("/")
    errand = Errand(_Line(ticket).post, server, (server,), lambda: int(at.timestamp()))
    try:
        finish = errand.run(
            ticket,
            typing,
            lambda: InProcess(card),
            lambda: InProcess(cards.residence_card(one, at)),
        )
    finally:
        cards.keep_tries(one, state, card, at)
    return Done(finish.address, finish.code)


@dataclass
class _Line:
    """The line to the service; it remembers the claim, as a program that is still open does."""

    ticket: str

    def post(self, url: str, body: dict[str, Any], token: str) -> tuple[int, dict[str, Any]]:
        kept = f"demo-card-{sha256(self.ticket.encode()).hexdigest()}"
        what = url.rpartition("/")[2]
        if what == "claim" and (claimed := cache.get(kept)):
            return 200, claimed
        status, said = sent(urlsplit(url).path, body, token)
        if what == "claim" and status == 200:
            cache.set(kept, said, MINUTES * 60)
        elif what != "claim":
            cache.delete(kept)
        return status, said


def sent(path: str, body: Mapping[str, Any], token: str) -> tuple[int, dict[str, Any]]:
    """Hand a message to the view of a path, as it would come over the network."""
    raw = json.dumps(body).encode()
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(raw)),
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(raw),
    }
    if token:
        environ["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    view, args, kwargs = resolve(path)
    answer = view(WSGIRequest(environ), *args, **kwargs)
    said = json.loads(answer.content or b"{}")
    return answer.status_code, said if isinstance(said, dict) else {}

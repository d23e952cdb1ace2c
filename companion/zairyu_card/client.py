"""One errand: claim a ticket, show what it is for, have the card sign, bring back the finish code.

Every text is judged before the card is touched and again by nobody else: what fails here is never
signed. The PIN is asked for while no card is held, and used within one opening of the card, so
that two signatures come from one card in one place.
"""

import base64
import binascii
from collections.abc import Callable, Collection
from contextlib import suppress
from enum import StrEnum
from typing import Any

from zairyu_card import form
from zairyu_card.jpki import JpkiRsa, profile
from zairyu_card.keys import Key
from zairyu_card.pin import wipe
from zairyu_card.task import RESIDENCE, Finish, Need, Opens, Person, Task, no_card
from zairyu_card.text import Situation, judge
from zairyu_card.words import (
    Cancelled,
    CardTrouble,
    PinLocked,
    PinMalformed,
    PinWrong,
    ServerTrouble,
)

PROTOCOL = 1
_CLAIM = {409: "tx.used", 410: "tx.expired", 426: "companion.update"}
_RESULT = {403: "tx.refused", 409: "tx.spent", 410: "tx.expired"}

# Sends a body to an address, with the errand's token if there is one: status and answer.
Post = Callable[[str, dict[str, Any], str], tuple[int, dict[str, Any]]]


class Stage(StrEnum):
    """How far an errand is; it only goes forward."""

    NEW = "new"
    CLAIMED = "claimed"
    OVER = "over"


class Errand:
    """The errand of one ticket."""

    def __init__(
        self, post: Post, server: str, installed: Collection[str], now: Callable[[], int]
    ) -> None:
        if server not in installed:
            raise ServerTrouble("companion.other_site")
        self._post, self._server, self._installed, self._now = post, server, installed, now
        self._token = ""
        self.stage = Stage.NEW

    def run(self, ticket: str, person: Person, opens: Opens, residence: Opens = no_card) -> Finish:
        """Do the whole errand; whatever stops it, the server is told that it is off."""
        task = self.claim(ticket)
        try:
            if not person.agrees(task):
                raise Cancelled
            if task.wants:
                body = form.read(person, residence)
            else:
                results, token = self._signed(task, person, opens)
                body = {"results": results, "token": token}
        except CardTrouble as trouble:
            self.abort(trouble.word)
            raise
        return self.deliver(body)

    def claim(self, ticket: str) -> Task:
        """Take the ticket (once) and judge what it asks for."""
        self._step(Stage.NEW, Stage.CLAIMED)
        client = {"name": "zairyu-card", "version": "0.1.0", "proto": PROTOCOL}
        said = self._call("claim", {"ticket": ticket, "client": client}, _CLAIM)
        try:
            self._token = str(said["tx_token"])
            return self._task(said)
        except (KeyError, TypeError, ValueError, binascii.Error):
            self.abort("companion.answer")
            raise ServerTrouble("companion.answer") from None
        except CardTrouble as trouble:
            self.abort(trouble.word)
            raise

    def deliver(self, body: dict[str, Any]) -> Finish:
        """Bring the signatures or the reading (once) and return how the browser goes on."""
        self._step(Stage.CLAIMED, Stage.OVER)
        said = self._call("result", body, _RESULT)
        address, code = str(said.get("finish_url", "")), str(said.get("finish_code", ""))
        if not address.startswith(f"{self._server}/"):
            raise ServerTrouble("companion.other_site")
        return Finish(address, code)

    def abort(self, reason: str) -> None:
        """Tell the server that nothing will come; that it cannot be told is no further trouble."""
        if self.stage is not Stage.CLAIMED:
            return
        self.stage = Stage.OVER
        with suppress(ServerTrouble):
            self._post(f"{self._server}/jpki/c/abort", {"reason": reason}, self._token)

    def _task(self, said: dict[str, Any]) -> Task:
        display = said["display"]
        title, lines = str(display["title"]), tuple(map(str, display["lines"]))
        wants = str(said.get("wants", ""))
        if wants == RESIDENCE and not said["need"]:
            return Task(str(said["rid"]), title, lines, (), wants)
        needs = tuple(self._need(one, "\n".join((title, *lines))) for one in said["need"])
        alike = {(one.text.rid, one.text.purpose) for one in needs}
        distinct = {one.key for one in needs}, {one.text.nonce for one in needs}
        if {rid for rid, _ in alike} != {said["rid"]} or len(alike) != 1:
            raise ValueError
        if any(len(one) != len(needs) for one in distinct):
            raise ValueError
        return Task(said["rid"], title, lines, needs)

    def _need(self, one: dict[str, Any], shown: str) -> Need:
        key = Key(one["key"])
        raw = base64.b64decode(one["tbs"] + "=" * (-len(one["tbs"]) % 4), b"-_", validate=True)
        here = Situation(self._installed, self._server, key, shown, self._now())
        text = judge(raw, here)
        if text.purpose != one["purpose"]:
            raise ValueError
        return Need(key, raw, text)

    def _signed(self, task: Task, person: Person, opens: Opens) -> tuple[list[dict[str, str]], str]:
        """Ask for the PINs and sign; a PIN that was wrong is asked for again, never repeated."""
        while True:
            with opens() as card:
                seen = profile(card)
                left = {one.key: seen.tries(one.key) for one in task.needs}
            pins = self._pins(task, person, left)
            try:
                with opens() as card:
                    return self._use(profile(card), task, pins)
            except (PinWrong, PinMalformed) as trouble:
                person.told(trouble)
            finally:
                for typed, _ in pins.values():
                    wipe(typed)

    def _pins(
        self, task: Task, person: Person, left: dict[Key, int | None]
    ) -> dict[Key, tuple[bytearray, bool]]:
        pins = {}
        for key in (one.key for one in task.needs):
            if left[key] == 0:
                raise PinLocked(key)
            typed = person.pin(key, left[key])
            if typed is None:
                raise Cancelled
            pins[key] = typed
        return pins

    def _use(
        self, card: JpkiRsa, task: Task, pins: dict[Key, tuple[bytearray, bool]]
    ) -> tuple[list[dict[str, str]], str]:
        results = []
        for need in task.needs:
            typed, last = pins[need.key]
            card.verify(need.key, typed, last_try=last)
            signature, certificate = card.sign(need.key, need.raw), card.certificate(need.key)
            results.append(
                {
                    "key": need.key.value,
                    "certificate": base64.b64encode(certificate).decode(),
                    "signature": base64.b64encode(signature).decode(),
                }
            )
        return results, card.token()

    def _call(self, what: str, body: dict[str, Any], meant: dict[int, str]) -> dict[str, Any]:
        status, said = self._post(f"{self._server}/jpki/c/{what}", body, self._token)
        if status != 200:
            self.stage = Stage.OVER
            raise ServerTrouble(meant.get(status, "svc.unreachable"), str(said.get("code", "")))
        return said

    def _step(self, before: Stage, after: Stage) -> None:
        if self.stage is not before:
            raise ServerTrouble("tx.used")
        self.stage = after

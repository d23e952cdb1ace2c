"""Between the errand, which waits, and the window, which must never wait.

The errand runs in a thread of its own. What it asks of the person becomes a question in a queue;
the window shows it when it comes by and answers. Stopping answers every question with no.
"""

import queue
import threading
from dataclasses import dataclass, field
from typing import Any

from zairyu_card import pin as pins
from zairyu_card.client import Errand
from zairyu_card.keys import Key
from zairyu_card.task import Finish, Opens, Task
from zairyu_card.words import CardTrouble, PinMalformed


@dataclass(frozen=True)
class Question:
    """Something to show: what kind, with what; `reply` takes what the person did."""

    kind: str  # agree, pin, number, send, told, done, trouble
    about: Any = None
    left: int | None = None
    reply: "queue.Queue[Any]" = field(default_factory=lambda: queue.Queue(1))


class Bridge:
    """The person of an errand, as the window answers for them."""

    def __init__(self) -> None:
        self.questions: queue.Queue[Question] = queue.Queue()
        self._stopped = threading.Event()

    def start(
        self, errand: Errand, ticket: str, opens: Opens, residence: Opens
    ) -> threading.Thread:
        """Run an errand beside the window."""

        def run() -> None:
            try:
                done: Finish = errand.run(ticket, self, opens, residence)
            except CardTrouble as trouble:
                self.questions.put(Question("trouble", trouble))
            else:
                self.questions.put(Question("done", done))

        running = threading.Thread(target=run, name="errand", daemon=True)
        running.start()
        return running

    def stop(self) -> None:
        """Answer whatever is asked, now and later, with no."""
        self._stopped.set()
        while True:
            try:
                self.questions.get_nowait().reply.put_nowait(None)
            except (queue.Empty, queue.Full):
                return

    def _ask(self, question: Question) -> Any:
        if self._stopped.is_set():
            return None
        self.questions.put(question)
        return question.reply.get()

    def agrees(self, task: Task) -> bool:
        """Ask whether to go on with what is shown."""
        return bool(self._ask(Question("agree", task)))

    def pin(self, key: Key, left: int | None) -> tuple[bytearray, bool] | None:
        """Ask for a PIN until it can be one; the answer is what was typed and the consent."""
        while (answer := self._ask(Question("pin", key, left))) is not None:
            typed, consent = answer
            try:
                return pins.clean(key, typed), consent
            except PinMalformed as trouble:
                self.told(trouble)
        return None

    def told(self, trouble: CardTrouble) -> None:
        """Tell of what was not right; the next question stands below it."""
        self.questions.put(Question("told", trouble))

    def number(self) -> str | None:
        """Ask for the number printed on the residence card."""
        answer = self._ask(Question("number"))
        return str(answer) if answer else None

    def sends(self, found: dict[str, str]) -> bool:
        """Show what was read; ask whether it may be sent."""
        return bool(self._ask(Question("send", found)))

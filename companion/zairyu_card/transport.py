"""Ways to a card: in the same process, from a record, and through PC/SC.

Whoever speaks to a card speaks through `Transport.transmit`, which looks at the list of what is
allowed before a byte leaves. Only the subclass knows how bytes travel.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Protocol

from zairyu_card.allowed import Watch
from zairyu_card.apdu import Answer, Command
from zairyu_card.words import CardRefused, CardRemoved

ROUNDS = 300  # of GET RESPONSE for one command; a card that says "more" for ever is refused


class Card(Protocol):
    """A card that lives in this process."""

    def reset(self) -> None:
        """Forget what is selected and verified."""
        ...

    def process(self, command: bytes) -> bytes:
        """Answer one command."""
        ...


class Transport(ABC):
    """A card, with the list of allowed commands in front of it."""

    def __init__(self) -> None:
        self._watch = Watch()

    def transmit(self, command: Command) -> Answer:
        """Send one command and return the whole answer; `Forbidden` if it is not on the list."""
        self._watch.look(command)
        answer = self._once(command)
        if answer.sw >> 8 == 0x6C:
            again = Command(command.cla, command.ins, command.p1, command.p2, command.data)
            answer = self._once(_wanting(again, answer.sw & 0xFF))
        answer = self._rest(answer)
        self._watch.follow(command, answer)
        return answer

    def _once(self, command: Command) -> Answer:
        return Answer.decode(self._exchange(command.encode()))

    def _rest(self, answer: Answer) -> Answer:
        data = answer.data
        for _ in range(ROUNDS):
            if answer.sw >> 8 != 0x61:
                return Answer(data, answer.sw)
            answer = self._once(_wanting(Command(0x00, 0xC0), answer.sw & 0xFF))
            data += answer.data
        raise CardRefused(answer.sw)

    def reset(self) -> None:
        """Reset the card: it forgets what was verified and selected."""
        self._reset()
        self._watch.forget()

    @abstractmethod
    def _exchange(self, raw: bytes) -> bytes:
        """Carry a command to the card and its answer back."""

    @abstractmethod
    def _reset(self) -> None:
        """Reset the card."""

    @abstractmethod
    def close(self) -> None:
        """Leave the card, reset, to others."""

    def __enter__(self) -> "Transport":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _wanting(command: Command, le: int) -> Command:
    return Command(
        command.cla, command.ins, command.p1, command.p2, command.data, le or 256, command.extended
    )


class InProcess(Transport):
    """A virtual card in this process: for tests and for the demonstration."""

    def __init__(self, card: Card) -> None:
        super().__init__()
        self._card = card
        card.reset()

    def _exchange(self, raw: bytes) -> bytes:
        return self._card.process(raw)

    def _reset(self) -> None:
        self._card.reset()

    def close(self) -> None:
        """Reset the card, so that no verified PIN stays behind."""
        self._card.reset()


class Replay(Transport):
    """A written record of commands and answers; another command than the next one is an error."""

    def __init__(self, record: Sequence[tuple[bytes, bytes]]) -> None:
        super().__init__()
        self._record = list(record)
        self._at = 0

    def _exchange(self, raw: bytes) -> bytes:
        if self._at >= len(self._record):
            raise CardRemoved
        expected, answer = self._record[self._at]
        if raw != expected:
            raise AssertionError(f"command {self._at} differs from the record")
        self._at += 1
        return answer

    @property
    def finished(self) -> bool:
        """Say whether the whole record was spoken."""
        return self._at == len(self._record)

    def _reset(self) -> None:
        """Nothing: a record has no state but its place."""

    def close(self) -> None:
        """Nothing to leave."""

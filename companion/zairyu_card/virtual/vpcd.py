"""Puts a virtual card into the virtual reader of a real card service (vpcd).

The card connects to the reader's port; messages are two bytes of length and a body. Only for
tests: the reader listens on every interface, so never install it on anybody's machine.
"""

import socket
import threading
from typing import Protocol

from zairyu_card.words import CardRemoved

OFF, ON, RESET, TELL_ATR = b"\x00", b"\x01", b"\x02", b"\x04"


class Insertable(Protocol):
    """A card with its answer to reset."""

    ATR: bytes

    def reset(self) -> None:
        """Forget what is selected and verified."""
        ...

    def process(self, command: bytes) -> bytes:
        """Answer one command."""
        ...


class Inserted(threading.Thread):
    """A card in the reader, until it is pulled."""

    def __init__(self, card: Insertable, port: int, host: str = "127.0.0.1") -> None:
        super().__init__(daemon=True, name=f"card in {port}")
        self._card = card
        self._line = socket.create_connection((host, port), timeout=10)
        self._line.settimeout(None)
        self._line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.start()

    def pull(self) -> None:
        """Take the card away."""
        try:
            self._line.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it is gone already
        self.join(5)

    def run(self) -> None:
        """Answer until the line is closed."""
        with self._line:
            try:
                while message := self._message():
                    self._speak(message)
            except (CardRemoved, OSError):
                return

    def _speak(self, message: bytes) -> None:
        if message in (OFF, ON, RESET):
            self._card.reset()
            return
        answer = self._card.ATR if message == TELL_ATR else self._card.process(message)
        self._line.sendall(len(answer).to_bytes(2, "big") + answer)

    def _message(self) -> bytes:
        """Return the next message, or nothing at the end."""
        return self._take(int.from_bytes(self._take(2), "big"))

    def _take(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            # The reader sends length and body apart; unless every part is acknowledged at once,
            # each command waits 40 ms. The system takes the wish back, so it is said each time.
            if hasattr(socket, "TCP_QUICKACK"):
                self._line.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            part = self._line.recv(count - len(data))
            if not part:
                return b""
            data += part
        return data

"""A load generator that costs next to nothing: raw sockets kept open, requests built first."""

import socket
import statistics
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import cycle

Request = bytes
_CHUNK = 1 << 16


class Refused(RuntimeError):
    """The server answered with another status than the one that was to be measured."""


@dataclass(frozen=True)
class Rate:
    """What came of a load: answers a second, and how long each took (ms)."""

    per_second: float
    p50_ms: float
    p99_ms: float
    answers: int

    @property
    def each_ms(self) -> float:
        """Return the share of wall time of one answer, in ms: 1000 / rate."""
        return 1000 / self.per_second if self.per_second else float("inf")


@dataclass
class Connection:
    """One keep-alive connection."""

    host: str
    port: int
    sock: socket.socket | None = field(default=None)

    def ask(self, request: Request) -> tuple[int, bytes]:
        """Send a request and return status and the whole answer."""
        if self.sock is None:
            self.sock = socket.create_connection((self.host, self.port), timeout=60)
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock.sendall(request)
        got = bytearray()
        while (head := got.find(b"\r\n\r\n")) < 0:
            got += self._more()
        length = _length(bytes(got[:head]))
        while len(got) < head + 4 + length:
            got += self._more()
        if b"connection: close" in got[:head].lower():
            self.close()
        return int(got[9:12]), bytes(got)

    def _more(self) -> bytes:
        piece = self.sock.recv(_CHUNK) if self.sock else b""
        if not piece:
            raise ConnectionError("the server hung up")
        return piece

    def close(self) -> None:
        """Hang up."""
        if self.sock is not None:
            self.sock.close()
            self.sock = None


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            return int(value)
    return 0


def get(path: str, cookies: str = "") -> Request:
    """Return the bytes of a GET request."""
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", f"Cookie: {cookies}", "", ""]
    return "\r\n".join(lines).encode()


def post(path: str, body: bytes, cookies: str, kind: str) -> Request:
    """Return the bytes of a POST request."""
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: localhost",
        f"Cookie: {cookies}",
        f"Content-Type: {kind}",
        f"Content-Length: {len(body)}",
        "",
        "",
    ]
    return "\r\n".join(lines).encode() + body


def run(
    port: int,
    requests: Callable[[int], Iterable[Request]],
    *,
    clients: int,
    seconds: float,
    expect: tuple[int, ...] = (200,),
) -> Rate:
    """Ask for some seconds with some clients at once; each client takes its own requests.

    Raises:
        Refused: an answer had another status.
    """
    taken: list[float] = []
    faults: list[str] = []
    until = time.perf_counter() + seconds

    def client(number: int) -> None:
        line = Connection("127.0.0.1", port)
        for request in requests(number):
            started = time.perf_counter()
            if started >= until or faults:
                break
            status, answer = line.ask(request)
            taken.append(time.perf_counter() - started)
            if status not in expect:
                faults.append(f"{status}: {answer[:200]!r}")
        line.close()

    began = time.perf_counter()
    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults or not taken:
        raise Refused(faults[0] if faults else "no answers")
    return _rate(taken, min(time.perf_counter() - began, seconds))


def _rate(taken: list[float], spent: float) -> Rate:
    ordered = sorted(taken)
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return Rate(len(taken) / spent, statistics.median(ordered) * 1000, p99 * 1000, len(taken))


def the_same(request: Request) -> Callable[[int], Iterable[Request]]:
    """Return a source that gives every client the same request for ever."""
    return lambda _number: cycle([request])

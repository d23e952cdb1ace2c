"""How evenly the counter answers, and how it holds while applications are filed.

`evenness` asks for codes that are unknown, malformed, withdrawn and so on in turn, within one
process, and compares the times of the processor. `held` asks a number of times a second, each at
its moment: a late answer counts from when it was due, so that no queue hides.
"""

import random
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

from bench.load import Connection, Request
from bench.walk import Asked

KINDS = ("unknown", "unknown share", "malformed", "too long", "withdrawn", "revoked")


@dataclass(frozen=True)
class Even:
    """The times of one kind of code, in microseconds of the processor."""

    name: str
    p10: float
    median: float
    p90: float

    def row(self, first: float) -> str:
        """Return a row of the table, beside the first kind."""
        return (
            f"| {self.name} | {self.p10:.0f} | {self.median:.0f} | {self.p90:.0f}"
            f" | {self.median / first:.3f} |"
        )


def evenness(rounds: int) -> list[Even]:
    """Ask for each kind of code so many times, in turn."""
    limits: Any = import_module("zairyu.verify.limits")
    limits.MOST_MISSES = 1 << 60
    counter, codes = Asked("10.9.0.1"), {kind: _codes(kind) for kind in KINDS}
    taken: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for place in range(-200, rounds):
        for kind in random.sample(KINDS, len(KINDS)):  # who comes after whom makes a difference
            code = next(codes[kind])
            before = time.thread_time()
            counter.ask(code)
            if place >= 0:
                taken[kind].append((time.thread_time() - before) * 1e6)
    return [_even(kind, each) for kind, each in taken.items()]


def _even(kind: str, taken: list[float]) -> Even:
    tenths = statistics.quantiles(taken, n=10)
    return Even(kind, tenths[0], statistics.median(taken), tenths[8])


def _codes(kind: str) -> Iterator[str]:
    """Give codes of a kind for ever; those that exist are written first."""
    new_code = import_module("zairyu.certificates.codes").new_code
    fresh: dict[str, Callable[[], str]] = {
        "unknown": new_code,
        "unknown share": lambda: new_code("share"),
        "malformed": lambda: new_code()[:-3],
        "too long": lambda: new_code() * 7,
    }
    if kind in fresh:
        while True:
            yield fresh[kind]()
    given = _ended(kind)
    while True:
        yield from given


def _ended(kind: str) -> list[str]:
    """Take some proofs of the stock and end them."""
    table = import_module("zairyu.certificates.models").Certificate
    actions = import_module("zairyu.certificates.actions")
    at = datetime.now(UTC)
    living = table.objects.filter(ended_at=None, kind="pending").exclude(about="")[:200]
    codes = []
    for row in living:
        actions.end(row.about, kind, at)
        codes.append(row.code)
    return codes


@dataclass(frozen=True)
class Held:
    """What came of asking so many times a second."""

    asked: int
    seconds: float
    p50_ms: float
    p99_ms: float
    worst_ms: float
    filed: int
    refused: int

    def text(self) -> str:
        """Return the sentence for the note."""
        return (
            f"{self.asked / self.seconds:.0f} checks a second for {self.seconds:.0f} s:"
            f" p50 {self.p50_ms:.1f} ms, p99 {self.p99_ms:.1f} ms, worst {self.worst_ms:.0f} ms"
            f" (from the moment each was due), {self.refused} refused; {self.filed} applications"
            " were filed meanwhile.\n"
        )


def held(
    port: int, checks: list[Request], filings: list[Request], rate: int, seconds: float
) -> Held:
    """Ask evenly for some seconds by eight connections, while one files applications."""
    began, taken, refused = time.perf_counter() + 0.2, [0.0] * 0, [0]
    filed, total = [0], int(rate * seconds)

    def checks_of(number: int) -> None:
        line = Connection("127.0.0.1", port)
        for place in range(number, total, _LINES):
            due = began + place / rate
            if (wait := due - time.perf_counter()) > 0:
                time.sleep(wait)
            status, _ = line.ask(checks[place % len(checks)])
            taken.append((time.perf_counter() - due) * 1000)
            refused[0] += status != 200
        line.close()

    def files() -> None:
        line, each = Connection("127.0.0.1", port), seconds / max(1, len(filings))
        for place, request in enumerate(filings):
            if (wait := began + place * each - time.perf_counter()) > 0:
                time.sleep(wait)
            filed[0] += line.ask(request)[0] == 302
        line.close()

    _together([*(lambda n=n: checks_of(n) for n in range(_LINES)), files])
    ordered = sorted(taken)
    p99 = ordered[int(len(ordered) * 0.99)]
    spent = time.perf_counter() - began
    middle = statistics.median(ordered)
    return Held(len(ordered), spent, middle, p99, ordered[-1], filed[0], refused[0])


_LINES = 8


def _together(acts: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

"""A walk over codes: somebody tries codes at the counter, with the limit off, and finds nothing.

The codes have right check signs, as whoever knows the rule would try them. Each goes through the
counter's own code: limit, question, signature, page.
"""

import time
from collections import Counter
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from typing import Any

import django

PROCESSES = 2
_SAID = 20_000


@dataclass(frozen=True)
class Walk:
    """What came of a walk."""

    tried: int
    found: int
    answers: dict[str, int]
    seconds: float
    stock: int

    def text(self) -> str:
        """Return the note: what was found, and the sum that says what to expect."""
        space = 31**13
        hoped = self.tried * self.stock / space
        rate = self.tried / self.seconds
        years = space / self.stock / rate / 31_557_600
        limited = space / self.stock / (30 / 600) / 31_557_600
        answers = ", ".join(f"{status}: {count:,}" for status, count in self.answers.items())
        return (
            f"{self.tried:,} codes with right check signs were tried against {self.stock:,} living"
            f" proofs, through the counter with the limit off: {self.found} found"
            f" ({answers}; {rate:.0f}/s).\n\n"
            f"The sum: 31^13 = {space:.3g} codes; {self.tried:,} x {self.stock:,} / 31^13 ="
            f" {hoped:.2g} proofs to be expected. At this rate one would be found in {years:,.0f}"
            f" years; with the limit (30 codes in ten minutes from one network) in {limited:.2g}"
            " years.\n"
        )


def walk(count: int) -> Walk:
    """Try so many codes, in two processes."""
    table = import_module("zairyu.certificates.models").Certificate
    stock = table.objects.filter(ended_at=None).count()
    began = time.perf_counter()
    context = get_context("spawn")
    with context.Pool(PROCESSES) as pool:
        counted = pool.starmap(
            _tried, [(number, count // PROCESSES) for number in range(PROCESSES)]
        )
    answers = sum(counted, Counter[str]())
    spent = time.perf_counter() - began
    tried = sum(answers.values())
    return Walk(tried, tried - answers["404"], dict(answers), spent, stock)


def _tried(number: int, count: int) -> Counter[str]:
    django.setup()
    limits: Any = import_module("zairyu.verify.limits")
    limits.MOST_MISSES = 1 << 60  # the limit is off; what counts misses is on
    new_code = import_module("zairyu.certificates.codes").new_code
    counter, answers = Asked(f"10.{number}.0.1"), Counter[str]()
    began = time.perf_counter()
    for place in range(1, count + 1):
        answers[str(counter.ask(new_code()))] += 1
        if place % _SAID == 0:
            rate = place / (time.perf_counter() - began)
            print(f"  process {number}: {place:,} codes, {rate:.0f}/s {dict(answers)}", flush=True)
    return answers


class Asked:
    """The counter as the server asks it: address in, page out; only the middleware is left out."""

    def __init__(self, network: str) -> None:
        """Prepare a request from a network."""
        self.view = import_module("zairyu.verify.views.counter").result
        self.request = import_module("django.test").RequestFactory().get
        self.network = network
        import_module("django.utils.translation").activate("ja")

    def ask(self, code: str) -> int:
        """Return the status of the answer for a code; its page is made and thrown away."""
        asked = self.request(f"/v/{code}", REMOTE_ADDR=self.network)
        asked.page, asked.user = None, None
        return int(self.view(asked, code).status_code)

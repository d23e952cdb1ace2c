"""`python -m bench.proof`: what a proof costs, and how the counter holds.

Documents are measured by `python -m bench.documents`. `--walk` tries a million codes against a
million living proofs and takes an hour of one processor.
"""

import argparse
import shutil
import sys
import time
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from itertools import cycle

from bench import counter, load, paths, stock, walk, world
from bench.clock import median
from bench.run import FILED
from bench.server import PROCESSES, served

RATE, SECONDS = 500, 60.0
FILINGS = 120
cost = partial(median, rounds=2_000, clock=time.thread_time)


def inside() -> str:
    """Measure the parts of a check inside one process, beside a bare signature."""
    tokens = import_module("zairyu.certificates.tokens")
    queries = import_module("zairyu.certificates.queries")
    keys = import_module("zairyu.certificates.keys")
    codes, at = cycle(stock.codes(2_000)), datetime.now(UTC)
    key, issuer = keys.issuer().key("tokens", at), keys.issuer()
    facts = {"name": "NGUYEN THI LINH", "birth_year": 1995, "card_last4": "78CD"}
    ec = import_module("cryptography.hazmat.primitives.asymmetric.ec")
    hashes = import_module("cryptography.hazmat.primitives.hashes")
    private = ec.generate_private_key(ec.SECP256R1())
    public, digest = private.public_key(), ec.ECDSA(hashes.SHA256())
    text = b"x" * 300
    signature = private.sign(text, digest)
    asked = walk.Asked("10.8.0.1")
    rows = [
        ("a bare signature (ES256) checked", cost(lambda: public.verify(signature, text, digest))),
        ("a bare signature made", cost(lambda: private.sign(text, digest))),
        ("a signature by the issuer's key", cost(lambda: key.sign(text))),
        ("a token made", cost(lambda: tokens.made(issuer, "X" * 14, "pending", facts, None, at))),
        ("a code answered (question and signature)", cost(lambda: queries.verify(next(codes), at))),
        ("a code answered, page and limit", cost(lambda: asked.ask(next(codes)))),
    ]
    bare = rows[0][1]
    lines = ["| what | ms of the processor | beside the bare signature |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| {name} | {ms:.3f} | {ms / bare:.1f} |" for name, ms in rows)])


def outside(port: int, seconds: float) -> str:
    """Measure the check through the server, beside an empty view."""
    requests = [paths.visit(f"/v/{code}/for/bank") for code in stock.codes(2_000)]
    lines = ["| path | rate /s | p50 ms | p99 ms | cost ms |", "|---|---|---|---|---|"]
    sources = {
        "an empty view": load.the_same(paths.visit("/bench/empty")),
        "a check, of 2,000 persons in turn": lambda number: cycle(requests[number::8]),
    }
    for name, source in sources.items():
        load.run(port, source, clients=8, seconds=1.0)
        rate = load.run(port, source, clients=8, seconds=seconds)
        told = f"{rate.per_second:.0f} | {rate.p50_ms:.1f} | {rate.p99_ms:.1f}"
        lines.append(f"| {name} | {told} | {rate.each_ms * PROCESSES:.2f} |")
    return "\n".join(lines)


def held(port: int, seconds: float) -> str:
    """Hold the rate while applications are filed.

    Raises:
        RuntimeError: an application was answered and not filed.
    """
    person = world.gathered()["adaeze"]
    count = int(FILINGS * seconds / SECONDS)
    drafts = [world.ready_draft(person, "student") for _ in range(count)]
    visitor = world.sign_in(person)  # filing wants a fresh proof
    filings = [paths.filing(draft).request(visitor) for draft in drafts]
    checks = [paths.visit(f"/v/{code}/for/bank") for code in stock.codes(2_000)]
    before = world.number(FILED)
    found = counter.held(port, checks, filings, RATE, seconds)
    if (done := world.number(FILED) - before) != found.filed:
        raise RuntimeError(f"{found.filed} answers to filings, {done} applications filed")
    return found.text()


def even(rounds: int) -> str:
    """Compare the answers that must not differ in time."""
    found = counter.evenness(rounds)
    first = found[0].median
    head = ["| code | p10 µs | median µs | p90 µs | beside unknown |", "|---|---|---|---|---|"]
    return "\n".join([*head, *(each.row(first) for each in found)])


def main(asked: argparse.Namespace) -> int:
    """Make a world and a stock of proofs, measure, print."""
    home = world.prepare()
    try:
        stock.made(asked.walk or asked.stock)
        if asked.walk:
            print(walk.walk(asked.walk).text())
            return 0
        seconds = 10.0 if asked.short else SECONDS
        print(inside(), end="\n\n")
        print(even(300 if asked.short else 3_000), end="\n\n")
        with served() as (port, _):
            print(outside(port, seconds / 6), end="\n\n")
            print(held(port, seconds))
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.proof", description=__doc__)
    parser.add_argument("--short", action="store_true", help="a short run")
    parser.add_argument("--stock", type=int, default=20_000, help="living proofs")
    parser.add_argument("--walk", type=int, default=0, help="try so many codes against as many")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main(_asked()))

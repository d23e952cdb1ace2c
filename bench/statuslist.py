"""The status list of a million places, measured: `python -m bench.statuslist [ended in a hundred]`.

Bytes and time to build, to fetch as a checker does, and to look one proof up; beside the question
to the table by SQL, and beside bare zlib over the same bytes.
"""

import random
import shutil
import sys
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

from django.db import connection

from bench import world

PLACES = 1 << 20
ISSUED = 900_000
BATCH = 10_000
_COLUMNS = (
    "key, kind, about, language, contents, photo_path, pdf_path, pdf_digest, pdf_attempts,"
    " code, procedure, version, token, issued_at, ended_at, ended_why, status_list, status_index"
)


def main() -> int:
    """Fill a list, measure, print a table."""
    share = int(sys.argv[1]) / 100 if len(sys.argv) > 1 else 0.2
    home = world.prepare()
    try:
        for name, value in [*tokens(), *_measured(share)]:
            print(f"| {name} | {value} |", flush=True)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return 0


def _measured(share: float) -> list[tuple[str, str]]:
    at = datetime.now(UTC)
    ended = _fill(share, at)
    publishing = import_module("zairyu.certificates.statuses.publishing")
    models = import_module("zairyu.certificates.models")
    statuslist = import_module("zairyu.proof.statuslist")
    row = models.StatusList.objects.get(number=1)
    first, raw = _best(lambda: publishing._packed(row, at), 1)
    build, raw = _best(lambda: publishing._packed(row, at))
    pack, small = _best(lambda: statuslist.small(raw))
    whole, _ = _best(lambda: publishing.renew(1, at))
    cwt = publishing.published(1, "cwt", at).content
    jwt = publishing.published(1, "jwt", at).content
    served, _ = _best(lambda: publishing.published(1, "cwt", at))
    return [
        ("places / issued / ended", f"{PLACES:,} / {ISSUED:,} / {ended:,}"),
        ("bytes unpacked / packed", f"{len(raw):,} / {len(small):,}"),
        ("bytes as CWT / as JWT", f"{len(cwt):,} / {len(jwt):,}"),
        ("build from the table, first time / again (ms)", f"{first:.0f} / {build:.0f}"),
        ("pack: zlib 9 (ms)", f"{pack:.0f}"),
        ("whole renewal: table, zlib, two signatures, kept (ms)", f"{whole:.0f}"),
        ("hand out the kept bytes (ms)", f"{served:.2f}"),
        *_looked_up(cwt, at, small),
    ]


def tokens() -> list[tuple[str, str]]:
    """Return what a token takes: to make, to check with kept lists, beside a bare signature."""
    token, check = import_module("zairyu.proof.token"), import_module("zairyu.proof.check")
    maker = import_module("tests.proof.test_check")
    key, kept = maker.OURS.keys["tokens"], maker.kept()
    made = token.make(key, maker.LINHS)
    text, at = token.text(made), maker.NOON
    signature, verifies = key.sign(made), import_module("zairyu.proof.signing").verifies
    steps = (
        ("make", lambda: token.make(key, maker.LINHS)),
        ("check", lambda: check.token_text(text, kept, at)),
        ("sign", lambda: key.sign(made)),
        ("verify", lambda: verifies(key.public, signature, made)),
    )
    took = {name: _each(act) for name, act in steps}
    return [
        ("token: bytes / signs of its text", f"{len(made)} / {len(text)}"),
        ("make a token / bare signature (µs)", f"{took['make']:.0f} / {took['sign']:.0f}"),
        (
            "check a token offline / bare check of a signature (µs)",
            f"{took['check']:.0f} / {took['verify']:.0f}",
        ),
    ]


def _each(act: Callable[[], Any], times: int = 2_000) -> float:
    """Return the microseconds of this process that an act takes, the best of three runs."""
    runs = []
    for _ in range(3):
        began = time.process_time()
        for _ in range(times):
            act()
        runs.append((time.process_time() - began) / times * 1e6)
    return min(runs)


def _looked_up(cwt: bytes, at: datetime, small: bytes) -> list[tuple[str, str]]:
    keys, trust = import_module("zairyu.certificates.keys"), import_module("zairyu.proof.trust")
    check = import_module("zairyu.proof.check")
    believed = trust.read(keys.trust_list(at), keys.issuer().root)
    read, listed = _best(lambda: check.read_list(cwt, believed))
    bare, _ = _best(lambda: zlib.decompress(small))
    places = random.Random(1).sample(range(PLACES), 10_000)
    began = time.perf_counter()
    for place in places:
        listed.state(place)
    one = (time.perf_counter() - began) / len(places) * 1e6
    sql = _by_sql(places[:2_000])
    return [
        ("read and check the CWT (ms) / bare zlib (ms)", f"{read:.1f} / {bare:.1f}"),
        ("look one place up (µs) / by SQL (µs)", f"{one:.2f} / {sql:.0f}"),
    ]


def _by_sql(places: list[int]) -> float:
    question = (
        "SELECT ended_at FROM certificates_certificate WHERE status_list = 1 AND status_index = %s"
    )
    began = time.perf_counter()
    with connection.cursor() as cursor:
        for place in places:
            cursor.execute(question, [place])
            cursor.fetchone()
    return (time.perf_counter() - began) / len(places) * 1e6


def _best(act: Callable[[], Any], times: int = 5) -> tuple[float, Any]:
    took, found = [], None
    for _ in range(times):
        began = time.process_time()  # others may be at work on the machine
        found = act()
        took.append((time.process_time() - began) * 1e3)
    return min(took), found


def _fill(share: float, at: datetime) -> int:
    """Write bare rows, as many as a filled list has, a share of them ended."""
    drawn = random.Random(7)
    free = sorted(drawn.sample(range(PLACES), ISSUED))  # in order it is written much faster
    then = connection.ops.adapt_datetimefield_value(at - timedelta(hours=1))
    marks = "(" + ", ".join(["%s"] * 18) + ")"
    write = f"INSERT INTO certificates_certificate ({_COLUMNS}) VALUES {marks}"
    ended = 0
    with connection.cursor() as cursor:
        for first in range(0, ISSUED, BATCH):
            batch = []
            for number, place in enumerate(free[first : first + BATCH], first):
                over = drawn.random() < share
                ended += over
                batch.append(_row(number, place, then, over=over))
            cursor.executemany(write, batch)
    return ended


def _row(number: int, place: int, at: object, *, over: bool) -> tuple[object, ...]:
    end = (at, "effect") if over else (None, "")
    about = ("pending", f"case:b{number}", "ja", b"", "", "bench", "", 0)
    return (f"bench-{number:07}", *about, f"B{number:07}", "", 1, b"", at, *end, 1, place)


if __name__ == "__main__":
    sys.exit(main())

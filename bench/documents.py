"""The measure of documents: setting, signing, checking, each beside its floor.

`python -m bench.documents` makes a folder of its own with keys of its own, and needs no database.
Times are those of the processor, so that what else the machine does changes little.
"""

import os
import resource
import shutil
import statistics
import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest import mock

import django

from bench.clock import median, took

AT = datetime(2026, 11, 24, 3, tzinfo=UTC)
cost = partial(median, rounds=40)


def apart(act: Callable[[], Any], rounds: int = 5) -> float:
    """Return the median of an act in ms of the processor of its children."""
    spent = []
    for _ in range(rounds):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        act()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000)
    return statistics.median(spent)


@contextmanager
def stamped(home: Path) -> Any:
    """Have documents stamped by an authority on this machine."""
    settings = import_module("django.conf").settings
    place = home / "time-stamps"
    with import_module("tests.certificates.authority").serving(place, AT) as address:
        settings.ZAIRYU_TIME_STAMPS = {"address": address, "anchors": place}
        yield
        settings.ZAIRYU_TIME_STAMPS = {"address": "", "anchors": place}


def measured(home: Path) -> list[tuple[str, float, str]]:
    """Return what was measured: what, ms, remark."""
    rows: list[tuple[str, float, str]] = []
    setting = import_module("zairyu.certificates.setting")
    press = import_module("zairyu.certificates.press")
    data, around = import_module("tests.certificates.documents").DOCUMENTS["pending"]

    def page() -> bytes:
        pdf: bytes = press.document("pending", data, "ja-x-easy", AT, **around)
        return pdf

    compiler = setting._compiler()
    rows.append(("a bare page of Typst (one word)", cost(lambda: _bare(compiler)), "floor"))
    rows.append(("the first pending certificate of a process", took(page)[0], "fonts are read"))
    rows.append(("a pending certificate set, two codes", cost(page), f"{len(page()) // 1000} KB"))
    return rows + _signing(page()) + _stamping(page(), home) + _checking(page())


def _bare(compiler: Any) -> bytes:
    pdf: bytes = compiler.compile(input=b"#set document(date: none)\nword", format="pdf")
    return pdf


def _signing(page: bytes) -> list[tuple[str, float, str]]:
    pades, keys = (import_module(f"zairyu.certificates.{one}") for one in ("pades", "keys"))
    key = keys.issuer().key("documents", AT)
    rows = [("a bare signature (ES256)", cost(lambda: key.sign(page)), "floor")]
    with mock.patch.object(pades, "_lay_in"):
        plain = pades.signed(page, AT)
        rows.append(("signed B-B", cost(lambda: pades.signed(page, AT)), _more(plain, page)))
    whole = pades.signed(page, AT)
    rows.append(("signed B-LT", cost(lambda: pades.signed(page, AT)), _more(whole, page)))
    return rows


def _stamping(page: bytes, home: Path) -> list[tuple[str, float, str]]:
    pades = import_module("zairyu.certificates.pades")
    with stamped(home):
        whole = pades.signed(page, AT)
        spent = median(lambda: pades.signed(page, AT), 10)
    return [("signed B-LTA, the time-stamp server in the same process", spent, _more(whole, page))]


def _checking(page: bytes) -> list[tuple[str, float, str]]:
    pades, keys, handed = (
        import_module(f"zairyu.certificates.{one}") for one in ("pades", "keys", "handed")
    )
    pdf, trust, signing = (
        import_module(f"zairyu.proof.{one}") for one in ("pdf", "trust", "signing")
    )
    whole, key = pades.signed(page, AT), keys.issuer().key("documents", AT)
    listed = trust.read(keys.trust_list(AT), list(keys.issuer().roots))
    raw = key.sign(page)
    return [
        ("a bare check of a signature", cost(lambda: signing.verifies(key.public, raw, page)), ""),
        ("a PDF checked in the process", cost(lambda: pdf.check(whole, listed, AT)), ""),
        (
            "a PDF checked apart, as the counter does",
            apart(lambda: handed.looked_at(whole, AT)),
            "a process of its own, nearly all of it for reading libraries",
        ),
        (
            "a stranger's PDF at the counter",
            cost(lambda: handed.looked_at(page, AT)),
            "it does not name us: no process is begun",
        ),
    ]


def _more(signed: bytes, page: bytes) -> str:
    return f"{len(signed) / 1000:.0f} KB, {(len(signed) - len(page)) / 1000:.0f} more"


def main() -> None:
    """Measure, and print a table."""
    home = Path(tempfile.mkdtemp(prefix="zairyu-bench-"))
    os.environ |= {
        "ZAIRYU_VAR": str(home),
        "DJANGO_SETTINGS_MODULE": "zairyu.config.settings.demo",
    }
    django.setup()
    try:
        print("| what | ms of the processor | remark |\n|---|---|---|")
        for what, spent, remark in measured(home):
            print(f"| {what} | {spent:.2f} | {remark} |")
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()

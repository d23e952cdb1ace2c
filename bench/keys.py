"""What a signature costs through the ring: bare, from a file, and from a hardware module (SoftHSM).

`python -m bench.keys` makes rings of its own, and a token of SoftHSM where that is installed. A
hardware module on the network costs its way there and back; this is the floor of the interface.
"""

import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from bench import world

LIBRARY = Path("/usr/lib/softhsm/libsofthsm2.so")
PIN = "271828"
ROUNDS, EACH = 40, 200
DATA = b"x" * 300  # a token has some three hundred bytes


def main() -> int:
    """Make the rings, measure, print a table."""
    home = Path(world.prepare())
    try:
        for row in _measured(home):
            print(f"| {' | '.join(row)} |", flush=True)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return 0


def _measured(home: Path) -> list[tuple[str, str, str]]:
    keys = import_module("zairyu.certificates.keys")
    trust = import_module("zairyu.proof.trust")
    signing = import_module("zairyu.proof.signing")
    at = datetime.now(UTC)
    span = (at - timedelta(days=1), at + timedelta(days=3650))
    keys.make(home / "files", "Bench", *span)
    here = keys.read(home / "files")
    private = here.key("tokens", at).private
    bare = _micros(lambda: private.sign(DATA, signing.ES256))
    rows = [("bare ES256 signature", f"{bare:.1f}", "1")]

    def add(name: str, took: float) -> None:
        rows.append((name, f"{took:.1f}", f"{took / bare:.2f}"))

    add("by a key that is at hand", _micros(lambda: here.key("tokens", at).sign(DATA)))
    add("through issuer(), the ring in files", _micros(lambda: _asked(keys, at)))
    if LIBRARY.exists():
        _softhsm(home)
        keys.make(home / "module", "Bench", *span, "pkcs11")
        module = keys.read(home / "module")
        add("through the ring in SoftHSM", _micros(lambda: module.key("tokens", at).sign(DATA)))
    public, mine = private.public_key(), here.key("tokens", at).sign(DATA)
    add("a check of a signature", _micros(lambda: signing.verifies(public, mine, DATA)))
    text, root = keys.trust_list(at), keys.issuer().root
    add(f"a trust list read ({len(text):,} signs)", _micros(lambda: trust.read(text, root, at), 5))
    return rows


def _asked(keys: Any, at: datetime) -> bytes:
    signed: bytes = keys.issuer().key("tokens", at).sign(DATA)
    return signed


def _micros(act: Callable[[], Any], each: int = EACH) -> float:
    """Return what an act takes of the processor, in millionths of a second: a median."""
    took = []
    for _ in range(ROUNDS):
        before = time.process_time()
        for _ in range(each):
            act()
        took.append((time.process_time() - before) / each * 1e6)
    return statistics.median(took)


def _softhsm(home: Path) -> None:
    settings = import_module("django.conf").settings
    tokens = Path(tempfile.mkdtemp(dir=home))
    (home / "softhsm2.conf").write_text(f"directories.tokendir = {tokens}\n")
    (home / "pin").write_text(PIN)
    os.environ["SOFTHSM2_CONF"] = str(home / "softhsm2.conf")
    made = ["softhsm2-util", "--init-token", "--free", "--label", "bench", "--so-pin", "31415926"]
    subprocess.run([*made, "--pin", PIN], check=True, capture_output=True)
    settings.ZAIRYU_PKCS11 = {
        "module": str(LIBRARY),
        "token": "bench",
        "pin_file": str(home / "pin"),
    }


if __name__ == "__main__":
    raise SystemExit(main())

"""A demo of one's own: the real server and the real worker, in a folder that is thrown away."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.server import free_port

ROOT = Path(__file__).resolve().parents[2]


def _read_until_served(demo: subprocess.Popen[str]) -> str:
    assert demo.stdout is not None
    for line in demo.stdout:
        if line.startswith("Zairyu is served at "):
            return line.split()[4]
    raise RuntimeError("the demo did not start")


@contextmanager
def served_demo() -> Iterator[str]:
    """Serve a fresh demo; give its address.

    Raises:
        RuntimeError: the demo does not start.
    """
    home = tempfile.mkdtemp(prefix="zairyu-demo-")
    told = {**os.environ, "ZAIRYU_VAR": home, "PORT": str(free_port()), "PYTHONUNBUFFERED": "1"}
    told.pop("DATABASE_URL", None)
    told.pop("ZAIRYU_ADDRESS", None)
    line = [sys.executable, str(ROOT / "scripts" / "demo.py")]
    demo = subprocess.Popen(line, env=told, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        yield _read_until_served(demo)
    finally:
        demo.terminate()
        demo.wait(timeout=30)
        if demo.stdout is not None:
            demo.stdout.close()
        shutil.rmtree(home, ignore_errors=True)

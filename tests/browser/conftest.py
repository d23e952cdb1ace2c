"""A demo of its own for the browser tests: the real server, the real worker."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.server import free_port
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(autouse=True)
def clock() -> None:
    """The browser and the server live in real time: the demo's own clock is moved instead."""


def _read_until_served(demo: subprocess.Popen[str]) -> str:
    assert demo.stdout is not None
    for line in demo.stdout:
        if line.startswith("Zairyu is served at "):
            return line.split()[4]
    raise RuntimeError("the demo did not start")


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Serve a fresh demo in a folder of its own; give its address."""
    home = tempfile.mkdtemp(prefix="zairyu-browser-")
    told = {**os.environ, "ZAIRYU_VAR": home, "PORT": str(free_port()), "PYTHONUNBUFFERED": "1"}
    told.pop("DATABASE_URL", None)
    told.pop("ZAIRYU_ADDRESS", None)
    line = [sys.executable, str(ROOT / "scripts" / "demo.py")]
    demo = subprocess.Popen(line, env=told, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        yield _read_until_served(demo)
    finally:
        demo.terminate()
        demo.wait(timeout=20)
        assert demo.stdout is not None
        demo.stdout.close()
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return Debian's Chromium."""
    path = shutil.which("chromium")
    assert path, "Chromium is missing: on Debian, install the package chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()

"""A demo of its own for the browser tests: the real server, the real worker."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.browser.demo import served_demo
from tests.browser.hand import Hand

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


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Serve a fresh demo in a folder of its own; give its address."""
    with served_demo() as served:
        yield served


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return Debian's Chromium."""
    path = shutil.which("chromium")
    assert path, "Chromium is missing: on Debian, install the package chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


# Language, width, JavaScript: a desktop in Japanese, a phone in English without any script.
WINDOWS = [
    pytest.param(("ja", 1280, True), id="ja-desktop"),
    pytest.param(("en", 360, False), id="en-phone-no-script"),
]


@pytest.fixture(params=WINDOWS)
def hand(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Hand]:
    """A visitor's window."""
    language, width, script = request.param
    visitor = Hand(chromium, address, language=language, width=width, script=script)
    yield visitor
    visitor.close()

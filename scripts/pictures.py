"""Takes the pictures of the main pages: phone and desktop, Japanese, English and easy Japanese.

Starts a demo of its own, signs in as the cast, and writes
`docs/pictures/<page>-<width>-<language>.png`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "zairyu.config.settings.test"

import django  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402

django.setup()

from bench.server import free_port  # noqa: E402
from tests.browser.conftest import FLAGS  # noqa: E402
from tests.browser.hand import Hand  # noqa: E402

OUT = ROOT / "docs" / "pictures"
WINDOWS = [("ja", 1280), ("en", 1280), ("ja", 360), ("en", 360), ("ja-x-easy", 360)]


@dataclass(frozen=True)
class Shot:
    """A page to be taken: its name, how to get there, and who looks."""

    name: str
    who: str
    path: str
    follow: tuple[str, ...] = ()  # links to press on the way, by selector


SHOTS = [
    Shot("01-front", "", "/"),
    Shot("02-sign-up", "", "/account/signup/"),
    Shot("03-my-page", "adaeze", "/me"),
    Shot("04-choose", "adaeze", "/apply"),
    Shot("05-sections", "linh", "/me", ('main a[href^="/drafts/"]',)),
    Shot("06-section", "linh", "/me", ('main a[href^="/drafts/"]', "main .tasks a >> nth=0")),
    Shot("07-papers", "linh", "/me", ('main a[href^="/drafts/"]', 'main a[href$="/papers/"]')),
    Shot("08-review", "linh", "/me", ('main a[href^="/drafts/"]', 'main a[href$="/review"]')),
    Shot("09-case", "rahman", "/me", ('main a[href^="/cases/"]',)),
    Shot("10-counter", "", "/v/"),
    Shot("11-queue", "sato", "/desk/"),
    Shot("12-desk-case", "sato", "/desk/", ('main th a[href^="/desk/cases/"]',)),
    Shot("13-admissions", "sato", "/desk/admissions/"),
    Shot("14-mailbox", "", "/demo/mail"),
]


@contextmanager
def demo() -> Iterator[str]:
    """Serve a fresh demo; give its address."""
    home = tempfile.mkdtemp(prefix="zairyu-pictures-")
    told = {**os.environ, "ZAIRYU_VAR": home, "PORT": str(free_port()), "PYTHONUNBUFFERED": "1"}
    for name in ("DATABASE_URL", "ZAIRYU_ADDRESS", "DJANGO_SETTINGS_MODULE"):
        told.pop(name, None)
    line = [sys.executable, str(ROOT / "scripts" / "demo.py")]
    server = subprocess.Popen(line, env=told, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        lines = iter(server.stdout or ())
        served = "Zairyu is served at "
        yield next(line for line in lines if line.startswith(served)).split()[4]
    finally:
        server.terminate()
        server.wait(timeout=30)
        shutil.rmtree(home, ignore_errors=True)


def take(hand: Hand, shot: Shot) -> None:
    """Go to a page and take its picture, whole."""
    hand.go(shot.path)
    for link in shot.follow:
        hand.press(hand.page.locator(link).first)
    name = f"{shot.name}-{hand.page.evaluate('innerWidth')}-{hand.language}.png"
    hand.page.screenshot(path=OUT / name, full_page=True)
    print(name, flush=True)


def visit(browser: Browser, address: str, who: str, language: str, width: int) -> None:
    """Take all pictures of one visitor at one window."""
    hand = Hand(browser, address, language=language, width=width, script=True)
    if who:
        hand.sign_in(who)
    for shot in SHOTS:
        if shot.who == who:
            take(hand, shot)
    hand.close()


def main() -> int:
    """Take every picture at every window."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("Chromium is missing: on Debian, install the package chromium", file=sys.stderr)
        return 1
    OUT.mkdir(parents=True, exist_ok=True)
    with demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for language, width in WINDOWS:
            for who in dict.fromkeys(shot.who for shot in SHOTS):
                visit(browser, address, who, language, width)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""A hand at the browser: signs in as one of the cast, types, uploads, looks for faults."""

import io
import re
import time
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Locator, Page, Response

from zairyu.identity.factors import code
from zairyu.law.read import table

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
CAST = table("zairyu.demo", "data/cast.yaml")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_used: dict[str, str] = {}
# Which kinds of page were looked at in which kind of window: once each is enough in a session.
_looked: set[tuple[str, str, int]] = set()


def persona(name: str) -> Mapping[str, Any]:
    """Return one of the cast."""
    return next(each for each in CAST["cast"] if each["id"] == name)


def fresh_code(secret: str) -> str:
    """Return a sign-in code that was not used yet: each is taken once in its 30 seconds."""
    while (digits := code(secret, datetime.now(UTC))) == _used.get(secret):
        time.sleep(0.5)
    _used[secret] = digits
    return digits


def pdf(text: str) -> bytes:
    """Return a small genuine PDF of one page."""
    paper = Image.new("RGB", (620, 877), "white")
    ImageDraw.Draw(paper).text((60, 80), text, fill="black")
    out = io.BytesIO()
    paper.save(out, "PDF")
    return out.getvalue()


def portrait() -> bytes:
    """Return a drawn face of the right shape and size, as JPEG."""
    photo = Image.new("RGB", (709, 945), "#e8eef2")
    pen = ImageDraw.Draw(photo)
    pen.ellipse((190, 120, 520, 700), fill="#c68a5e")
    pen.ellipse((270, 360, 310, 390), fill="black")
    pen.ellipse((400, 360, 440, 390), fill="black")
    out = io.BytesIO()
    photo.save(out, "JPEG", quality=90)
    return out.getvalue()


class Hand:
    """One visitor at one window."""

    def __init__(
        self, browser: Browser, address: str, *, language: str, width: int, script: bool
    ) -> None:
        """Open a window of a width, in a language, with or without JavaScript."""
        self.context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            bypass_csp=True,
            accept_downloads=True,
        )
        self.context.set_default_timeout(30_000)
        self.page: Page = self.context.new_page()
        self.address, self.language, self.script = address, language, script
        self.width = width
        self.broken: list[str] = []
        self.page.on("response", self._heard)
        self.go(f"/?lang={language}")

    def close(self) -> None:
        """Close the window."""
        self.context.close()

    def _heard(self, answer: Response) -> None:
        if answer.status >= 500:
            self.broken.append(f"{answer.status} at {answer.url.removeprefix(self.address)}")

    # ---- moving about

    def go(self, path: str) -> None:
        """Open an address of the service; nothing may be broken there."""
        answer = self.page.goto(f"{self.address}{path}")
        assert answer is not None
        assert answer.status < 400, f"{answer.status} at {path}"
        self.look()

    def press(self, what: Locator) -> None:
        """Press a button or link and look at what comes."""
        what.click()
        self.page.wait_for_load_state()
        self.look()

    def main_button(self) -> Locator:
        """Return the one filled button of the page."""
        return self.page.locator("main .button--main, main .button--lg").first

    @property
    def path(self) -> str:
        """Return the path of the page."""
        return self.page.url.removeprefix(self.address).split("?")[0].split("#")[0]

    @property
    def text(self) -> str:
        """Return what the page says."""
        return self.page.locator("main").inner_text()

    # ---- what must hold on each page

    def look(self) -> None:
        """Check the page: a language, no sideways scrolling, and, with script, nothing for axe."""
        assert self.broken == []
        assert self.page.locator("html").get_attribute("lang") == self.language
        kind = re.sub(r"[A-Za-z0-9_-]{20,}", "*", self.path)
        if self.script and (kind, self.language, self.width) not in _looked:
            wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, f"{self.path} scrolls sideways by {wide} px"
            found = self.axe()
            assert not found, f"{self.path}: {found}"
            _looked.add((kind, self.language, self.width))

    def axe(self) -> list[str]:
        """Return what axe finds wrong on the page, one line a finding."""
        self.page.evaluate(AXE)
        told = self.page.evaluate(
            "rules => axe.run({runOnly: {type: 'tag', values: rules}})"
            ".then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 200))]))",
            RULES,
        )
        return [f"{rule}: {nodes}" for rule, nodes in told]

    # ---- the demo's own pages

    def today(self) -> date:
        """Return the day that the demo shows."""
        self.go("/demo/")
        return date.fromisoformat(self.page.locator("[name=day]").first.input_value())

    def move_to(self, day: date) -> None:
        """Move the demo's clock to a day."""
        self.go("/demo/")
        if not self.page.locator("[name=day]").first.is_visible():
            self.page.locator("details:has([name=day]) summary").first.click()
        self.page.locator("[name=day]").first.fill(day.isoformat())
        self.press(self.page.locator("form:has([name=day]) button").last)
        assert self.today() == day

    # ---- acts

    def sign_in(self, name: str) -> None:
        """Sign in as one of the cast, with the second factor."""
        who = persona(name)
        self.go("/account/login/")
        self.page.locator("[name=login]").fill(who["email"])
        self.page.locator("[name=password]").fill(CAST["password"])
        self.press(self.main_button())
        self.page.locator("[name=code]").fill(fresh_code(who["secret"]))
        self.press(self.main_button())
        assert "/account/" not in self.path, self.text

    def prove_again(self, name: str) -> None:
        """Answer the question who it is, if the page asks it before an act."""
        if "reauthenticate" not in self.path:
            return
        field = self.page.locator("main [name=password], main [name=code]").first
        secret = persona(name)["secret"]
        wants_code = field.get_attribute("name") == "code"
        field.fill(fresh_code(secret) if wants_code else CAST["password"])
        self.press(self.main_button())

    def fill(self, boxes: Mapping[str, Iterable[str]]) -> int:
        """Type into those boxes of the page that have a name in `boxes`; return how many."""
        filled = 0
        for name, values in boxes.items():
            found = self.page.locator(f'main [name="{name}"]:not([type=hidden])')
            if found.count() and found.first.is_visible():
                self._type(found, list(values))
                filled += 1
        return filled

    def _type(self, found: Locator, values: list[str]) -> None:
        kind = found.first.evaluate("e => e.tagName + ':' + (e.type || '')")
        if kind.startswith("SELECT"):
            found.first.select_option(values)
        elif kind.endswith((":radio", ":checkbox")):
            for value in values:
                found.locator(f'xpath=self::*[@value="{value}"]').check()
        else:
            found.first.fill(values[0])

    def attach(self, field: Locator, name: str, data: bytes, kind: str = "application/pdf") -> None:
        """Choose a file in a file box."""
        field.set_input_files([{"name": name, "mimeType": kind, "buffer": data}])

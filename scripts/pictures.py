"""Takes the pictures of the main pages: phone and desktop, Japanese, English and easy Japanese.

Starts a demo of its own, signs in as the cast, and writes
`docs/pictures/<page>-<width>-<language>.png`.
"""

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "zairyu.config.settings.test"
os.environ["ZAIRYU_PICTURES"] = str(ROOT / "docs" / "pictures")

import django  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402

django.setup()

from tests.browser.conftest import FLAGS  # noqa: E402
from tests.browser.demo import served_demo  # noqa: E402
from tests.browser.guide import walk  # noqa: E402
from tests.browser.hand import Hand  # noqa: E402
from tests.browser.picture import picture  # noqa: E402

PHONE = 600  # below this width it is one
PARTS = {"y": "year", "m": "month", "d": "day"}
WINDOWS = [("ja", 1280), ("en", 1280), ("ja", 360), ("en", 360), ("ja-x-easy", 360)]


@dataclass(frozen=True)
class Shot:
    """A page to be taken: its name, how to get there, and who looks."""

    name: str
    who: str
    path: str
    follow: tuple[str, ...] = ()  # links to press on the way, by selector
    then: str = ""  # the page below that one
    ready: str = ""  # what stands there once the script is done, by selector


CODE = "main .proof .number, main .facts .number"
DRAFT = 'main a[href^="/drafts/"]:not([href$="discard"])'
CASE = "main a[href^='/cases/'][href$='/']"
SHOTS = [
    Shot("01-front", "", "/"),
    Shot("02-sign-up", "", "/account/signup/"),
    Shot("03-my-page", "adaeze", "/me"),
    Shot("04-choose", "adaeze", "/guide/"),
    Shot("05-requests", "adaeze", "/me", (CASE,), "requests"),
    Shot("06-sections", "kobayashi", "/me", (DRAFT,)),
    Shot("07-section", "kobayashi", "/me", (DRAFT, "main .tasks a >> nth=0")),
    Shot("08-papers", "kobayashi", "/me", (DRAFT,), "papers/"),
    Shot("09-review", "kobayashi", "/me", (DRAFT,), "review"),
    Shot("10-case", "rahman", "/me", (CASE,)),
    Shot("11-show", "rahman", "/me", (CASE,), "show"),
    Shot("12-sent-back", "tanaka", "/me", (CASE,), "receive"),
    Shot("13-certificate", "kenichi", "/me", (CASE,), "certificate"),
    Shot("14-counter", "", "/v/"),
    Shot("15-queue", "sato", "/desk/?list=all"),
    Shot("16-desk-case", "sato", "/desk/?list=all", ('main th a[href^="/desk/cases/"]',)),
    Shot("17-admissions", "sato", "/desk/admissions/"),
    Shot("18-mailbox", "", "/demo/mail"),
    Shot("23-registration", "adaeze", "/register/"),
    Shot("24-card-sign-in", "", "/card/login/"),
    Shot("25-organisation-begin", "", "/organisations/begin"),
    Shot("26-organisations", "kobayashi", "/organisations/"),
    Shot("27-mandates", "rahman", "/mandates/"),
    Shot("28-mandate-give", "adaeze", "/mandates/give"),
    Shot("29-clients", "tanaka", "/clients/"),
    Shot("30-my-data", "adaeze", "/me/data/"),
    Shot("31-who-looked", "adaeze", "/me/data/looks"),
    Shot("32-sessions", "adaeze", "/me/data/sessions"),
    Shot("33-recover", "", "/recover/"),
    Shot("34-counter-code", "sato", "/desk/counter/code"),
    Shot("35-genuine", "", "/v/genuine/"),
    Shot("36-offline", "", "/v/offline/", ready="#offline[data-ready=saved]"),
    Shot("37-wallet-ask", "", "/v/wallet/"),
    Shot("38-shares", "adaeze", "/me/shares/"),
    Shot("39-share-for-whom", "rahman", "/me", (CASE, 'main a[href*="/share/"]')),
    Shot("40-wallet", "rahman", "/me", (CASE, 'main a[href$="/wallet"]')),
    Shot("41-landing", "hayashi", "/desk/landing"),
]
# Answers of the public counter, by the name of the picture: whose proof, where, and who asks.
ANSWERS = {
    "42-answer": ("rahman", "show", ""),
    "43-answer-bank": ("rahman", "show", "for/bank"),
    "44-answer-embassy": ("kenichi", "certificate", "for/embassy"),
    "45-answer-carrier": ("kenichi", "certificate", "for/carrier"),
}


# Visitors of the guide, by the name of the picture: what they answer. The last page is the answer.
GUIDES: dict[str, dict[str, list[str]]] = {
    "19-guide": {
        "what": ["extension"], "who": ["foreign-national"],
        "held": ["engineer-humanities-international"], "period": ["P3Y"], "where": ["JP-13"],
        "expires": ["30"], "permits": [], "delivery": ["post"],
    },
    "20-guide-no": {
        "what": ["change"], "who": ["foreign-national"], "held": ["temporary-visitor"],
        "period": ["unknown"], "expires": ["20"], "where": ["JP-27"],
    },
    "21-guide-newborn": {
        "what": ["acquisition"], "who": ["legal-representative"], "wanted": ["dependent"],
        "born": ["birth"], "event": ["-10"], "where": ["JP-23"], "permits": [],
    },
    "22-guide-elsewhere": {"what": ["other"], "other": ["address-notification"], "day": ["-3"]},
}  # fmt: skip
DATED = ("expires", "event", "day")  # days from today


def guide(hand: Hand, name: str) -> None:
    """Walk the guide; take each question of the first visitor, and the answer of every one."""
    today = hand.today()
    said: dict[str, list[str]] = {}
    for key, values in GUIDES[name].items():
        if key in DATED:
            day = today + timedelta(days=int(values[0]))
            said |= {f"{key}.{part}": [str(getattr(day, of))] for part, of in PARTS.items()}
        else:
            said[key] = values

    def look(at: Hand, question: str) -> None:
        if question == "result" or name == next(iter(GUIDES)):
            print(picture(at, f"{name}-{question}").name, flush=True)

    hand.go("/guide/")
    walk(hand, said, look)
    again = hand.page.locator("form[action='/guide/again'] button")
    hand.press(again)


def take(hand: Hand, shot: Shot) -> None:
    """Go to a page and take its picture from the top."""
    hand.go(shot.path)
    for link in shot.follow:
        hand.press(hand.page.locator(link).first)
    if shot.then:
        hand.go(f"/{'/'.join(hand.path.split('/')[1:3])}/{shot.then}")
    if shot.ready:
        hand.page.locator(shot.ready).wait_for()
    print(picture(hand, shot.name).name, flush=True)


def answers(browser: Browser, address: str, only: Sequence[str]) -> None:
    """Type the codes of two holders at the public counter; take what it answers."""
    asked = {name: one for name, one in ANSWERS.items() if wanted(name, only)}
    codes = {}
    for who, page, _ in asked.values():
        if who not in codes:
            holder = Hand(browser, address, language="ja", width=1280, script=True)
            holder.sign_in(who)
            holder.go("/me")
            holder.press(holder.page.locator(CASE).first)
            holder.go(f"{holder.path}{page}")
            codes[who] = holder.page.locator(CODE).first.inner_text()
            holder.close()
    for language, width in WINDOWS if asked else ():
        checker = Hand(browser, address, language=language, width=width, script=True)
        for name, (who, _, then) in asked.items():
            checker.go(f"/v/{codes[who]}/{then}".removesuffix("/"))
            print(picture(checker, name).name, flush=True)
        checker.close()


def wanted(name: str, only: Sequence[str]) -> bool:
    """Say whether a picture is to be taken: all, or those whose names begin so."""
    return not only or name.startswith(tuple(only))


def visit(
    browser: Browser, address: str, who: str, language: str, width: int, only: Sequence[str]
) -> None:
    """Take the pictures of one visitor at one window."""
    shots = [shot for shot in SHOTS if shot.who == who and wanted(shot.name, only)]
    guides = [name for name in GUIDES if not who and width < PHONE and wanted(name, only)]
    if not shots and not guides:
        return
    hand = Hand(browser, address, language=language, width=width, script=True)
    if who:
        hand.sign_in(who)
    for shot in shots:
        take(hand, shot)
    for name in guides:
        guide(hand, name)
    hand.close()


def main(only: Sequence[str] = ()) -> int:
    """Take every picture at every window, or only those whose names begin as said."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("Chromium is missing: on Debian, install the package chromium", file=sys.stderr)
        return 1
    with served_demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for language, width in WINDOWS:
            for who in dict.fromkeys(shot.who for shot in SHOTS):
                visit(browser, address, who, language, width, only)
        answers(browser, address, only)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

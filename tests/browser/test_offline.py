"""The page /v/offline/: it checks by itself, with the network switched off, and tells nobody."""

import base64
import io
import json
import re
import time
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from playwright.sync_api import Browser, Page, Request
from tests.browser.hand import CAST, Hand, fresh_code, persona
from tests.proof import test_check as table
from tests.proof.issuer import NOON

from zairyu.proof import statuslist, token
from zairyu.proof.signing import jwk

# What the page's own check says of a token, given what a checker keeps.
ASKED = """async ({text, trust, list, names, at}) => {
  const from = '/static/verify/offline/'
  const [{check}, {publicKey}, {statusList}] = await Promise.all(
    ['check.js', 'signed.js', 'lists.js'].map(name => import(from + name)))
  const keys = new Map()
  for (const one of trust.keys) keys.set(one.kid, {...one, key: await publicKey(one.jwk)})
  const believed = {...trust, keys}
  const bytes = Uint8Array.from(atob(list), sign => sign.charCodeAt(0))
  const listed = await statusList(bytes, believed)
  const lists = new Map([[listed.uri, listed]])
  const found = await check(text, {trust: believed, lists, names}, at)
  return {state: found.state, reason: found.reason, facts: JSON.stringify(found.facts ?? {})}
}"""
PATIENCE = 90  # seconds until the worker has set the certificates of the seed
NAMES = {number: name for name, number in token.NUMBERS.items()}


def trusted() -> dict[str, Any]:
    """Return the trust list of the tables of tests/proof, as the page keeps it."""
    ours = table.OURS.trust
    keys = [
        {"kid": k.kid, "use": k.use, "jwk": jwk(k.public), "since": int(k.since.timestamp())}
        for k in ours.keys.values()
    ]
    return {
        "issuer": ours.issuer,
        "issued": int(ours.issued_at.timestamp()),
        "expires": int(ours.expires_at.timestamp()),
        "keys": keys,
        "places": dict(ours.places),
    }


def outcome(page: Page, text: str, *gone: int, at: float = NOON.timestamp()) -> dict[str, str]:
    """Return what the page comes to."""
    small = statuslist.small(statuslist.packed(64, gone))
    listed = statuslist.write_cwt(table.OURS.keys["lists"], small, table.TERMS)
    given = {"text": text, "trust": trusted(), "list": base64.b64encode(listed).decode()}
    found: dict[str, str] = page.evaluate(ASKED, given | {"names": NAMES, "at": at})
    return found


def test_the_page_comes_to_the_same_as_the_command(chromium: Browser, address: str) -> None:
    hand = Hand(chromium, address, language="en", width=1280, script=True)
    hand.go("/v/offline/")
    for name, (data, state, reason) in table.CASES.items():
        found = outcome(hand.page, token.text(data))
        wanted = ("refused", "malformed") if not data else (state, reason)
        assert (found["state"], found["reason"]) == wanted, name
    whole = table.changed()
    for place in range(0, len(whole), 5):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << (place % 8)
        assert outcome(hand.page, token.text(bytes(flipped)))["state"] == "refused", place
    good = token.text(whole)
    assert outcome(hand.page, good, 4)["reason"] == "ended-early"
    assert outcome(hand.page, good, at=NOON.timestamp() + 3 * 86400)["reason"] == "list-stale"
    assert outcome(hand.page, good, at=NOON.timestamp() - 86400)["state"] == "untold"
    facts = json.loads(outcome(hand.page, good)["facts"])
    assert facts == {**table.FACTS, "a new fact": ["x"]}
    hand.close()


@pytest.fixture(scope="module")
def proof(chromium: Browser, address: str) -> str:
    """The second code on a certificate of the cast, as a reader of QR codes gives it."""
    hand = Hand(chromium, address, language="ja", width=1280, script=True)
    rahman = persona("rahman")
    hand.go("/account/login/")
    hand.page.locator("[name=login]").fill(rahman["email"])
    hand.page.locator("[name=password]").fill(CAST["password"])
    hand.press(hand.main_button())
    hand.page.locator("[name=code]").fill(fresh_code(rahman["secret"]))
    hand.press(hand.main_button())
    hand.go("/me")
    case = hand.page.locator('main article a[href^="/cases/"]').first.get_attribute("href")
    hand.go(f"/cases/{(case or '').split('/')[2]}/")
    until = time.monotonic() + PATIENCE
    while not (found := token_in(hand)):
        assert time.monotonic() < until, "the worker has set no certificate with a token"
        time.sleep(1)
        hand.page.reload()
    hand.close()
    return found


def token_in(hand: Hand) -> str:
    """Return the token in a paper of the case that is open, once the worker has set it."""
    for link in hand.page.locator('main a[href*="/papers/"]').all():
        answer = hand.page.request.get(f"{hand.address}{link.get_attribute('href')}")
        if answer.body()[:5] == b"%PDF-":
            with pikepdf.open(io.BytesIO(answer.body())) as document:
                words = str(document.docinfo.get("/Keywords", ""))
            if words.startswith(token.PREFIX):
                return words
    return ""


def paste(hand: Hand, text: str) -> str:
    """Paste a text, check it, and return what the page says."""
    hand.page.locator("[name=token]").fill(text)
    hand.page.locator("main .button--main").click()
    hand.page.locator("#offline-result:not([hidden])").wait_for()
    return hand.page.locator("#offline-result").inner_text()


def test_a_proof_is_checked_with_the_network_switched_off(
    chromium: Browser, address: str, proof: str, tmp_path: Path
) -> None:
    hand = Hand(chromium, address, language="en", width=360, script=True)
    asked: list[Request] = []
    hand.page.on("request", lambda one: asked.append(one))
    hand.go("/v/offline/")
    hand.page.locator('#offline[data-ready="saved"]').wait_for()
    hand.look()
    hand.context.set_offline(True)
    hand.page.reload()
    hand.page.locator("#offline[data-ready]").wait_for()
    said = paste(hand, proof)
    assert "Application pending; this proof holds" in said
    assert re.search(r"Status list\s+Issued .* \(\d+ (s|min).* old\)", said)
    code = re.search(r"Code\s+([A-Z0-9-]{17})", said)
    assert code is not None
    hand.page.screenshot(path=tmp_path / "holds.png", full_page=True)
    assert "Do not accept this" in paste(hand, proof[:90] + "0" + proof[91:])
    sent = " ".join(f"{one.url} {one.post_data or ''}" for one in asked)
    assert proof not in sent
    assert code[1] not in sent
    assert code[1].replace("-", "") not in sent
    assert all(one.method == "GET" for one in asked)
    assert all("?" not in one.url for one in asked)
    hand.close()


def test_an_old_list_is_told_with_its_age(chromium: Browser, address: str, proof: str) -> None:
    hand = Hand(chromium, address, language="en", width=1280, script=True)
    hand.page.clock.install()
    hand.go("/v/offline/")
    hand.page.locator('#offline[data-ready="saved"]').wait_for()
    hand.context.set_offline(True)
    hand.page.clock.fast_forward("50:00:00")
    said = paste(hand, proof)
    assert "too old to rely on" in said
    assert "2 d 2 h old" in said
    hand.close()


def test_without_script_the_page_says_what_else_can_be_done(
    chromium: Browser, address: str
) -> None:
    hand = Hand(chromium, address, language="en", width=360, script=False)
    hand.go("/v/offline/")
    assert "Type the short code at the counter" in hand.text
    assert "zairyu verify" in hand.text
    assert not hand.page.locator("#offline-form").is_visible()
    hand.close()

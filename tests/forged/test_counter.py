"""Every forgery that can be shown at the counter: none is accepted, and all answers are alike."""

import re

import pytest
from django.test import Client
from tests.forged import online, tokens, world
from tests.forged.entry import COUNTER
from tests.forged.online import Desk
from tests.forged.sentences import LANGUAGES, sentence

from zairyu.certificates.models import Certificate
from zairyu.proof import token
from zairyu.verify import limits

SCANNED = [each for each in tokens.ENTRIES if COUNTER in each.doors]
STATUS = {"unknown": 404, "mistyped": 422, "elsewhere": 422}
HIDDEN = ("LINH", "MALLORY", "78CD", "1995", "Traceback", "Exception", "Error")


@pytest.fixture
def desk(proof):
    limits._suspects.networks.clear()
    return Desk(Client(), proof)


def main(page) -> str:
    """Return what the page says, without its frame and what each form has for itself."""
    said = page.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r'(name="csrfmiddlewaretoken" value=)"[^"]+"', r"\1", said)


def judged(page) -> str:
    """Return which answer a page gives."""
    found = main(page)
    for state in ("valid", "pending", "ended", "revoked", "unknown", "forged"):
        if f"result--{state}" in found:
            return state
    return next((one for one, code in STATUS.items() if code == page.status_code), "")


def test_no_forged_token_is_accepted_and_all_answers_are_one(desk):
    pages = {each.name: desk.scan(each.makes().content.decode()) for each in SCANNED}
    wanted = {each.name: each.counter for each in SCANNED}
    found = {name: judged(page) for name, page in pages.items()}
    for name, page in pages.items():
        if wanted[name] == "elsewhere":
            found[name] = "elsewhere" if page.status_code == 422 else found[name]
    assert found == wanted
    for state in ("forged", "elsewhere"):
        said = {main(page) for name, page in pages.items() if wanted[name] == state}
        assert len(said) == 1  # a forger learns nothing of what was wrong
        assert not any(word in next(iter(said)) for word in HIDDEN)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["forged", "elsewhere"])
def test_the_reason_stands_there_in_each_language(desk, language, kind):
    entry = next(each for each in SCANNED if each.counter == kind)
    text = entry.makes().content.decode()
    page = desk.client.post(f"/v/scan?lang={language}", {"text": text})
    assert f'<html lang="{language}"' in page.content.decode()
    words = sentence(entry, COUNTER)[language]
    if language != "ja-x-easy":  # there the readings stand above the words
        assert words.split("\n")[0].strip() in page.content.decode()


@pytest.mark.parametrize("entry", online.ENTRIES, ids=[each.name for each in online.ENTRIES])
def test_no_code_no_row_and_no_share_is_taken_for_what_it_is_not(desk, entry):
    page = entry.makes(desk)
    if entry.counter == "mistyped":
        assert page.status_code == 422
    else:
        assert judged(page) == entry.counter
    said = main(page)
    assert sentence(entry)["ja"].split("\n")[0] in said
    assert not any(word in said for word in HIDDEN)


def test_the_genuine_one_of_each_form_is_accepted(desk):
    assert judged(desk.code(world.CODE)) == "pending"
    assert judged(desk.scan(token.text(world.genuine()))) == "pending"
    own = online.tokens.text_of(Certificate.objects.get())
    page = desk.scan(own)
    assert judged(page) == "pending"
    assert "LINH" in main(page)
    made = online.share(desk, world.LAST_DAY)
    assert judged(desk.code(made.code)) == "pending"

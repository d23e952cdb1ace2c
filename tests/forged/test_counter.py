"""Every forgery that can be shown at the counter: none is accepted, and all answers are alike."""

import re

import pytest
from django.test import Client
from tests.forged import online, tokens, world
from tests.forged.entry import COUNTER
from tests.forged.online import Desk
from tests.forged.sentences import LANGUAGES, sentence

from zairyu.certificates import judging, scanned
from zairyu.certificates.models import Certificate
from zairyu.proof import token
from zairyu.verify import limits

pytestmark = pytest.mark.slow

SCANNED = [each for each in tokens.ENTRIES if COUNTER in each.doors]
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
    return "asked again" if page.status_code == 422 else ""


def test_no_forged_token_is_accepted_and_all_answers_are_one(desk):
    """A page says what its verdict says: one verdict for all of them, so one page."""
    found, verdicts = {}, set()
    for entry in SCANNED:
        text = entry.makes().content.decode()
        read = scanned.scan([text])
        found[entry.name] = "elsewhere" if read.elsewhere and not read.token else "forged"
        if read.token:
            verdicts.add(repr(scanned.verify_token(text, world.NOON)))
    assert found == {each.name: each.counter for each in SCANNED}
    assert verdicts == {repr(judging.verdict("forged", "", world.NOON))}


def test_the_pages_of_forged_tokens_are_one_page_sign_by_sign(desk):
    few = SCANNED[::4]
    pages = [(each.counter, desk.scan(each.makes().content.decode())) for each in few]
    wanted = ["asked again" if each.counter == "elsewhere" else each.counter for each in few]
    assert [judged(page) for _, page in pages] == wanted
    for state in ("forged", "elsewhere"):
        said = {main(page) for answer, page in pages if answer == state}
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
    assert judged(page) == ("asked again" if entry.counter == "mistyped" else entry.counter)
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

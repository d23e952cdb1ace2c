"""Every forged document, through the check, `zairyu verify` and the counter: none is accepted."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.forged import papers, world
from tests.forged.entry import COUNTER, Case
from tests.forged.offline import outcome, told
from tests.forged.sentences import at_counter, sentence
from tests.forged.test_offline import SECRET
from tests.proof import forged_pdf as forged

from zairyu.certificates import keys
from zairyu.proof import apart, checking, pdf, trust
from zairyu.proof.verdict import EXITS
from zairyu.verify import limits

pytestmark = pytest.mark.slow
IDS = [each.name for each in papers.ENTRIES]


@pytest.fixture(autouse=True)
def here(monkeypatch):
    """The check runs in this process: a child for each file would cost a second each time."""

    def asked(question: bytes):
        head, _, content = question.partition(b"\n")
        bare = json.loads(head) | {"newest": ""}  # as who never fetched a list of what was revoked
        return apart._read(json.loads(checking.answer(json.dumps(bare).encode(), content)))

    monkeypatch.setattr(apart, "_asked", asked)
    limits._suspects.networks.clear()


def case_of(entry) -> Case:
    made = entry.makes()
    content, trusted, at = (made, None, world.NOON) if isinstance(made, bytes) else made
    return Case(content, at, trust=trusted)


@pytest.mark.parametrize("entry", papers.ENTRIES, ids=IDS)
def test_a_forged_document_is_refused_for_its_own_reason_in_plain_words(entry, tmp_path):
    case = case_of(entry)
    assert outcome(case, tmp_path) == (entry.state, entry.reason)
    for language in ("en", "ja"):
        code, said = told(case, tmp_path, "--language", language)
        assert code == EXITS[entry.state] > 0
        assert sentence(entry)[language] in said
        assert not SECRET.search(said)
        assert "LINH" not in said


AT_COUNTER = [each for each in papers.ENTRIES if COUNTER in each.doors]


@pytest.mark.parametrize("entry", AT_COUNTER, ids=[each.name for each in AT_COUNTER])
def test_the_counter_does_not_accept_it_either(entry, proof):
    client = Client()
    for language in ("ja", "en"):
        file = SimpleUploadedFile("proof.pdf", case_of(entry).content, "application/pdf")
        page = client.post(f"/v/file?lang={language}", {"file": file}).content.decode()
        assert f"result--{entry.counter}" in page
        assert at_counter(entry)[language] in page
        assert not any(word in page for word in ("LINH", "Traceback"))


def test_the_genuine_document_is_accepted(tmp_path, proof, monkeypatch):
    """Beside them, the same page as the issuer signs it, with the token of a living proof."""
    text = world.token.text(world.genuine())
    monkeypatch.setattr(forged, "TOKEN", text)
    whole = forged.pades.signed(forged.page(), world.NOON)
    case = Case(whole, world.NOON)
    assert outcome(case, tmp_path) == ("pending", "holds")
    assert told(case, tmp_path)[0] == 0
    assert pdf.check(whole, trust.read(keys.trust_list(world.NOON), keys.issuer().roots), case.at)
    file = SimpleUploadedFile("proof.pdf", whole, "application/pdf")
    page = Client().post("/v/file", {"file": file}).content.decode()
    assert "result--pending" in page

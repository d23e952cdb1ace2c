"""Every forged token, credential and list, checked without asking us: none is accepted."""

import json
import re

import pytest
from tests.forged import credentials, lists, tokens, world
from tests.forged.entry import OFFLINE
from tests.forged.offline import case_of, checker, outcome, told
from tests.forged.sentences import sentence

from zairyu.proof.verdict import EXITS

pytestmark = pytest.mark.slow

ENTRIES = [
    each
    for each in (*tokens.ENTRIES, *credentials.ENTRIES, *lists.ENTRIES)
    if OFFLINE in each.doors
]
IDS = [f"{each.group}: {each.name}" for each in ENTRIES]
SECRET = re.compile(r"Traceback|Error|\.py|0x[0-9a-f]{6}|MALLORY")


@pytest.mark.parametrize("entry", ENTRIES, ids=IDS)
def test_a_forgery_is_refused_for_its_own_reason_in_plain_words(entry, tmp_path):
    case = case_of(entry)
    code, said = told(case, checker(case, tmp_path), "--language", "en", "--json")
    assert code == EXITS[entry.state] > 0
    assert sentence(entry)["en"] in said
    assert not SECRET.search(said)
    assert ("LINH" in said) <= (entry.state == "untold")
    if said.startswith("{"):
        found = json.loads(said)
        assert (found["state"], found["reason"]) == (entry.state, entry.reason)


@pytest.mark.parametrize("entry", ENTRIES[::9], ids=IDS[::9])
def test_the_same_in_words_on_the_screen(entry, tmp_path):
    case = case_of(entry)
    assert outcome(case, tmp_path) == (entry.state, entry.reason)
    for language in ("en", "ja"):
        code, said = told(case, tmp_path, "--language", language)
        assert code == EXITS[entry.state]
        assert sentence(entry)[language] in said
        assert not SECRET.search(said)


GENUINE = {
    "token": lambda: world.as_text(world.genuine()),
    "token with the list as JWT": lambda: world.with_list(world.listed(form="jwt")),
    "credential": lambda: world.Case(world.carried().encode(), world.NOON),
    "credential with the holder's answer": lambda: world.Case(
        world.answered(world.carried()).encode(), world.NOON
    ),
    "trust list signed anew": lambda: world.as_text(
        world.genuine(), trust=world.trusting(lambda said: None)
    ),
}


@pytest.mark.parametrize("form", GENUINE)
def test_the_genuine_one_beside_them_is_accepted(form, tmp_path):
    case = GENUINE[form]()
    assert outcome(case, tmp_path) == ("pending", "holds")
    code, said = told(case, tmp_path, "--language", "en")
    assert code == 0
    assert "LINH" in said

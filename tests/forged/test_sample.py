"""A sample of the forged corpus for every run; the whole of it is left to `make slow`."""

import json

import pytest
from tests.forged import world
from tests.forged.offline import case_of, checker, outcome, told
from tests.forged.test_offline import ENTRIES, GENUINE

SAMPLE = ENTRIES[::6]


@pytest.mark.parametrize("entry", SAMPLE, ids=[f"{each.group}: {each.name}" for each in SAMPLE])
def test_a_forgery_is_refused_for_its_own_reason(entry, tmp_path):
    assert outcome(case_of(entry), tmp_path) == (entry.state, entry.reason)


@pytest.mark.parametrize("form", ["token", "credential"])
def test_the_genuine_one_beside_them_is_accepted(form, tmp_path):
    assert outcome(GENUINE[form](), tmp_path) == ("pending", "holds")


@pytest.mark.parametrize("form", ["token", "credential"])
def test_each_form_tells_the_last_day_of_the_proof(form, tmp_path):
    case = GENUINE[form]()
    _, said = told(case, checker(case, tmp_path), "--json")
    assert json.loads(said)["until"] == world.LAST_DAY.isoformat()

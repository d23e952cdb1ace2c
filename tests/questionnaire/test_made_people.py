"""A made-up person can fill in any form, and no flaw planted into the answers is overlooked.

Here is a sample; the whole of it is in tests/matrix.
"""

import pytest
from tests.making import flaws, forms, persons

pytestmark = pytest.mark.slow

SAMPLE = [kind for place, kind in enumerate(forms.families()) if place % 4 == 0]
CIRCUMSTANCES = ({}, {"filed_by_agent": True}, {"filed_by_representative": True})


@pytest.mark.parametrize("kind", SAMPLE, ids=str)
def test_a_made_up_person_fills_in_a_form_without_a_problem(kind):
    for seed in range(3):
        for context in CIRCUMSTANCES:
            made = persons.person(kind.form, seed, forms.ON, context)
            assert made.problems() == []


@pytest.mark.parametrize("kind", SAMPLE[::3], ids=str)
def test_a_planted_flaw_is_found_at_its_field(kind):
    made = persons.person(kind.form, 7, forms.ON, {"filed_by_representative": True})
    overlooked = [
        (flaw.kind, flaw.at, dict(flaw.typed))
        for place, flaw in enumerate(flaws.flaws(made))
        if place % 3 == 0 and not flaws.found(made, flaw)
    ]
    assert overlooked == []


def test_the_same_seed_makes_the_same_person():
    kind = forms.families()[0]
    one, again, other = (persons.person(kind.form, seed, forms.ON) for seed in (1, 1, 2))
    assert one.answers == again.answers
    assert one.answers != other.answers

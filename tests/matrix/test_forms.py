"""Every form there is can be filled in by a made-up person, and no planted flaw is overlooked."""

import pytest
from tests.making import flaws, forms, persons

from zairyu.law.tables import data

EVERY = [beside for kind in forms.kinds() for beside in (kind,)]
FAMILIES = forms.families()
WITH_PERMITS = [beside for kind in FAMILIES for beside in forms.with_permits(kind)]
CIRCUMSTANCES = ({}, {"filed_by_agent": True}, {"filed_by_representative": True})


def test_every_family_of_sheets_is_there_for_each_procedure_that_has_families():
    wanted = {
        (procedure, family)
        for procedure in ("coe", "change", "extension")
        for family in data("forms")["families"]
    }
    assert {(kind.procedure, kind.family) for kind in FAMILIES if kind.family} == wanted


@pytest.mark.parametrize("procedure", forms.MAIN)
def test_a_made_up_person_fills_in_the_form_of_every_status(procedure):
    for kind in EVERY:
        if kind.procedure == procedure:
            assert persons.person(kind.form, 11, forms.ON).problems() == [], str(kind)


@pytest.mark.parametrize("kind", WITH_PERMITS, ids=str)
def test_a_made_up_person_fills_in_every_form_with_permits_beside(kind):
    for seed, context in enumerate(CIRCUMSTANCES):
        assert persons.person(kind.form, seed, forms.ON, context).problems() == []


@pytest.mark.parametrize("kind", FAMILIES, ids=str)
def test_every_planted_flaw_is_found_at_its_field(kind):
    beside = list(forms.with_permits(kind))[-1]
    made = persons.person(beside.form, 5, forms.ON, {"filed_by_agent": True})
    planted = list(flaws.flaws(made))
    assert len(planted) > 60
    overlooked = [
        (flaw.kind, flaw.at, dict(flaw.typed)) for flaw in planted if not flaws.found(made, flaw)
    ]
    assert overlooked == []

"""Every table that is about somebody says whether a copy hands it out, and what leaving does."""

import pytest
from django.apps import apps
from django.db.models import BinaryField

from zairyu.privacy import forgetting
from zairyu.privacy.holding import DELETE, EMPTY, HELD, STAYS, WITHHELD
from zairyu.words.catalogue import catalogue

OURS = {
    model._meta.label: model
    for model in apps.get_models()
    if model.__module__.startswith("zairyu.")
}


def about_somebody(model):
    """Return whether a table has personal fields."""
    return bool(model.PERSONAL)


@pytest.mark.parametrize("label", [one for one, model in OURS.items() if about_somebody(model)])
def test_a_table_with_personal_fields_has_an_entry(label):
    assert (label in HELD) != (label in WITHHELD), f"{label}: see privacy/holding.py"


@pytest.mark.parametrize("label", [*HELD, *WITHHELD])
def test_an_entry_has_a_table(label):
    assert label in OURS


@pytest.mark.parametrize("label", HELD)
def test_every_sealed_field_is_opened_or_left_out_with_a_reason(label):
    held, model = HELD[label], OURS[label]
    sealed = {one.name for one in model._meta.concrete_fields if isinstance(one, BinaryField)}
    assert sealed <= {*held.text, *held.json, *held.left}
    names = {one.name for one in model._meta.concrete_fields}
    assert {*held.text, *held.json, *held.left} <= names
    assert all(f"privacy.left.{why}" in catalogue() for why in held.left.values())


@pytest.mark.parametrize("label", WITHHELD)
def test_what_is_not_handed_out_says_why(label):
    assert f"privacy.left.{WITHHELD[label][1]}" in catalogue()


@pytest.mark.parametrize("label", HELD)
def test_leaving_does_what_the_table_can(label):
    held, model = HELD[label], OURS[label]
    assert held.leaving in (DELETE, EMPTY, STAYS)
    if held.leaving == EMPTY and not held.own_case:
        assert not [how for how in model.PERSONAL.values() if "destroyed with the row" in how]


@pytest.mark.parametrize("label", OURS)
def test_every_way_of_anonymising_is_one_that_is_carried_out(label):
    ways = OURS[label].PERSONAL.values()
    known = [how for how in ways if forgetting.understood(how)]
    if label == "verify.Misses":
        return  # swept by its own room after a day
    assert known == list(ways)

"""Every field of every table says whether it is personal, and how it is anonymised."""

import pytest
from django.apps import apps

OURS = [model for model in apps.get_models() if model.__module__.startswith("zairyu.")]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_field_says_whether_it_is_personal(model):
    asked = {
        field.name
        for field in model._meta.concrete_fields
        if not field.primary_key and not field.is_relation
    }
    personal, impersonal = set(model.PERSONAL), set(model.IMPERSONAL)
    assert personal & impersonal == set()
    assert personal | impersonal == asked
    assert all(how.strip() for how in model.PERSONAL.values())

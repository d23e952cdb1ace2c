"""Rows written by kept statements are the rows that the usual way writes."""

from datetime import timedelta

from django.forms.models import model_to_dict

from zairyu.audit import rows
from zairyu.filing.models import Draft


def _twin(draft):
    same = {one.attname: getattr(draft, one.attname) for one in Draft._meta.concrete_fields}
    return Draft(**{**same, "id": None, "key": "twin-of-a-draft", "permits": ["reentry-permit"]})


def test_a_new_row_gets_an_id_and_reads_as_it_was_written(draft):
    twin = _twin(draft)
    rows.add(twin)
    read = Draft.objects.get(key="twin-of-a-draft")
    assert read.pk == twin.pk
    assert not twin._state.adding
    assert model_to_dict(read) == model_to_dict(twin)
    assert bytes(read.content) == bytes(twin.content)
    assert (read.created_at, read.keep_until) == (twin.created_at, twin.keep_until)


def test_a_change_writes_the_named_columns_alone(draft, at):
    draft.version, draft.state, draft.versions = 7, "filed", {"person": [1, "x"]}
    draft.told_at = at + timedelta(days=1)
    assert rows.change(draft, "version", "versions", "told_at")
    read = Draft.objects.get(pk=draft.pk)
    assert (read.version, read.versions, read.told_at) == (7, draft.versions, draft.told_at)
    assert read.state == "open"


def test_a_change_of_a_row_that_is_no_longer_so_writes_nothing(draft):
    was = draft.version
    Draft.objects.filter(pk=draft.pk).update(version=was + 1)
    draft.version = 99
    assert not rows.change(draft, "version", version=was)
    assert Draft.objects.get(pk=draft.pk).version == was + 1

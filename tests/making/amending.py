"""A change of the forms for one test: tables laid over the parts, gone again afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from zairyu.law import amend, read
from zairyu.questionnaire import form, parts

Files = dict[str, str]  # name of a part → YAML, as in a folder of data/amendments


def _forget() -> None:
    for kept in (parts._versions, parts._turns, parts._built, form.form, form._made):
        kept.cache_clear()


@contextmanager
def amended(files: Files) -> Iterator[None]:
    """Lay changes over the parts of the forms while the block lasts."""
    plain = parts.tables

    def tables(room: str, folder: str) -> dict[str, Any]:
        found = plain(room, folder)
        return found | {
            name: amend.amended(found[name], read.read(text)) for name, text in files.items()
        }

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "tables", tables)
        _forget()
        yield
    _forget()


NEW_QUESTIONS = """
sections:
- key: person
  fields:
  - id: blood_group
    since: 2027-04-01
    source: made-up ordinance of 2027
    after: occupation
    number: 6-2
    label: {ja: 血液型, en: Blood group, ja-x-easy: 血液型（けつえきがた）}
    type: choice
    required: true
    privacy: personal
    choices:
    - {value: a, label: {ja: A, en: A, ja-x-easy: A}}
    - {value: b, label: {ja: B, en: B, ja-x-easy: B}}
    - {value: o, since: 2028-04-01, label: {ja: O, en: O, ja-x-easy: O}}
  - {id: marital_status, ends_on: 2027-04-01}
  - id: occupation
    history:
    - since: 2027-04-01
      label: {ja: 現在の職業, en: Present occupation, ja-x-easy: 今（いま）の 仕事（しごと）}
"""
CHANGE = {"common-extension": NEW_QUESTIONS}

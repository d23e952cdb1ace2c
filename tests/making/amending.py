"""A change of the law for one test: files laid over the tables, gone again afterwards."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from zairyu.law import read
from zairyu.questionnaire import form, parts

Files = dict[str, str]  # path under data/ → YAML


def _forget() -> None:
    for kept in (
        read.table, read.amendments, parts._versions, parts._turns, parts._built, form.form,
        form._made,
    ):  # fmt: skip
        getattr(kept, "cache_clear", lambda: None)()


@contextmanager
def amended(room: str, folder: Path, files: Files) -> Iterator[None]:
    """Lay files over the tables of a room while the block lasts."""
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    plain: Callable[[str], tuple[Path, ...]] = read.amendments
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            read, "amendments", lambda name: (*plain(name), *((folder,) if name == room else ()))
        )
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
CHANGE = {"parts/common-extension.yaml": NEW_QUESTIONS}

"""Rows of a table (relatives, jobs …): each is filled in on its own page; one can return."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from zairyu.filing.actions.save import Saved
from zairyu.filing.holding import record
from zairyu.filing.refusals import NotThere
from zairyu.filing.work import Typed, Work, work_on
from zairyu.law.problem import Problem

if TYPE_CHECKING:
    from zairyu.people.models import Person

Lists = dict[str, list[str]]


def section_with(work: Work, table_key: str) -> str:
    """Return the key of the section in which a table stands.

    Raises:
        NotThere: the form has no such table.
    """
    for section in work.form.sections:
        if any(field.key == table_key and field.type == "table" for field in section.fields):
            return section.key
    raise NotThere


def _rows(work: Work, table_key: str) -> list[dict[str, Any]]:
    rows = work.content.answers.get(table_key)
    return list(rows) if isinstance(rows, list) else []


@transaction.atomic
def save_row(
    draft_key: str,
    table_key: str,
    index: int,
    typed: Typed,
    version: int,
    *,
    by: "Person",
    at: datetime,
) -> Saved:
    """Keep one row as typed; `index` just behind the last row adds one.

    A row from an old window is never written over another: it is added, and `conflict` says so
    where it was meant for a row that is there. The same row sent twice is kept once.
    """
    work = work_on(draft_key, by, at)
    section, there = section_with(work, table_key), len(_rows(work, table_key))
    mine = {
        name: list(values)
        for name, values in typed.items()
        if name.startswith(f"{table_key}.{index}.")
    }
    old_window = version != work.version(section)
    if old_window:
        if _changes_nothing(work, section, table_key, index, mine):
            return Saved(work.draft, ())
        mine = _renamed(mine, table_key, index, there)
        place = there
    else:
        place = index
    if place > there:
        raise NotThere
    checked = work.check(section, mine)
    work.content.dropped.pop(table_key, None)
    work.keep(section, checked, at)
    record(work.draft, "save-row", at, by, section=section, row=place)
    wrong = [one for one in checked.problems if one.at.startswith(f"{table_key}.{place}.")]
    return Saved(work.draft, wrong, conflict=old_window and index < there)


def _renamed(typed: Lists, table_key: str, old: int, new: int) -> Lists:
    before, after = f"{table_key}.{old}.", f"{table_key}.{new}."
    return {after + name.removeprefix(before): values for name, values in typed.items()}


def _changes_nothing(work: Work, section: str, table_key: str, index: int, typed: Lists) -> bool:
    """Say whether a row is there already: under its own index, or as the last one."""
    last = len(_rows(work, table_key)) - 1
    return any(
        0 <= place <= last
        and not work.changes(section, work.check(section, _renamed(typed, table_key, index, place)))
        for place in {index, last}
    )


@transaction.atomic
def drop_row(
    draft_key: str, table_key: str, index: int, version: int, *, by: "Person", at: datetime
) -> Saved:
    """Take a row out; it can be put back until another change of the table."""
    work = work_on(draft_key, by, at)
    section, rows = section_with(work, table_key), _rows(work, table_key)
    if version != work.version(section):
        return Saved(work.draft, (Problem("filing.row-moved", at=table_key),), conflict=True)
    if not 0 <= index < len(rows):
        raise NotThere
    content = work.content
    gone = rows.pop(index)
    typed, content.raw = _without(content.raw, table_key, index)
    content.dropped[table_key] = {"index": index, "row": gone, "raw": typed}
    return _written(work, section, table_key, rows, index, "drop-row", by, at)


@transaction.atomic
def restore_row(draft_key: str, table_key: str, *, by: "Person", at: datetime) -> Saved:
    """Put the row back that was taken out last, at its old place."""
    work = work_on(draft_key, by, at)
    section, rows = section_with(work, table_key), _rows(work, table_key)
    content = work.content
    gone = content.dropped.pop(table_key, None)
    if gone is None:
        return Saved(work.draft, ())
    index = min(gone["index"], len(rows))
    rows.insert(index, gone["row"])
    content.raw = _with_gap(content.raw, table_key, index)
    content.raw |= {f"{table_key}.{index}.{column}": v for column, v in gone["raw"].items()}
    return _written(work, section, table_key, rows, index, "put-row-back", by, at)


def _written(
    work: Work,
    section: str,
    table_key: str,
    rows: list[dict[str, Any]],
    index: int,
    verb: str,
    by: "Person",
    at: datetime,
) -> Saved:
    work.content.answers[table_key] = rows
    checked = work.check(section, {})
    work.keep(section, checked, at)
    record(work.draft, verb, at, by, section=section, row=index)
    return Saved(work.draft, checked.problems)


def _placed(name: str, table_key: str) -> tuple[int, str]:
    """Return the row and column that a name on the page means, or -1 for another field."""
    if not name.startswith(f"{table_key}."):
        return -1, ""
    place, _, column = name.removeprefix(f"{table_key}.").partition(".")
    return (int(place), column) if place.isdigit() else (-1, "")


def _without(raw: Lists, table_key: str, index: int) -> tuple[Lists, Lists]:
    """Return what was typed in a row, by column, and the rest with the later rows moved up."""
    gone: Lists = {}
    kept: Lists = {}
    for name, values in raw.items():
        place, column = _placed(name, table_key)
        if place == index:
            gone[column] = values
        elif place > index:
            kept[f"{table_key}.{place - 1}.{column}"] = values
        else:
            kept[name] = values
    return gone, kept


def _with_gap(raw: Lists, table_key: str, index: int) -> Lists:
    """Return what was typed, with the rows from an index on moved down by one."""
    found: Lists = {}
    for name, values in raw.items():
        place, column = _placed(name, table_key)
        found[f"{table_key}.{place + 1}.{column}" if place >= index else name] = values
    return found

"""Lays a change of the law over the tables: a change adds, and never rewrites what held before.

An amendment is a folder `data/amendments/<first day>-<name>/` of a room. Its files carry the names
of the tables and hold only what is new: entries, rows of a history, members of a list, and the day
on which something ends. What a day before the change was answered with therefore stays as it was.
"""

from collections.abc import Mapping
from typing import Any

_BY = ("id", "value", "code", "key")
_LATER = ("since", "ends_on", "note", "source", "confidence")


class NotAdded(ValueError):
    """A change tries to overwrite: the message names the place and the mend."""


def _core(item: Any) -> Any:
    """Return what makes a member of a list the same: its id, or all but its days and notes."""
    if not isinstance(item, Mapping):
        return item
    for key in _BY:
        if key in item:
            return (key, item[key])
    return {key: value for key, value in item.items() if key not in _LATER}


def is_history(node: Any) -> bool:
    """Say whether a list holds rows that follow each other by day; papers of a list do not."""
    return (
        isinstance(node, list)
        and bool(node)
        and all(isinstance(row, Mapping) and "since" in row and "paper" not in row for row in node)
    )


def _list(base: list[Any], change: list[Any], path: str) -> list[Any]:
    found = list(base)
    if is_history(change):
        return found + change
    for item in change:
        places = [place for place, old in enumerate(found) if _core(old) == _core(item)]
        if not places:
            found.append(item)
        for place in places:
            if isinstance(item, Mapping):
                found[place] = amended(found[place], item, f"{path}/{place}")
    return found


def amended(base: Any, change: Any, path: str = "") -> Any:
    """Return a table with a change laid over it; neither of the two is altered.

    Raises:
        NotAdded: the change would overwrite something.

    >>> amended({"fees": [{"since": 1}]}, {"fees": [{"since": 2}], "new": True})
    {'fees': [{'since': 1}, {'since': 2}], 'new': True}
    """
    if isinstance(base, Mapping) and isinstance(change, Mapping):
        found = dict(base)
        for key, value in change.items():
            found[key] = amended(base[key], value, f"{path}/{key}") if key in base else value
        return found
    if isinstance(base, list) and isinstance(change, list):
        return _list(base, change, path)
    if base == change:
        return base
    raise NotAdded(
        f"{path}: a change adds and does not overwrite {base!r};"
        " write a row of `history` with its first day, or `ends_on`"
    )

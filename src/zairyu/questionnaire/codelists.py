"""The code lists of the forms: nationalities, industries, occupations, relationships and others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from zairyu.law.read import table
from zairyu.law.tables import data
from zairyu.words import Text


@dataclass(frozen=True, eq=False)
class Choice:
    """One entry of a list: the value that is kept, its words, the number the form prints.

    `also` are other words by which people look for it. `statuses` limits it to forms for these
    statuses of residence (for questions that the choice of the form decides).
    """

    value: str
    label: Text
    code: str = ""
    also: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()


def choices_of(raw: Iterable[Mapping[str, Any]]) -> tuple[Choice, ...]:
    """Return the choices that a table lists."""
    return tuple(
        Choice(
            value=str(one["value"]),
            label=one["label"],
            code=str(one.get("code", "")),
            also=tuple(one.get("also", ())),
            statuses=tuple(one.get("statuses", ())),
        )
        for one in raw
    )


def _statuses() -> tuple[Choice, ...]:
    rows = data("statuses")["statuses"]
    return tuple(Choice(id, row["name"]) for id, row in rows.items())


def _bureaus() -> tuple[Choice, ...]:
    rows = data("offices")["offices"]
    return tuple(
        Choice(id, row["name"]) for id, row in rows.items() if row["kind"] in ("bureau", "district")
    )


def _activities() -> tuple[Choice, ...]:
    rows = data("statuses")["designated_activities"]
    return tuple(
        Choice(id, row["name"], row.get("notice_no") or "")
        for id, row in rows.items()
        if row["state"] != "deleted"
    )


# Lists that the law keeps: the names stand there and nowhere else.
OF_THE_LAW = {
    "statuses": _statuses,
    "regional-bureaus": _bureaus,
    "designated-activities": _activities,
}


@cache
def codelist(id: str) -> tuple[Choice, ...]:
    """Return a code list in the order in which the form prints it.

    A list may begin with another one's entries (`begins_with`), or choose `only` some values `of`
    another list.
    """
    if id in OF_THE_LAW:
        return OF_THE_LAW[id]()
    raw = table("zairyu.questionnaire", f"data/codelists/{id}.yaml")
    if "of" in raw:
        only = [str(value) for value in raw.get("only", ())]
        return choices_of(raw.get("begins_with", ())) + tuple(
            one for one in codelist(raw["of"]) if not only or one.value in only
        )
    return choices_of(raw["items"])


@cache
def by_value(id: str) -> Mapping[str, Choice]:
    """Return the entries of a code list by their values."""
    return {one.value: one for one in codelist(id)}

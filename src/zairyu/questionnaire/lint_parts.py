"""What is wrong inside one part: names that lead nowhere, conditions that never hold or turn."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from zairyu.law.lint import Fault
from zairyu.law.lint.book import Place

Values = Callable[[str], list[str] | None]
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Around:
    """What a part may lean on: all questions, the values of the lists, what a permit goes with."""

    everywhere: Collection[str]
    values: Values
    beside: Mapping[str, Collection[str]]


def _places(name: str, row: Row) -> Iterator[tuple[Place, Row]]:
    for section, one in enumerate(row["sections"]):
        for number, field in enumerate(one["fields"]):
            yield (name, "sections", section, "fields", number), field


def _conditions(field: Row) -> list[Row]:
    when = field.get("when") or []
    return list(when) if isinstance(when, list) else [when]


def _names(field: Row) -> list[str]:
    """Return the fields of the part on which a field hangs."""
    keys = [name for when in _conditions(field) for key in when for name in key.split("|")]
    return [key.partition(".")[0] for key in keys if not key.startswith("context.")]


def _twice(name: str, row: Row) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, field in _places(name, row):
        if field["id"] in seen:
            said = f"the id {field['id']} stands twice in this part; give each its own"
            yield Fault((*place, "id"), said)
        seen.add(field["id"])


def _links(name: str, row: Row, around: Around) -> Iterator[Fault]:
    groups = {group["id"] for group in row.get("groups", ())}
    filed = {*row["procedures"]}.union(*(around.beside.get(one, ()) for one in row["procedures"]))
    for place, field in _places(name, row):
        group, same = field.get("group"), field.get("same_as")
        if group and group not in groups:
            said = f"there is no group {group}; add it to groups, or name one of them"
            yield Fault((*place, "group"), said)
        if same and same not in around.everywhere:
            said = f"no part asks {same}; name the id of a question, or take it out"
            yield Fault((*place, "same_as"), said)
        for procedure in field.get("procedures", ()):
            if procedure not in filed:
                said = f"this part is no part of {procedure}; take it out, or add it to the part"
                yield Fault((*place, "procedures"), said)


def _whole(place: Place, field: Row) -> Iterator[Fault]:
    if field["type"] == "table" and not (field.get("columns") and field.get("max_rows")):
        yield Fault((*place, "type"), "a table needs columns and max_rows; add them")
    if field["type"] in ("choice", "multi-choice") and not _listed(field):
        yield Fault(
            (*place, "type"), f"{field['id']} has nothing to choose; add choices or a codelist"
        )
    if "min" in field and "max" in field and field["min"] > field["max"]:
        yield Fault((*place, "min"), "min is more than max; exchange them")


def _listed(field: Row) -> bool:
    return any(key in field for key in ("choices", "codelist", "lists"))


def _choices(field: Row, values: Values) -> list[str] | None:
    if field["type"] == "yes-no":
        return ["yes", "no"]
    if field.get("choices"):
        return [one["value"] for one in field["choices"]]
    return values(field["codelist"]) if "codelist" in field else None


def _hang(name: str, row: Row, values: Values) -> Iterator[Fault]:
    fields = {field["id"]: field for _, field in _places(name, row)}
    for place, field in _places(name, row):
        for missing in dict.fromkeys(one for one in _names(field) if one not in fields):
            said = f"the condition names {missing}, which this part does not ask; name a question"
            yield Fault((*place, "when"), said)
        for when in _conditions(field):
            for key, wanted in when.items():
                yield from _never(place, fields.get(key), wanted, values)


def _never(place: Place, control: Row | None, wanted: Any, values: Values) -> Iterator[Fault]:
    choices = _choices(control, values) if control is not None else None
    for value in wanted if isinstance(wanted, list) else [wanted]:
        if control is not None and choices is not None and value not in (*choices, "*"):
            said = f"{control['id']} is never {value}; use one of " + ", ".join(choices[:12])
            yield Fault((*place, "when"), said)


def _rings(name: str, row: Row) -> Iterator[Fault]:
    hangs = {field["id"]: set(_names(field)) for _, field in _places(name, row)}
    for place, field in _places(name, row):
        seen: set[str] = set()
        ahead = set(hangs[field["id"]])
        while ahead - seen:
            seen |= ahead
            ahead = {further for one in ahead for further in hangs.get(one, ())}
        if field["id"] in seen:
            said = f"{field['id']} hangs on itself; take one of the conditions away"
            yield Fault((*place, "when"), said)


def faults_of_part(name: str, row: Row, around: Around) -> Iterator[Fault]:
    """Yield what is wrong in a part."""
    yield from _twice(name, row)
    yield from _links(name, row, around)
    for place, field in _places(name, row):
        yield from _whole(place, field)
        for number, column in enumerate(field.get("columns", ())):
            yield from _whole((*place, "columns", number), column)
    yield from _hang(name, row, around.values)
    yield from _rings(name, row)

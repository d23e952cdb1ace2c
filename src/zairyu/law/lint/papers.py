"""Whether the conditions of papers can hold, and sets do not rest on themselves."""

from collections.abc import Iterator, Mapping
from typing import Any

from zairyu.law.lint.book import Book, Fault, Place
from zairyu.law.lint.known import known_ids


def _wanted(place: Place, when: Any, facts: Mapping[str, Any], book: Book) -> Iterator[Fault]:
    for fact, values in when.items() if isinstance(when, Mapping) else ():
        row = facts.get(fact)
        for value in values if isinstance(values, list) else [values]:
            if row is not None and not _possible(value, row, book):
                choices = ", ".join(map(str, row.get("choices", {}))) or "true or false"
                said = f"{fact} is never {value!r}; use one of {choices}"
                yield Fault((*place, fact), said)


def _possible(value: Any, row: Mapping[str, Any], book: Book) -> bool:
    if row.get("kind") == "yes-no":
        return isinstance(value, bool)
    if row.get("kind") == "status":
        return value in known_ids(book.values)["any-status"]
    return value in row.get("choices", {})


def _rings(rows: Mapping[str, Any]) -> Iterator[Fault]:
    beyond = {
        key: set((row.get("underlying") or {}).get("sets", {}).values())
        for key, row in rows.items()
        if isinstance(row, Mapping)
    }
    for key in beyond:
        seen: set[str] = set()
        ahead = set(beyond[key])
        while ahead - seen:
            seen |= ahead
            ahead = {further for found in ahead for further in beyond.get(found, ())}
        if key in seen:
            said = "this set rests on itself through `underlying`; take one of the links away"
            yield Fault(("sets", "sets", key, "underlying"), said)


def _underlying(rows: Mapping[str, Any], facts: Mapping[str, Any]) -> Iterator[Fault]:
    for key, row in rows.items():
        below = row.get("underlying") or {}
        choices = facts.get(below.get("fact", ""), {}).get("choices")
        for value in below.get("sets", {}) if choices else ():
            if value not in choices:
                said = f"{below['fact']} is never {value}; use one of " + ", ".join(choices)
                yield Fault(("sets", "sets", key, "underlying", "sets", value), said)


def _unused(book: Book) -> Iterator[Fault]:
    used = {
        item.get("paper")
        for kind in ("sets", "bases")
        for row in book.values["sets"][kind].values()
        for item in row["papers"]
    }
    for key in known_ids(book.values)["papers"]:
        if key not in used:
            said = f"no set asks for {key}; ask for it in a set, or take it out"
            yield Fault(("papers", "papers", key), said)


def _without_sets(book: Book) -> Iterator[Fault]:
    forms, sets = book.values.get("forms") or {}, book.values["sets"]["sets"]
    asked = {
        (procedure, status)
        for row in sets.values()
        for procedure in row["procedures"]
        for status in row["statuses"]
    }
    for status, row in forms.get("statuses", {}).items():
        for procedure in row["procedures"]:
            known = procedure in row.get("without_papers", ())
            if not known and (procedure, row.get("sheets_of", status)) not in asked:
                said = f"{status} has a form of {procedure} and no papers; add a set for it"
                yield Fault(("forms", "statuses", status), said)


def faults(book: Book) -> Iterator[Fault]:
    """Yield what is wrong between papers, facts, sets and forms."""
    if not book.values.get("sets"):
        return
    facts = known_ids(book.values)["facts"]
    for kind in ("bases", "sets"):
        for key, row in book.values["sets"][kind].items():
            place = ("sets", kind, key)
            yield from _wanted((*place, "when"), row.get("when", {}), facts, book)
            for number, item in enumerate(row["papers"]):
                at = (*place, "papers", number, "when")
                yield from _wanted(at, item.get("when", {}), facts, book)
    rows = book.values["sets"]["sets"]
    yield from _rings(rows)
    yield from _underlying(rows, facts)
    yield from _unused(book)
    yield from _without_sets(book)

"""What a careful reader would object to in the tables: gaps, wrong ids, missing sources, words."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from zairyu.law.lifecycle import CASE, ECOE, Machine
from zairyu.law.read import tables
from zairyu.law.tables import data

# Procedures outside this house that the tariff names for completeness.
_OUTSIDE = ("refugee-travel-document", "registered-user-card")
_CONFIDENCE = ("high", "medium", "low")
_STATED = (
    "fees",
    "parameters",
    "statuses",
    "procedures",
    "offices",
    "sets",
    "papers",
    "categories",
)


def _tables() -> dict[str, Any]:
    return tables("zairyu.law", "data")


def _walk(node: Any, path: str) -> Iterator[tuple[str, Any]]:
    yield path, node
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _walk(value, f"{path}/{key}")
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from _walk(value, f"{path}/{place}")


def _histories() -> Iterator[tuple[str, list[Any]]]:
    for name, table in _tables().items():
        for path, node in _walk(table, name):
            rows = isinstance(node, list) and node and all(isinstance(row, dict) for row in node)
            if rows and all("since" in row for row in node) and "paper" not in node[0]:
                yield path, node


def _bad_histories() -> Iterator[str]:
    for path, rows in _histories():
        days = [row["since"] for row in rows]
        if not all(isinstance(day, date) for day in days):
            yield f"{path}: since is no day"
        elif days != sorted(days):
            yield f"{path}: days must rise"
        for row in rows:
            own = any(key in row for key in ("source", "ends", "holds", "rule", "kind"))
            if not own:  # a row of another kind stands in an entry that has its source
                yield f"{path} since {row['since']}: no source"


def _bad_confidence() -> Iterator[str]:
    for name, table in _tables().items():
        for path, node in _walk(table, name):
            if isinstance(node, dict):
                for key, value in node.items():
                    if str(key).endswith("confidence") and value not in _CONFIDENCE:
                        yield f"{path}: {key} is {value!r}"


def _unstated() -> Iterator[str]:
    for name in _STATED:
        found = [node for _, node in _walk(data(name), name) if isinstance(node, dict)]
        if not any("source" in node for node in found):
            yield f"{name}: no source anywhere"
        if not any("confidence" in node for node in found):
            yield f"{name}: no confidence anywhere"


def _unknown(where: str, ids: Any, known: Any) -> Iterator[str]:
    for key in ids:
        if key not in known:
            yield f"{where}: there is no {key}"


def _bad_ids() -> Iterator[str]:
    procedures = data("procedures")["procedures"]
    statuses = data("statuses")["statuses"]
    yield from _unknown("fees", data("fees")["fees"], [*procedures, *_OUTSIDE])
    yield from _unknown("forms", data("forms")["statuses"], statuses)
    yield from _unknown("forms", data("forms")["procedures"], procedures)
    for key, row in data("sets")["sets"].items():
        yield from _unknown(f"sets/{key}", row["procedures"], procedures)
        yield from _unknown(f"sets/{key}", row["statuses"], statuses)
        yield from _unknown(f"sets/{key}", row.get("bases", []), data("sets")["bases"])
    offices = data("offices")
    for key, row in offices["prefectures"].items():
        yield from _unknown(f"prefecture {key}", [row["office"]], offices["offices"])
    for key, row in data("categories")["categories"].items():
        yield from _unknown(f"category {key}", row["may_file"], procedures)
        yield from _unknown(f"category {key}", row["proof"], data("categories")["proofs"])


def _bad_items() -> Iterator[str]:
    papers, facts = data("papers")["papers"], data("facts")["facts"]
    for kind in ("bases", "sets"):
        for key, row in data("sets")[kind].items():
            for item in row["papers"]:
                yield from _unknown(f"{kind}/{key}", [item["paper"]], papers)
                yield from _unknown(f"{kind}/{key}", item.get("when", {}), facts)
                yield from _bad_values(f"{kind}/{key}", item.get("when", {}))
            yield from _bad_values(f"{kind}/{key}", row.get("when", {}))


def _bad_values(where: str, when: dict[str, Any]) -> Iterator[str]:
    for fact, wanted in when.items():
        row = data("facts")["facts"].get(fact, {})
        for value in wanted if isinstance(wanted, list) else [wanted]:
            choice = row.get("kind") == "choice" and value not in row["choices"]
            yes_no = row.get("kind") == "yes-no" and not isinstance(value, bool)
            if choice or yes_no:
                yield f"{where}: {fact} is never {value!r}"


def _bad_machine(machine: Machine, name: str) -> Iterator[str]:
    reached = {machine.initial}
    while True:
        further = {
            machine.after(state, event) for state in reached for event in machine.events_from(state)
        }
        if further <= reached:
            break
        reached |= further
    for key, state in machine.states.items():
        if key not in reached:
            yield f"{name}: {key} is never reached"
        if state.terminal and machine.events_from(key):
            yield f"{name}: {key} is an end and leads on"
        if not state.terminal and not machine.events_from(key):
            yield f"{name}: {key} leads nowhere"


def faults() -> Iterator[str]:
    """Yield what is wrong in the tables."""
    yield from _bad_histories()
    yield from _bad_confidence()
    yield from _unstated()
    yield from _bad_ids()
    yield from _bad_items()
    yield from _bad_machine(CASE, "case")
    yield from _bad_machine(ECOE, "ecoe")


def unsure() -> Iterator[str]:
    """Yield the entries of low confidence: no screen promises them as law."""
    for name, table in _tables().items():
        for path, node in _walk(table, name):
            if isinstance(node, dict) and node.get("confidence") == "low":
                yield path
